use super::mark::{Mark, Sign};
use super::model::{ChartModel, Table, head};
use super::readout::fact;
use super::{ChartKind, Columns, Source, Tone, civil, durations, moment};
use crate::operations::nearest_rank;
use crate::review::wording::{self, counted};
use crate::time::{Duration, Instant};

/// How long the builds took that succeeded, by the civil day of their end in the zone of the review: the 95th percentile
/// and the longest, over the review's window (method, section 10).
///
/// A day on which none succeeded has no mark.
pub(super) fn model(source: &Source, columns: u32) -> ChartModel {
    let (window, zone) = (source.window(), source.zone);
    let builds = source.work.map_or(&[][..], |work| &work.builds);
    let noun = source.noun();
    let mut days: Vec<Day> = Vec::new();
    let mut all = Vec::new();
    for event in builds.iter().filter(|event| event.good && event.end > window.from()) {
        let day = civil::day_at(zone, event.end);
        if days.last().is_none_or(|last| last.day != day) {
            days.push(Day { day, values: Vec::new() });
        }
        let took = event.end - event.start;
        all.push(took);
        if let Some(last) = days.last_mut() {
            last.values.push(took);
        }
    }
    let first = civil::day_at(zone, window.from() + Duration::from_millis(1));
    let last = civil::day_at(zone, source.as_of);
    let columns = Columns::new(civil::begin(zone, first), civil::begin(zone, last + 1), columns);
    let length = wording::length(source.slo.window);
    let until = format!("in the {length} to {}", moment::moment(source.as_of));
    let number = all.len() as u64;
    let longest = all.iter().copied().max().unwrap_or(Duration::ZERO);
    let verdict = match nearest_rank(&all, 95) {
        None => format!("No data: no {noun} that counts succeeded {until}."),
        Some(p95) => format!(
            "95% of {} that succeeded {until} took at most {}; the longest took {}.",
            counted(number, noun),
            wording::elapsed(p95),
            wording::elapsed(longest)
        ),
    };
    let title = format!("How long do {noun}s take, day by day?");
    let mut model = ChartModel::new(ChartKind::BuildTimes, source, columns, title, verdict);
    model.tone = if days.is_empty() { Tone::None } else { Tone::Plain };
    model.empty = days.is_empty().then(|| format!("No {noun} that counts succeeded {until}."));
    let days: Vec<Measured> = days.into_iter().filter_map(Day::measured).collect();
    model.marks = days.iter().map(|day| mark(source, day, noun)).collect();
    model.days = civil::days(zone, first, last);
    model.table = Table {
        caption: format!("Durations of the {noun}s that succeeded, by the day of their end"),
        head: head(&[&format!("Day ({})", zone.name()), "Succeeded", "95th percentile", "Longest"]),
        rows: days
            .iter()
            .map(|day| {
                let [p95, longest] = [day.p95, day.longest].map(wording::elapsed);
                vec![civil::name(day.day, true), wording::count(day.count as i128), p95, longest]
            })
            .collect(),
    };
    model
}

struct Day {
    day: i64,
    values: Vec<Duration>,
}

/// A day with its figures.
struct Measured {
    day: i64,
    count: usize,
    p95: Duration,
    longest: Duration,
}

impl Day {
    fn measured(self) -> Option<Measured> {
        let (count, longest) = (self.values.len(), self.values.iter().copied().max()?);
        Some(Measured { day: self.day, count, p95: nearest_rank(&self.values, 95)?, longest })
    }
}

fn mark(source: &Source, day: &Measured, noun: &str) -> Mark {
    let begin: Instant = civil::begin(source.zone, day.day);
    let end = civil::begin(source.zone, day.day + 1);
    Mark {
        sign: Sign::Column,
        label: format!("{} ({})", civil::name(day.day, true), source.zone.name()),
        at: begin + Duration::from_millis((end - begin).as_millis() / 2),
        to: end,
        value: durations::seconds(day.p95),
        other: if day.count > 1 { durations::seconds(day.longest) } else { f64::NAN },
        tone: Tone::Plain,
        open: false,
        excluded: false,
        reported: false,
        facts: vec![
            fact("95th percentile", wording::elapsed(day.p95), Tone::Plain),
            fact("longest", wording::elapsed(day.longest), Tone::Plain),
            fact("succeeded", counted(day.count as u64, noun), Tone::Plain),
        ],
    }
}

use super::mark::{Mark, Sign};
use super::model::{ChartModel, Table, head};
use super::readout::fact;
use super::{ChartKind, Columns, Source, Tone, civil, durations, moment};
use crate::recovery::Durations;
use crate::review::wording::{self, count, counted};
use crate::time::Duration;

/// The most civil days that have a place; of more, the newest.
const MOST_DAYS: i64 = 400;

/// The mean time to recovery by the civil day of the recovery, in the zone of the review.
///
/// A day without a recovery that counts has no mark: nothing recovered on it, which is not the same as at once.
pub(super) fn model(source: &Source, columns: u32) -> ChartModel {
    let days = days(source);
    let last = civil::day_at(source.zone, source.as_of);
    let earliest = civil::day_at(source.zone, source.window().from());
    let first = days.first().map_or(earliest, |day| day.day).min(earliest).max(last - MOST_DAYS + 1);
    let columns = Columns::new(civil::begin(source.zone, first), civil::begin(source.zone, last + 1), columns);
    let days: Vec<_> = days.into_iter().filter(|day| day.day >= first).collect();
    let tone = days.iter().map(|day| day.tone(source)).fold(Tone::None, durations::worse);
    let title = "How long did recovery take, day by day?".to_owned();
    let mut model = ChartModel::new(ChartKind::Daily, source, columns, title, verdict(source, &days, last - first + 1));
    model.tone = tone;
    model.empty = days.is_empty().then(|| {
        let since = civil::name(first, true);
        format!("No incident that counts recovered from {since} to {}.", moment::moment(source.as_of))
    });
    model.levels = durations::target(source, columns).into_iter().collect();
    model.marks = days.iter().map(|day| mark(source, day)).collect();
    model.days = civil::days(source.zone, first, last);
    model.table = table(source, &days);
    model
}

/// The recoveries of a civil day.
struct Day {
    day: i64,
    durations: Durations,
}

/// The days with a recovery that counts, oldest first.
fn days(source: &Source) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for known in source.incidents.iter().filter(|known| known.excluded.is_none()) {
        let (Some(recovered), Some(duration)) = (known.recovered, known.duration()) else { continue };
        let day = civil::day_at(source.zone, recovered);
        let place = days.partition_point(|other| other.day < day);
        if days.get(place).is_none_or(|other| other.day != day) {
            days.insert(place, Day { day, durations: Durations::default() });
        }
        days[place].durations.add(duration);
    }
    days
}

impl Day {
    fn count(&self) -> u64 {
        self.durations.count() as u64
    }

    /// Rounded up to milliseconds, toward the bad side.
    fn mean(&self) -> Duration {
        Duration::from_millis(self.durations.mean_millis().unwrap_or(0.0).ceil() as i64)
    }

    fn longest(&self) -> Duration {
        self.durations.max().unwrap_or(Duration::ZERO)
    }

    fn within(&self, target: Duration) -> u64 {
        self.durations.within(target) as u64
    }

    fn tone(&self, source: &Source) -> Tone {
        source.slo.recovery_target.map_or(Tone::Plain, |target| Tone::of_met(Some(self.mean() <= target)))
    }
}

fn mark(source: &Source, day: &Day) -> Mark {
    let (begin, end) = (civil::begin(source.zone, day.day), civil::begin(source.zone, day.day + 1));
    let tone = day.tone(source);
    let mut facts = vec![
        fact("mean", wording::elapsed(day.mean()), tone),
        fact("longest", wording::elapsed(day.longest()), Tone::Plain),
        fact("recovered", counted(day.count(), "incident"), Tone::Plain),
    ];
    if let Some(target) = source.slo.recovery_target {
        let label = format!("within {}", wording::elapsed(target));
        facts.push(fact(label, format!("{} of {}", count(day.within(target)), count(day.count())), Tone::Plain));
    }
    Mark {
        sign: Sign::Column,
        label: format!("{} ({})", civil::name(day.day, true), source.zone.name()),
        at: begin + Duration::from_millis((end - begin).as_millis() / 2),
        to: end,
        value: durations::seconds(day.mean()),
        other: if day.count() > 1 { durations::seconds(day.longest()) } else { f64::NAN },
        tone,
        open: false,
        excluded: false,
        reported: false,
        facts,
    }
}

fn verdict(source: &Source, days: &[Day], all: i64) -> String {
    let zone = source.zone.name();
    let all = counted(all as u64, "day");
    let Some(slowest) = days.iter().reduce(|worst, day| if day.mean() > worst.mean() { day } else { worst }) else {
        return format!("No data: no incident that counts recovered in the last {all} ({zone}).");
    };
    let within = source.slo.recovery_target.map_or(String::new(), |target| {
        let met = count(days.iter().filter(|day| day.mean() <= target).count() as u64);
        format!(", on {met} of them within {} on average", wording::elapsed(target))
    });
    format!(
        "Incidents recovered on {} of {all} ({zone}){within}. The slowest day is {}: {} on average over {}.",
        count(days.len() as u64),
        civil::name(slowest.day, true),
        wording::elapsed(slowest.mean()),
        counted(slowest.count(), "incident")
    )
}

fn table(source: &Source, days: &[Day]) -> Table {
    let row = |day: &Day| {
        let within = source.slo.recovery_target.map_or_else(String::new, |target| count(day.within(target)));
        vec![
            civil::name(day.day, true),
            count(day.count()),
            wording::elapsed(day.mean()),
            wording::elapsed(day.longest()),
            within,
        ]
    };
    Table {
        caption: "Recoveries that count, by the day of the recovery".to_owned(),
        head: head(&[&format!("Day ({})", source.zone.name()), "Incidents", "Mean", "Longest", "Within the target"]),
        rows: days.iter().map(row).collect(),
    }
}

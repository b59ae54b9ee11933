use super::model::{Band, BandKind, ChartModel, Ended, Level, Line};
use super::number::{counted, exact_percent, floor_percent, grouped};
use super::source::Tally;
use super::trailing::Trailing;
use super::{ChartKind, Columns, Source, Tone, band, day, moment};
use crate::time::Instant;

/// How many windows of history are shown: enough to see where the ratio comes from, and few enough to see the last.
const WINDOWS: i64 = 4;

/// The ratio of good events over the trailing SLO window, at every instant at which it changes (method, section 3).
///
/// It shows the review's window, and of the time before it what the data has, up to four windows in all.
pub(super) fn model(source: &Source, columns: u32) -> ChartModel {
    let window = source.review_window();
    let earliest = source.events.first().map(|event| event.end);
    let from = earliest.unwrap_or(window.from()).max(source.as_of - source.window * WINDOWS).min(window.from());
    let columns = Columns::new(from, source.as_of, columns);
    let reviewed = Tally::of(source.between(window.from(), source.as_of));
    let shown = source.between(columns.from, columns.to);
    let length = moment::span(source.window);

    let mut lowest = Lowest::new(source);
    let mut line = Line::default();
    let mut trailing = Trailing::standing_at(source.events, source.window, columns.from);
    for column in 0..columns.count {
        line.open(ratio(trailing.tally()));
        trailing.advance(columns.end(column), |_, tally| {
            line.see(ratio(tally));
            lowest.see(tally);
        });
        line.good.push(trailing.tally().good as f64);
        line.bad.push(trailing.tally().bad as f64);
    }
    let mut ended = Ended::new(1, columns);
    for event in shown {
        ended.add(0, columns, event);
    }

    let objective = exact_percent(source.target.fraction());
    let mut bands = band::maintenance(source, columns);
    bands.extend(band::uncovered(source, columns));
    bands.extend(settling(source, columns, earliest));
    ChartModel {
        kind: ChartKind::Availability,
        title: format!("Is the objective of {objective} being met?"),
        verdict: verdict(source, reviewed, &length, &objective),
        tone: Tone::of_met(reviewed.meets(source.target)),
        empty: line.max.iter().all(|value| value.is_nan()).then(|| {
            let since = moment::moment(columns.from, false);
            format!("No job that counts ended between {since} and {}.", moment::moment(columns.to, false))
        }),
        budget_ppb: source.target.budget().ppb() as u32,
        total: reviewed.total() as f64,
        lowest: lowest.value(ratio(reviewed)),
        closing: if reviewed.total() == 0 { "no data".to_owned() } else { shown_ratio(reviewed) },
        levels: vec![Level {
            label: format!("objective {objective}"),
            value: source.target.fraction().as_f64(),
            from: columns.from,
            tone: Tone::Bad,
        }],
        bands,
        rows: Vec::new(),
        table: table(source, columns, &length),
        columns,
        window: length,
        line,
        ended,
    }
}

/// The ratio for the line; without events there is none.
fn ratio(tally: Tally) -> f64 {
    if tally.total() == 0 { f64::NAN } else { tally.good as f64 / tally.total() as f64 }
}

fn shown_ratio(tally: Tally) -> String {
    floor_percent(tally.good.into(), tally.total().max(1).into())
}

fn verdict(source: &Source, tally: Tally, length: &str, objective: &str) -> String {
    let until = format!("in the {length} to {}", moment::moment(source.as_of, false));
    let answer = match tally.meets(source.target) {
        None => return format!("No data: no job that counts ended {until}."),
        Some(true) => "Yes",
        Some(false) => "No",
    };
    let jobs = counted(tally.total(), "job");
    let failed = match tally.bad {
        0 => "none failed".to_owned(),
        bad => format!("{} failed", grouped(bad)),
    };
    format!("{answer}: {} of {jobs} succeeded {until}; {failed}. The objective is {objective}.", shown_ratio(tally))
}

/// The time before the trailing window is full: what the ratio does there says little.
fn settling(source: &Source, columns: Columns, earliest: Option<Instant>) -> Option<Band> {
    let full = (earliest? + source.window).min(columns.to);
    let label = format!("less than {} of data", moment::span(source.window));
    (full > columns.from).then_some(Band { kind: BandKind::Settling, from: columns.from, to: full, label })
}

/// The lowest ratio that the scale must show: that of every window with enough events to bear a single failure. Where
/// few events have come in yet, one failure throws the ratio about, and a scale that follows it flattens all the rest.
struct Lowest {
    budget_ppb: u64,
    steady: f64,
}

impl Lowest {
    fn new(source: &Source) -> Self {
        Self { budget_ppb: source.target.budget().ppb(), steady: f64::NAN }
    }

    fn see(&mut self, tally: Tally) {
        if u128::from(tally.total()) * u128::from(self.budget_ppb) >= 1_000_000_000 {
            self.steady = self.steady.min(ratio(tally));
        }
    }

    /// The lowest of all, the value at the end always among them.
    fn value(&self, closing: f64) -> f64 {
        let lowest = self.steady.min(closing);
        if lowest.is_nan() { 0.0 } else { lowest }
    }
}

fn table(source: &Source, columns: Columns, length: &str) -> super::model::Table {
    let mut trailing = Trailing::standing_at(source.events, source.window, columns.from);
    let rows = day::days(columns).into_iter().map(|day| {
        let tally = Tally::of(source.between(day.from, day.to));
        trailing.advance(day.to, |_, _| {});
        let over = trailing.tally();
        let ratio = match over.total() {
            0 => "no data".to_owned(),
            total => format!("{} ({} of {})", shown_ratio(over), grouped(over.good), grouped(total)),
        };
        vec![day.label, grouped(tally.good), grouped(tally.bad), grouped(tally.excluded), ratio]
    });
    super::model::Table {
        caption: format!("Jobs a day, and availability over the {length} before the day's end"),
        head: ["Day (UTC)", "Succeeded", "Failed", "Excluded"]
            .map(str::to_owned)
            .into_iter()
            .chain([format!("Availability over {length}")])
            .collect(),
        rows: rows.collect(),
    }
}

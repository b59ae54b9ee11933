use super::model::{Band, BandKind, ChartModel, Ended, Level, Line, Table, head};
use super::trailing::Trailing;
use super::{ChartKind, Columns, Source, Tone, band, day, moment};
use crate::review::wording::{self, count, counted};
use crate::sli::{Outcomes, Percent};
use crate::slo::Target;
use crate::time::Instant;

/// How many windows of history are shown: enough to see where the ratio comes from, and few enough to see the last.
const WINDOWS: i64 = 4;

/// The ratio of good events over the trailing SLO window, at every instant at which it changes (method, section 3).
///
/// It shows the review's window, and of the time before it what the data has, up to four windows in all.
pub(super) fn model(source: &Source, columns: u32) -> ChartModel {
    let window = source.window();
    let earliest = source.history.events().first().map(|event| event.end);
    let from = earliest.unwrap_or(window.from()).max(source.as_of - source.slo.window * WINDOWS).min(window.from());
    let columns = Columns::new(from, source.as_of, columns);
    let reviewed = source.reviewed();
    let length = wording::length(source.slo.window);

    let decimals = wording::availability_decimals(source.slo);

    let mut lowest = Lowest::new(source);
    let mut line = Line::default();
    let mut trailing = Trailing::standing_at(source.history.events(), source.slo.window, columns.from);
    for column in 0..columns.count {
        line.open(ratio(trailing.outcomes()));
        trailing.advance(columns.end(column), &mut |_, outcomes| {
            line.see(ratio(outcomes));
            lowest.see(outcomes);
        });
        line.good.push(trailing.outcomes().good as f64);
        line.bad.push(trailing.outcomes().bad as f64);
    }
    let mut ended = Ended::new(1, columns);
    for event in source.events(columns.from, columns.to) {
        ended.add(0, columns, event);
    }

    let objective = wording::target(source.slo);
    let mut bands = band::all(source, columns);
    bands.extend(settling(source, columns, earliest));
    let title = format!("Is the objective of {objective} being met?");
    let mut model = ChartModel::new(
        ChartKind::Availability,
        source,
        columns,
        title,
        verdict(source, reviewed, &length, &objective),
    );
    model.tone = Tone::of_figure(reviewed.meets(source.slo.target), source.state);
    model.empty = line.max.iter().all(|value| value.is_nan()).then(|| {
        let since = moment::moment(columns.from);
        format!("No job that counts ended between {since} and {}.", moment::moment(columns.to))
    });
    model.total = reviewed.total() as f64;
    model.lowest = lowest.value(ratio(reviewed));
    model.decimals = decimals;
    model.closing = shown(reviewed, decimals);
    model.levels = vec![Level {
        label: format!("objective {objective}"),
        value: source.slo.target.fraction().as_f64(),
        from: columns.from,
        tone: Tone::Bad,
    }];
    model.bands = bands;
    model.table = table(source, columns, &length);
    model.line = line;
    model.ended = ended;
    model
}

/// The ratio for the line; without events there is none.
fn ratio(outcomes: Outcomes) -> f64 {
    outcomes.ratio().unwrap_or(f64::NAN)
}

/// The ratio in words, rounded toward the bad side.
pub(super) fn shown(outcomes: Outcomes, decimals: u32) -> String {
    match outcomes.total() {
        0 => "no data".to_owned(),
        total => Percent::floor(outcomes.good.into(), total.into(), decimals).to_string(),
    }
}

fn verdict(source: &Source, outcomes: Outcomes, length: &str, objective: &str) -> String {
    let until = format!("in the {length} to {}", moment::moment(source.as_of));
    let answer = match outcomes.meets(source.slo.target) {
        None => return format!("No data: no job that counts ended {until}."),
        Some(true) => "Yes",
        Some(false) => "No",
    };
    let ratio = shown(outcomes, wording::availability_decimals(source.slo));
    let jobs = counted(outcomes.total(), "job");
    let failed = match outcomes.bad {
        0 => "none failed".to_owned(),
        bad => format!("{} failed", count(bad)),
    };
    format!("{answer}: {ratio} of {jobs} succeeded {until}; {failed}. The objective is {objective}.")
}

/// The time before the trailing window is full: what the ratio does there says little.
fn settling(source: &Source, columns: Columns, earliest: Option<Instant>) -> Option<Band> {
    let full = (earliest? + source.slo.window).min(columns.to);
    let label = format!("less than {} of data", wording::length(source.slo.window));
    (full > columns.from).then_some(Band {
        kind: BandKind::Settling,
        from: columns.from,
        to: full,
        label,
        tone: Tone::Plain,
    })
}

/// The lowest ratio that the scale must show: that of every window with enough events to bear a single failure. Where
/// few events have come in yet, one failure throws the ratio about, and a scale that follows it flattens all the rest.
struct Lowest {
    target: Target,
    steady: f64,
}

impl Lowest {
    fn new(source: &Source) -> Self {
        Self { target: source.slo.target, steady: f64::NAN }
    }

    fn see(&mut self, outcomes: Outcomes) {
        if !outcomes.is_low_volume(self.target) {
            self.steady = self.steady.min(ratio(outcomes));
        }
    }

    /// The lowest of all, the value at the end always among them.
    fn value(&self, closing: f64) -> f64 {
        let lowest = self.steady.min(closing);
        if lowest.is_nan() { 0.0 } else { lowest }
    }
}

fn table(source: &Source, columns: Columns, length: &str) -> Table {
    let mut trailing = Trailing::standing_at(source.history.events(), source.slo.window, columns.from);
    let decimals = wording::availability_decimals(source.slo);
    let rows = day::rows(columns, &mut |day| {
        let outcomes = source.outcomes(day.from, day.to);
        trailing.advance(day.to, &mut |_, _| {});
        let over = trailing.outcomes();
        let ratio = match over.total() {
            0 => "no data".to_owned(),
            total => format!("{} ({} of {})", shown(over, decimals), count(over.good), count(total)),
        };
        vec![day.label, count(outcomes.good), count(outcomes.bad), count(outcomes.excluded()), ratio]
    });
    Table {
        caption: format!("Jobs a day, and availability over the {length} before the day's end"),
        head: head(&["Day (UTC)", "Succeeded", "Failed", "Excluded", &format!("Availability over {length}")]),
        rows,
    }
}

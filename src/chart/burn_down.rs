use super::model::{ChartModel, Ended, Level, Line, Table};
use super::number::{counted, floor_percent, grouped};
use super::source::Tally;
use super::{ChartKind, Columns, Source, Tone, band, day, moment};
use crate::time::Instant;

/// What is left of the window's error budget, burned down from all of it at the window's start: `1 - bad / (budget *
/// total)`, with the failures up to each instant and the events of the whole window, so that it ends exactly at the
/// review's `remaining` (method, section 4).
pub(super) fn model(source: &Source, columns: u32) -> ChartModel {
    let window = source.review_window();
    let columns = Columns::new(window.from(), source.as_of, columns);
    let events = source.between(columns.from, columns.to);
    let reviewed = Tally::of(events);
    let budget = Budget { ppb: source.target.budget().ppb() as u32, total: reviewed.total() };

    let mut line = Line::default();
    let mut ended = Ended::new(1, columns);
    let mut spent = Tally::default();
    let mut coming = events.iter().peekable();
    for column in 0..columns.count {
        line.open(budget.remaining(spent.bad));
        let end = columns.end(column);
        while let Some(event) = coming.next_if(|event| event.end <= end) {
            spent.add(event);
            ended.add(0, columns, event);
        }
        line.see(budget.remaining(spent.bad));
        line.good.push(spent.good as f64);
        line.bad.push(spent.bad as f64);
    }

    let length = moment::span(source.window);
    let levels = levels(source, budget, columns);
    let lowest = levels.iter().map(|level| level.value).fold(budget.remaining(reviewed.bad), f64::min);
    let mut bands = band::maintenance(source, columns);
    bands.extend(band::uncovered(source, columns));
    ChartModel {
        kind: ChartKind::Budget,
        title: "How much error budget is left?".to_owned(),
        verdict: verdict(source, reviewed, budget, &length),
        tone: Tone::of_met(reviewed.meets(source.target)),
        empty: (reviewed.total() == 0).then(|| {
            let until = moment::moment(source.as_of, false);
            format!("No job that counts ended in the {length} to {until}, so there is no budget to spend.")
        }),
        budget_ppb: budget.ppb,
        total: reviewed.total() as f64,
        lowest: if lowest.is_nan() { 0.0 } else { lowest },
        closing: budget.shown(reviewed.bad),
        levels,
        bands,
        rows: Vec::new(),
        table: table(source, columns, budget, &length),
        columns,
        window: length,
        line,
        ended,
    }
}

/// An error budget in events.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    /// The share of events that may fail, in parts per billion; never zero.
    pub(super) ppb: u32,
    /// The events of the whole window.
    pub(super) total: u64,
}

impl Budget {
    /// The budget's size and what is left of it, in billionths of an event.
    fn parts(self, bad: u64) -> (i128, i128) {
        let size = i128::from(self.ppb) * i128::from(self.total);
        (size - i128::from(bad) * 1_000_000_000, size)
    }

    /// What `bad` failures leave, as a ratio of 1, signed; `NaN` without events.
    pub(super) fn remaining(self, bad: u64) -> f64 {
        let (left, size) = self.parts(bad);
        left as f64 / size as f64
    }

    /// The same in words.
    pub(super) fn shown(self, bad: u64) -> String {
        let (left, size) = self.parts(bad);
        if size == 0 { "no data".to_owned() } else { floor_percent(left, size) }
    }

    /// How many failures it allows.
    pub(super) fn allowed(self) -> u64 {
        (u128::from(self.ppb) * u128::from(self.total) / 1_000_000_000) as u64
    }
}

/// The policy's thresholds as levels of what is left at the end: a step over `w` triggers when the line falls, within
/// the last `w`, by more than the threshold, so its level lies that much under where the line was at `as_of - w`.
fn levels(source: &Source, budget: Budget, columns: Columns) -> Vec<Level> {
    if budget.total == 0 {
        return Vec::new();
    }
    let level = |step: &crate::slo::PolicyStep| {
        let from = (source.as_of - step.window).max(columns.from);
        let bad = Tally::of(source.between(columns.from, from)).bad;
        let (left, size) = budget.parts(bad);
        let (level, size) = (left * 1_000_000_000 - i128::from(step.threshold.ppb()) * size, size * 1_000_000_000);
        let shown = floor_percent(level, size);
        Level {
            label: format!("{} below {}%", step.state.name(), shown.trim_end_matches('%').trim_end_matches(".00")),
            value: level as f64 / size as f64,
            from,
            tone: Tone::of_state(step.state),
        }
    };
    source.steps.iter().map(level).collect()
}

fn verdict(source: &Source, tally: Tally, budget: Budget, length: &str) -> String {
    let until = format!("in the {length} to {}", moment::moment(source.as_of, false));
    if tally.total() == 0 {
        return format!("No data: no job that counts ended {until}.");
    }
    let jobs = counted(tally.total(), "job");
    let failures = counted(tally.bad, "failure");
    let allowed = budget.allowed();
    let left = budget.shown(tally.bad);
    match (tally.bad, allowed) {
        (0, 0) => format!("All of it: none of {jobs} failed {until}. With so few jobs a single failure overspends it."),
        (0, _) => format!("All of it: none of {jobs} failed {until}; {} may.", grouped(allowed)),
        (bad, _) if bad > allowed => format!(
            "None: {failures} among {jobs} {until} where {} allowed, so it is overspent by {}.",
            if allowed == 1 { "1 is".to_owned() } else { format!("{} are", grouped(allowed)) },
            left.trim_start_matches('\u{2212}')
        ),
        (bad, _) => format!(
            "{left}: {} of {} allowed failures happened among {jobs} {until}; {} left.",
            grouped(bad),
            grouped(allowed),
            grouped(allowed - bad)
        ),
    }
}

fn table(source: &Source, columns: Columns, budget: Budget, length: &str) -> Table {
    let mut spent = 0;
    let row = |(from, to, label): (Instant, Instant, String)| {
        let tally = Tally::of(source.between(from, to));
        spent += tally.bad;
        vec![label, grouped(tally.total()), grouped(tally.bad), grouped(spent), budget.shown(spent)]
    };
    Table {
        caption: format!("Error budget of the {length}, day by day"),
        head: ["Day (UTC)", "Jobs", "Failed", "Failed so far", "Budget left at the day's end"]
            .map(str::to_owned)
            .to_vec(),
        rows: day::days(columns).into_iter().map(|day| (day.from, day.to, day.label)).map(row).collect(),
    }
}

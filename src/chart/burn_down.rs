use super::model::{ChartModel, Ended, Level, Line, Table, head};
use super::{ChartKind, Columns, Source, Tone, band, day, moment};
use crate::budget::Spending;
use crate::review::wording::{self, count, counted};
use crate::sli::{Outcomes, Percent};
use crate::slo::{ONE_PPB, PolicyStep};

/// What is left of the window's error budget, burned down from all of it at the window's start: `1 - bad / (budget *
/// total)`, with the failures up to each instant and the events of the whole window, so that it ends exactly at the
/// review's `remaining` (method, section 4).
pub(super) fn model(source: &Source, columns: u32) -> ChartModel {
    let columns = Columns::new(source.window().from(), source.as_of, columns);
    let spending = source.spending();

    let mut line = Line::default();
    let mut ended = Ended::new(1, columns);
    let mut spent = Outcomes::default();
    let mut coming = source.events(columns.from, columns.to).iter().peekable();
    for column in 0..columns.count {
        line.open(remaining(spending, spent.bad));
        let end = columns.end(column);
        while let Some(event) = coming.next_if(|event| event.end <= end) {
            spent.add(event.good, event.excluded);
            ended.add(0, columns, event);
        }
        line.see(remaining(spending, spent.bad));
        line.good.push(spent.good as f64);
        line.bad.push(spent.bad as f64);
    }

    let length = wording::length(source.slo.window);
    let levels = levels(source, spending, columns);
    let last = spending.remaining().unwrap_or(0.0);
    let title = "How much error budget is left?".to_owned();
    let mut model = ChartModel::new(ChartKind::Budget, source, columns, title, verdict(source, spending, &length));
    model.tone = Tone::of_figure(source.reviewed().meets(source.slo.target), source.state);
    model.empty = (spending.total == 0).then(|| {
        let until = moment::moment(source.as_of);
        format!("No job that counts ended in the {length} to {until}, so there is no budget to spend.")
    });
    model.total = spending.total as f64;
    model.lowest = levels.iter().map(|level| level.value).fold(last, f64::min);
    model.closing = shown(spending);
    model.levels = levels;
    model.bands = band::all(source, columns);
    model.table = table(source, columns, spending, &length);
    model.line = line;
    model.ended = ended;
    model
}

/// What `bad` failures leave, as a ratio of 1, signed; `NaN` without events.
fn remaining(spending: Spending, bad: u64) -> f64 {
    spending.with_bad(bad).remaining().unwrap_or(f64::NAN)
}

/// What is left in words, rounded toward the bad side.
pub(super) fn shown(spending: Spending) -> String {
    spending.remaining_percent(2).map_or("no data".to_owned(), signed)
}

/// A percentage with a minus sign as wide as a digit, as the axis has it.
fn signed(percent: Percent) -> String {
    percent.to_string().replacen('-', "\u{2212}", 1)
}

/// The policy's thresholds as levels of what is left at the end: a step over `w` triggers when the line falls, within
/// the last `w`, by more than the threshold, so its level lies that much under where the line was at `as_of - w`.
fn levels(source: &Source, spending: Spending, columns: Columns) -> Vec<Level> {
    if spending.total == 0 {
        return Vec::new();
    }
    let one = i128::from(ONE_PPB);
    let size = i128::from(spending.budget.ppb()) * i128::from(spending.total);
    let level = |step: &PolicyStep| {
        let from = (source.as_of - step.window).max(columns.from);
        let before = i128::from(source.outcomes(columns.from, from).bad) * one;
        // In billionths of an event times a billion, so that nothing is rounded before it is shown.
        let level = (size - before) * one - i128::from(step.threshold.ppb()) * size;
        let shown = signed(Percent::floor(level, size * one, 2).short());
        Level {
            label: format!("{} below {shown}", wording::state_in_sentence(step.state)),
            value: level as f64 / (size as f64 * one as f64),
            from,
            tone: Tone::of_state(step.state),
        }
    };
    source.slo.policy.steps.iter().map(level).collect()
}

fn verdict(source: &Source, spending: Spending, length: &str) -> String {
    let until = format!("in the {length} to {}", moment::moment(source.as_of));
    if spending.total == 0 {
        return format!("No data: no job that counts ended {until}.");
    }
    let jobs = counted(spending.total, "job");
    let allowed = spending.failures_allowed();
    let left = shown(spending);
    match (spending.bad, allowed) {
        (0, 0) => format!("All of it: none of {jobs} failed {until}. With so few jobs a single failure overspends it."),
        (0, _) => format!("All of it: none of {jobs} failed {until}; {} may.", count(allowed)),
        (bad, _) if bad > allowed => format!(
            "None: {} among {jobs} {until} where {} allowed, so it is overspent by {}.",
            counted(bad, "failure"),
            if allowed == 1 { "1 is".to_owned() } else { format!("{} are", count(allowed)) },
            left.trim_start_matches('\u{2212}')
        ),
        (bad, _) => format!(
            "{left}: {} of {} allowed happened among {jobs} {until}; {} may still.",
            count(bad),
            counted(allowed, "failure"),
            if bad == allowed { "none".to_owned() } else { format!("{} more", count(allowed - bad)) }
        ),
    }
}

fn table(source: &Source, columns: Columns, spending: Spending, length: &str) -> Table {
    let mut spent = 0;
    let mut row = |day: day::Day| {
        let outcomes = source.outcomes(day.from, day.to);
        spent += outcomes.bad;
        let left = shown(spending.with_bad(spent));
        vec![day.label, count(outcomes.total()), count(outcomes.bad), count(spent), left]
    };
    Table {
        caption: format!("Error budget of the {length}, day by day"),
        head: head(&["Day (UTC)", "Jobs", "Failed", "Failed so far", "Budget left at the day's end"]),
        rows: day::rows(columns, &mut row),
    }
}

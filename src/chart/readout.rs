use super::burn_down::Budget;
use super::model::{BandKind, ChartModel};
use super::number::{counted, exact_percent, floor_percent, grouped};
use super::outcomes::more_slots;
use super::{ChartKind, Tone, moment};
use crate::slo::Fraction;
use crate::time::Duration;

/// What a chart says about one of its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readout {
    /// The column.
    pub column: u32,
    /// Its last instant, in words.
    pub at: String,
    /// What is there, most telling first.
    pub lines: Vec<ReadoutLine>,
}

/// One fact of a readout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadoutLine {
    /// What it is about.
    pub label: String,
    /// The figure.
    pub value: String,
    /// How it is meant.
    pub tone: Tone,
}

fn fact(label: impl Into<String>, value: impl Into<String>, tone: Tone) -> ReadoutLine {
    ReadoutLine { label: label.into(), value: value.into(), tone }
}

/// Slots named one by one in a readout.
const MOST_SLOTS: usize = 5;

/// Tells what is at a column, or `None` where the chart has no data or no such column.
pub fn readout(model: &ChartModel, column: u32) -> Option<Readout> {
    if model.empty.is_some() || column >= model.columns.count {
        return None;
    }
    let at = model.columns.end(column);
    let seconds = model.columns.width() < Duration::from_minutes(1);
    let mut lines = match model.kind {
        ChartKind::Availability => availability(model, column as usize),
        ChartKind::Budget => budget(model, column as usize),
        ChartKind::Outcomes => outcomes(model, column as usize),
    };
    if model.kind != ChartKind::Outcomes {
        let failed = ended(model, &model.ended.bad, column as usize);
        if failed > 0 {
            lines.push(fact(failed_label(model), grouped(failed), Tone::Bad));
        }
    }
    let excluded = ended(model, &model.ended.excluded, column as usize);
    if excluded > 0 {
        lines.push(fact("excluded by maintenance", counted(excluded, "job"), Tone::Plain));
    }
    for band in model.bands.iter().filter(|band| band.from <= at && at <= band.to) {
        match band.kind {
            BandKind::Maintenance => lines.push(fact("in", band.label.clone(), Tone::Plain)),
            BandKind::Uncovered => lines.push(fact("this time", band.label.clone(), Tone::NoData)),
            BandKind::Settling => lines.push(fact("counted over", band.label.clone(), Tone::Plain)),
        }
    }
    Some(Readout { column, at: moment::moment(at, seconds), lines })
}

/// The column that an arrow key leads to: a sixtieth of the chart on, but never past a column with a failure; the
/// first or last one for an infinite step. Without a column yet, from the last one, where the verdict is.
pub fn step(model: &ChartModel, column: Option<u32>, by: f64) -> Option<u32> {
    if model.empty.is_some() {
        return None;
    }
    let last = model.columns.count - 1;
    if by.is_infinite() {
        return Some(if by > 0.0 { last } else { 0 });
    }
    let Some(column) = column else { return Some(last) };
    let column = column.min(last);
    let stride = (model.columns.count / 60).max(1);
    let failed = |column: &u32| ended(model, &model.ended.bad, *column as usize) > 0;
    Some(if by > 0.0 {
        let end = column.saturating_add(stride).min(last);
        (column + 1..=end).find(failed).unwrap_or(end)
    } else if by < 0.0 {
        let end = column.saturating_sub(stride);
        (end..column).rev().find(failed).unwrap_or(end)
    } else {
        column
    })
}

/// The column nearest to a place across the plot (0 to 1) that has something to say: a failure within `reach` columns
/// draws the pointer to it.
pub fn nearest(model: &ChartModel, fraction: f64, reach: u32) -> u32 {
    let here = model.columns.at_fraction(fraction);
    let failed = |column: &u32| ended(model, &model.ended.bad, *column as usize) > 0;
    let around = (0..=reach).flat_map(|far| [here.saturating_sub(far), (here + far).min(model.columns.count - 1)]);
    around.into_iter().find(failed).unwrap_or(here)
}

/// The column's count, over all rows.
fn ended(model: &ChartModel, counts: &[u32], column: usize) -> u64 {
    counts.iter().skip(column).step_by(model.columns.count as usize).map(|count| u64::from(*count)).sum()
}

fn failed_label(model: &ChartModel) -> String {
    format!("failed in these {}", moment::span(model.columns.width()))
}

fn availability(model: &ChartModel, column: usize) -> Vec<ReadoutLine> {
    let tally = |counts: &[f64]| counts.get(column).map_or(0, |count| *count as u64);
    let (good, bad) = (tally(&model.line.good), tally(&model.line.bad));
    let label = format!("succeeded in the {} before", model.window);
    let budget = Budget { ppb: model.budget_ppb, total: good + bad };
    let ratio = match good + bad {
        0 => fact(label, "no data", Tone::NoData),
        total => {
            let shown = floor_percent(good.into(), total.into());
            // What is left of the budget is negative exactly where the objective is missed.
            let met = budget.remaining(bad) >= 0.0;
            fact(label, format!("{shown} ({} of {})", grouped(good), grouped(total)), Tone::of_met(Some(met)))
        }
    };
    let target = Fraction::from_ppb(1_000_000_000 - u64::from(model.budget_ppb));
    vec![ratio, fact("objective", exact_percent(target), Tone::Plain)]
}

fn budget(model: &ChartModel, column: usize) -> Vec<ReadoutLine> {
    let bad = model.line.bad.get(column).map_or(0, |count| *count as u64);
    let budget = Budget { ppb: model.budget_ppb, total: model.total as u64 };
    let tone = Tone::of_met(Some(budget.remaining(bad) >= 0.0));
    let spent = format!("{} of {} allowed", grouped(bad), grouped(budget.allowed()));
    let count = i128::from(model.columns.count);
    let even = floor_percent(count - column as i128 - 1, count);
    let mut lines = vec![
        fact("budget left", budget.shown(bad), tone),
        fact("failures so far", spent, tone),
        fact("left with an even burn", even, Tone::Plain),
    ];
    let at = model.columns.end(column as u32);
    for level in model.levels.iter().filter(|level| level.from <= at) {
        lines.push(fact("policy", level.label.clone(), level.tone));
    }
    lines
}

fn outcomes(model: &ChartModel, column: usize) -> Vec<ReadoutLine> {
    let (good, bad) = (ended(model, &model.ended.good, column), ended(model, &model.ended.bad, column));
    let label = format!("ended in these {}", moment::span(model.columns.width()));
    let mut lines = vec![match good + bad {
        0 => fact(label, "no job that counts", Tone::Plain),
        total => {
            fact(label, format!("{}, {} failed", counted(total, "job"), grouped(bad)), Tone::of_met(Some(bad == 0)))
        }
    }];
    let width = model.columns.count as usize;
    let failed = |row: usize| model.ended.bad.get(row * width + column).copied().unwrap_or(0);
    let failing: Vec<_> = (0..model.rows.len()).filter(|row| failed(*row) > 0).collect();
    for row in failing.iter().take(MOST_SLOTS) {
        let known = &model.rows[*row];
        let name = if known.name.is_empty() { more_slots(known.slots as usize) } else { known.name.clone() };
        lines.push(fact(name, format!("{} failed", grouped(failed(*row).into())), Tone::Bad));
    }
    if let Some(others) = failing.get(MOST_SLOTS..).filter(|others| !others.is_empty()) {
        let sum = others.iter().map(|row| u64::from(failed(*row))).sum();
        lines.push(fact(more_slots(others.len()), format!("{} failed", grouped(sum)), Tone::Bad));
    }
    lines
}

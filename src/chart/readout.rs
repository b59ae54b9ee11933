use super::model::{BandKind, ChartModel};
use super::outcomes::more_slots;
use super::{ChartKind, Tone, availability, burn_down, moment};
use crate::budget::Spending;
use crate::review::wording::{self, count, counted};
use crate::sli::{Outcomes, Percent};
use crate::slo::{Fraction, ONE_PPB};
use crate::time::Instant;

/// What a chart says about one of its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readout {
    /// The column.
    pub column: u32,
    /// Its last instant.
    pub at: Instant,
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
    let mut lines = match model.kind {
        ChartKind::Availability => ratio(model, column as usize),
        ChartKind::Budget => left(model, column as usize),
        ChartKind::Outcomes => outcomes(model, column as usize),
    };
    if model.kind != ChartKind::Outcomes {
        let failed = ended(model, &model.ended.bad, column as usize);
        if failed > 0 {
            lines.push(fact(failed_label(model), count(failed), Tone::Bad));
        }
    }
    let excluded = ended(model, &model.ended.excluded, column as usize);
    if excluded > 0 {
        lines.push(fact("excluded by maintenance", counted(excluded, "job"), Tone::Plain));
    }
    for band in model.bands.iter().filter(|band| band.from <= at && at <= band.to) {
        match band.kind {
            BandKind::Maintenance => lines.push(fact("in", band.label.clone(), Tone::Plain)),
            BandKind::Uncovered => lines.push(fact("this time", band.label.clone(), Tone::None)),
            BandKind::Settling => lines.push(fact("counted over", band.label.clone(), Tone::Plain)),
        }
    }
    Some(Readout { column, at, lines })
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
    counts.iter().skip(column).step_by(model.columns.count as usize).map(|number| u64::from(*number)).sum()
}

fn failed_label(model: &ChartModel) -> String {
    format!("failed in these {}", moment::span(model.columns.width()))
}

/// The good and bad events behind the line's last value in a column.
fn behind(model: &ChartModel, column: usize) -> Outcomes {
    let number = |counts: &[f64]| counts.get(column).map_or(0, |count| *count as u64);
    Outcomes { good: number(&model.line.good), bad: number(&model.line.bad), ..Outcomes::default() }
}

fn ratio(model: &ChartModel, column: usize) -> Vec<ReadoutLine> {
    let outcomes = behind(model, column);
    let label = format!("succeeded in the {} before", model.window);
    let budget = Fraction::from_ppb(model.budget_ppb.into());
    let ratio = match outcomes.total() {
        0 => fact(label, "no data", Tone::None),
        total => {
            let shown = availability::shown(outcomes, model.decimals);
            // The objective is missed exactly where more than the whole budget is spent.
            let missed = Spending { bad: outcomes.bad, total, budget }.exceeds(Fraction::from_ppb(ONE_PPB));
            let value = format!("{shown} ({} of {})", count(outcomes.good), count(total));
            fact(label, value, Tone::of_met(Some(!missed)))
        }
    };
    let objective = wording::fraction(Fraction::from_ppb(ONE_PPB - budget.ppb()));
    vec![ratio, fact("objective", objective, Tone::Plain)]
}

fn left(model: &ChartModel, column: usize) -> Vec<ReadoutLine> {
    let bad = behind(model, column).bad;
    let spending = Spending { bad, total: model.total as u64, budget: Fraction::from_ppb(model.budget_ppb.into()) };
    let tone = Tone::of_met(Some(!spending.exceeds(Fraction::from_ppb(ONE_PPB))));
    let columns = i128::from(model.columns.count);
    let even = Percent::floor(columns - column as i128 - 1, columns, 2);
    let mut lines = vec![
        fact("budget left", burn_down::shown(spending), tone),
        fact("failures so far", format!("{} of {} allowed", count(bad), count(spending.failures_allowed())), tone),
        fact("left with an even burn", even.to_string(), Tone::Plain),
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
        total => fact(label, format!("{}, {} failed", counted(total, "job"), count(bad)), Tone::of_met(Some(bad == 0))),
    }];
    let width = model.columns.count as usize;
    let failed = |row: usize| model.ended.bad.get(row * width + column).copied().unwrap_or(0);
    let failing: Vec<_> = (0..model.rows.len()).filter(|row| failed(*row) > 0).collect();
    for row in failing.iter().take(MOST_SLOTS) {
        let known = &model.rows[*row];
        let name = if known.name.is_empty() { more_slots(known.slots as usize) } else { known.name.clone() };
        lines.push(fact(name, format!("{} failed", count(failed(*row))), Tone::Bad));
    }
    if let Some(others) = failing.get(MOST_SLOTS..).filter(|others| !others.is_empty()) {
        let sum: u64 = others.iter().map(|row| u64::from(failed(*row))).sum();
        lines.push(fact(more_slots(others.len()), format!("{} failed", count(sum)), Tone::Bad));
    }
    lines
}

use serde::{Deserialize, Serialize};

use super::model::{BandKind, ChartModel};
use super::outcomes::more_slots;
use super::{ChartKind, Mark, Tone, availability, burn_down, course, evidence, failed_share, firings, moment, starts};
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
    /// Its last instant, or that of what happened in it, where that is one thing.
    pub at: Instant,
    /// What stands above the facts in place of the instant, where that says more.
    pub heading: Option<String>,
    /// What is there, most telling first.
    pub lines: Vec<ReadoutLine>,
}

/// One fact of a readout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadoutLine {
    /// What it is about.
    pub label: String,
    /// The figure.
    pub value: String,
    /// How it is meant.
    pub tone: Tone,
}

pub(super) fn fact(label: impl Into<String>, value: impl Into<String>, tone: Tone) -> ReadoutLine {
    ReadoutLine { label: label.into(), value: value.into(), tone }
}

/// Slots named one by one in a readout.
const MOST_SLOTS: usize = 5;

/// Marks in the same column that are read out in full.
const MOST_MARKS: usize = 3;

/// Tells what is at a column, or `None` where the chart has no data or no such column.
pub fn readout(model: &ChartModel, column: u32) -> Option<Readout> {
    if model.empty.is_some() || column >= model.columns.count {
        return None;
    }
    let (begin, end) = (begin(model, column), model.columns.end(column));
    let here = marks(model, column);
    let at = here.first().map_or(end, |mark| mark.at);
    let mut lines = match model.kind {
        ChartKind::Availability => ratio(model, column as usize),
        ChartKind::Budget => left(model, column as usize),
        ChartKind::Outcomes => outcomes(model, column as usize),
        ChartKind::Incident => course::readout(model, column, at),
        ChartKind::Firings => firings::readout(model, column),
        ChartKind::Starts => starts::readout(model, column as usize),
        ChartKind::FailedQuarter | ChartKind::FailedHour => failed_share::readout(model, column as usize),
        ChartKind::Evidence => evidence::readout(model, column as usize),
        ChartKind::Durations | ChartKind::Daily | ChartKind::BuildTimes => Vec::new(),
    };
    lines.extend(here.iter().take(MOST_MARKS).flat_map(|mark| mark.facts.iter().cloned()));
    if let Some(more) = here.len().checked_sub(MOST_MARKS).filter(|more| *more > 0) {
        lines.push(fact("at the same time", format!("{} more", count(more as u64)), Tone::Plain));
    }
    if matches!(model.kind, ChartKind::Availability | ChartKind::Budget) {
        let failed = ended(model, &model.ended.bad, column as usize);
        if failed > 0 {
            lines.push(fact(failed_label(model), count(failed), Tone::Bad));
        }
    }
    let excluded = ended(model, &model.ended.excluded, column as usize);
    if excluded > 0 && model.kind != ChartKind::Incident {
        lines.push(fact("excluded by maintenance", counted(excluded, "job"), Tone::Plain));
    }
    for band in model.bands.iter().filter(|band| band.from <= end && band.to > begin) {
        let label = match band.kind {
            BandKind::Maintenance | BandKind::Outage => "in",
            BandKind::Uncovered | BandKind::Later => "this time",
            BandKind::Settling => "counted over",
            BandKind::Incident => "incident",
            BandKind::Firing => "fires",
            BandKind::Silenced => "silenced",
            BandKind::Unverified => "not clean yet",
            BandKind::Verification => "verification",
            BandKind::Window => continue,
        };
        lines.push(fact(label, band.label.clone(), band.tone));
    }
    let heading = here.first().filter(|_| model.kind.is_daily()).map(|mark| mark.label.clone());
    Some(Readout { column, at, heading, lines })
}

/// The instant that somebody means who points at one: on the whole second that is not before it, since what is said to
/// be before an incident's opening belongs to another one; and not later than what is reviewed.
pub fn pick(model: &ChartModel, at: Instant) -> Instant {
    let second = |millis: i64| Instant::from_millis(millis.div_euclid(1_000) * 1_000);
    let later = model.bands.iter().find(|band| band.kind == BandKind::Later);
    let end = later.map_or(model.columns.to, |band| band.from);
    second(at.as_millis().saturating_add(999)).min(second(end.as_millis()))
}

/// The instant just outside a column, on its left.
fn begin(model: &ChartModel, column: u32) -> Instant {
    column.checked_sub(1).map_or(model.columns.from, |before| model.columns.end(before))
}

/// The marks that stand in a column, oldest first.
fn marks(model: &ChartModel, column: u32) -> &[Mark] {
    let (begin, end) = (begin(model, column), model.columns.end(column));
    let first = model.marks.partition_point(|mark| mark.at <= begin);
    &model.marks[first..model.marks.partition_point(|mark| mark.at <= end)]
}

/// Whether something happened in the column that nobody must miss.
fn tells(model: &ChartModel, column: u32) -> bool {
    let columns = model.columns;
    ended(model, &model.ended.bad, column as usize) > 0
        || !marks(model, column).is_empty()
        || (model.kind == ChartKind::Incident && ended(model, &model.ended.excluded, column as usize) > 0)
        || model.bands.iter().any(|band| {
            matches!(band.kind, BandKind::Incident | BandKind::Firing) && columns.of(band.from) == Some(column)
        })
}

/// Of a chart that shows nothing between its marks: the column of the mark nearest to one, among those that `wanted`.
fn nearest_mark(model: &ChartModel, column: u32, wanted: impl Fn(u32) -> bool) -> Option<u32> {
    let columns = model.marks.iter().filter_map(|mark| model.columns.of(mark.at));
    columns.filter(|place| wanted(*place)).min_by_key(|place| place.abs_diff(column))
}

/// The column that an arrow key leads to: a sixtieth of the chart on, but never past a column in which something
/// happened; the first or last one for an infinite step. Without a column yet, from the last one, where the verdict is.
///
/// A chart that shows nothing between its marks goes from mark to mark.
pub fn step(model: &ChartModel, column: Option<u32>, by: f64) -> Option<u32> {
    if model.empty.is_some() {
        return None;
    }
    let last = model.columns.count - 1;
    let sparse = is_sparse(model);
    let end = |column: u32| if sparse { nearest_mark(model, column, |_| true) } else { Some(column) };
    if by.is_infinite() {
        return end(if by > 0.0 { last } else { 0 });
    }
    let Some(column) = column else { return end(last) };
    let column = column.min(last);
    if sparse {
        let further = |place: u32| if by > 0.0 { place > column } else { by < 0.0 && place < column };
        return nearest_mark(model, column, further).or(Some(column));
    }
    let stride = (model.columns.count / 60).max(1);
    Some(if by > 0.0 {
        let end = column.saturating_add(stride).min(last);
        (column + 1..=end).find(|column| tells(model, *column)).unwrap_or(end)
    } else if by < 0.0 {
        let end = column.saturating_sub(stride);
        (end..column).rev().find(|column| tells(model, *column)).unwrap_or(end)
    } else {
        column
    })
}

/// The column nearest to a place across the plot (0 to 1) that has something to say: what happened within `reach`
/// columns draws the pointer to it, and any mark of a chart that shows nothing between its marks.
pub fn nearest(model: &ChartModel, fraction: f64, reach: u32) -> u32 {
    let here = model.columns.at_fraction(fraction);
    if is_sparse(model) {
        return nearest_mark(model, here, |_| true).unwrap_or(here);
    }
    let around = (0..=reach).flat_map(|far| [here.saturating_sub(far), (here + far).min(model.columns.count - 1)]);
    around.into_iter().find(|column| tells(model, *column)).unwrap_or(here)
}

/// Whether a chart shows nothing between its marks.
fn is_sparse(model: &ChartModel) -> bool {
    model.kind == ChartKind::Durations || model.kind.is_daily()
}

/// The column's count, over all rows.
pub(super) fn ended(model: &ChartModel, counts: &[u32], column: usize) -> u64 {
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

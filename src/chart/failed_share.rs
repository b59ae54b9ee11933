use super::model::{ChartModel, Ended, Level, Line, Table, head};
use super::readout::fact;
use super::trailing::Trailing;
use super::{ChartKind, Columns, ReadoutLine, Source, Tone, band, day, moment};
use crate::review::wording::{self, count};
use crate::sli::{Outcomes, Percent};
use crate::slo::{AlertCondition, Fraction, ONE_PPB};
use crate::time::{Duration, Instant};

/// The share of the builds of the trailing quarter or hour that failed, over the review's window (method, section 10),
/// against the threshold of the alert that watches the same, where the SLO has one.
pub(super) fn model(kind: ChartKind, source: &Source, columns: u32) -> ChartModel {
    let over = over(kind);
    let columns = Columns::new(source.window().from(), source.as_of, columns);
    let builds = source.work.map_or(&[][..], |work| &work.builds);
    let mut line = Line::default();
    let mut ended = Ended::new(1, columns);
    let mut trailing = Trailing::standing_at(builds, over, columns.from);
    let mut worst: Option<(Outcomes, Instant)> = None;
    for column in 0..columns.count {
        line.open(share(trailing.outcomes()));
        trailing.advance(columns.end(column), &mut |at, outcomes| {
            line.see(share(outcomes));
            let is_worse =
                |(known, _): &(Outcomes, Instant)| outcomes.bad * known.total() > known.bad * outcomes.total();
            if outcomes.bad > 0 && worst.as_ref().is_none_or(is_worse) {
                worst = Some((outcomes, at));
            }
        });
        line.good.push(trailing.outcomes().good as f64);
        line.bad.push(trailing.outcomes().bad as f64);
    }
    for event in builds {
        ended.add(0, columns, event);
    }
    let now = trailing.outcomes();
    let noun = source.noun();
    let words = wording::length(over);
    let length = wording::length(source.slo.window);
    let until = moment::moment(source.as_of);
    let all = ended.good.iter().chain(&ended.bad).map(|number| u64::from(*number)).sum::<u64>();
    let current = match now.total() {
        0 => format!("No {noun} ended in the {words} to {until}"),
        _ => format!("{} failed in the {words} to {until}", shown(now)),
    };
    let verdict = match worst {
        _ if all == 0 => format!("No data: no {noun} that counts ended in the {length} to {until}."),
        None => format!("{current}; none failed in the {length}."),
        Some((most, at)) => format!("{current}; the most, {}, up to {}.", shown(most), moment::moment(at)),
    };
    let levels: Vec<Level> = threshold(source, over)
        .map(|above| Level {
            label: format!("alert above {}", wording::fraction(above)),
            value: above.as_f64(),
            from: columns.from,
            tone: Tone::Bad,
        })
        .into_iter()
        .collect();
    let title = format!("How many {noun}s fail in {words}?");
    let mut model = ChartModel::new(kind, source, columns, title, verdict);
    model.tone = match (all, now.bad) {
        (0, _) => Tone::None,
        (_, 0) => Tone::Plain,
        _ => Tone::Bad,
    };
    model.empty = (all == 0).then(|| format!("No {noun} that counts ended in the {length} to {until}."));
    let level = levels.first().map_or(0.0, |level| level.value * 2.0);
    model.highest = worst.map_or(0.0, |(most, _)| share(most)).max(level).clamp(0.05, 1.0);
    model.closing = if now.total() == 0 { "no data".to_owned() } else { percent(now) };
    model.levels = levels;
    model.bands = band::all(source, columns);
    model.table = table(columns, source, &words);
    model.line = line;
    model.ended = ended;
    model
}

/// Over which time a chart of the two counts.
fn over(kind: ChartKind) -> Duration {
    if kind == ChartKind::FailedQuarter { Duration::from_minutes(15) } else { Duration::from_hours(1) }
}

/// The threshold of an alert that compares the same share.
fn threshold(source: &Source, over: Duration) -> Option<Fraction> {
    source.slo.alerts.iter().find_map(|rule| match rule.condition {
        AlertCondition::FailureRatio { window, above, .. } if window == over => Some(above),
        _ => None,
    })
}

fn share(outcomes: Outcomes) -> f64 {
    match outcomes.total() {
        0 => f64::NAN,
        total => outcomes.bad as f64 / total as f64,
    }
}

/// Rounded up, toward the bad side.
fn percent(outcomes: Outcomes) -> String {
    Percent::ceil(outcomes.bad.into(), outcomes.total().into(), 1).short().to_string()
}

fn shown(outcomes: Outcomes) -> String {
    format!("{} ({} of {})", percent(outcomes), count(outcomes.bad), count(outcomes.total()))
}

/// What a readout says about one of its columns.
pub(super) fn readout(model: &ChartModel, column: usize) -> Vec<ReadoutLine> {
    let number = |counts: &[f64]| counts.get(column).map_or(0, |count| *count as u64);
    let outcomes = Outcomes { good: number(&model.line.good), bad: number(&model.line.bad), ..Outcomes::default() };
    let label = format!("failed in the {} before", wording::length(over(model.kind)));
    let mut lines = vec![match outcomes.total() {
        0 => fact(label, "no data", Tone::None),
        _ => {
            let above = |level: &Level| {
                u128::from(outcomes.bad) * u128::from(ONE_PPB)
                    > (level.value * 1e9).round() as u128 * u128::from(outcomes.total())
            };
            let tone = if model.levels.iter().any(above) { Tone::Bad } else { Tone::Plain };
            fact(label, shown(outcomes), tone)
        }
    }];
    let ended = |counts: &[u32]| u64::from(counts.get(column).copied().unwrap_or(0));
    let (good, bad) = (ended(&model.ended.good), ended(&model.ended.bad));
    if good + bad > 0 {
        let label = format!("ended in these {}", moment::span(model.columns.width()));
        let tone = if bad > 0 { Tone::Bad } else { Tone::Plain };
        lines.push(fact(label, format!("{}, {} failed", count(good + bad), count(bad)), tone));
    }
    lines
}

fn table(columns: Columns, source: &Source, words: &str) -> Table {
    let noun = source.noun();
    let builds = source.work.map_or(&[][..], |work| &work.builds);
    let rows = day::rows(columns, &mut |day| {
        let mut outcomes = Outcomes::default();
        builds
            .iter()
            .filter(|event| day.from < event.end && event.end <= day.to)
            .for_each(|event| outcomes.add(event.good, false));
        let share = if outcomes.total() == 0 { "no data".to_owned() } else { percent(outcomes) };
        vec![day.label, count(outcomes.total()), count(outcomes.bad), share]
    });
    Table {
        caption: format!("Ended and failed {noun}s a day; the chart has the share over {words}"),
        head: head(&["Day (UTC)", "Ended", "Failed", "Failed share"]),
        rows,
    }
}

use super::model::{Band, BandKind, ChartModel, Ended, Row, Table, head};
use super::readout::fact;
use super::{ChartKind, Columns, ReadoutLine, Source, Tone, band, moment};
use crate::alerts::{AlertState, Firing};
use crate::review::wording::{self, count, counted};
use crate::review::{AlertCourse, peak};
use crate::slo::AlertCondition;
use crate::time::{Duration, Instant};

/// The rows of the chart: the firings are bands in the first, and the second counts what the rule counts.
pub(super) const FIRINGS: usize = 0;
pub(super) const COUNTED: usize = 1;

/// How many windows of history are shown, as of availability.
const WINDOWS: i64 = 4;

/// Rows of the table, the newest.
const MOST_ENTRIES: usize = 200;

/// When an alert fired, over the failures that it counts.
///
/// It shows the review's window, and of the time before it what the data has, up to four windows in all; of a firing that
/// is looked at the time from the first failure that made it fire.
pub(super) fn model(source: &Source, columns: u32) -> ChartModel {
    let window = source.window();
    let Some(course) = source.alert else { return nothing(source, columns) };
    let earliest =
        [source.history.events().first().map(|event| event.end), course.causes.first().map(|cause| cause.at)];
    let earliest = earliest.into_iter().flatten().min().unwrap_or(window.from());
    let from = earliest.max(source.as_of - source.slo.window * WINDOWS).min(window.from());
    let (columns, title, verdict) = match course.firing {
        None => {
            let title = format!("When did {} fire?", course.rule.name);
            (Columns::new(from, source.as_of, columns), title, verdict(source, course))
        }
        Some(looked_at) => {
            let firing = &course.replay.firings[looked_at.place];
            let to = firing.to.unwrap_or(source.as_of);
            let margin = Duration::from_millis((to - looked_at.first).as_millis() / 8 + 30_000);
            let columns = Columns::new(looked_at.first - margin, (to + margin).min(source.as_of), columns);
            let causes = counted(looked_at.causes, "failure");
            let since = moment::moment(firing.from);
            let words = in_words(firing, source.as_of);
            let title = format!("Why did it fire at {since}?");
            (columns, title, format!("{causes} inside its window from {since} on: {words}."))
        }
    };
    let mut model = ChartModel::new(ChartKind::Firings, source, columns, title, verdict);
    model.tone = Tone::of_alert(course.replay.state, course.rule.severity);

    let mut ended = Ended::new(2, columns);
    for cause in &course.causes {
        ended.add_bad(COUNTED, columns, cause.at);
    }
    if let Some(points) = course.points {
        for point in points.as_slice().iter().filter(|point| !point.is_bad() && point.at() <= source.as_of) {
            if let Some(column) = columns.of(point.at()) {
                let good = &mut ended.good[COUNTED * columns.count as usize + column as usize];
                *good = good.saturating_add(1);
            }
        }
    }
    let row = |name: &str| Row { name: name.to_owned(), slots: 0, good: 0.0, bad: 0.0, excluded: 0.0 };
    model.rows = vec![row("fires"), row(counted_as(course))];
    if course.replay.firings.is_empty() && ended.bad.iter().chain(&ended.good).all(|number| *number == 0) {
        let since = moment::moment(columns.from);
        model.empty = Some(format!("It never fired, and nothing that it counts happened since {since}."));
    }
    model.bands = bands(source, course, columns);
    model.table = table(source, course);
    model.ended = ended;
    model
}

fn nothing(source: &Source, columns: u32) -> ChartModel {
    let columns = Columns::new(source.window().from(), source.as_of, columns);
    let sentence = format!("There is no alert {}.", source.subject.unwrap_or_default());
    let verdict = format!("No data: {}", sentence.replacen('T', "t", 1));
    let title = "When did the alert fire?".to_owned();
    let mut model = ChartModel::new(ChartKind::Firings, source, columns, title, verdict);
    model.empty = Some(sentence);
    model
}

/// What a readout says about one of its columns, beside its bands.
pub(super) fn readout(model: &ChartModel, column: u32) -> Vec<ReadoutLine> {
    let place = COUNTED * model.columns.count as usize + column as usize;
    let at = |counts: &[u32]| u64::from(counts.get(place).copied().unwrap_or(0));
    let within = moment::span(model.columns.width());
    let (good, bad) = (at(&model.ended.good), at(&model.ended.bad));
    let mut lines = Vec::new();
    if bad > 0 {
        lines.push(fact(format!("failed in these {within}"), count(bad), Tone::Bad));
    }
    if good > 0 {
        lines.push(fact(format!("succeeded in these {within}"), count(good), Tone::Good));
    }
    if lines.is_empty() {
        lines.push(fact(format!("in these {within}"), "nothing that it counts", Tone::Plain));
    }
    lines
}

fn counted_as(course: &AlertCourse<'_>) -> &'static str {
    match course.rule.condition {
        AlertCondition::EvidenceAfterMitigation { .. } | AlertCondition::RecoveryTime { .. } => "evidence",
        AlertCondition::FailedJobs { .. } => "failed",
        AlertCondition::FailureRatio { .. } | AlertCondition::BurnRate { .. } => "jobs",
    }
}

/// From when to when it fired, for how long, and the worst that it saw.
fn in_words(firing: &Firing, as_of: Instant) -> String {
    let lasted = wording::elapsed(firing.to.unwrap_or(as_of) - firing.from);
    let still = if firing.to.is_none() { " so far" } else { "" };
    format!("{lasted}{still}, at worst {}", peak(firing))
}

fn bands(source: &Source, course: &AlertCourse<'_>, columns: Columns) -> Vec<Band> {
    let mut bands = band::maintenance(source, columns);
    bands.extend(band::uncovered(source, columns));
    bands.extend(band::incidents(source, columns));
    let window = source.window();
    if columns.from < window.from() && window.from() < columns.to {
        let label = format!("the {} under review", wording::length(source.slo.window));
        bands.push(Band { kind: BandKind::Window, from: window.from(), to: columns.to, label, tone: Tone::Plain });
    }
    let tone = Tone::of_alert(AlertState::Firing, course.rule.severity);
    // Of firings that begin in one column one band is enough, so that their number is bounded.
    let mut together = 0_u64;
    let mut begun = None;
    for firing in &course.replay.firings {
        let to = firing.to.unwrap_or(columns.to).min(columns.to);
        if to <= columns.from || firing.from > columns.to {
            continue;
        }
        let from = firing.from.max(columns.from);
        let column = columns.of(from.max(columns.from + Duration::from_millis(1)));
        let last = bands.iter_mut().rfind(|band| band.kind == BandKind::Firing).filter(|_| begun == column);
        together = if last.is_some() { together + 1 } else { 1 };
        match last {
            Some(band) => {
                band.to = band.to.max(to);
                band.label = format!("{} firings, the last {}", count(together), in_words(firing, source.as_of));
            }
            None => {
                let label = in_words(firing, source.as_of);
                bands.push(Band { kind: BandKind::Firing, from, to, label, tone });
            }
        }
        begun = column;
        for part in &firing.silenced {
            let to = part.to.unwrap_or(columns.to).min(columns.to);
            if part.from < to && to > columns.from {
                let label = "silenced by maintenance".to_owned();
                bands.push(Band {
                    kind: BandKind::Silenced,
                    from: part.from.max(columns.from),
                    to,
                    label,
                    tone: Tone::Plain,
                });
            }
        }
    }
    bands
}

fn verdict(source: &Source, course: &AlertCourse<'_>) -> String {
    let window = source.window();
    let length = wording::length(source.slo.window);
    let firings = &course.replay.firings;
    let Some(last) = firings.last() else {
        let counted = counted(course.causes.len() as u64, "failure");
        let until = moment::moment(source.as_of);
        return match course.replay.state {
            AlertState::NotEvaluable => {
                format!("It cannot be told whether it fires at {until}: a mitigation is not known.")
            }
            _ => format!("Never in the data up to {until}; it counts {counted} there."),
        };
    };
    let inside: Vec<&Firing> = firings.iter().filter(|firing| firing.touches(window.from(), window.end)).collect();
    let sent: u64 = inside.iter().map(|firing| firing.sent()).sum();
    let until = moment::moment(source.as_of);
    let mut text = match inside.len() as u64 {
        0 => format!("Not in the {length} to {until}, and {} before.", counted(firings.len() as u64, "time")),
        times => {
            let sent = counted(sent, course.rule.severity.name());
            format!("{} in the {length} to {until}, {sent} sent.", counted(times, "firing"))
        }
    };
    let since = moment::moment(last.from);
    let words = in_words(last, source.as_of);
    text.push_str(&match last.to {
        None => format!(" It fires since {since}, {words}."),
        Some(_) => format!(" The last began at {since}: {words}."),
    });
    if course.replay.state == AlertState::NotEvaluable {
        text.push_str(" Whether it fires now cannot be told: a mitigation is not known.");
    }
    text
}

fn table(source: &Source, course: &AlertCourse<'_>) -> Table {
    let row = |firing: &Firing| {
        let to = firing.to.map_or_else(|| "still".to_owned(), moment::moment);
        let lasted = wording::elapsed(firing.to.unwrap_or(source.as_of) - firing.from);
        let silenced = if firing.silenced.is_empty() { "no" } else { "in part" };
        vec![moment::moment(firing.from), to, lasted, peak(firing), silenced.to_owned(), count(firing.sent())]
    };
    let firings = &course.replay.firings;
    let shown = firings.len().min(MOST_ENTRIES);
    let of = if shown < firings.len() {
        format!("The newest {} of {} firings", count(shown as u64), count(firings.len() as u64))
    } else {
        "All firings".to_owned()
    };
    Table {
        caption: format!("{of} of {}, newest first", course.rule.name),
        head: head(&["From", "To", "For", "Worst", "Silenced", "Sent"]),
        rows: firings.iter().rev().take(shown).map(row).collect(),
    }
}

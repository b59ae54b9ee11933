use super::mark::{Mark, Sign};
use super::model::{Band, BandKind, ChartModel, Ended, Row, Table, head};
use super::readout::fact;
use super::{ChartKind, Columns, ReadoutLine, Source, Tone, band, incident, moment};
use crate::recovery::{Incident, IncidentSource, VERIFICATION, Verification};
use crate::review::wording::{self, counted};
use crate::time::{Duration, Instant};

/// The rows of the chart, which are also the rows of its counts.
pub(super) const EVIDENCE: usize = 0;
pub(super) const JOBS: usize = 1;
pub(super) const CANDIDATES: usize = 2;

/// Rows of the table for one incident.
const MOST_ENTRIES: usize = 200;

/// One incident from a little before its opening to a little after it is over, or to `as_of`: its evidence, the jobs
/// around it, its turns, and the half hour that verifies its recovery.
pub(super) fn model(source: &Source, columns: u32) -> ChartModel {
    let wanted = source.subject.unwrap_or_default();
    match source.incidents.iter().find(|incident| incident.id == wanted) {
        Some(incident) => course(source, incident, columns),
        None => nothing(source, columns, wanted),
    }
}

fn nothing(source: &Source, columns: u32, wanted: &str) -> ChartModel {
    let sentence = format!("There is no incident {wanted} at {}.", moment::moment(source.as_of));
    let verdict = format!("No data: {}", sentence.replacen('T', "t", 1));
    let columns = Columns::new(source.window().from(), source.as_of, columns);
    let mut model =
        ChartModel::new(ChartKind::Incident, source, columns, "How did the incident go?".to_owned(), verdict);
    model.empty = Some(sentence);
    model
}

fn course(source: &Source, known: &Incident, columns: u32) -> ChartModel {
    let columns = stretch(source, known, columns);
    let open = known.recovered.is_none();
    let title = if open { format!("Has {} recovered?", known.id) } else { format!("How did {} recover?", known.id) };
    let mut model = ChartModel::new(ChartKind::Incident, source, columns, title, verdict(source, known));
    model.tone = incident::tone(source, known);

    let mut ended = Ended::new(3, columns);
    let mut count = |row: usize, at: Instant| {
        let column = columns.of(at).map(|column| row * columns.count as usize + column as usize);
        let counts = if row == CANDIDATES { &mut ended.excluded } else { &mut ended.bad };
        if let Some(number) = column.and_then(|place| counts.get_mut(place)) {
            *number = number.saturating_add(1);
        }
    };
    for at in known.evidence.iter().filter_map(|place| source.evidence.get(*place)) {
        count(EVIDENCE, *at);
    }
    for candidate in known.candidates.iter().filter(|candidate| candidate.voided.is_some()) {
        count(CANDIDATES, candidate.at);
    }
    for event in source.events(columns.from, columns.to.min(source.as_of)) {
        // Evidence and recoveries count in maintenance as well.
        ended.add(JOBS, columns, &crate::sli::Event { excluded: false, ..*event });
    }

    let row = |name: &str| Row { name: name.to_owned(), slots: 0, good: 0.0, bad: 0.0, excluded: 0.0 };
    model.rows = ["evidence", "jobs", "recovery"].map(row).into();
    model.marks = turns(source, known);
    model.bands = bands(source, known, columns);
    model.table = table(source, known, &model.marks);
    model.ended = ended;
    model
}

/// What a readout says about one of its columns.
pub(super) fn readout(model: &ChartModel, column: u32, at: Instant) -> Vec<ReadoutLine> {
    let mut lines = Vec::new();
    if let Some(opened) = model.marks.iter().find(|mark| mark.sign == Sign::Line) {
        let (label, length) = match at >= opened.at {
            true => ("since the opening", at - opened.at),
            false => ("before the opening", opened.at - at),
        };
        lines.push(fact(label, wording::elapsed(length), Tone::Plain));
    }
    let counts = |row: usize, counts: &[u32]| {
        counts.get(row * model.columns.count as usize + column as usize).copied().unwrap_or(0).into()
    };
    let ended = &model.ended;
    let mut push = |label: &str, number: u64, what: &str, tone| {
        if number > 0 {
            lines.push(fact(label, counted(number, what), tone));
        }
    };
    push("evidence", counts(EVIDENCE, &ended.bad), "failure", Tone::Bad);
    push("failed", counts(JOBS, &ended.bad), "job", Tone::Bad);
    push("succeeded", counts(JOBS, &ended.good), "job", Tone::Good);
    push("void, since it failed again", counts(CANDIDATES, &ended.excluded), "success", Tone::Plain);
    lines
}

/// The time shown.
fn stretch(source: &Source, known: &Incident, columns: u32) -> Columns {
    let clean = known.verified.map(|verified| verified + VERIFICATION);
    let target = source.slo.recovery_target.map(|target| known.opened + target);
    let end = known.over.or(clean).or(known.recovered).unwrap_or(source.as_of).max(target.unwrap_or(known.opened));
    let margin = Duration::from_millis((end - known.opened).as_millis() / 16 + 60_000);
    // What was reviewed ends at the instant, but what the incident is measured by may lie beyond it.
    let promised = clean.max(target).unwrap_or(end);
    let to = (end + margin).min(source.as_of.max(promised + margin));
    Columns::new(known.opened - margin, to, columns)
}

/// The turns that it took, by time.
fn turns(source: &Source, known: &Incident) -> Vec<Mark> {
    let mut turns: Vec<Mark> = Vec::new();
    let mut turn = |sign, label: &str, at: Instant, tone, facts| {
        let mark = Mark {
            sign,
            label: label.to_owned(),
            at,
            to: at,
            value: f64::NAN,
            other: f64::NAN,
            tone,
            open: false,
            excluded: false,
            reported: false,
            facts,
        };
        // There are at most five, so each is put where it belongs.
        let place = turns.partition_point(|other| other.at <= at);
        turns.insert(place, mark);
    };
    let said = |label: &str, value: String, tone| vec![fact(label, value, tone)];
    let tone = incident::tone(source, known);
    turn(
        Sign::Line,
        "opened",
        known.opened,
        Tone::Plain,
        said("opened", "by the first evidence".to_owned(), Tone::Plain),
    );
    if let Some(target) = source.slo.recovery_target {
        let label = format!("target {}", moment::in_brief(target));
        let facts = said(&label, "a recovery up to here is within it".to_owned(), Tone::Plain);
        turn(Sign::Dashes, &label, known.opened + target, Tone::Bad, facts);
    }
    if let Some(mitigated) = known.mitigated {
        let facts = said("mitigated", format!("after {}", wording::elapsed(mitigated - known.opened)), Tone::Plain);
        turn(Sign::Line, "mitigated", mitigated, Tone::Plain, facts);
    }
    if let Some(recovered) = known.recovered {
        let after = format!("after {}", wording::elapsed(recovered - known.opened));
        turn(Sign::Circle, "recovered", recovered, tone, said("recovered", after, tone));
    }
    if let Some(verified) = known.verified.filter(|verified| known.recovered != Some(*verified)) {
        let after = format!("after {}", wording::elapsed(verified - known.opened));
        turn(Sign::Ring, "verified", verified, Tone::Plain, said("stayed clean", after, Tone::Plain));
    }
    turns
}

fn bands(source: &Source, known: &Incident, columns: Columns) -> Vec<Band> {
    let mut bands = band::maintenance(source, columns);
    bands.extend(band::outages(source, columns));
    let shown = Columns { to: columns.to.min(source.as_of), ..columns };
    bands.extend(band::uncovered(source, shown));
    let mut push = |kind, from: Instant, to: Instant, label: &str| {
        if from < to {
            bands.push(Band { kind, from, to, label: label.to_owned(), tone: Tone::Plain });
        }
    };
    if let Some(verified) = known.verified {
        let pending = known.verification == Verification::Pending;
        let label = if pending { "has to stay clean" } else { "stayed clean" };
        push(BandKind::Verification, verified, (verified + VERIFICATION).min(columns.to), label);
    }
    push(BandKind::Later, source.as_of, columns.to, "later than the review");
    bands
}

fn verdict(source: &Source, known: &Incident) -> String {
    let lasted = wording::elapsed(incident::length(source, known));
    let mut text = match known.recovered {
        Some(recovered) => format!("It recovered after {lasted}, at {}", moment::moment(recovered)),
        None => format!("No, it is open for {lasted} at {}", moment::moment(source.as_of)),
    };
    if let Some(target) = incident::against_target(source, known) {
        text.push_str(&format!("; {}: {}", target.label, target.value));
    }
    text.push('.');
    if let Some(verified) = incident::verified_length(known) {
        text.push_str(&format!(
            " It failed again after that, and stayed clean only after {}.",
            wording::elapsed(verified)
        ));
    }
    if known.verification == Verification::Pending {
        text.push_str(" The half hour in which it has to stay clean is not over.");
    }
    if known.source == IncidentSource::Reported {
        text.push_str(" A timeline reports it; there is no evidence of it.");
    } else {
        if known.mitigated.is_none() {
            text.push_str(" When it was mitigated is not known.");
        }
        let pieces = counted(known.evidence.len() as u64, "failure");
        text.push_str(&format!(" {pieces} of class {}.", known.class));
    }
    if let Some(reason) = incident::excused(source, known) {
        text.push_str(&format!(" Excluded: {reason}."));
    }
    text
}

fn table(source: &Source, known: &Incident, turns: &[Mark]) -> Table {
    let mut entries: Vec<(Instant, String)> = Vec::new();
    let mut enter = |at: Instant, what: String| {
        let place = entries.partition_point(|other| other.0 <= at);
        entries.insert(place, (at, what));
    };
    for turn in turns {
        enter(turn.at, format!("{}, {}", turn.label, turn.facts[0].value));
    }
    for at in known.evidence.iter().take(MOST_ENTRIES).filter_map(|place| source.evidence.get(*place)) {
        enter(*at, format!("evidence of class {}", known.class));
    }
    for candidate in known.candidates.iter().take(MOST_ENTRIES) {
        if let Some(voided) = candidate.voided {
            enter(candidate.at, format!("success, void since it failed again at {}", moment::moment(voided)));
        }
    }
    Table {
        caption: format!("What happened in {}", known.id),
        head: head(&["Time", "After the opening", "What"]),
        rows: entries
            .into_iter()
            .map(|(at, what)| vec![moment::moment(at), wording::elapsed(at - known.opened), what])
            .collect(),
    }
}

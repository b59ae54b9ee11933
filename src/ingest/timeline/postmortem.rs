use super::native::{class, text};
use crate::ingest::intake::{Flaw, Intake};
use crate::ingest::small::MOST_VALUES;
use crate::record::{TimelineEvent, TimelineEventKind, TimelineIncident};
use crate::time::{Duration, Instant, Timestamp};
use crate::tree::{Complaints, Node, Place, yaml};

/// Reads a postmortem: the incident of its front matter, and the table under `## Timeline (UTC)`, whose rows are notes:
/// what they mean is not guessed from their words.
pub fn postmortem(intake: &mut Intake<'_>) {
    let text = intake.text;
    intake.incident(Place::START, |intake| {
        let head = head(text, intake);
        let mut incident = incident(head.as_ref(), intake);
        rows(text, &mut incident, intake);
        if incident.instants().next().is_none() {
            let why = "it states no time: neither `start_time`, nor a row of the timeline's table".to_owned();
            return Err(Flaw { place: Place::START, why });
        }
        Ok(incident)
    });
}

/// The front matter, between two lines of dashes at the beginning.
fn head(text: &str, intake: &mut Intake<'_>) -> Option<Node> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let inner: usize = lines.take_while(|line| !matches!(line.trim_end(), "---" | "...")).map(str::len).sum();
    let mut complaints = First::default();
    // The opening dashes stay, so that the lines count as in the file.
    let documents = yaml::documents(&text[..first.len() + inner], MOST_VALUES, &mut complaints);
    if let Some(flaw) = complaints.0 {
        intake.bad(flaw);
    }
    documents.into_iter().next()
}

/// Keeps the first complaint.
#[derive(Default)]
struct First(Option<Flaw>);

impl Complaints for First {
    fn complain(&mut self, place: Place, _path: String, message: String, remedy: String) {
        self.0.get_or_insert(Flaw { place, why: format!("{message}; {remedy}") });
    }
}

fn incident(head: Option<&Node>, intake: &mut Intake<'_>) -> TimelineIncident {
    let stated = head.and_then(|head| head.get("incident"));
    let mut time = |key: &str| {
        let field = stated?.get(key)?;
        let time = field.text().and_then(|text| full_time(text.trim()));
        if time.is_none() {
            let why = format!("`{key}` is {}; expected YYYY-MM-DD HH:MM in UTC", field.what());
            intake.bad(Flaw { place: field.place, why });
        }
        time
    };
    let (opened, recovered) = (time("start_time"), time("end_time"));
    let of = |node: Option<&Node>, key| node.map(|node| text(node, key)).unwrap_or_default();
    TimelineIncident {
        id: of(head, "doc_id"),
        title: of(head, "title"),
        class: stated.and_then(class),
        opened,
        mitigated: None,
        recovered,
        events: Vec::new(),
        line: 1,
    }
}

/// Adds the rows of the timeline's table.
fn rows(text: &str, incident: &mut TimelineIncident, intake: &mut Intake<'_>) {
    // How many `#` the timeline's heading has; none outside of it.
    let mut inside = None;
    let mut is_utc = true;
    let mut last = incident.opened;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.starts_with('#') {
            let heading = line.trim_start_matches('#');
            let level = line.len() - heading.len();
            let heading = heading.trim().to_ascii_lowercase();
            if heading.starts_with("timeline") {
                inside = Some(level);
                is_utc = heading.contains("(utc)");
            } else {
                inside = inside.filter(|outer| level > *outer);
            }
            continue;
        }
        let Some(row) = line.strip_prefix('|').filter(|_| inside.is_some()) else { continue };
        let (time, said) = row.split_once('|').unwrap_or((row, ""));
        let time = time.trim().trim_matches(['*', '`']).trim_end_matches("UTC").trim_end();
        let is_header = time.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("time"));
        if is_header || row.bytes().all(|byte| matches!(byte, b'-' | b':' | b'|' | b' ')) {
            continue;
        }
        match full_time(time).or_else(|| time_of_day(time, last)) {
            Some(at) => {
                intake.notes.without_offset += u64::from(!is_utc);
                last = Some(at);
                let said = said.trim().strip_suffix('|').unwrap_or(said).trim().replace("\\|", "|");
                incident.events.push(TimelineEvent { at, kind: TimelineEventKind::Note, text: said });
            }
            None => {
                let line = u32::try_from(number + 1).unwrap_or(u32::MAX);
                let shown = crate::tree::shorten(time);
                let why =
                    format!("the row's time is `{shown}`; expected YYYY-MM-DD HH:MM, or HH:MM beside a start_time");
                intake.bad(Flaw { place: Place { line, column: 1 }, why });
            }
        }
    }
}

/// A date with a time; without an offset it is UTC, as the heading says.
fn full_time(text: &str) -> Option<Instant> {
    let text = text.strip_suffix("UTC").map_or(text, str::trim_end);
    Timestamp::parse(text.as_bytes()).ok().filter(|_| text.as_bytes().get(4) == Some(&b'-'))?.instant()
}

/// A time alone, on the day that brings it nearest to the one before it; so an incident may pass midnight.
fn time_of_day(text: &str, before: Option<Instant>) -> Option<Instant> {
    const DAY: i64 = 86_400_000;
    let before = before?.as_millis();
    let at = full_time(&format!("1970-01-01 {text}"))?.as_millis();
    let ahead = (at - before + DAY / 2).rem_euclid(DAY) - DAY / 2;
    Some(Instant::from_millis(before) + Duration::from_millis(ahead))
}

use std::collections::BTreeMap;

use super::native::{UNKNOWN_TYPE, kind_of, text};
use crate::ingest::intake::{Flaw, Intake};
use crate::ingest::small_table::rows;
use crate::record::{TimelineEvent, TimelineIncident};
use crate::time::Instant;
use crate::tree::{Node, shorten};

/// Reads a native timeline as a table, one event a row: `incident,at,type,class,text`, in any order, `title` beside it if
/// there is one. The rows of one incident need not follow each other.
pub fn table(intake: &mut Intake<'_>, delimiter: u8) {
    let mut places = BTreeMap::new();
    rows(intake, delimiter, &mut |row, intake| {
        let result = event(row, &mut places, intake);
        match result {
            Ok(at) => intake.collector.note_instant(at),
            Err(flaw) => intake.bad(flaw),
        }
    });
}

/// Takes one row; gives back its instant. `places` says where the incident of a name stands.
fn event(row: &Node, places: &mut BTreeMap<String, u64>, intake: &mut Intake<'_>) -> Result<Instant, Flaw> {
    intake.begin_entry(row.place)?;
    let flaw = |why: String| Flaw { place: row.place, why };
    let id = text(row, "incident");
    if id.is_empty() {
        return Err(flaw("it names no incident".to_owned()));
    }
    let at = intake.notes.field(row, "at")?.ok_or_else(|| flaw("it has no time `at`".to_owned()))?;
    let kind = text(row, "type").to_ascii_lowercase();
    let stated = matches!(kind.as_str(), "opened" | "recovered");
    let event = match kind_of(&kind) {
        _ if stated => None,
        Some(kind) => Some(TimelineEvent { at, kind, text: text(row, "text") }),
        None => return Err(flaw(format!("{UNKNOWN_TYPE}, also opened or recovered, not `{}`", shorten(&kind)))),
    };
    let class = Some(text(row, "class")).filter(|class| !class.is_empty());

    let timelines = &mut intake.collector.timelines;
    let index = match places.get(&id) {
        Some(&known) => known as usize,
        None => {
            places.insert(id.clone(), timelines.len() as u64);
            timelines.push(TimelineIncident {
                id,
                title: String::new(),
                class: None,
                opened: None,
                mitigated: None,
                recovered: None,
                events: Vec::new(),
                line: u64::from(row.place.line),
            });
            timelines.len() - 1
        }
    };
    let incident = &mut timelines[index];
    if let (Some(known), Some(class)) = (&incident.class, &class)
        && known != class
    {
        return Err(flaw(format!("its class is `{}`, and `{}` in a row before", shorten(class), shorten(known))));
    }
    let place = if kind == "opened" { &mut incident.opened } else { &mut incident.recovered };
    if let (true, Some(known)) = (stated, *place)
        && known != at
    {
        return Err(flaw(format!("the incident is already {kind} at {known}")));
    }
    if stated {
        *place = Some(at);
    }
    incident.class = incident.class.take().or(class);
    if incident.title.is_empty() {
        incident.title = text(row, "title");
    }
    incident.events.extend(event);
    intake.collector.records += 1;
    Ok(at)
}

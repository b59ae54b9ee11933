use crate::ingest::intake::{Flaw, Intake};
use crate::record::{TimelineEvent, TimelineEventKind, TimelineIncident};
use crate::tree::{Node, Value};

/// Reads one incident of a native timeline. An event that cannot be read costs only itself.
pub fn incident(node: &Node, intake: &mut Intake<'_>) -> Result<TimelineIncident, Flaw> {
    if !matches!(node.value, Value::Map(_)) {
        return Err(Flaw { place: node.place, why: format!("it is {}, not an incident", node.what()) });
    }
    let mut incident = TimelineIncident {
        id: text(node, "id"),
        title: text(node, "title"),
        class: class(node),
        opened: intake.notes.field(node, "openedAt")?,
        mitigated: intake.notes.field(node, "mitigatedAt")?,
        recovered: intake.notes.field(node, "recoveredAt")?,
        events: Vec::new(),
        line: u64::from(node.place.line),
    };
    for item in node.get("events").map(Node::items).unwrap_or_default() {
        match event(item, intake) {
            Ok(event) => incident.events.push(event),
            Err(flaw) => intake.bad(flaw),
        }
    }
    Ok(incident)
}

fn event(node: &Node, intake: &mut Intake<'_>) -> Result<TimelineEvent, Flaw> {
    let flaw = |why: String| Flaw { place: node.place, why };
    let at = intake.notes.field(node, "at")?.ok_or_else(|| flaw("the event has no time `at`".to_owned()))?;
    let kind = text(node, "type");
    let kind = kind_of(&kind).ok_or_else(|| flaw(format!("{UNKNOWN_TYPE}, not `{}`", crate::tree::shorten(&kind))))?;
    Ok(TimelineEvent { at, kind, text: text(node, "text") })
}

/// What an event's type may be, for messages.
pub const UNKNOWN_TYPE: &str = "the event's type may be detected, mitigation, recovery or note";

/// The kind of event that a type names; a note where it is empty.
pub fn kind_of(word: &str) -> Option<TimelineEventKind> {
    use TimelineEventKind::{Detected, Mitigation, Note, Recovery};
    if word.is_empty() {
        return Some(Note);
    }
    [Detected, Mitigation, Recovery, Note].into_iter().find(|kind| word.eq_ignore_ascii_case(kind.name()))
}

/// The text of a field; empty where there is none.
pub fn text(node: &Node, key: &str) -> String {
    node.get(key).and_then(Node::text).unwrap_or_default().to_owned()
}

/// The class of failure, where a field says so.
pub fn class(node: &Node) -> Option<String> {
    Some(text(node, "class")).filter(|class| !class.is_empty())
}

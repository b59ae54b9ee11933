use super::native::{class, text};
use super::unwrapped;
use crate::ingest::intake::{Flaw, Intake};
use crate::record::{TimelineEvent, TimelineEventKind, TimelineIncident};
use crate::tree::Node;

/// Reads one incident of Rootly, which, unlike most tools, knows when it was mitigated.
pub fn incident(item: &Node, intake: &mut Intake<'_>) -> Result<TimelineIncident, Flaw> {
    let node = unwrapped(item);
    let mut events = Vec::new();
    for (key, kind, said) in [
        ("detected_at", TimelineEventKind::Detected, "detected"),
        ("acknowledged_at", TimelineEventKind::Note, "acknowledged"),
    ] {
        if let Some(at) = intake.notes.field(node, key)? {
            events.push(TimelineEvent { at, kind, text: said.to_owned() });
        }
    }
    let started = intake.notes.field(node, "started_at")?;
    let created = intake.notes.field(node, "created_at")?;
    let id = Some(text(item, "id")).filter(|id| !id.is_empty());
    Ok(TimelineIncident {
        id: id.unwrap_or_else(|| text(node, "sequential_id")),
        title: text(node, "title"),
        class: class(node),
        opened: started.or(created),
        mitigated: intake.notes.field(node, "mitigated_at")?,
        recovered: intake.notes.field(node, "resolved_at")?,
        events,
        line: u64::from(item.place.line),
    })
}

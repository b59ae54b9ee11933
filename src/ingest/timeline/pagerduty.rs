use super::native::{class, text};
use crate::ingest::intake::{Flaw, Intake};
use crate::record::{TimelineEvent, TimelineEventKind, TimelineIncident};
use crate::tree::Node;

/// Reads one incident of PagerDuty. It knows no mitigation: acknowledging is somebody having a look.
pub fn incident(node: &Node, intake: &mut Intake<'_>) -> Result<TimelineIncident, Flaw> {
    let opened = intake.notes.field(node, "created_at")?;
    let resolved = intake.notes.field(node, "resolved_at")?;
    let id = Some(text(node, "id")).filter(|id| !id.is_empty());
    let mut events = Vec::new();
    for item in node.get("log_entries").map(Node::items).unwrap_or_default() {
        match entry(item, intake) {
            Ok(event) => events.push(event),
            Err(flaw) => intake.bad(flaw),
        }
    }
    // The log comes newest first.
    if events.first().map(|event: &TimelineEvent| event.at) > events.last().map(|event| event.at) {
        events.reverse();
    }
    let is_resolved = text(node, "status") == "resolved";
    let last_resolution = || {
        let resolutions = events.iter().filter(|event| event.kind == TimelineEventKind::Recovery);
        resolutions.map(|event| event.at).max()
    };
    Ok(TimelineIncident {
        id: id.unwrap_or_else(|| text(node, "incident_number")),
        title: text(node, "title"),
        class: class(node),
        opened,
        mitigated: None,
        // One that was opened again has a resolution in its log, and is not over.
        recovered: if is_resolved { resolved.or_else(last_resolution) } else { None },
        events,
        line: u64::from(node.place.line),
    })
}

fn entry(node: &Node, intake: &mut Intake<'_>) -> Result<TimelineEvent, Flaw> {
    let at = intake.notes.field(node, "created_at")?;
    let at = at.ok_or_else(|| Flaw { place: node.place, why: "the log entry has no time `created_at`".to_owned() })?;
    let name = text(node, "type");
    let name = name.split("_log_entry").next().unwrap_or_default();
    let kind = match name {
        "trigger" => TimelineEventKind::Detected,
        "resolve" => TimelineEventKind::Recovery,
        _ => TimelineEventKind::Note,
    };
    let summary = text(node, "summary");
    Ok(TimelineEvent { at, kind, text: if summary.is_empty() { name.to_owned() } else { summary } })
}

//! Timelines of incidents: what people and their tools wrote down about them.
//!
//! Only stated times and mitigations mean anything to the figures; nothing is guessed from text (method, section 7).

mod native;

use super::intake::Intake;
use crate::record::Format;
use crate::tree::Node;

/// Reads a file of incidents, of whatever tool.
pub fn incidents(intake: &mut Intake<'_>) -> Format {
    for document in intake.json() {
        for incident in document.get("incidents").map(Node::items).unwrap_or_default() {
            let read = native::incident(incident, intake);
            intake.incident(incident.place, read);
        }
    }
    Format::IncidentTimeline
}

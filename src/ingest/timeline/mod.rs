//! Timelines of incidents: what people and their tools wrote down about them.
//!
//! Only stated times and mitigations mean anything to the figures; nothing is guessed from text (method, section 7).

mod alerts;
mod native;
mod pagerduty;
mod postmortem;
mod rootly;
mod table;

pub use alerts::{alerts, alerts_in, is_alert};
pub use postmortem::postmortem;
pub use table::table;

use super::intake::{Flaw, Intake};
use crate::record::Format;
use crate::tree::{Node, Value};

/// Whose an incident is, by its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Teller {
    /// Our own form.
    Native,
    /// PagerDuty.
    PagerDuty,
    /// Rootly.
    Rootly,
}

impl Teller {
    /// Whose the incident in that document is; nobody's where it has the keys of no form that is read.
    pub fn of(item: &Node, document: &Node) -> Option<Self> {
        let incident = unwrapped(item);
        let has = |key| incident.has(key);
        if has("impact") || has("incident_updates") {
            // A status page: its incidents are what customers were told, not what happened to the jobs.
            None
        } else if has("incident_number") {
            Some(Self::PagerDuty)
        } else if has("mitigated_at") && !has("mitigatedAt") {
            Some(Self::Rootly)
        } else if ["openedAt", "mitigatedAt", "recoveredAt"].into_iter().any(has)
            || has("events") && document.has("incidents")
        {
            Some(Self::Native)
        } else {
            None
        }
    }
}

/// The incidents in a document, whatever its envelope, and whether the document is one incident itself.
pub fn incidents_in(document: &Node) -> (&[Node], bool) {
    for key in ["incidents", "data"] {
        if let Some(Node { value: Value::List(items), .. }) = document.get(key) {
            return (items, false);
        }
    }
    match &document.value {
        Value::List(items) => (items, false),
        _ => {
            (std::slice::from_ref(document.get("incident").or_else(|| document.get("data")).unwrap_or(document)), true)
        }
    }
}

/// An incident without the envelope that JSON:API puts around each item.
fn unwrapped(item: &Node) -> &Node {
    item.get("attributes").unwrap_or(item)
}

/// Reads a file of incidents, of whatever tool.
pub fn incidents(intake: &mut Intake<'_>) -> Format {
    let (mut any, mut all_pagerduty) = (false, true);
    let documents = intake.json();
    for (index, document) in documents.iter().enumerate() {
        let (items, is_one) = incidents_in(document);
        let is_partial = is_one && intake.ends_in_record && index + 1 == documents.len();
        for item in items.iter().filter(|_| !is_partial) {
            let teller = Teller::of(item, document);
            any = true;
            all_pagerduty &= teller == Some(Teller::PagerDuty);
            intake.incident(item.place, |intake| match teller {
                Some(Teller::Native) => native::incident(item, intake),
                Some(Teller::PagerDuty) => pagerduty::incident(item, intake),
                Some(Teller::Rootly) => rootly::incident(item, intake),
                None => Err(Flaw { place: item.place, why: "it is no incident with times that are read".to_owned() }),
            });
        }
    }
    if any && all_pagerduty { Format::PagerDuty } else { Format::IncidentTimeline }
}

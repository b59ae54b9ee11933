use super::{Background, Evidence, Incident, Stray};
use crate::record::Outage;
use crate::time::Instant;

/// Evidence and incidents as they stood at an instant: nothing that is dated later is known.
#[derive(Clone, Debug)]
pub struct Recovery<'a> {
    /// The instant.
    pub as_of: Instant,
    /// All evidence up to then, of any class, by time.
    pub evidence: Vec<Evidence<'a>>,
    /// All incidents opened up to then, oldest first, of one instant by class.
    pub incidents: Vec<Incident>,
    /// For each incident what is known beside it.
    pub backgrounds: Vec<Background<'a>>,
    /// All outages, confirmed or not, by beginning; [`Incident::excluded`] is a place in it.
    pub outages: &'a [Outage],
    /// Mitigations stated up to then that belong to no incident.
    pub strays: Vec<Stray<'a>>,
}

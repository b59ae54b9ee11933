use super::Incident;
use super::statement::Statement;
use crate::record::TimelineIncident;
use crate::time::Instant;

/// What is known beside an incident.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Background<'a> {
    /// Who states its mitigation.
    pub mitigated_by: Option<Statement<'a>>,
    /// The file and the timeline that report it, where one states it whole.
    pub reported_in: Option<(&'a str, &'a TimelineIncident)>,
}

/// An incident in the making.
#[derive(Debug)]
pub(super) struct Known<'a> {
    pub incident: Incident,
    /// Until when a mitigation belongs to it; none where it is not over without one.
    pub mitigable_until: Option<Instant>,
    pub mitigated_by: Option<Statement<'a>>,
    pub reported_in: Option<(&'a str, &'a TimelineIncident)>,
}

impl<'a> Known<'a> {
    /// Whether a mitigation at `t` belongs to it.
    pub(super) fn takes(&self, t: Instant) -> bool {
        self.incident.opened <= t && self.mitigable_until.is_none_or(|until| t <= until)
    }

    pub(super) fn split(self) -> (Incident, Background<'a>) {
        (self.incident, Background { mitigated_by: self.mitigated_by, reported_in: self.reported_in })
    }
}

use crate::budget::Spending;
use crate::operations::WorkCourse;
use crate::record::Outage;
use crate::recovery::{Incident, IncidentState, Recovery};
use crate::review::{AlertCourse, Basis, NamespaceJobs};
use crate::sli::{Covers, Event, History, MaintenanceWindows, Outcomes};
use crate::slo::{PolicyState, Slo};
use crate::time::{Instant, TrailingWindow, Zone};

/// What the charts are made of: the part of a [`Basis`] that they show, and the instant.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The SLO.
    pub slo: &'a Slo,
    /// All events, of whatever time.
    pub history: &'a History,
    /// The namespaces that [`Event::namespace`] counts.
    pub namespaces: &'a [NamespaceJobs],
    /// The maintenance windows.
    pub maintenance: &'a MaintenanceWindows,
    /// For which time the data has job outcomes.
    pub covers: &'a Covers,
    /// The incidents as they stand at `as_of`, oldest first.
    pub incidents: &'a [Incident],
    /// The instants of the evidence that [`Incident::evidence`] counts.
    pub evidence: &'a [Instant],
    /// The outages that [`Incident::excluded`] counts.
    pub outages: &'a [Outage],
    /// The zone whose civil days are shown.
    pub zone: &'a Zone,
    /// The id of the incident, or the name of the alert, that a chart of one is about.
    pub subject: Option<&'a str>,
    /// How the alert went that a chart of one is about; none where there is no such alert.
    pub alert: Option<&'a AlertCourse<'a>>,
    /// How the work went, for the charts of it.
    pub work: Option<&'a WorkCourse<'a>>,
    /// The policy's state at `as_of`.
    pub state: PolicyState,
    /// The instant being reviewed; later events are ignored.
    pub as_of: Instant,
}

/// What is looked at: when, in which zone, and which incident.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The instant being reviewed.
    pub as_of: Instant,
    /// The zone whose civil days are shown.
    pub zone: &'a Zone,
    /// The id of the incident, or the name of the alert, that a chart of one is about.
    pub subject: Option<&'a str>,
    /// The beginning of the firing that a chart of an alert looks at more closely.
    pub firing: Option<Instant>,
}

impl<'a> Source<'a> {
    /// The part of the basis that the charts of that view show, with its recovery at that instant, and the instants of
    /// the recovery's evidence.
    pub fn of(basis: &'a Basis, recovery: &'a Recovery<'a>, evidence: &'a [Instant], view: View<'a>) -> Self {
        let View { as_of, zone, subject, .. } = view;
        Self {
            slo: basis.slo(),
            history: basis.history(),
            namespaces: basis.namespaces(),
            maintenance: basis.maintenance(),
            covers: basis.covers(),
            incidents: &recovery.incidents,
            evidence,
            outages: recovery.outages,
            zone,
            subject,
            alert: None,
            work: None,
            state: basis.rules().state_at(basis.history(), as_of),
            as_of,
        }
    }

    /// The review's window, `(as_of - window, as_of]`.
    pub(super) fn window(&self) -> TrailingWindow {
        TrailingWindow { end: self.as_of, length: self.slo.window }
    }

    /// How an incident stands against the target.
    pub(super) fn stands(&self, incident: &Incident) -> IncidentState {
        incident.state(self.as_of, self.slo.recovery_target)
    }

    /// The events whose end is in `(from, to]`, excluded ones among them.
    pub(super) fn events(&self, from: Instant, to: Instant) -> &'a [Event] {
        self.history.within(TrailingWindow { end: to, length: to - from })
    }

    /// What one of the jobs is called whose durations and failures the charts of the work show.
    pub(super) fn noun(&self) -> &'static str {
        self.work.map_or("job", |work| work.noun)
    }

    /// How the events of `(from, to]` came out.
    pub(super) fn outcomes(&self, from: Instant, to: Instant) -> Outcomes {
        self.history.outcomes_over(to - from, to)
    }

    /// How the events of the review's window came out.
    pub(super) fn reviewed(&self) -> Outcomes {
        self.history.outcomes(self.window())
    }

    /// What they spent of the budget.
    pub(super) fn spending(&self) -> Spending {
        Spending::of_window(self.reviewed(), self.slo.target)
    }
}

use crate::alerts::AlertState;
use crate::recovery::IncidentState;
use crate::slo::{PolicyState, Severity};

/// How a figure or a state is meant: the one thing from which every colour and sign of it follows, in the charts and
/// on the page alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Tone {
    /// As promised.
    Good,
    /// Careful: a limit was passed, changes are restricted.
    Warn,
    /// Broken promise, or the strictest restriction.
    Bad,
    /// A plain fact, neither good nor bad.
    Plain,
    /// No data, hence no verdict.
    None,
}

impl Tone {
    /// The name used at the boundary and in style sheets.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Plain => "plain",
            Self::None => "none",
        }
    }

    /// The tone of a policy state.
    pub const fn of_state(state: PolicyState) -> Self {
        match state {
            PolicyState::NoData => Self::None,
            PolicyState::Normal => Self::Good,
            PolicyState::Freeze => Self::Warn,
            PolicyState::Stabilise => Self::Bad,
        }
    }

    /// The tone of an incident.
    pub const fn of_incident(state: IncidentState) -> Self {
        match state {
            IncidentState::Within => Self::Good,
            IncidentState::Open => Self::Warn,
            IncidentState::Missed | IncidentState::Breached => Self::Bad,
            IncidentState::Recovered => Self::Plain,
        }
    }

    /// The tone of an alert. A ticket that fires is not as bad as a page, and what cannot be told is never called well.
    pub const fn of_alert(state: AlertState, severity: Severity) -> Self {
        match (state, severity) {
            (AlertState::Firing, Severity::Page) => Self::Bad,
            (AlertState::Firing, Severity::Ticket) => Self::Warn,
            (AlertState::NotEvaluable, _) => Self::None,
            (AlertState::Inactive, _) => Self::Good,
        }
    }

    /// The tone of a figure of the whole review. A met objective is not called good while the policy is strict, so that
    /// a green figure never stands beside a red word.
    pub const fn of_figure(met: Option<bool>, state: PolicyState) -> Self {
        match met {
            Some(true) => Self::of_state(state),
            Some(false) => Self::Bad,
            None => Self::None,
        }
    }

    /// The tone of an objective that is met or not, or of which nothing is known.
    pub const fn of_met(met: Option<bool>) -> Self {
        match met {
            Some(true) => Self::Good,
            Some(false) => Self::Bad,
            None => Self::None,
        }
    }
}

use super::Rules;
use super::sweep::Sweep;
use crate::sli::{Covers, History};
use crate::slo::PolicyState;
use crate::time::{Instant, TrailingWindow};

/// A change of the policy's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Change {
    /// When.
    pub at: Instant,
    /// The state before.
    pub from: PolicyState,
    /// The state from then on.
    pub to: PolicyState,
    /// Whether less than 90 % of the SLO window before it is covered: early data swings.
    pub provisional: bool,
}

/// Every change of the state over all time, in order, up to the last event's leaving. The state starts at `noData`.
///
/// What happens up to an instant decides the state there, so the changes as seen at an earlier `asOf` are the
/// beginning of these.
pub fn changes(history: &History, rules: &Rules, covers: &Covers) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut sweep = Sweep::over(history, rules);
    let mut from = PolicyState::NoData;
    while let Some(at) = sweep.advance() {
        let to = sweep.state();
        if to != from {
            let window = TrailingWindow { end: at, length: rules.windows()[0] };
            changes.push(Change { at, from, to, provisional: covers.coverage(window).is_provisional() });
            from = to;
        }
    }
    changes
}

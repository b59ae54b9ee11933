use super::Rules;
use super::sweep::Sweep;
use crate::sli::History;
use crate::slo::PolicyState;
use crate::time::Instant;

/// When a state lifts by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lift {
    /// The first instant at which the state is less strict.
    pub at: Instant,
    /// The state from then on.
    pub to: PolicyState,
}

/// The first instant after `as_of` at which the state would be less strict if nothing else happened: failures and
/// successes only age out. `None` where the state restricts nothing (method, section 5).
pub fn lifts_at(history: &History, rules: &Rules, as_of: Instant) -> Option<Lift> {
    let mut sweep = Sweep::aging(history, rules, as_of);
    let strictness = sweep.state().strictness();
    if strictness == 0 {
        return None;
    }
    while let Some(at) = sweep.advance() {
        let to = sweep.state();
        if to.strictness() < strictness {
            return Some(Lift { at, to });
        }
    }
    None
}

use super::Fraction;
use crate::time::Duration;

/// What the error budget policy says at an instant, from lenient to strict; `NoData` says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PolicyState {
    /// No events in the window: no verdict.
    NoData,
    /// Changes flow.
    Normal,
    /// No risky changes without sign-off.
    Freeze,
    /// Only stabilisation work until recovery.
    Stabilise,
}

impl PolicyState {
    /// The name that the review document uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoData => "noData",
            Self::Normal => "normal",
            Self::Freeze => "freeze",
            Self::Stabilise => "stabilise",
        }
    }

    /// How strict the state is: `normal` and `noData` alike are the least strict (method, section 5).
    pub const fn strictness(self) -> u8 {
        match self {
            Self::NoData | Self::Normal => 0,
            Self::Freeze => 1,
            Self::Stabilise => 2,
        }
    }
}

impl serde::Serialize for PolicyState {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// What a state lets people do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StateText {
    /// What is allowed, as a sentence.
    pub allowed: String,
    /// What is blocked, as a sentence.
    pub blocked: String,
}

/// One step of the policy: the state holds while more than `threshold` of the window's budget was spent within `window`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyStep {
    /// The state that the step sets: `Freeze` or `Stabilise`.
    pub state: PolicyState,
    /// How far back failures count; at most the SLO's window.
    pub window: Duration,
    /// The share of the SLO window's budget; exactly that much does not trigger.
    pub threshold: Fraction,
    /// What the state lets people do.
    pub text: StateText,
}

/// The error budget policy: the strictest step that triggers sets the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetPolicy {
    /// The steps, in the file's order.
    pub steps: Vec<PolicyStep>,
    /// What `normal` lets people do.
    pub normal: StateText,
}

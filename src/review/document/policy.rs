use super::Seconds;
use crate::policy::Change;
use crate::slo::PolicyState;
use crate::time::Instant;

/// What the error budget policy says (method, section 5).
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PolicySection {
    /// The state at `asOf`.
    pub state: PolicyState,
    /// Since when; null where it never changed.
    pub since: Option<Instant>,
    /// When the state would be less strict if nothing else happened; null where it restricts nothing.
    pub lifts_at: Option<Instant>,
    /// Every change up to `asOf`, oldest first.
    pub changes: Vec<Change>,
    /// The state with the numbers that decide it, in words.
    pub sentence: String,
    /// What is allowed.
    pub allowed: String,
    /// What is blocked.
    pub blocked: String,
    /// Whether less than 90 % of the window is covered.
    pub provisional: bool,
    /// The state from `liftsAt` on.
    pub lifts_to: Option<PolicyState>,
    /// When it lifts by itself, in words; null where it restricts nothing.
    pub lifts: Option<String>,
    /// The state as if nothing were excluded; null where nothing is.
    pub state_without_exclusions: Option<PolicyState>,
    /// The policy's steps with what each reads at `asOf`, in the SLO file's order.
    pub steps: Vec<StepReading>,
}

/// One step of the policy and what it reads.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StepReading {
    /// The state that the step sets.
    pub state: PolicyState,
    /// Over which window failures count.
    pub window_seconds: Seconds,
    /// The share of the budget above which it triggers, as a ratio of 1.
    pub threshold: f64,
    /// The threshold as people write it.
    pub threshold_shown: String,
    /// Failures in its window.
    pub bad: u64,
    /// The share of the SLO window's budget that they spent; null without events.
    pub spent: Option<f64>,
    /// The same as a percentage, rounded up.
    pub spent_shown: Option<String>,
    /// Whether it triggers.
    pub triggered: bool,
}

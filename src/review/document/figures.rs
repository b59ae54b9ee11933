use super::Seconds;
use crate::sli::Confidence;
use crate::time::Instant;

/// SLI-1 over the window (method, section 3). What is null has no events.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AvailabilitySection {
    /// Events that succeeded.
    pub good: u64,
    /// Events that failed.
    pub bad: u64,
    /// Events that count.
    pub total: u64,
    /// Events whose run touches a maintenance window.
    pub excluded: u64,
    /// `good / total`.
    pub ratio: Option<f64>,
    /// The ratio as a percentage, rounded down.
    pub shown: Option<String>,
    /// The 95 % Wilson interval of the ratio.
    pub confidence: Option<Confidence>,
    /// Whether the objective is met.
    pub met: Option<bool>,
    /// Whether one failure overspends the whole budget.
    pub low_volume: bool,
    /// The same figures as if nothing were excluded; null where nothing is.
    pub without_exclusions: Option<Box<AvailabilitySection>>,
    /// The maintenance windows that took events out, each with how many.
    pub exclusions: Vec<ExclusionEffect>,
    /// Whether any of the events is estimated: in time to within 300 s, or counted from the samples of a counter.
    pub estimated: bool,
    /// What the events are, in the singular: `job`, or `event` where counters tell of them.
    pub unit: &'static str,
}

/// A maintenance window and the events that it took out. A run that touches several windows counts with the first.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ExclusionEffect {
    /// The first instant inside.
    pub from: Instant,
    /// The first instant after it; null until further notice.
    pub to: Option<Instant>,
    /// Why, as written.
    pub reason: String,
    /// Successes taken out.
    pub good: u64,
    /// Failures taken out.
    pub bad: u64,
}

/// The error budget over the window (method, section 4). What is null has no events.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BudgetSection {
    /// The budget as a fraction of events, `1 - target`.
    pub fraction: f64,
    /// The spent share of the budget, as a ratio of 1.
    pub spent: Option<f64>,
    /// The share of the window's budget that was spent in the last three days.
    #[serde(rename = "spent3d")]
    pub spent_3d: Option<f64>,
    /// `1 - spent`, signed.
    pub remaining: Option<f64>,
    /// Whole failures that the window allows.
    pub failures_allowed: u64,
    /// Whole failures that are left, signed.
    pub failures_left: i64,
    /// The burn rates over 15m, 1h, 6h, 24h, 3d and 7d.
    pub burn: Vec<Burn>,
    /// `spent` as a percentage, rounded up.
    pub spent_shown: Option<String>,
    /// `spent3d` as a percentage, rounded up.
    #[serde(rename = "spent3dShown")]
    pub spent_3d_shown: Option<String>,
    /// `remaining` as a percentage, rounded down.
    pub remaining_shown: Option<String>,
    /// The same figures as if nothing were excluded; null where nothing is.
    pub without_exclusions: Option<Box<BudgetSection>>,
}

/// The burn rate over one window.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Burn {
    /// The window's length.
    pub window_seconds: Seconds,
    /// Failures in it.
    pub bad: u64,
    /// Events in it.
    pub total: u64,
    /// `(bad / total) / budget`; 1 spends exactly the budget.
    pub rate: Option<f64>,
}

use super::Seconds;
use crate::time::Instant;

/// An alert, replayed over the data.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AlertEntry {
    /// Its name.
    pub name: String,
    /// `page` or `ticket`.
    pub severity: &'static str,
    /// How it stands at `asOf`: `firing`, `inactive` or `notEvaluable`.
    pub state: &'static str,
    /// What the peaks of its firings are: `jobs` that failed, `pieces` of evidence, a `ratio` of 1, a `rate` at which the
    /// budget burns (1 uses it up in just the SLO's window), or `seconds` that an incident took.
    pub unit: &'static str,
    /// When it fired, oldest first.
    pub firings: Vec<FiringEntry>,
    /// Its condition in words.
    pub condition: String,
    /// The figures that it compares, as they are at `asOf`, in words.
    pub now: String,
    /// What it stands for: the share of the SLO window's budget that is gone when a burn of this speed has lasted for the
    /// long window, as a ratio of 1; null for other alerts.
    pub budget_share: Option<f64>,
    /// Why it stands as it does: a sentence.
    pub reason: String,
    /// The beginning of its last firing.
    pub last_fired: Option<Instant>,
    /// Firings that reach into the SLO's window.
    pub fired_in_window: u64,
    /// Pages, or tickets, sent in the SLO's window: one a key of those firings, one a firing where there are no keys.
    pub sent_in_window: u64,
    /// How good it was over the loaded data.
    pub judgement: JudgementEntry,
    /// What to do when it fires; may be empty.
    pub action: String,
    /// The document that says how; may be empty.
    pub runbook: String,
}

/// How good an alert was over the loaded data (method, section 8).
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct JudgementEntry {
    /// Incidents up to `asOf`.
    pub incidents: u64,
    /// Those that it caught.
    pub caught: u64,
    /// From the opening to its first firing, the median of the caught ones.
    pub median_delay_seconds: Option<Seconds>,
    /// The longest of these.
    pub longest_delay_seconds: Option<Seconds>,
    /// The most failures that counted between an incident's opening and its first firing.
    pub most_failures_before: Option<u64>,
    /// Its firings.
    pub firings: u64,
    /// Its firings that touch no incident.
    pub false_alarms: u64,
    /// Pages or tickets that it sent.
    pub sent: u64,
    /// The same a week of loaded data.
    pub sent_per_week: Option<f64>,
}

/// A stretch of time over which an alert fired, `[from, to)`.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FiringEntry {
    /// The first instant at which it fires.
    pub from: Instant,
    /// The first instant at which it does not any more; null while it fires.
    pub to: Option<Instant>,
    /// The largest value that was seen in it, in the alert's `unit`; of a rule with two windows, over the short one.
    pub peak: f64,
    /// Its parts that a maintenance window silences.
    pub silenced: Vec<SilencedPart>,
    /// Whom it pages about: `namespace/class/kind`.
    pub notifications: Vec<String>,
}

/// A part of a firing, `[from, to)`.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct SilencedPart {
    /// Its first instant.
    pub from: Instant,
    /// The first instant after it; null while both go on.
    pub to: Option<Instant>,
}

/// A trigger of the rollback plan.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TriggerEntry {
    /// Its name.
    pub trigger: String,
    /// `true`, `false` or `"notEvaluable"`.
    pub value: TriggerState,
    /// Why: a sentence.
    pub reason: String,
}

/// The value of a trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(untagged)]
pub enum TriggerState {
    /// Known.
    Known(bool),
    /// Not to be told.
    #[serde(serialize_with = "not_evaluable")]
    NotEvaluable,
}

fn not_evaluable<S: serde::Serializer>(serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str("notEvaluable")
}

/// Figures of the pipeline's work (method, section 10).
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OperationsSection {
    /// The nearest-rank 95th percentile of the durations of the builds that succeeded in the SLO's window; null without
    /// any.
    #[serde(rename = "buildP95Seconds")]
    pub build_p95_seconds: Option<Seconds>,
    /// Build and mirror jobs started in the last 15 minutes; null where nothing is loaded.
    #[serde(rename = "startedLast15m")]
    pub started_last_15m: Option<u64>,
    /// The share of the builds of the last hour that failed; null without any.
    #[serde(rename = "failedRatioLast1h")]
    pub failed_ratio_last_1h: Option<f64>,
    /// The same over 15 minutes.
    #[serde(rename = "failedRatioLast15m")]
    pub failed_ratio_last_15m: Option<f64>,
    /// The builds whose durations the percentile is of.
    pub builds_succeeded: u64,
    /// The builds behind the shares: those that failed and those that ended, in the last hour and the last 15 minutes.
    #[serde(rename = "failedLast1h")]
    pub failed_last_1h: u64,
    /// See there.
    #[serde(rename = "endedLast1h")]
    pub ended_last_1h: u64,
    /// See there.
    #[serde(rename = "failedLast15m")]
    pub failed_last_15m: u64,
    /// See there.
    #[serde(rename = "endedLast15m")]
    pub ended_last_15m: u64,
    /// Pieces of evidence of each class that opens incidents.
    pub evidence: Vec<EvidenceCount>,
}

/// How much evidence there is of a class.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceCount {
    /// The class.
    pub class: String,
    /// Pieces in the last 15 minutes.
    #[serde(rename = "last15m")]
    pub last_15m: u64,
    /// Pieces in the last hour.
    #[serde(rename = "last1h")]
    pub last_1h: u64,
    /// Pieces in the SLO's window.
    pub in_window: u64,
}

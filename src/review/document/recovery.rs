use super::Seconds;
use crate::time::Instant;

/// SLI-2: how fast the service recovered. Without incidents it says nothing, never zero.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecoverySection {
    /// How long a recovery may take; null where the SLO file promises nothing about it.
    pub target_seconds: Option<Seconds>,
    /// All incidents opened up to `asOf`, oldest first.
    pub incidents: Vec<IncidentEntry>,
    /// The mean time to recovery over the SLO's window.
    pub mttr: Mttr,
    /// The same by civil day of the recovery, oldest first, over all data; only days with a recovery that counts.
    pub daily: Vec<DayMttr>,
    /// The IANA name of the zone whose days they are.
    pub timezone: String,
    /// The mean time to recovery in words: a sentence with counts.
    pub sentence: String,
    /// Statements of a mitigation that belong to no incident.
    pub stray_mitigations: Vec<StrayMitigation>,
}

/// The mean time to recovery. What is null has no incidents.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Mttr {
    /// Recovered incidents that count.
    pub count: u64,
    /// Incidents that are not recovered and not excluded.
    pub open: u64,
    /// The mean duration.
    pub mean_seconds: Option<f64>,
    /// The median duration.
    pub median_seconds: Option<f64>,
    /// The longest duration.
    pub max_seconds: Option<Seconds>,
    /// The share recovered within the target, as a ratio of 1.
    pub within_target: Option<f64>,
}

/// The mean time to recovery of a civil day.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DayMttr {
    /// The day, `2026-02-21`.
    pub day: String,
    /// Incidents recovered on it that count.
    pub count: u64,
    /// The mean duration.
    pub mean_seconds: f64,
    /// The median duration.
    pub median_seconds: f64,
    /// The longest duration.
    pub max_seconds: Seconds,
    /// The share recovered within the target, as a ratio of 1; null without a target.
    pub within_target: Option<f64>,
}

/// One incident.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct IncidentEntry {
    /// `<class>-<n>`.
    pub id: String,
    /// The failure class.
    pub class: String,
    /// When the first evidence came.
    pub opened_at: Instant,
    /// When it was mitigated, where that is known.
    pub mitigated_at: Option<Instant>,
    /// When it was recovered.
    pub recovered_at: Option<Instant>,
    /// The first success that stayed clean, also while its half hour is not over.
    pub verified_at: Option<Instant>,
    /// `clean`, `pending` or `unverified`.
    pub verification: &'static str,
    /// `recoveredAt - openedAt`.
    pub duration_seconds: Option<Seconds>,
    /// `verifiedAt - openedAt`.
    pub verified_seconds: Option<Seconds>,
    /// Whether the duration is within the target; false once an open one is breached, null before that.
    pub within_target: Option<bool>,
    /// Whether it is not recovered.
    pub open: bool,
    /// How many pieces of evidence it has.
    pub evidence: u64,
    /// The reason of the outage that excludes it.
    pub excluded: Option<String>,
    /// `jobs`, `timeline` or `reported`.
    pub source: &'static str,
    /// `open`, `breached`, `within`, `missed` or `recovered`: what its word, colour and sign follow from.
    pub state: &'static str,
    /// Of an open incident: `asOf - openedAt`.
    pub age_seconds: Option<Seconds>,
    /// Until when evidence joins it, where that is known.
    pub over_at: Option<Instant>,
    /// Why the literal and the verified duration differ, where they do: a sentence.
    pub difference: Option<String>,
    /// Who states the mitigation: `timeline` or `reviewer`; null where it is not known.
    pub mitigated_by: Option<&'static str>,
    /// The file that states the mitigation, or that reports the incident.
    pub stated_in: Option<String>,
    /// The timeline's own id of the incident.
    pub timeline_id: Option<String>,
    /// The timeline's title of it.
    pub title: Option<String>,
    /// The reviewer's notes on it.
    pub notes: Vec<String>,
    /// The outages that touch it, confirmed or not, by beginning.
    pub outages: Vec<IncidentOutage>,
    /// The successes that were looked at, in order; the last may be the recovery.
    pub candidates: Vec<CandidateEntry>,
    /// Its evidence by time; at most the first hundred pieces.
    pub evidence_items: Vec<EvidenceEntry>,
    /// What timelines say of it, by time.
    pub events: Vec<TimelineEntry>,
}

/// An outage that touches an incident.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct IncidentOutage {
    /// Its first instant.
    pub from: Instant,
    /// The first instant after it; null until further notice.
    pub to: Option<Instant>,
    /// Whether it is confirmed. An unconfirmed one excludes nothing.
    pub confirmed: bool,
    /// Who or what confirmed it.
    pub confirmed_by: Option<String>,
    /// Why, as written.
    pub reason: Option<String>,
}

/// A success that was looked at as the recovery.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CandidateEntry {
    /// When the job ended.
    pub at: Instant,
    /// When its run began.
    pub started_at: Instant,
    /// The job's namespace.
    pub namespace: String,
    /// The job's name.
    pub job: String,
    /// The evidence within half an hour that makes it void.
    pub voided_by: Option<Instant>,
}

/// One piece of evidence.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceEntry {
    /// The failed job's end, or the earliest text's time.
    pub at: Instant,
    /// The namespace; empty where it is not known.
    pub namespace: String,
    /// The job's name; empty where only a run is known.
    pub job: String,
    /// The run's id or token; empty where it is not known.
    pub run: String,
    /// The job's kind; null where it is not known.
    pub kind: Option<String>,
    /// `job` for a failed job that is loaded, `text` for a text whose job is not.
    pub from: &'static str,
    /// The words of the rule that gave the class.
    pub rule: String,
    /// `documented` or `extended`.
    pub rule_kind: &'static str,
    /// The file that holds the text.
    pub file: String,
    /// The line of that file, where it is known.
    pub line: Option<u64>,
    /// The text that the rule matched, cut to 600 characters around the match.
    pub text: String,
}

/// An entry of a timeline.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TimelineEntry {
    /// When.
    pub at: Instant,
    /// `detected`, `mitigation`, `recovery` or `note`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// What it says.
    pub text: String,
    /// The file that says it.
    pub file: String,
}

/// A statement of a mitigation that belongs to no incident.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StrayMitigation {
    /// When the mitigation is said to have been.
    pub at: Instant,
    /// The class, where one is stated.
    pub class: Option<String>,
    /// The file that states it.
    pub file: String,
    /// Why it belongs to none, and what to do: a sentence.
    pub why: String,
}

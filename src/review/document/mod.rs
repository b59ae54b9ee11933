//! The review document's own types, `slo-review/1`: one struct a section, keys in the document's order.
//! `null` means no data or not applicable; a key is never missing.

mod alerts;
mod data;
mod figures;
mod jobs;
mod policy;
mod recovery;
mod seconds;

pub use alerts::{
    AlertEntry, EvidenceCount, FiringEntry, JudgementEntry, OperationsSection, SilencedPart, TriggerEntry, TriggerState,
};
pub use data::{DataFile, DataSection, DataWarning, Range, Span, WarningExample};
pub use figures::{AvailabilitySection, BudgetSection, Burn, ExclusionEffect};
pub use jobs::JobsSection;
pub use policy::{PolicySection, StepReading};
pub use recovery::{
    CandidateEntry, DayMttr, EvidenceEntry, IncidentEntry, IncidentOutage, Mttr, RecoverySection, StrayMitigation,
    TimelineEntry,
};
pub use seconds::Seconds;

use crate::time::Instant;

/// The document's name and version.
pub const SCHEMA: &str = "slo-review/1";

/// A whole review.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Review {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The instant being reviewed; null where nothing is loaded.
    pub as_of: Option<Instant>,
    /// The SLO's window at `asOf`, `(from, to]`; null where nothing is loaded.
    pub window: Option<Span>,
    /// What is reviewed.
    pub slo: SloSection,
    /// What was loaded.
    pub data: DataSection,
    /// The jobs as they stood at `asOf`.
    pub jobs: JobsSection,
    /// SLI-1.
    pub availability: AvailabilitySection,
    /// The error budget.
    pub budget: BudgetSection,
    /// What the error budget policy says.
    pub policy: PolicySection,
    /// SLI-2.
    pub recovery: RecoverySection,
    /// The alerts' replays.
    pub alerts: Vec<AlertEntry>,
    /// The rollback triggers.
    pub rollback: Vec<TriggerEntry>,
    /// Figures of the pipeline's work.
    pub operations: OperationsSection,
}

/// Which SLO is reviewed.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SloSection {
    /// The service.
    pub service: String,
    /// The SLO.
    pub name: String,
    /// The objective, as a ratio of 1.
    pub target: f64,
    /// The length of the window.
    pub window_seconds: Seconds,
    /// The objective as people write it: `99%`.
    pub target_shown: String,
    /// The SLO file's name, or `embedded default`.
    pub file: String,
}

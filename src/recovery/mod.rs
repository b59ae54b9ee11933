//! SLI-2: incidents, from the evidence that opens them to the success that ends them (method, sections 6 and 7).
//!
//! ```text
//! mentions, failed jobs ──► evidence ─┐
//! successes ──────────────────────────┼──► incidents ──► MTTR
//! timelines, the reviewer, outages ───┘
//! ```
//!
//! [`RecoveryIndex`] is made once for data and SLO; [`Recovery`] is how things stood at an instant.

mod belonging;
mod class;
mod correction;
mod course;
mod durations;
mod evidence;
mod evidence_index;
mod heard;
mod incident;
mod known;
mod opened;
mod outage;
mod records;
mod recovery_index;
mod reported;
mod sayings;
mod snapshot;
mod statement;
mod successes;

use known::Known;

pub use class::EvidenceClass;
pub use course::VERIFICATION;
pub use durations::Durations;
pub use evidence::{Evidence, EvidenceText};
pub use incident::{Candidate, Incident, IncidentSource, IncidentState, Verification};
pub use known::Background;
pub use outage::{OUTAGE, touches};
pub use records::Records;
pub use recovery_index::RecoveryIndex;
pub use snapshot::Recovery;
pub use statement::{StatedBy, Statement, Stray, StrayReason};

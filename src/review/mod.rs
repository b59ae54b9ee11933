//! The review document: everything that a review shows, computed from the loaded data, an SLO and an instant.
//!
//! ```text
//! Dataset, Slo ──► Basis (once) ──► Review (for each instant) ──► page, report, command line
//!                        └────────► job lists, charts
//! ```

pub(crate) mod alert_wording;
mod alerting;
mod assemble;
mod basis;
mod course;
mod document;
mod excerpt;
mod exclusion;
mod firing_jobs;
mod incident_entry;
mod job_count;
mod job_list;
mod needle;
mod options;
mod recovery_section;
mod recovery_sentence;
pub(crate) mod sentence;
mod shortfall;
mod source;
mod strip;
mod timeline_warning;
mod tuned;
mod week;
pub mod wording;

use crate::record::Dataset;
use crate::slo::Slo;

pub(crate) use alert_wording::peak;
pub use basis::{Basis, NamespaceJobs};
pub use course::{AlertCourse, LookedAt};
pub use document::*;
pub use firing_jobs::{FiringJob, FiringJobs, FiringQuery};
pub use job_list::{JobList, JobPage, JobQuery, JobRow, JobSort};
pub use options::ReviewOptions;
pub use tuned::{LeftOut, NamedJob, Remainder, StateTime, Tuned, TunedAlert};

/// Reviews the data at one instant. Who reviews the same data at several keeps a [`Basis`] instead.
pub fn review(dataset: &Dataset, slo: &Slo, options: &ReviewOptions) -> Review {
    Basis::new(dataset, slo).review(options)
}

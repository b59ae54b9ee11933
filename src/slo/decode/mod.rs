//! From the documents of an SLO file to the model, one file for each family of documents.

mod alert;
mod budget_policy;
mod event_series;
mod exclusion;
mod file;
mod indicator;
mod job_kind;
mod objective;
mod openslo;
mod profile;
mod rollback;
mod signature;

pub(super) use file::{MAX_NODES, slo};

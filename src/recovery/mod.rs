//! SLI-2: incidents, from the evidence that opens them to the success that ends them (method, section 7).

mod incident;

pub use incident::{Candidate, Incident, IncidentSource, IncidentState, Verification};

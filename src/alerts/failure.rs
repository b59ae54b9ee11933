use crate::slo::Kind;
use crate::time::Instant;

/// An in-scope job that failed and counts, as the alerts see it.
#[derive(Clone, Copy, Debug)]
pub struct Failure {
    /// When it ended.
    pub at: Instant,
    /// The job's place in the [`Population`](crate::record::Population).
    pub job: u32,
    /// Its kind.
    pub kind: Kind,
}

/// A piece of evidence, as the alerts see it.
#[derive(Clone, Copy, Debug)]
pub struct EvidencePoint<'a> {
    /// When.
    pub at: Instant,
    /// The name of its class.
    pub class: &'a str,
    /// The namespace; empty where it is not known.
    pub namespace: &'a str,
    /// The kind, where it is known.
    pub kind: Option<Kind>,
    /// The job's place in the [`Population`](crate::record::Population), where it is loaded.
    pub job: Option<u32>,
    /// Whether it is later than its incident's mitigation.
    pub after_mitigation: bool,
    /// Whether maintenance excludes it: the run of its job, or its own instant where no job is loaded.
    pub excluded: bool,
}

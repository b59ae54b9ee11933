use crate::time::Instant;

/// One event of the availability SLI: an in-scope job of a counted kind that succeeded or failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// When the job ended: the instant at which the event counts.
    pub end: Instant,
    /// When its run began; never after `end`.
    pub start: Instant,
    /// The job's place in the [`Population`](crate::record::Population).
    pub job: u32,
    /// The job's namespace, as an index into the basis' list of namespaces.
    pub namespace: u32,
    /// Whether the job succeeded.
    pub good: bool,
    /// Whether its run touches a maintenance window, so that it does not count.
    pub excluded: bool,
}

use crate::time::Instant;

/// Events that are known by their number alone: the increase of a counter at one of its samples (method, section 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The instant of the sample: when the events count.
    pub at: Instant,
    /// How many were good.
    pub good: u64,
    /// How many were bad.
    pub bad: u64,
    /// Whether a maintenance window was active, so that they do not count.
    pub excluded: bool,
}

impl Tally {
    /// Events that count: all of them, and the bad ones.
    pub const fn counted(&self) -> (u64, u64) {
        if self.excluded { (0, 0) } else { (self.good + self.bad, self.bad) }
    }
}

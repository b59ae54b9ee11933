use crate::record::Cover;
use crate::time::{Duration, Instant};

/// What one list document says about the time that it covers (method, section 3).
///
/// A list shows a finished job only until the cluster deletes it, its `ttlSecondsAfterFinished` after its end.
#[derive(Clone, Copy, Debug, Default)]
pub struct ListCover {
    /// The newest instant of evidence in it.
    pub newest: Option<Instant>,
    /// The earliest end among its counted jobs in scope.
    pub earliest_end: Option<Instant>,
    /// The longest `ttlSecondsAfterFinished` among its jobs of a counted kind.
    pub longest_ttl: Option<Duration>,
}

impl ListCover {
    /// The time covered, or none where no counted job ended.
    pub fn cover(&self) -> Option<Cover> {
        let (from, to) = (self.earliest_end?, self.newest?);
        let from = self.longest_ttl.map_or(from, |ttl| from.max(to - ttl));
        (from <= to).then_some(Cover { from, to })
    }
}

use crate::time::{Instant, Zone};

/// How to review.
#[derive(Clone, Debug, Default)]
pub struct ReviewOptions {
    /// The instant being reviewed; by default the data's watermark.
    pub as_of: Option<Instant>,
    /// The zone whose civil days the daily figures are of; by default UTC.
    pub zone: Zone,
}

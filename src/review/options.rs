use crate::time::Instant;

/// How to review.
#[derive(Clone, Debug, Default)]
pub struct ReviewOptions {
    /// The instant being reviewed; by default the data's watermark.
    pub as_of: Option<Instant>,
}

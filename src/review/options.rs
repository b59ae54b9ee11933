use crate::time::Instant;

/// How to review.
#[derive(Clone, Debug, Default)]
pub struct ReviewOptions {
    /// The instant being reviewed; by default the data's watermark.
    pub as_of: Option<Instant>,
    /// The name of the SLO file, where one was given.
    pub slo_file: Option<String>,
}

use super::WarningCode;
use crate::time::Duration;

/// What time series leave unsaid, which shows only when the series of all files are put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortfall {
    /// The name of the file concerned.
    pub file: String,
    /// [`WarningCode::EndUnknown`], [`WarningCode::LostJob`] or [`WarningCode::CoarseStep`].
    pub code: WarningCode,
    /// How many jobs.
    pub count: u64,
    /// Of which so many failed.
    pub failed: u64,
    /// The first three by name.
    pub names: Vec<String>,
    /// The distance between samples, where that is the trouble.
    pub step: Duration,
    /// Whether the count is only the most that it can be.
    pub at_most: bool,
}

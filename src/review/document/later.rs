use super::Seconds;

/// Figures of the pipeline's work; null without jobs.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OperationsSection {
    /// The 95th percentile of the builds' durations.
    #[serde(rename = "buildP95Seconds")]
    pub build_p95_seconds: Option<Seconds>,
    /// Jobs started in the last 15 minutes.
    #[serde(rename = "startedLast15m")]
    pub started_last_15m: Option<u64>,
    /// The share of builds that failed in the last hour.
    #[serde(rename = "failedRatioLast1h")]
    pub failed_ratio_last_1h: Option<f64>,
}

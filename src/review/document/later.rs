use super::Seconds;

/// SLI-2: how fast the service recovered. Without incidents it says nothing, never zero.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecoverySection {
    /// How long a recovery may take; null where the SLO file promises nothing about it.
    pub target_seconds: Option<Seconds>,
    /// The incidents.
    pub incidents: [(); 0],
    /// The mean time to recovery over the window.
    pub mttr: Mttr,
    /// The same by civil day.
    pub daily: [(); 0],
}

/// The mean time to recovery. What is null has no incidents.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Mttr {
    /// Recovered incidents.
    pub count: u64,
    /// Incidents that are not recovered.
    pub open: u64,
    /// The mean duration.
    pub mean_seconds: Option<f64>,
    /// The median duration.
    pub median_seconds: Option<f64>,
    /// The longest duration.
    pub max_seconds: Option<Seconds>,
    /// The share recovered within the target, as a ratio of 1.
    pub within_target: Option<f64>,
}

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

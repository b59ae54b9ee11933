//! What the recorded series are called, by Prometheus' convention `level:metric:operations`.

use crate::review::wording::short_length;
use crate::time::Duration;

/// When a job that succeeded was completed, in seconds since 1970; a series a job.
pub const SUCCEEDED: &str = "namespace_job_name_created:slo_job_succeeded:completion_time";
/// How many exporters show that a job failed; a series a job.
pub const FAILED: &str = "namespace_job_name_created:slo_job_failed:count";
/// When a job started, in seconds since 1970; a series a job.
pub const STARTED: &str = "namespace_job_name_created:slo_job:start_time";
/// The same of the jobs that maintenance excludes.
pub const EXCLUDED: &str = "namespace_job_name_created:slo_job_excluded:start_time";
/// The objective.
pub const OBJECTIVE: &str = "service_slo:objective:ratio";
/// The share of events that may be bad.
pub const BUDGET: &str = "service_slo:error_budget:ratio";
/// The policy's state as a number.
pub const POLICY: &str = "service_slo:policy:state";

const JOBS_SUCCEEDED: &str = "service_slo_kind:jobs_succeeded:count";
const JOBS_FAILED: &str = "service_slo_kind:jobs_failed:count";
const GOOD: &str = "service_slo:events_good:count";
const BAD: &str = "service_slo:events_bad:count";
const TOTAL: &str = "service_slo:events_total:count";
const BURN: &str = "service_slo:error_budget:burn_rate";
const SPENT: &str = "service_slo:error_budget:spent_ratio";
const REMAINING: &str = "service_slo:error_budget:remaining_ratio";
const AVAILABILITY: &str = "service_slo:availability:ratio";
const ALLOWED: &str = "service_slo:failures_allowed:count";
const LEFT: &str = "service_slo:failures_left:count";

/// How a job ended, as far as rules tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// It succeeded.
    Succeeded,
    /// It failed.
    Failed,
}

/// Jobs of a kind that ended so within the window.
pub fn jobs(ending: Ending, window: Duration) -> String {
    let stem = match ending {
        Ending::Succeeded => JOBS_SUCCEEDED,
        Ending::Failed => JOBS_FAILED,
    };
    over(stem, window)
}

/// Good events within the window.
pub fn good(window: Duration) -> String {
    over(GOOD, window)
}

/// Bad events within the window.
pub fn bad(window: Duration) -> String {
    over(BAD, window)
}

/// All events within the window.
pub fn total(window: Duration) -> String {
    over(TOTAL, window)
}

/// The burn rate over the window.
pub fn burn(window: Duration) -> String {
    over(BURN, window)
}

/// The share of the SLO window's budget that the window's failures spent.
pub fn spent(window: Duration) -> String {
    over(SPENT, window)
}

/// The share of the budget that is left.
pub fn remaining(window: Duration) -> String {
    over(REMAINING, window)
}

/// Good events by all events.
pub fn availability(window: Duration) -> String {
    over(AVAILABILITY, window)
}

/// Failures that the window allows.
pub fn allowed(window: Duration) -> String {
    over(ALLOWED, window)
}

/// Failures that are left.
pub fn left(window: Duration) -> String {
    over(LEFT, window)
}

fn over(stem: &str, window: Duration) -> String {
    [stem, &short_length(window)].concat()
}

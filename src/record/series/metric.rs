/// What a series of kube-state-metrics says of a job (method, section 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum JobMetric {
    /// `kube_job_complete{condition="true"} == 1`: it succeeded.
    Complete,
    /// `kube_job_failed{condition="true"} == 1`: it failed.
    Failed,
    /// `kube_job_created`: when it was created.
    Created,
    /// `kube_job_status_start_time`: when it started.
    Started,
    /// `kube_job_status_completion_time`: when it succeeded.
    CompletionTime,
    /// Any other: the job is there.
    Presence,
}

impl JobMetric {
    /// How many there are.
    pub const COUNT: usize = 6;

    /// The metric of that name, if it belongs to a job. `condition` is the label of that name.
    pub fn named(name: &str, condition: &str) -> Option<Self> {
        Some(match name.strip_prefix("kube_job_")? {
            "complete" if condition == "true" => Self::Complete,
            "failed" if condition == "true" => Self::Failed,
            "created" => Self::Created,
            "status_start_time" => Self::Started,
            "status_completion_time" => Self::CompletionTime,
            _ => Self::Presence,
        })
    }

    /// The metric that is that number.
    pub(super) const fn of_number(number: i64) -> Self {
        match number {
            0 => Self::Complete,
            1 => Self::Failed,
            2 => Self::Created,
            3 => Self::Started,
            4 => Self::CompletionTime,
            _ => Self::Presence,
        }
    }

    /// Whether its samples' values are instants.
    pub const fn is_time(self) -> bool {
        matches!(self, Self::Created | Self::Started | Self::CompletionTime)
    }

    /// Whether its samples tell how a job ended.
    pub const fn is_outcome(self) -> bool {
        matches!(self, Self::Complete | Self::Failed)
    }
}

/// What became of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[repr(u8)]
pub enum Outcome {
    /// Condition `Complete` is true.
    Succeeded,
    /// Condition `Failed` is true.
    Failed,
    /// It ended, but contradicts itself or does not say when. Not counted; reported.
    Malformed,
    /// It was deleted before it ended.
    Aborted,
    /// It is held back.
    Suspended,
    /// It started and has not ended.
    Running,
    /// It has not started.
    Pending,
}

impl Outcome {
    /// Whether the job's story is over; `Malformed` counts as over when versions are merged (method, section 2).
    pub const fn is_terminal(self) -> bool {
        matches!(self, Self::Succeeded | Self::Failed | Self::Malformed)
    }

    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Malformed => "malformed",
            Self::Aborted => "aborted",
            Self::Suspended => "suspended",
            Self::Running => "running",
            Self::Pending => "pending",
        }
    }
}

use super::table::{Row, standing_last};
use super::{JobTable, Outcome};
use crate::slo::Kind;
use crate::time::{Duration, Instant};

/// How long a running job of the pipeline may run before it counts as stuck (method, section 2).
pub const STUCK_AFTER: Duration = Duration::from_minutes(30);

/// The time over which a job ran: closed, with `start <= end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunInterval {
    /// When it began.
    pub start: Instant,
    /// When it ended.
    pub end: Instant,
}

/// One Kubernetes Job object, as the loaded data has it last.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    pub(super) table: &'a JobTable,
    pub(super) row: &'a Row,
    /// Its place in the table.
    pub(super) place: u32,
}

impl<'a> Job<'a> {
    /// The namespace.
    pub fn namespace(&self) -> &'a str {
        self.table.namespace(self.row)
    }

    /// The object's name. It is no key: a retry may take it over.
    pub fn name(&self) -> &'a str {
        self.table.name(self.row)
    }

    /// The object's uid as text; empty where the file has none.
    pub fn uid(&self) -> String {
        self.table.uid(self.row)
    }

    /// The kind.
    pub fn kind(&self) -> Kind {
        self.row.kind
    }

    /// Whether its namespace is covered by the SLO.
    pub fn in_scope(&self) -> bool {
        self.row.in_scope
    }

    /// What the export says became of it, at whatever time that was.
    pub fn recorded(&self) -> Outcome {
        self.row.outcome
    }

    /// When the object was created.
    pub fn created(&self) -> Option<Instant> {
        self.row.created()
    }

    /// `status.startTime`.
    pub fn started(&self) -> Option<Instant> {
        self.row.started()
    }

    /// The start by the method's rule: `status.startTime`, else the creation.
    pub fn start(&self) -> Option<Instant> {
        self.started().or(self.created())
    }

    /// When it ended: only of jobs that succeeded or failed.
    pub fn end(&self) -> Option<Instant> {
        match self.row.outcome {
            Outcome::Succeeded | Outcome::Failed => self.row.end(),
            _ => None,
        }
    }

    /// By how much the end may be too late, where it is estimated: where only samples after it are known.
    pub fn end_error(&self) -> Option<Duration> {
        self.table.end_error(self.place)
    }

    /// The run interval of a job that succeeded or failed: `[start, end]`, or `[end, end]` where the start is later or
    /// unknown.
    pub fn run(&self) -> Option<RunInterval> {
        let end = self.end()?;
        let start = self.start().map_or(end, |start| start.min(end));
        Some(RunInterval { start, end })
    }

    /// The reason of its `Failed` condition; empty where there is none.
    pub fn reason(&self) -> &'a str {
        self.table.reason(self.row)
    }

    /// The texts that its file has of a failed job, each once: its own output before Kubernetes' standing sentences.
    /// [`super::Population::messages`] has those of all files.
    pub fn messages(&self) -> impl Iterator<Item = &'a str> {
        standing_last(self.table.texts(self.place))
    }

    /// Whether the job existed at `as_of`, as far as the data says.
    pub fn exists_at(&self, as_of: Instant) -> bool {
        self.created().or(self.started()).or(self.row.end()).is_none_or(|first| first <= as_of)
    }

    /// What had become of the job at `as_of` (method, sections 1 and 2). `None` where it was not created yet.
    pub fn outcome_at(&self, as_of: Instant) -> Option<Outcome> {
        if !self.exists_at(as_of) {
            return None;
        }
        let going = match self.start() {
            Some(start) if start <= as_of => Outcome::Running,
            _ => Outcome::Pending,
        };
        Some(match self.row.outcome {
            Outcome::Succeeded | Outcome::Failed if self.row.end().is_some_and(|end| end <= as_of) => self.row.outcome,
            Outcome::Succeeded | Outcome::Failed => going,
            Outcome::Malformed if self.row.end().is_none_or(|end| end <= as_of) => Outcome::Malformed,
            Outcome::Malformed => going,
            // A DELETED event carries no time: the job is aborted at any instant from its start.
            Outcome::Aborted
                if self.row.deleted().is_none_or(|deleted| deleted <= as_of) && going == Outcome::Running =>
            {
                Outcome::Aborted
            }
            Outcome::Aborted => going,
            Outcome::Suspended => Outcome::Suspended,
            Outcome::Running => going,
            Outcome::Pending => Outcome::Pending,
        })
    }

    /// Whether the job is stuck at `as_of`: running for more than 30 minutes. Whether its kind can be stuck is the
    /// SLO's to say.
    pub fn is_overdue_at(&self, as_of: Instant) -> bool {
        self.outcome_at(as_of) == Some(Outcome::Running)
            && self.start().is_some_and(|start| start < as_of - STUCK_AFTER)
    }
}

use serde::{Deserialize, Serialize};

use super::{Annotations, CountTable, Exclusions, JobTable, MentionTable, SeriesTable, TimelineIncident};
use crate::time::Instant;

/// The formats that are read. The names are those of the review document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Format {
    /// Kubernetes Job objects in any envelope.
    KubernetesJobs,
    /// A `jobs.csv` table.
    JobsTable,
    /// Responses of Prometheus' HTTP API.
    Prometheus,
    /// An export of the control plane's runtime deploy tasks.
    RuntimeDeployTasks,
    /// An export of the control plane's runtime errors.
    RuntimeErrors,
    /// Log lines, plain or JSON.
    Logs,
    /// A response of Loki, or what `logcli` writes.
    Loki,
    /// An incident timeline: the native JSON or CSV, or a postmortem.
    IncidentTimeline,
    /// Alerts of Alertmanager or Prometheus.
    Alertmanager,
    /// Incidents of PagerDuty.
    PagerDuty,
    /// A reviewer's annotations.
    Annotations,
    /// Maintenance windows and outages.
    Exclusions,
    /// An SLO file.
    Slo,
}

impl Format {
    /// The name that the review document uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::KubernetesJobs => "kubernetes-jobs",
            Self::JobsTable => "jobs-table",
            Self::Prometheus => "prometheus",
            Self::RuntimeDeployTasks => "runtime-deploy-tasks",
            Self::RuntimeErrors => "runtime-errors",
            Self::Logs => "logs",
            Self::Loki => "loki",
            Self::IncidentTimeline => "incident-timeline",
            Self::Alertmanager => "alertmanager",
            Self::PagerDuty => "pagerduty",
            Self::Annotations => "annotations",
            Self::Exclusions => "exclusions",
            Self::Slo => "slo",
        }
    }
}

/// In what shape a file holds its jobs. Shapes differ in what they can show: a list rarely has the attempts that a retry
/// deleted, a stream has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Source {
    /// List documents or arrays: how the cluster stood at one instant.
    List,
    /// Watches and single objects one after the other.
    Stream,
    /// A table.
    Table,
    /// Time series of a monitoring system.
    Metrics,
}

impl Source {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Stream => "stream",
            Self::Table => "table",
            Self::Metrics => "metrics",
        }
    }
}

/// A closed stretch of time, `[from, to]`, over which a file shows every job that ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    /// The first instant covered.
    pub from: Instant,
    /// The last instant covered.
    pub to: Instant,
}

/// A place in a file. Record and line count from 1, the byte offset from 0; of a gzipped file, in what it unpacks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Which record or item of the file, where there are records.
    pub record: Option<u64>,
    /// The line.
    pub line: u64,
    /// The byte offset.
    pub byte: u64,
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(record) = self.record {
            write!(f, "record {record}, ")?;
        }
        write!(f, "line {}, byte {}", self.line, self.byte)
    }
}

/// What kind of trouble a warning is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum WarningCode {
    /// An item that could not be read was passed over.
    BadRecord,
    /// A document breaks off, at the file's end or before a new document.
    CutDocument,
    /// A timestamp had no offset and was read as UTC.
    MissingOffset,
    /// A job ended before it started.
    EndBeforeStart,
    /// A job contradicts itself or ended at no stated time.
    Malformed,
    /// A paged list of which not all pages are here.
    IncompleteList,
    /// An exclusion whose end is not after its beginning was refused.
    EmptyInterval,
    /// A text longer than 64 KiB was cut.
    CutText,
    /// Objects that are no Jobs were passed over.
    NotAJob,
    /// Text between the documents was passed over.
    StrayText,
    /// The compressed file breaks off or is damaged.
    CutGzip,
    /// A text of a failure has no time, so that it is no evidence.
    TextWithoutTime,
    /// A text of a failure names neither a job nor a run, so that it is no evidence.
    TextWithoutName,
    /// A calendar's time is in a time zone that is not known, and was read as UTC.
    UnknownZone,
    /// A calendar's event recurs without end, or too often, and was followed only so far.
    BoundedRecurrence,
    /// Prometheus answered a query with an error.
    QueryError,
    /// Prometheus warned about a query, or told something about it.
    QueryWarning,
    /// A native histogram, which is not read.
    NativeHistogram,
    /// A series that is of no job and has no meaning given.
    UnknownSeries,
    /// A sample whose value is no number.
    BadSample,
    /// Samples lie so far apart that jobs come and go between them.
    CoarseStep,
    /// A job ended, and the data does not show when to within 300 s.
    EndUnknown,
    /// A job vanished before it was seen to end.
    LostJob,
    /// The counts of good, bad and all events do not go together.
    OddCounts,
}

impl WarningCode {
    /// The code that the review document uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BadRecord => "bad-record",
            Self::CutDocument => "cut-document",
            Self::MissingOffset => "missing-offset",
            Self::EndBeforeStart => "end-before-start",
            Self::Malformed => "malformed-job",
            Self::IncompleteList => "incomplete-list",
            Self::EmptyInterval => "empty-interval",
            Self::CutText => "cut-text",
            Self::NotAJob => "not-a-job",
            Self::StrayText => "stray-text",
            Self::CutGzip => "cut-gzip",
            Self::TextWithoutTime => "text-without-time",
            Self::TextWithoutName => "text-without-name",
            Self::UnknownZone => "unknown-zone",
            Self::BoundedRecurrence => "bounded-recurrence",
            Self::QueryError => "query-error",
            Self::QueryWarning => "query-warning",
            Self::NativeHistogram => "native-histogram",
            Self::UnknownSeries => "unknown-series",
            Self::BadSample => "bad-sample",
            Self::CoarseStep => "coarse-step",
            Self::EndUnknown => "end-unknown",
            Self::LostJob => "lost-job",
            Self::OddCounts => "odd-counts",
        }
    }
}

/// Something in a file that did not stop the reading, counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// What kind of trouble.
    pub code: WarningCode,
    /// How often it was met.
    pub count: u64,
    /// What it means and what to do, in one or two sentences.
    pub message: String,
    /// The first places where it was met, with what was wrong there; at most ten.
    pub examples: Vec<(Position, String)>,
}

/// One file that was read.
#[derive(Debug)]
pub struct LoadedFile {
    /// The name that the user knows it by.
    pub name: String,
    /// What it was recognised as.
    pub format: Format,
    /// Bytes read, before unpacking.
    pub bytes: u64,
    /// Records read: for jobs every version of every object.
    pub records: u64,
    /// Records that could not be read.
    pub skipped: u64,
    /// The shapes in which it holds jobs, sorted, each once.
    pub sources: Vec<Source>,
    /// What was met on the way, sorted by code.
    pub warnings: Vec<Warning>,
    /// The time over which it shows every job, in the order of its documents; they may overlap.
    pub covers: Vec<Cover>,
    /// The newest instant of evidence in it.
    pub newest: Option<Instant>,
    /// The earliest instant of evidence in it.
    pub earliest: Option<Instant>,
    /// Its jobs, merged within the file.
    pub jobs: JobTable,
    /// Its series that count events.
    pub counts: CountTable,
    /// Its series of jobs.
    pub series: SeriesTable,
    /// Its texts that name a job or a run.
    pub mentions: MentionTable,
    /// What it says of incidents.
    pub timelines: Vec<TimelineIncident>,
    /// Its maintenance windows and outages.
    pub exclusions: Exclusions,
    /// What a reviewer states about incidents in it.
    pub annotations: Annotations,
}

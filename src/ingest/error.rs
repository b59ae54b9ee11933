use std::fmt;

use crate::record::Position;

/// Why a file cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorCode {
    /// There is nothing in it.
    Empty,
    /// It is of a format that is known here but not read yet.
    NotReadYet,
    /// It is of no format that is known here.
    Foreign,
    /// It is of a format that is read, but no record in it can be.
    NoRecords,
    /// It is compressed, and damaged from the beginning.
    Damaged,
    /// It is the answer to a query that failed.
    QueryFailed,
    /// It has series, and nothing says what they count.
    Unmapped,
    /// It is of a kind that must be small, and is not.
    TooLarge,
    /// It is of a kind that is taken whole or not at all, and something in it is wrong.
    Invalid,
}

impl ErrorCode {
    /// A stable name for the code.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotReadYet => "not-read-yet",
            Self::Foreign => "foreign",
            Self::NoRecords => "no-records",
            Self::Damaged => "damaged",
            Self::QueryFailed => "query-failed",
            Self::Unmapped => "unmapped-series",
            Self::TooLarge => "too-large",
            Self::Invalid => "invalid",
        }
    }
}

/// A file that cannot be used: what was read, where it broke, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IngestError {
    /// The file's name.
    pub file: String,
    /// Why it cannot be used.
    pub code: ErrorCode,
    /// What was read and what is wrong with it, as a sentence.
    pub what: String,
    /// Where it broke, where there is a place.
    pub position: Option<Position>,
    /// What to do about it, as a sentence.
    pub remedy: String,
    /// The series of which nothing says what they count, where that is why.
    pub unmapped: Option<Box<UnmappedSeries>>,
}

/// Series of a file of which nothing says what they count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnmappedSeries {
    /// Their names, in order, each with how many series have it. A series without a name has an empty one.
    pub names: Vec<(String, u64)>,
    /// How many series have still other names.
    pub more: u64,
}

impl fmt::Display for IngestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(position) = self.position {
            write!(f, ": {position}")?;
        }
        write!(f, ": {} {}", self.what, self.remedy)
    }
}

impl std::error::Error for IngestError {}

/// What is read here, as the end of a sentence.
pub const WHAT_IS_READ: &str = "Kubernetes Jobs as JSON (`kubectl get jobs -A -o json`, a watch), jobs.csv tables, logs \
(JSON lines, plain ones, from Loki), exports of runtime errors and deploy tasks, incident timelines (JSON, CSV, postmortems, \
PagerDuty, Rootly), answers of Prometheus with `kube_job_*` series, alerts of \
Alertmanager or Prometheus, maintenance and outages (JSON, YAML, CSV, iCalendar), annotations, and \
SLO files; each also gzipped";

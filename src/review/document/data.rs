use crate::review::NamespaceJobs;
use crate::review::week::Week;
use crate::time::Instant;

/// What was loaded and how much it shows.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DataSection {
    /// The files, in the order in which they came.
    pub files: Vec<DataFile>,
    /// The newest instant of evidence in any of them.
    pub watermark: Option<Instant>,
    /// The covered share of the window, as a ratio of 1.
    pub coverage: f64,
    /// Whether less than 90 % of the window is covered.
    pub provisional: bool,
    /// What was met while reading.
    pub warnings: Vec<DataWarning>,
    /// The coverage as a percentage, rounded down.
    pub coverage_shown: String,
    /// The earliest and the newest instant of evidence.
    pub range: Option<Range>,
    /// The ISO weeks (UTC) that the data reaches into, oldest first.
    pub weeks: Vec<Week>,
    /// The namespaces with the most jobs, at most 50.
    pub namespaces: Vec<NamespaceJobs>,
    /// How many namespaces there are in all.
    pub namespace_count: u64,
    /// The pattern of the namespaces that the SLO covers.
    pub scope_pattern: String,
}

/// One loaded file.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DataFile {
    /// Its name.
    pub name: String,
    /// Its format, by the document's names.
    pub format: &'static str,
    /// Records read.
    pub records: u64,
    /// Records that could not be read.
    pub skipped: u64,
    /// The time over which it shows every job; stretches may overlap.
    pub covers: Vec<Range>,
    /// Its size as loaded.
    pub bytes: u64,
    /// Distinct jobs in it.
    pub jobs: u64,
    /// The earliest and the newest instant of evidence in it.
    pub range: Option<Range>,
}

/// A closed stretch of time, `[from, to]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Range {
    /// The first instant.
    pub from: Instant,
    /// The last instant.
    pub to: Instant,
}

/// A trailing window, `(from, to]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Span {
    /// The last instant before it.
    pub from: Instant,
    /// The last instant in it.
    pub to: Instant,
}

/// Something met in a file that did not stop the reading.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct DataWarning {
    /// The file's name.
    pub file: String,
    /// What kind of trouble.
    pub code: &'static str,
    /// How often.
    pub count: u64,
    /// What it means and what to do.
    pub message: String,
    /// The first places where it was met.
    pub examples: Vec<WarningExample>,
}

/// One place where a warning arose.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct WarningExample {
    /// The record, counted from 1.
    pub record: Option<u64>,
    /// The line, counted from 1.
    pub line: u64,
    /// The byte offset.
    pub byte: u64,
    /// What was wrong there.
    pub what: String,
}

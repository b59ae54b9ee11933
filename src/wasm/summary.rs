use serde::Serialize;

use crate::record::{LoadedFile, Position};
use crate::time::Instant;

/// A place in a file.
#[derive(Serialize)]
pub(super) struct PositionView {
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<u64>,
    line: u64,
    byte: u64,
}

impl From<Position> for PositionView {
    fn from(position: Position) -> Self {
        Self { record: position.record, line: position.line, byte: position.byte }
    }
}

/// A loaded file, as the page lists it.
#[derive(Serialize)]
pub(super) struct FileSummary<'a> {
    name: &'a str,
    format: &'static str,
    bytes: u64,
    records: u64,
    skipped: u64,
    jobs: usize,
    exclusions: usize,
    covers: Vec<CoverView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    earliest: Option<Instant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    newest: Option<Instant>,
    warnings: Vec<WarningView<'a>>,
}

#[derive(Serialize)]
struct CoverView {
    from: Instant,
    to: Instant,
}

#[derive(Serialize)]
struct WarningView<'a> {
    code: &'static str,
    count: u64,
    message: &'a str,
    examples: Vec<ExampleView<'a>>,
}

#[derive(Serialize)]
struct ExampleView<'a> {
    #[serde(flatten)]
    position: PositionView,
    what: &'a str,
}

impl<'a> From<&'a LoadedFile> for FileSummary<'a> {
    fn from(file: &'a LoadedFile) -> Self {
        let warning = |warning: &'a crate::record::Warning| WarningView {
            code: warning.code.name(),
            count: warning.count,
            message: &warning.message,
            examples: warning
                .examples
                .iter()
                .map(|(position, what)| ExampleView { position: (*position).into(), what })
                .collect(),
        };
        Self {
            name: &file.name,
            format: file.format.name(),
            bytes: file.bytes,
            records: file.records,
            skipped: file.skipped,
            jobs: file.jobs.len(),
            exclusions: file.exclusions.len(),
            covers: file.covers.iter().map(|cover| CoverView { from: cover.from, to: cover.to }).collect(),
            earliest: file.earliest,
            newest: file.newest,
            warnings: file.warnings.iter().map(warning).collect(),
        }
    }
}

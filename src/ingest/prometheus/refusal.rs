use json_scan::RecordKind;

use crate::ingest::diagnosis::Diagnosis;
use crate::ingest::{ErrorCode, IngestError, UnmappedSeries};
use crate::record::WarningCode;
use crate::sorted::Sorted;

/// Names of series that are told apart among those passed over.
const MOST_NAMES: usize = 100;

/// A series that the exporter of jobs has at all times. Its samples show when it was there, and it says nothing else.
const WITNESS: &str = "kube_namespace_created";

/// What a file of responses holds that is of no use, for its warnings, or for the reason why it cannot be used.
#[derive(Debug, Default)]
pub struct Unread {
    /// Errors that Prometheus answered with.
    errors: Vec<String>,
    error_count: u64,
    /// Series of no job, by name.
    others: Sorted<String, u64>,
    /// How many of further names.
    further: u64,
    /// Series of jobs that have lost their metric's name.
    nameless: u64,
    /// Numbers and texts without a series.
    scalars: u64,
    strings: u64,
    /// Series of native histograms.
    pub histograms: u64,
    /// Documents of another format.
    pub foreign: u64,
    responses: u64,
    /// Elements of a result that are no series. Two of them are a scalar or a string.
    odd: u64,
}

impl Unread {
    /// Prometheus answered with an error.
    pub fn error(&mut self, what: String) {
        self.error_count += 1;
        if self.errors.len() < 3 {
            self.errors.push(what);
        }
    }

    /// A series is passed over.
    pub fn pass_over(&mut self, name: &str, is_of_a_job: bool) {
        if name == WITNESS {
            return;
        }
        if is_of_a_job && name.is_empty() {
            self.nameless += 1;
            return;
        }
        let name = name[..name.floor_char_boundary(200)].to_owned();
        if self.others.len() < MOST_NAMES || self.others.get(&name).is_some() {
            *self.others.or_default(name) += 1;
        } else {
            self.further += 1;
        }
    }

    /// Whether an element of a result that is no object may be half of a scalar or string.
    pub fn may_be_scalar(&mut self, kind: RecordKind) -> bool {
        let may = self.odd < 2 && matches!(kind, RecordKind::Series | RecordKind::Element);
        self.odd += u64::from(may);
        may
    }

    /// A response, or an array that is a whole document, ended.
    pub fn end_response(&mut self, kind: &str) {
        self.responses += 1;
        if std::mem::take(&mut self.odd) > 0 {
            *(if kind == "string" { &mut self.strings } else { &mut self.scalars }) += 1;
        }
    }

    /// Says what was passed over in a file that is read.
    pub fn report(self, diagnosis: &mut Diagnosis) {
        let named = self.errors.len() as u64;
        for error in self.errors {
            diagnosis.named(WarningCode::QueryError, || error);
        }
        diagnosis.count(WarningCode::QueryError, self.error_count - named);
        for (name, count) in self.others.into_entries() {
            diagnosis
                .named(WarningCode::UnknownSeries, || if name.is_empty() { "without a name".to_owned() } else { name });
            diagnosis.count(WarningCode::UnknownSeries, count - 1);
        }
        diagnosis.count(WarningCode::UnknownSeries, self.further + self.nameless + self.scalars + self.strings);
        diagnosis.count(WarningCode::NotAJob, self.foreign);
    }

    /// Why a file without any series of jobs cannot be used; `None` where it says that there are none.
    pub fn refusal(&self, file: &str, diagnosis: &Diagnosis) -> Option<IngestError> {
        let error = |code, what: String, position, remedy: &str| {
            let remedy = remedy.to_owned();
            Some(IngestError { file: file.to_owned(), code, what, position, remedy, unmapped: None })
        };
        if let [first, ..] = self.errors.as_slice() {
            let more = match self.error_count {
                1 => String::new(),
                count => format!(" {} further answers in it are errors too.", count - 1),
            };
            let what = format!("Prometheus answered the query with an error: {first}.{more}");
            return error(ErrorCode::QueryFailed, what, None, "Correct the query and save its answer again.");
        }
        let names: Vec<&str> =
            self.others.iter().take(5).map(|(name, _)| if name.is_empty() { "(no name)" } else { name }).collect();
        const AS: &str = "If they count events, say so: `--as good=NAME` with `--as total=NAME` or `--as bad=NAME`, where NAME is a \
series' or this file's; or an `EventSeries` document in the SLO file. Jobs need `kube_job_*` series with the label `job_name`.";
        if self.nameless > 0 {
            let what = format!(
                "It has {} series of jobs that have lost their names, as an expression's result does; what they say is unknown.",
                self.nameless
            );
            let remedy = "Query the plain metric, or put its name back: `jq '{kube_job_complete: .}' FILE`.";
            return error(ErrorCode::Unmapped, what, None, remedy);
        }
        if !names.is_empty() {
            let count = self.further + self.others.iter().map(|(_, count)| count).sum::<u64>();
            let more = if self.others.len() > names.len() { ", …" } else { "" };
            let what = format!("It has {count} series, of no job: {}{more}.", names.join(", "));
            let series = UnmappedSeries { names: self.others.iter().cloned().collect(), more: self.further };
            return error(ErrorCode::Unmapped, what, None, AS)
                .map(|error| IngestError { unmapped: Some(Box::new(series)), ..error });
        }
        if let Some((position, why)) = diagnosis.first(WarningCode::BadRecord) {
            let what = format!("No series in it can be read. The first: {why}.");
            return error(
                ErrorCode::NoRecords,
                what,
                Some(*position),
                "Look at that place in the file, or save the answer again.",
            );
        }
        if let Some((position, _)) = diagnosis.first(WarningCode::CutDocument) {
            let what = "It breaks off before its first series is whole.".to_owned();
            return error(ErrorCode::NoRecords, what, Some(*position), "Save the answer again and wait until it ends.");
        }
        if self.scalars + self.strings > 0 {
            let what =
                if self.strings > 0 { "It is a string, not a series." } else { "It is a single number, not a series." };
            return error(ErrorCode::Unmapped, what.to_owned(), None, AS);
        }
        if self.responses == 0 {
            let what = "This is JSON, but no answer of Prometheus that has a result.".to_owned();
            return error(ErrorCode::Foreign, what, None, "Save the whole answer of `query` or `query_range`.");
        }
        None
    }
}

use super::collector::Collector;
use super::error::{ErrorCode, IngestError};
use super::kubernetes::TimeNotes;
use super::rows::{Row, RowReader};
use crate::record::{JobEntry, LONGEST_TEXT, Outcome, Position, Source, WarningCode};
use crate::time::Instant;

/// Reads a `jobs.csv` table: a header, then one job a row.
#[derive(Debug)]
pub struct TableReader {
    rows: RowReader,
    jobs: Jobs,
}

/// What becomes of the rows.
#[derive(Debug)]
struct Jobs {
    collector: Collector,
    notes: TimeNotes,
    columns: Option<Columns>,
    row: u64,
}

/// Where the columns are that are read; each may be missing but `name` and `outcome`.
#[derive(Debug)]
struct Columns {
    places: [Option<usize>; 10],
    count: usize,
}

const NAMES: [&str; 10] =
    ["uid", "namespace", "name", "kind", "created", "started", "finished", "outcome", "reason", "message"];

impl TableReader {
    /// A reader of a table whose fields that byte separates.
    pub fn new(collector: Collector, delimiter: u8) -> Self {
        let jobs = Jobs { collector, notes: TimeNotes::default(), columns: None, row: 0 };
        Self { rows: RowReader::new(delimiter), jobs }
    }

    /// Reads the next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.rows.push(bytes, &mut |row| self.jobs.take(row));
    }

    /// Reads what is left and gives back what was collected; else says why the file cannot be used.
    pub fn finish(self, file: &str) -> Result<Collector, IngestError> {
        let Self { rows, mut jobs } = self;
        rows.finish(&mut |row| jobs.take(row));
        jobs.finish(file)
    }
}

impl Jobs {
    fn take(&mut self, row: &Row<'_>) {
        let result = match &self.columns {
            None => {
                self.columns = Some(Columns::of(&row.fields));
                Ok(())
            }
            Some(_) if row.is_too_long => Err("the row is longer than 16 MiB".to_owned()),
            Some(columns) => {
                self.row += 1;
                let job = columns.job(&row.fields, &self.collector, &mut self.notes);
                job.map(|mut entry| {
                    entry.in_scope = self.collector.scope.covers(entry.namespace);
                    self.collector.diagnosis.count(WarningCode::CutText, u64::from(entry.message.len() > LONGEST_TEXT));
                    self.collector.add_streamed(&entry, Source::Table);
                })
            }
        };
        if let Err(why) = result {
            let position = Position { record: Some(self.row), line: row.line, byte: row.byte };
            if row.is_last {
                self.collector.diagnosis.at(WarningCode::CutDocument, position, "the last row is not whole".to_owned());
            } else {
                self.collector.skipped += 1;
                self.collector.diagnosis.at(WarningCode::BadRecord, position, why);
            }
        }
    }

    fn finish(mut self, file: &str) -> Result<Collector, IngestError> {
        self.collector.diagnosis.count(WarningCode::MissingOffset, self.notes.without_offset);
        if !self.collector.has_jobs() && (self.collector.skipped > 0 || self.row > 0) {
            let first = self.collector.diagnosis.first(WarningCode::BadRecord);
            return Err(IngestError {
                file: file.to_owned(),
                code: ErrorCode::NoRecords,
                what: format!(
                    "This is a table of jobs, but none of its {} rows can be read. The first: {}.",
                    self.row,
                    first.map_or("it is not whole", |(_, why)| why)
                ),
                position: first.map(|(position, _)| *position),
                remedy: format!("The columns are {}; times are RFC 3339.", NAMES.join(",")),
                unmapped: None,
            });
        }
        Ok(self.collector)
    }
}

impl Columns {
    fn of(header: &[&[u8]]) -> Self {
        let header: Vec<String> =
            header.iter().map(|field| String::from_utf8_lossy(field).trim().to_ascii_lowercase()).collect();
        Self { places: NAMES.map(|name| header.iter().position(|column| column == name)), count: header.len() }
    }

    /// The row as a job, its scope still to be found.
    fn job<'a>(
        &self,
        fields: &[&'a [u8]],
        collector: &Collector,
        notes: &mut TimeNotes,
    ) -> Result<JobEntry<'a>, String> {
        if fields.len() != self.count {
            return Err(format!("it has {} fields, and the header has {}", fields.len(), self.count));
        }
        let texts: [&str; 10] = {
            let mut texts = [""; 10];
            for (text, place) in texts.iter_mut().zip(self.places) {
                let field = place.map_or(&b""[..], |place| fields[place]);
                *text = std::str::from_utf8(field).map_err(|_| "it is not UTF-8".to_owned())?;
            }
            texts
        };
        let [uid, namespace, name, kind, created, started, finished, outcome, reason, message] = texts;
        if name.is_empty() {
            return Err("it has no name".to_owned());
        }
        if let Some((what, _)) = NAMES.iter().zip(texts).take(3).find(|(_, text)| text.len() > 1_024) {
            return Err(format!("its {what} is longer than 1024 bytes"));
        }
        let mut time = |text: &str, what: &str| notes.read(Some(text), what);
        let created = time(created, "`created`")?;
        let started = time(started, "`started`")?;
        let finished = time(finished, "`finished`")?;
        let (outcome, end) = outcome_of(outcome.trim(), finished)?;
        let failed = outcome == Outcome::Failed || outcome == Outcome::Malformed;
        Ok(JobEntry {
            uid,
            namespace,
            name,
            kind: collector.kinds.classify(name, |_| None, Some(kind)),
            in_scope: false,
            created,
            started,
            end,
            deleted: None,
            newest: created.max(started).max(finished),
            outcome,
            reason: if failed { reason } else { "" },
            message: if failed { message } else { "" },
        })
    }
}

fn outcome_of(word: &str, finished: Option<Instant>) -> Result<(Outcome, Option<Instant>), String> {
    let ended = |outcome| if finished.is_some() { outcome } else { Outcome::Malformed };
    Ok(match word.to_ascii_lowercase().as_str() {
        "succeeded" => (ended(Outcome::Succeeded), finished),
        "failed" => (ended(Outcome::Failed), finished),
        "malformed" => (Outcome::Malformed, finished),
        "aborted" => (Outcome::Aborted, None),
        "suspended" => (Outcome::Suspended, None),
        "running" => (Outcome::Running, None),
        "pending" => (Outcome::Pending, None),
        _ => {
            let word: String = word.chars().take(40).collect();
            return Err(format!(
                "its outcome is `{word}`; expected succeeded, failed, running, pending, suspended, aborted or malformed"
            ));
        }
    })
}

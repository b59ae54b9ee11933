use super::collector::Collector;
use super::error::{ErrorCode, IngestError};
use super::exclusions::Refusal;
use super::kubernetes::TimeNotes;
use super::small::MOST_VALUES;
use crate::record::{Maintenance, Outage, Position, TimelineIncident, WarningCode};
use crate::time::Instant;
use crate::tree::{Node, Place, json};

/// Most incidents, events of a table, and exclusions that are taken from one file.
const MOST_ENTRIES: u64 = 100_000;

/// Examples of a kind of trouble for which a place is worked out.
const EXAMPLES: u64 = 10;

/// What cannot be used in a small file, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Where.
    pub place: Place,
    /// Why, as a part of a sentence.
    pub why: String,
}

impl TimeNotes {
    /// An instant in a field of an object; none where the field is missing, null, empty or "not set".
    pub fn field(&mut self, node: &Node, key: &str) -> Result<Option<Instant>, Flaw> {
        let Some(field) = node.get(key) else { return Ok(None) };
        let flaw = |why| Flaw { place: field.place, why };
        let text = field.text().ok_or_else(|| flaw(format!("`{key}` is {}, not a time", field.what())))?;
        self.read(Some(text), &format!("`{key}`")).map_err(flaw)
    }
}

/// Takes what a small file gives, entry by entry, and notes what is odd with its place.
#[derive(Debug)]
pub struct Intake<'t> {
    /// What was collected.
    pub collector: Collector,
    /// What was odd about timestamps.
    pub notes: TimeNotes,
    /// The file's text.
    pub text: &'t str,
    /// Entries met so far, good and bad.
    entries: u64,
    /// Whether the last document is one record that is not whole.
    pub ends_in_record: bool,
}

impl<'t> Intake<'t> {
    /// Takes from a file of that text.
    pub fn new(collector: Collector, text: &'t str) -> Self {
        Self { collector, notes: TimeNotes::default(), text, entries: 0, ends_in_record: false }
    }

    /// The documents of the text as JSON. What is not whole at the end is left out, with a warning.
    pub fn json(&mut self) -> Vec<Node> {
        let mut documents = json::documents(self.text, MOST_VALUES);
        if let Some(fault) = documents.fault {
            self.ends_in_record = !documents.drop_partial();
            let what = format!("{}; what stands before this record was read", fault.why);
            let position = self.position(fault.place, None);
            self.collector.diagnosis.at(WarningCode::CutDocument, position, what);
        }
        documents.nodes
    }

    /// Takes an incident of a timeline, or notes why it cannot be taken. `read` reads it.
    pub fn incident(&mut self, place: Place, read: impl FnOnce(&mut Self) -> Result<TimelineIncident, Flaw>) {
        match self.begin_entry(place).and_then(|()| read(self)) {
            Ok(incident) => {
                incident.instants().for_each(|at| self.collector.note_instant(at));
                self.collector.timelines.push(incident);
                self.collector.records += 1;
            }
            Err(flaw) => self.bad(flaw),
        }
    }

    /// Takes a maintenance window, or notes why it cannot be taken.
    pub fn maintenance(&mut self, place: Place, window: Result<Maintenance, Refusal>) {
        if let Some(window) = self.exclusion(place, window) {
            self.collector.exclusions.maintenance.push(window);
        }
    }

    /// Takes an outage, or notes why it cannot be taken.
    pub fn outage(&mut self, place: Place, outage: Result<Outage, Refusal>) {
        if let Some(outage) = self.exclusion(place, outage) {
            self.collector.exclusions.outages.push(outage);
        }
    }

    fn exclusion<T>(&mut self, place: Place, read: Result<T, Refusal>) -> Option<T> {
        match self.begin_entry(place).map_err(Refusal::Bad).and(read) {
            Ok(exclusion) => {
                self.collector.records += 1;
                return Some(exclusion);
            }
            Err(Refusal::Bad(flaw)) => self.bad(flaw),
            Err(Refusal::Empty(flaw)) => {
                self.collector.skipped += 1;
                self.odd(WarningCode::EmptyInterval, flaw);
            }
        }
        None
    }

    /// Begins the next entry, if it is not one too many.
    pub fn begin_entry(&mut self, place: Place) -> Result<(), Flaw> {
        self.entries += 1;
        if self.entries <= MOST_ENTRIES {
            return Ok(());
        }
        Err(Flaw { place, why: format!("the file holds more than {MOST_ENTRIES} entries") })
    }

    /// Notes that the entry under way, or a part of it, cannot be taken.
    pub fn bad(&mut self, flaw: Flaw) {
        self.collector.skipped += 1;
        self.odd(WarningCode::BadRecord, flaw);
    }

    /// Notes something odd in the entry under way.
    pub fn odd(&mut self, code: WarningCode, flaw: Flaw) {
        let record = (self.entries > 0).then_some(self.entries);
        self.note(code, flaw, record);
    }

    fn note(&mut self, code: WarningCode, flaw: Flaw, record: Option<u64>) {
        if self.collector.diagnosis.count_of(code) < EXAMPLES {
            let position = self.position(flaw.place, record);
            self.collector.diagnosis.at(code, position, flaw.why);
        } else {
            self.collector.diagnosis.count(code, 1);
        }
    }

    /// Where a place is, with its byte.
    pub fn position(&self, place: Place, record: Option<u64>) -> Position {
        let lines = self.text.split_inclusive('\n').take((place.line as usize).saturating_sub(1));
        let start: usize = lines.map(str::len).sum();
        let line = self.text.get(start..).unwrap_or_default();
        let column = line.char_indices().nth((place.column as usize).saturating_sub(1));
        let byte = start + column.map_or(line.len(), |(at, _)| at);
        Position { record, line: u64::from(place.line), byte: byte as u64 }
    }

    /// Gives back what was collected; else says why the file, which is `what`, cannot be used.
    pub fn finish(mut self, file: &str, what: &str) -> Result<Collector, IngestError> {
        self.collector.diagnosis.count(WarningCode::MissingOffset, self.notes.without_offset);
        let diagnosis = &self.collector.diagnosis;
        let first = diagnosis.first(WarningCode::BadRecord).or_else(|| diagnosis.first(WarningCode::CutDocument));
        let Some((position, why)) = first.filter(|_| self.collector.is_empty()) else { return Ok(self.collector) };
        Err(IngestError {
            file: file.to_owned(),
            code: ErrorCode::NoRecords,
            what: format!("This is {what}, but nothing in it can be used: {why}."),
            position: Some(*position),
            remedy: "Correct that place, or export again and wait until it ends.".to_owned(),
            unmapped: None,
        })
    }
}

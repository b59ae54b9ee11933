mod outline;

use json_scan::{Locator, Place, Pruned, RecordKind, Scanner, Sink};

use super::collector::Collector;
use super::error::{ErrorCode, IngestError, WHAT_IS_READ};
use super::exclusions::{self, Refusal};
use super::fields::Fields;
use super::foreign::known_object;
use super::kubernetes::{JobVersion, ListCover, Object, TimeNotes};
use super::loki::Loki;
use super::runtime_deploy::{self, TaskLogs};
use super::runtime_errors;
use crate::record::{Format, LONGEST_TEXT, Position, Source, WarningCode};
use crate::sorted::Sorted;

/// Reads a file of JSON documents: Kubernetes objects in any envelope, exclusions, or a mixture.
#[derive(Debug)]
pub struct DocumentReader {
    scanner: Scanner,
    intake: Intake,
}

/// What becomes of the records that the scanner finds.
#[derive(Debug)]
struct Intake {
    collector: Collector,
    /// The list under way.
    list: Option<ListCover>,
    /// Jobs without a kind, held until the list around them says what they are.
    undecided: Vec<Vec<u8>>,
    /// The last list had a `metadata.continue`.
    is_continued: bool,
    continued: u64,
    /// Whether an envelope of Kubernetes or an exclusions document was met, be it empty.
    met_kubernetes: bool,
    met_exclusions: bool,
    /// Kinds of objects that are no Jobs, with how many there were.
    other_kinds: Sorted<String, u64>,
    /// Documents of a foreign format: how many, and the name of the first one known.
    foreign: u64,
    known_foreign: Option<&'static str>,
    /// The logs of the task under way.
    task_logs: TaskLogs,
    /// Logs as Loki gives them.
    loki: Loki,
    /// The formats of the control plane's exports and of Loki that were met, be they empty.
    met: Vec<Format>,
    /// Whether the items of the document under way are an export's.
    in_export: bool,
    notes: TimeNotes,
}

impl DocumentReader {
    /// A reader of a file that begins as JSON.
    pub fn new(collector: Collector) -> Self {
        let outline = outline::outline(&collector.kinds);
        Self {
            scanner: Scanner::new(outline, LONGEST_TEXT),
            intake: Intake {
                collector,
                list: None,
                undecided: Vec::new(),
                is_continued: false,
                continued: 0,
                met_kubernetes: false,
                met_exclusions: false,
                other_kinds: Sorted::default(),
                foreign: 0,
                known_foreign: None,
                task_logs: TaskLogs::default(),
                loki: Loki::default(),
                met: Vec::new(),
                in_export: false,
                notes: TimeNotes::default(),
            },
        }
    }

    /// Reads the next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.scanner.push(bytes, &mut self.intake);
    }

    /// Reads what is left and gives back what was collected with its format; else says why the file cannot be used.
    pub fn finish(mut self, file: &str) -> Result<(Collector, Format), IngestError> {
        self.scanner.finish(&mut self.intake);
        self.intake.finish(file)
    }
}

impl Sink for Intake {
    fn record(&mut self, record: Pruned<'_>) -> Result<(), String> {
        match record.kind {
            RecordKind::Maintenance | RecordKind::Outage => self.exclusion(record),
            RecordKind::Document | RecordKind::Element | RecordKind::Item => self.object(record),
            RecordKind::TaskLog => self.task_logs.take(record, &mut self.collector, &mut self.notes),
            RecordKind::Series => Ok(()),
            RecordKind::Sample => self.loki.sample(record, &mut self.collector, &mut self.notes),
        }
    }

    fn bad_record(&mut self, kind: RecordKind, number: u64, place: Place, why: String) {
        self.collector.skipped += 1;
        let number = (kind != RecordKind::Document || number > 1).then_some(number);
        self.collector.diagnosis.at(WarningCode::BadRecord, position(place, number), why);
    }

    fn cut(&mut self, place: Place) {
        self.end_list(true, false);
        self.task_logs = TaskLogs::default();
        self.in_export = false;
        let what = "the document before this place is not whole".to_owned();
        self.collector.diagnosis.at(WarningCode::CutDocument, position(place, None), what);
    }

    fn array_end(&mut self) {
        self.end_list(true, false);
    }

    fn stray_text(&mut self, place: Place) {
        let what = "from here to the end of the line, or further".to_owned();
        self.collector.diagnosis.at(WarningCode::StrayText, position(place, None), what);
    }
}

fn position(place: Place, record: Option<u64>) -> Position {
    Position { record, line: place.line, byte: place.byte }
}

/// Where a record begins.
pub fn position_of(record: &Pruned<'_>) -> Position {
    position(record.place.map_or(Place { line: 1, byte: 0 }, Locator::place), None)
}

impl Intake {
    fn exclusion(&mut self, record: Pruned<'_>) -> Result<(), String> {
        self.met_exclusions = true;
        let entry = exclusions::entry(record.json)?;
        let exclusions = &mut self.collector.exclusions;
        let taken = if record.kind == RecordKind::Maintenance {
            exclusions::maintenance(&entry, &mut self.notes).map(|window| exclusions.maintenance.push(window))
        } else {
            exclusions::outage(&entry, &mut self.notes).map(|outage| exclusions.outages.push(outage))
        };
        match taken {
            Ok(()) => {
                self.collector.records += 1;
                Ok(())
            }
            Err(Refusal::Bad(flaw)) => Err(flaw.why),
            Err(Refusal::Empty(flaw)) => {
                self.collector.skipped += 1;
                self.collector.diagnosis.named(WarningCode::EmptyInterval, || flaw.why);
                Ok(())
            }
        }
    }

    fn object(&mut self, record: Pruned<'_>) -> Result<(), String> {
        let object: Object<'_> = match Object::read(record.json) {
            Ok(object) => object,
            Err(why) => {
                if let Some(taken) = self.export(record) {
                    return taken;
                }
                return if self.is_foreign(record.json) { Ok(()) } else { Err(why) };
            }
        };
        if let (Some(event), Some(inner)) = (&object.event, &object.object) {
            self.met_kubernetes = true;
            return match &**event {
                "BOOKMARK" | "ERROR" => Ok(()),
                event => self.job(inner, event == "DELETED", record),
            };
        }
        if object.is_job() {
            return self.job(&object, false, record);
        }
        let kind = object.kind.as_deref();
        let ends_a_list = object.has_items && record.kind != RecordKind::Item;
        if ends_a_list && kind.is_none() && std::mem::take(&mut self.in_export) {
            return Ok(());
        }
        if ends_a_list && self.list.is_none() && kind.is_none() && self.is_foreign(record.json) {
            return Ok(());
        }
        if ends_a_list {
            self.met_kubernetes |= kind.is_some_and(|kind| kind.ends_with("List"));
            let of_jobs = kind.is_none_or(|kind| matches!(kind, "List" | "JobList"));
            let more = object.metadata.as_ref().and_then(|metadata| metadata.more.as_deref());
            self.end_list(of_jobs, more.is_some_and(|more| !more.is_empty()));
            return Ok(());
        }
        match kind {
            Some(kind) => {
                self.met_kubernetes = true;
                self.other_kind(kind);
                Ok(())
            }
            None => self.without_kind(&object, record),
        }
    }

    /// Takes a record of the control plane's exports or of Loki; none where it is something else.
    fn export(&mut self, record: Pruned<'_>) -> Option<Result<(), String>> {
        let Self { collector, notes, task_logs, loki, .. } = self;
        let (format, taken) = runtime_errors::take(record, collector, notes)
            .or_else(|| runtime_deploy::take(record, task_logs, collector, notes))
            .or_else(|| loki.take(record, collector, notes))?;
        self.in_export = record.kind == RecordKind::Item;
        if !self.met.contains(&format) {
            self.met.push(format);
        }
        Some(taken)
    }

    fn without_kind(&mut self, object: &Object<'_>, record: Pruned<'_>) -> Result<(), String> {
        if let Some(taken) = self.export(record) {
            return taken;
        }
        let listed_as = if record.kind == RecordKind::Item { Fields::of(record.around).text("kind") } else { None };
        match listed_as.as_deref() {
            Some("JobList") => return self.job(object, false, record),
            Some(kind) if kind.ends_with("List") && kind != "List" => {
                self.met_kubernetes = true;
                self.other_kind(kind.trim_end_matches("List"));
                return Ok(());
            }
            _ => {}
        }
        if object.looks_like_a_job() {
            return self.job(object, false, record);
        }
        if record.kind == RecordKind::Item && object.has_an_objects_parts() {
            self.undecided.push(record.json.to_vec());
            return Ok(());
        }
        if self.is_foreign(record.json) { Ok(()) } else { Err("it has no kind".to_owned()) }
    }

    fn job(&mut self, object: &Object<'_>, is_deleted: bool, record: Pruned<'_>) -> Result<(), String> {
        self.met_kubernetes = true;
        if object.kind.as_deref().is_some_and(|kind| kind != "Job") {
            self.other_kind(object.kind.as_deref().unwrap_or_default());
            return Ok(());
        }
        let Collector { kinds, scope, .. } = &mut self.collector;
        let version = JobVersion::of(object, is_deleted, kinds, |namespace| scope.covers(namespace), &mut self.notes)?;
        self.collector.diagnosis.count(WarningCode::CutText, u64::from(version.cut_text));
        if record.kind == RecordKind::Document {
            self.collector.add_streamed(&version.entry, Source::Stream);
        } else {
            let list = self.list.get_or_insert_default();
            self.collector.add_listed(&version.entry, version.ttl, list);
        }
        Ok(())
    }

    /// Ends the list under way, which is of Jobs or not, and has further pages or not. Pages are one list together.
    fn end_list(&mut self, of_jobs: bool, is_continued: bool) {
        for json in std::mem::take(&mut self.undecided) {
            let Ok(object) = Object::read(&json) else { continue };
            let record = Pruned { kind: RecordKind::Item, json: &json, around: b"", place: None };
            if !of_jobs {
                self.other_kind("object without a kind");
            } else if let Err(why) = self.job(&object, false, record) {
                self.collector.skipped += 1;
                self.collector.diagnosis.named(WarningCode::BadRecord, || why);
            }
        }
        self.is_continued = is_continued;
        if is_continued {
            self.continued += 1;
        } else if let Some(list) = self.list.take() {
            self.continued = 0;
            self.collector.end_list(list);
        }
    }

    fn other_kind(&mut self, kind: &str) {
        let kind: String = kind.chars().take(64).collect();
        if self.other_kinds.len() < 100 || self.other_kinds.get(&kind).is_some() {
            *self.other_kinds.or_default(kind) += 1;
        } else {
            self.foreign += 1;
        }
    }

    /// Whether the record is of a foreign format, known or not: it has nothing of a Kubernetes object.
    fn is_foreign(&mut self, json: &[u8]) -> bool {
        let keys = Fields::of(json).keys();
        let known = known_object(&keys);
        if known.is_none() && keys.contains(&"metadata") {
            return false;
        }
        if keys.iter().any(|key| matches!(*key, "maintenance" | "outages")) {
            self.met_exclusions = true;
            return true;
        }
        self.foreign += 1;
        self.known_foreign = self.known_foreign.or(known);
        true
    }

    fn finish(mut self, file: &str) -> Result<(Collector, Format), IngestError> {
        if let Some(list) = self.list.take() {
            self.collector.end_list(list);
        }
        let others = self.foreign + self.other_kinds.iter().map(|(_, count)| count).sum::<u64>();
        let has_room = self.collector.records == 0
            && self.collector.is_empty()
            && !(self.met_exclusions && self.collector.skipped == 0);
        let has_met = self.met_kubernetes || !self.met.is_empty();
        let nothing_wrong = has_met && others == 0 && self.collector.skipped == 0;
        if has_room && !nothing_wrong {
            return Err(self.refusal(file));
        }
        let format = match self.met.first() {
            _ if self.met_kubernetes || self.collector.has_jobs() => Format::KubernetesJobs,
            Some(format) => *format,
            None => Format::Exclusions,
        };
        for (kind, count) in self.other_kinds.iter() {
            self.collector.diagnosis.named(WarningCode::NotAJob, || format!("{count} {kind}"));
            self.collector.diagnosis.count(WarningCode::NotAJob, count - 1);
        }
        self.collector.diagnosis.count(WarningCode::NotAJob, self.foreign);
        if self.is_continued {
            self.collector.diagnosis.count(WarningCode::IncompleteList, self.continued.max(1));
        }
        self.collector.diagnosis.count(WarningCode::MissingOffset, self.notes.without_offset);
        Ok((self.collector, format))
    }

    /// Why a file of which nothing was read cannot be used.
    fn refusal(self, file: &str) -> IngestError {
        let bad = self.collector.diagnosis.count_of(WarningCode::BadRecord);
        let first = self.collector.diagnosis.first(WarningCode::BadRecord);
        let cut = self.collector.diagnosis.first(WarningCode::CutDocument);
        let error = |code, what: String, position: Option<Position>, remedy: String| IngestError {
            file: file.to_owned(),
            code,
            what,
            position,
            remedy,
            unmapped: None,
        };
        if let Some(known) = self.known_foreign {
            let what = format!("This is {known}, a format that is known here but not read yet.");
            return error(ErrorCode::NotReadYet, what, None, format!("Read are {WHAT_IS_READ}."));
        }
        if let Some((position, why)) = first {
            let what = match bad {
                1 => format!("The only record in it cannot be read: {why}."),
                bad => format!("None of its {bad} records can be read. The first: {why}."),
            };
            let remedy = format!("Look at that place in the file, or export again. Read are {WHAT_IS_READ}.");
            return error(ErrorCode::NoRecords, what, Some(*position), remedy);
        }
        if !self.other_kinds.is_empty() {
            let kinds: Vec<String> =
                self.other_kinds.iter().take(3).map(|(kind, count)| format!("{count} {kind}")).collect();
            let what = format!("It holds Kubernetes objects but no Job: {}.", kinds.join(", "));
            let remedy = "Export the Jobs: `kubectl get jobs -A -o json`.".to_owned();
            return error(ErrorCode::NoRecords, what, None, remedy);
        }
        if let Some((position, _)) = cut {
            let what = "It breaks off before its first record is whole.".to_owned();
            return error(
                ErrorCode::NoRecords,
                what,
                Some(*position),
                "Export it again and wait until the command ends.".to_owned(),
            );
        }
        if self.collector.skipped > 0 {
            let what = "None of its exclusions can be used: each ends no later than it begins.".to_owned();
            return error(ErrorCode::NoRecords, what, None, "Correct `from` and `to`.".to_owned());
        }
        let what = "This is JSON, but of no format that is known here.".to_owned();
        error(ErrorCode::Foreign, what, None, format!("Read are {WHAT_IS_READ}."))
    }
}

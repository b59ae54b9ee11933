use std::borrow::Cow;

use json_scan::{Node, Outline, Place, Pruned, RecordKind, Run, Scanner, Sink, decimal, leaves};

use super::refusal::Unread;
use super::series::{Labels, Role};
use super::text::text;
use crate::ingest::IngestError;
use crate::ingest::collector::Collector;
use crate::record::{JobMetric, Position, Progression, Source, WarningCode};
use crate::slo::{EventSource, Kind, Kinds};
use crate::time::Instant;

/// Longest text of an error, a warning or an info that is kept, in bytes.
const LONGEST_MESSAGE: usize = 1_024;

/// Runs that are held of a series whose labels come after its samples. Prometheus itself writes the labels first.
const MOST_HELD: usize = 1 << 16;

/// The latest instant that is one, in milliseconds: seconds of eleven digits. The scanner lets none later through.
const LAST_MILLIS: i64 = 99_999_999_999_999;

/// Reads responses of Prometheus' HTTP API: any of its results, errors, bare results, maps of results, one after the
/// other. Samples are taken as they come; what is kept is a row for each stretch of equal values.
#[derive(Debug)]
pub struct ResponseReader {
    scanner: Scanner,
    intake: Intake,
}

#[derive(Debug)]
struct Intake {
    collector: Collector,
    unread: Unread,
    target: Target,
    held: Vec<HeldRun>,
    /// The key of the map entry that the series under way is in, and for how much of the document that was found.
    map_key: String,
    map_key_of: usize,
    /// Where among the labels of the series before those stood that tell something, and what.
    roles: Vec<(usize, Role)>,
    /// How much of the series under way was there when its samples began; 0 where none did.
    begun: usize,
}

/// Where the samples of the series under way go.
#[derive(Clone, Copy, Debug)]
enum Target {
    /// Its labels are not known yet.
    Held,
    /// To a job.
    Job { name: u32, metric: JobMetric },
    /// To a series that counts events.
    Events { series: u32 },
    /// Nowhere: it is of no job.
    Nowhere,
}

#[derive(Debug)]
struct HeldRun {
    first: i64,
    step: i64,
    count: u32,
    value: Vec<u8>,
}

impl ResponseReader {
    /// A reader of a file that was recognised as a response.
    pub fn new(collector: Collector) -> Self {
        Self {
            scanner: Scanner::new(outline(), LONGEST_MESSAGE),
            intake: Intake {
                collector,
                unread: Unread::default(),
                target: Target::Held,
                held: Vec::new(),
                map_key: String::new(),
                map_key_of: usize::MAX,
                roles: Vec::new(),
                begun: 0,
            },
        }
    }

    /// Reads the next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.scanner.push(bytes, &mut self.intake);
    }

    /// Reads what is left and gives back what was collected; else says why the file cannot be used.
    pub fn finish(mut self, file: &str) -> Result<Collector, IngestError> {
        self.scanner.finish(&mut self.intake);
        let Intake { mut collector, unread, .. } = self.intake;
        if collector.series.is_empty()
            && collector.counts.is_empty()
            && let Some(refusal) = unread.refusal(file, &collector.diagnosis)
        {
            return Err(refusal);
        }
        unread.report(&mut collector.diagnosis);
        Ok(collector)
    }
}

/// The labels of a series as they are written.
enum Written<'a> {
    /// They were read already.
    Read(&'a json_scan::Labels),
    /// They are a part of what is kept of it.
    Kept(&'a [u8]),
}

impl<'a> Written<'a> {
    /// Gives the key of each, without its quotes, and its value, with them.
    fn each(&self, each: &mut dyn FnMut(&'a [u8], &'a [u8])) {
        match self {
            Self::Read(labels) => labels.pairs().for_each(|(key, raw)| each(key, raw)),
            Self::Kept(kept) => {
                leaves(kept, &mut |path, raw| {
                    if let [b"metric", key] = path {
                        each(key, raw);
                    }
                });
            }
        }
    }
}

/// What the keys of native histograms begin with.
const HISTOGRAM: &[u8] = b"histogram";

/// What is read of a response.
fn outline() -> Outline {
    let mut outline = Outline::new();
    let scalar = Outline::SCALAR;
    let samples = outline.add(Node::Samples);
    // To find the end of the labels costs less than to look at each of them here.
    let labels = outline.add(Node::Raw);
    let parts =
        [("metric", labels), ("value", samples), ("values", samples), ("histogram", scalar), ("histograms", scalar)];
    let series = outline.object(parts);
    let result = outline.add(Node::Records(RecordKind::Series, series));
    let data = outline.object([("resultType", scalar), ("result", result)]);
    let messages = outline.list(scalar);
    let envelope = vec![
        ("status", scalar),
        ("data", data),
        ("resultType", scalar),
        ("result", result),
        ("errorType", scalar),
        ("error", scalar),
        ("warnings", messages),
        ("infos", messages),
        ("isPartial", scalar),
        ("stats", Outline::SKIP),
        ("trace", Outline::SKIP),
    ];
    let response = outline.object(envelope.clone());
    // In a map any key is the name of a metric, and its value a response or the series alone.
    let entry = outline.add(Node::Either(response, result));
    let root = outline.mapping(envelope.into_iter().chain(parts), entry);
    outline.set_root(root);
    outline
}

impl Sink for Intake {
    fn record(&mut self, record: Pruned<'_>) -> Result<(), String> {
        if record.kind == RecordKind::Series && self.begun > 0 {
            // Its labels were looked at when its samples began. What came after them is short.
            let rest = record.json.get(self.begun..).unwrap_or(record.json);
            if !rest.windows(HISTOGRAM.len()).any(|part| part == HISTOGRAM) {
                return self.end_series(record, false);
            }
        }
        let mut error_type = String::new();
        let (mut is_series, mut has_histogram, mut is_envelope) = (false, false, false);
        let mut kind = String::new();
        leaves(record.json, &mut |path, raw| {
            let [.., key] = path else { return };
            match (path.len(), *key) {
                (1, b"metric" | b"value" | b"values") => is_series = true,
                (1, b"histogram" | b"histograms") => (is_series, has_histogram) = (true, true),
                (1..=3, b"resultType") => {
                    is_envelope = true;
                    kind = text(raw).into_owned();
                }
                (1..=2, b"status") => is_envelope |= matches!(raw, b"\"success\"" | b"\"error\""),
                (1..=2, b"errorType") => error_type = text(raw).into_owned(),
                (1..=2, b"error") if raw != b"null" => {
                    is_envelope = true;
                    let said = text(raw);
                    let what =
                        if error_type.is_empty() { said.into_owned() } else { [&error_type, ": ", &*said].concat() };
                    self.unread.error(what);
                }
                (1..=2, b"warnings" | b"infos") if raw.starts_with(b"\"") => {
                    self.collector.diagnosis.named(WarningCode::QueryWarning, || text(raw).into_owned());
                }
                (1..=2, b"isPartial") if raw == b"true" => {
                    let what = || "the answer is partial, some of the servers asked did not reply".to_owned();
                    self.collector.diagnosis.named(WarningCode::QueryWarning, what);
                }
                // An entry of a map that is the series alone.
                (1, _) if raw == b"[" && record.kind == RecordKind::Document => is_envelope = true,
                _ => {}
            }
        });
        if is_series {
            return self.end_series(record, has_histogram);
        }
        if record.kind != RecordKind::Series {
            // Another document may be as long up to another key.
            self.map_key_of = usize::MAX;
            if is_envelope {
                self.unread.end_response(&kind);
            } else {
                self.unread.foreign += 1;
            }
            return Ok(());
        }
        Err("it is no time series: it has no metric and no samples".to_owned())
    }

    fn samples(&mut self, kept: &[u8], around: &[u8], labels: Option<(&json_scan::Labels, bool)>) {
        if let Some((read, is_alike)) = labels {
            if !is_alike {
                let roles = read.pairs().enumerate().filter_map(|(place, (key, _))| Some((place, Role::of(key)?)));
                self.roles = roles.collect();
            }
            let mut labels = Labels::default();
            for (place, role) in &self.roles {
                labels.add(*role, read.value(*place));
            }
            self.begin_labelled(&labels, &Written::Read(read), around);
        } else {
            self.begin_series(kept, around, false);
        }
        self.begun = kept.len();
    }

    fn run(&mut self, run: Run<'_>) {
        match self.target {
            Target::Held if self.held.len() < MOST_HELD => {
                let Run { first, step, count, value } = run;
                self.held.push(HeldRun { first, step, count, value: value.to_vec() });
            }
            Target::Held => self.collector.diagnosis.count(WarningCode::BadSample, run.count.into()),
            target => self.take(target, run),
        }
    }

    fn bad_record(&mut self, kind: RecordKind, number: u64, place: Place, why: String) {
        self.reset();
        if self.unread.may_be_scalar(kind) && why == "it is no object" {
            return;
        }
        self.collector.skipped += 1;
        let number = (kind != RecordKind::Document || number > 1).then_some(number);
        self.collector.diagnosis.at(WarningCode::BadRecord, position(place, number), why);
    }

    fn cut(&mut self, place: Place) {
        self.reset();
        self.map_key_of = usize::MAX;
        let what = "the document before this place is not whole".to_owned();
        self.collector.diagnosis.at(WarningCode::CutDocument, position(place, None), what);
    }

    fn array_end(&mut self) {
        self.unread.end_response("");
    }

    fn stray_text(&mut self, place: Place) {
        let what = "from here to the end of the line, or further".to_owned();
        self.collector.diagnosis.at(WarningCode::StrayText, position(place, None), what);
    }
}

/// The kind of a job by the labels that its series has.
fn labelled_kind(kinds: &Kinds, job: &str, written: &Written<'_>) -> Kind {
    let mut exported: Vec<(&[u8], Cow<'_, str>)> = Vec::new();
    written.each(&mut |key, raw| {
        if key.starts_with(b"label_") {
            exported.push((key, text(raw)));
        }
    });
    let label = |name: &str| exported.iter().find(|(key, _)| *key == name.as_bytes()).map(|(_, value)| &**value);
    kinds.classify_exported(job, label)
}

fn position(place: Place, record: Option<u64>) -> Position {
    Position { record, line: place.line, byte: place.byte }
}

impl Intake {
    /// Forgets the series under way. What its samples said so far stays.
    fn reset(&mut self) {
        self.target = Target::Held;
        self.held.clear();
        self.begun = 0;
    }

    /// Finds out whose the samples are. `is_whole` says that no more labels can come.
    fn begin_series(&mut self, kept: &[u8], around: &[u8], is_whole: bool) {
        let mut labels = Labels::default();
        let mut has_labels = is_whole;
        leaves(kept, &mut |path, raw| match path {
            [b"metric", key] => {
                if let Some(role) = Role::of(key) {
                    labels.add(role, raw);
                }
            }
            [b"metric"] => has_labels = true,
            _ => {}
        });
        if has_labels {
            self.begin_labelled(&labels, &Written::Kept(kept), around);
        } else {
            self.collector.series.end_series();
        }
    }

    /// Finds out whose the samples are, of a series with these labels.
    fn begin_labelled(&mut self, labels: &Labels<'_>, written: &Written<'_>, around: &[u8]) {
        self.collector.series.end_series();
        if labels.name.is_empty() {
            self.find_map_key(around);
        }
        let name = if labels.name.is_empty() { &self.map_key } else { &*labels.name };
        let metric = JobMetric::named(name, &labels.condition);
        self.target = match (labels.job(), metric) {
            (Some((namespace, job)), Some(metric)) => {
                let Collector { kinds, scope, series, .. } = &mut self.collector;
                let classify = || (kinds.classify(job, |_| None, None), scope.covers(namespace));
                let place = series.name(namespace, job, classify);
                if name == "kube_job_labels" && kinds.label_keys().next().is_some() {
                    series.set_labelled_kind(place, labelled_kind(kinds, job, written));
                }
                Target::Job { name: place, metric }
            }
            (of_job, _) => match Self::event_series(&mut self.collector, name, written) {
                Some(series) => Target::Events { series },
                None => {
                    self.unread.pass_over(name, of_job.is_some());
                    Target::Nowhere
                }
            },
        };
    }

    /// The series of events that this one is, if the SLO says so, by its name or else by its file.
    fn event_series(collector: &mut Collector, name: &str, written: &Written<'_>) -> Option<u32> {
        let sources = &collector.event_series;
        let by_name = sources.iter().find(|(source, _)| source.name == name);
        let (EventSource { role, values, .. }, _) = by_name.or_else(|| sources.iter().find(|(_, is_file)| *is_file))?;
        let (mut labels, mut replica) = (name.to_owned(), String::new());
        written.each(&mut |key, raw| {
            if key == b"__name__" {
                return;
            }
            // Two servers that scrape the same are told apart by these.
            let of_replica = matches!(key, b"prometheus" | b"prometheus_replica" | b"replica");
            let text = if of_replica { &mut replica } else { &mut labels };
            text.push('\n');
            text.push_str(&String::from_utf8_lossy(key));
            text.push('=');
            text.push_str(&String::from_utf8_lossy(raw));
        });
        Some(collector.counts.add_series(*role, *values, labels, replica))
    }

    /// The key of the map's entry that is under way in the document.
    fn find_map_key(&mut self, around: &[u8]) {
        if self.map_key_of == around.len() {
            return;
        }
        self.map_key_of = around.len();
        self.map_key.clear();
        let path = leaves(around, &mut |_, _| {});
        if let Some(key) = path.first().filter(|key| !matches!(**key, b"data" | b"result")) {
            self.map_key.push_str(&String::from_utf8_lossy(key));
        }
    }

    fn end_series(&mut self, record: Pruned<'_>, has_histogram: bool) -> Result<(), String> {
        if matches!(self.target, Target::Held) {
            self.begin_series(record.json, record.around, true);
            for held in std::mem::take(&mut self.held) {
                let HeldRun { first, step, count, value } = &held;
                self.take(self.target, Run { first: *first, step: *step, count: *count, value });
            }
        }
        if has_histogram {
            self.collector.diagnosis.count(WarningCode::NativeHistogram, 1);
            self.unread.histograms += 1;
        }
        if matches!(self.target, Target::Job { .. }) {
            self.collector.note_source(Source::Metrics);
        }
        self.collector.records += 1;
        self.reset();
        Ok(())
    }

    fn take(&mut self, target: Target, run: Run<'_>) {
        let last = run.first + run.step * (i64::from(run.count) - 1);
        let places = match target {
            Target::Job { metric, .. } if metric.is_time() => 3,
            Target::Events { .. } => 6,
            _ => 0,
        };
        let value = match run.value {
            // These are no samples (method, section 9).
            b"NaN" | b"+Inf" | b"-Inf" | b"Inf" => return,
            value => decimal(value, places),
        };
        // What is of no use may be any number.
        let is_number = run.value.first().is_some_and(|byte| byte.is_ascii_digit() || *byte == b'-');
        let Some(value) = value.or((matches!(target, Target::Nowhere) && is_number).then_some(0)) else {
            self.collector.diagnosis.count(WarningCode::BadSample, run.count.into());
            return;
        };
        let instants = Progression { first: run.first, last, step: run.step };
        self.collector.series.note_instants(instants);
        self.collector.note_instant(Instant::from_millis(run.first));
        self.collector.note_instant(Instant::from_millis(last));
        if let Target::Events { series } = target {
            self.collector.counts.add(series, instants, value);
        }
        let Target::Job { name, metric } = target else { return };
        let metric = match metric {
            // Only a 1 says that it is so; finer digits would not.
            metric if metric.is_outcome() && run.value != b"1" && decimal(run.value, 9) != Some(1_000_000_000) => {
                JobMetric::Presence
            }
            metric if metric.is_time() && !(1..=LAST_MILLIS).contains(&value) => JobMetric::Presence,
            metric => metric,
        };
        if metric.is_time() {
            self.collector.note_instant(Instant::from_millis(value));
        }
        self.collector.series.add(name, metric, instants, value);
    }
}

use json_scan::{Pruned, Value};

use super::collector::Collector;
use super::document::position_of;
use super::fields::Fields;
use super::kubernetes::TimeNotes;
use super::log::line::{Around, Line, LineReader};
use super::text::Origin;
use crate::record::{Format, Position};
use crate::time::Instant;

/// The labels of a stream that are read.
pub const LABELS: [&str; 4] = ["namespace", "pod", "job_name", "run_id"];

/// Logs as Loki and `logcli` give them: lines with labels and a time of their own.
#[derive(Debug, Default)]
pub struct Loki {
    /// What is known of the stream under way, and its labels.
    around: Vec<u8>,
    labels: Option<Labels>,
    reader: LineReader,
}

#[derive(Debug, Default)]
struct Labels([String; LABELS.len()]);

impl Labels {
    fn of(fields: &Fields<'_>) -> Self {
        Self(LABELS.map(|key| fields.text_or_empty(key)))
    }
}

impl Loki {
    /// Takes an element of a series' `values`: the line of a stream, where the series is one.
    pub fn sample(
        &mut self,
        record: Pruned<'_>,
        collector: &mut Collector,
        notes: &mut TimeNotes,
    ) -> Result<(), String> {
        if self.around != record.around {
            self.around = record.around.to_vec();
            self.labels = Fields::of(record.around).nested("stream").map(|labels| Labels::of(&Fields::of(labels)));
        }
        let Some(labels) = &self.labels else { return Ok(()) };
        let mut values = [None; 2];
        let mut count = 0;
        json_scan::elements(record.json, &mut |value| {
            if let (Value::Text(raw), Some(slot)) = (value, values.get_mut(count)) {
                *slot = Some(raw);
            }
            count += 1;
        });
        let [Some(time), Some(raw)] = values else { return Err("it is no pair of a time and a line".to_owned()) };
        let at = nanoseconds(time).ok_or("its time is no number of nanoseconds")?;
        let mut text = String::new();
        json_scan::decode(raw, &mut text);
        take(&mut self.reader, &text, Some(at), labels, position_of(&record), collector, notes);
        Ok(())
    }

    /// Takes a whole response, a stream, or a line as `logcli` writes it; none where the record is something else.
    pub fn take(
        &mut self,
        record: Pruned<'_>,
        collector: &mut Collector,
        notes: &mut TimeNotes,
    ) -> Option<(Format, Result<(), String>)> {
        let fields = Fields::of(record.json);
        let data = fields.nested("data").map(Fields::of);
        let result_type = data.as_ref().unwrap_or(&fields).text("resultType");
        let is_response = result_type.as_deref() == Some("streams");
        if is_response || (fields.has("stream") && fields.has("values")) {
            return Some((Format::Loki, Ok(())));
        }
        let labels = fields.nested("labels")?;
        let (line, time) = (fields.text("line")?, fields.text("timestamp")?);
        let labels = Labels::of(&Fields::of(labels));
        let taken = notes.read(Some(&time), "timestamp").map(|at| {
            take(&mut self.reader, &line, at, &labels, position_of(&record), collector, notes);
        });
        Some((Format::Loki, taken))
    }
}

/// Reads a line as one of a log, with what the labels say where it says nothing itself.
fn take(
    reader: &mut LineReader,
    text: &str,
    at: Option<Instant>,
    Labels([namespace, pod, job, run]): &Labels,
    position: Position,
    collector: &mut Collector,
    notes: &mut TimeNotes,
) {
    collector.records += 1;
    let around = Around { at, run, origin: Origin { job, pod, namespace } };
    let line = Line { bytes: text.as_bytes(), may_match: true, quiet_at: None, position };
    reader.read(&line, &around, collector, notes);
}

/// An instant written as nanoseconds since the epoch.
fn nanoseconds(digits: &[u8]) -> Option<Instant> {
    let number = std::str::from_utf8(digits).ok()?.parse::<i64>().ok()?;
    Some(Instant::from_millis(number.div_euclid(1_000_000)))
}

use json_scan::Value;

use super::prefix;
use crate::ingest::collector::Collector;
use crate::ingest::kubernetes::TimeNotes;
use crate::ingest::text::{self, Level, Origin, Text};
use crate::record::Position;
use crate::time::Instant;

/// A line of a log.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// What is in it, without its end.
    pub bytes: &'a [u8],
    /// Whether it may match a signature; if not, it is known that it matches none.
    pub may_match: bool,
    /// Its time, where it begins as a JSON line below WARN does.
    pub quiet_at: Option<Instant>,
    /// Where it is in the file.
    pub position: Position,
}

/// What is known of a line beside what is in it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around<'a> {
    /// When it was written, where it does not say so itself.
    pub at: Option<Instant>,
    /// The run that it is about, where it does not say so itself.
    pub run: &'a str,
    /// The pod that wrote it.
    pub origin: Origin<'a>,
}

/// The members of a JSON line that are read.
const KEYS: [&[u8]; 7] = [b"time", b"level", b"msg", b"err", b"job_name", b"namespace", b"run_id"];

/// Reads a line: notes its time, and takes its text where that can be evidence. Returns whether the line is no JSON
/// although it begins as such.
pub fn read(line: &Line<'_>, around: &Around<'_>, collector: &mut Collector, notes: &mut TimeNotes) -> bool {
    let (before, rest) = prefix::part(line.bytes);
    let mut origin = around.origin;
    if !before.pod.is_empty() {
        origin = Origin { job: "", pod: before.pod, namespace: "" };
    }
    let mut time = |written: &str| notes.read(Some(written), "time").ok().flatten();
    let mut values = [None; KEYS.len()];
    let begins = rest.first() == Some(&b'{');
    let is_json = begins
        && json_scan::members(rest, &mut |key, value| {
            if let Some(place) = KEYS.iter().position(|known| *known == key) {
                values[place].get_or_insert(value);
            }
        });
    let [at, level, msg, err, job, namespace, run] = values.map(|value| if is_json { text_of(value) } else { None });
    let plain = if is_json { String::new() } else { String::from_utf8_lossy(rest).into_owned() };
    let at = match (at, line.quiet_at) {
        (Some(at), _) => time(&at),
        (None, Some(at)) if begins => Some(at),
        _ => prefix::value(&plain, "time").filter(|_| plain.starts_with("time=")).and_then(&mut time),
    };
    let at = at.or_else(|| time(before.time)).or(around.at);
    at.into_iter().for_each(|at| collector.note_instant(at));
    let level = match level {
        Some(level) => Level::named(&level),
        None if is_json => Level::Loud,
        None if begins && line.quiet_at.is_some() => Level::Quiet,
        None => plain_level(&plain),
    };
    let text = if is_json { [msg, err].into_iter().flatten().collect::<Vec<_>>().join(" ") } else { plain };
    let or_empty = |value: &Option<String>| value.clone().unwrap_or_default();
    let run = run.unwrap_or_else(|| around.run.to_owned());
    let text = Text {
        at,
        level,
        text: &text,
        job: &or_empty(&job),
        namespace: &or_empty(&namespace),
        run: &run,
        origin,
        may_match: line.may_match,
        is_failure: false,
        position: line.position,
    };
    text::take(&text, collector);
    begins && !is_json
}

/// What a member says: a text, or a number as it is written.
fn text_of(value: Option<Value<'_>>) -> Option<String> {
    let mut text = String::new();
    match value? {
        Value::Text(raw) => json_scan::decode(raw, &mut text),
        Value::Word(word) if word.first().is_some_and(u8::is_ascii_digit) => json_scan::decode(word, &mut text),
        Value::Word(_) | Value::Nested(_) => return None,
    }
    Some(text)
}

fn plain_level(line: &str) -> Level {
    let written = prefix::value(line, "level").filter(|_| line.starts_with("time=")).map(Level::named);
    written.or_else(|| prefix::level(line)).unwrap_or_default()
}

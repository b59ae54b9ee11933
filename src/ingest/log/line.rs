use json_scan::{StampReader, Value};

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

/// Reads lines of logs, one after the other, into the same room.
#[derive(Debug, Default)]
pub struct LineReader {
    stamps: StampReader,
    text: String,
    word: String,
    job: String,
    namespace: String,
    run: String,
}

/// The members of a JSON line that are read. Of one that is there twice the first counts.
#[derive(Clone, Copy, Debug, Default)]
struct Members<'a> {
    time: Option<Value<'a>>,
    level: Option<Value<'a>>,
    msg: Option<Value<'a>>,
    err: Option<Value<'a>>,
    job: Option<Value<'a>>,
    namespace: Option<Value<'a>>,
    run: Option<Value<'a>>,
}

impl<'a> Members<'a> {
    /// Those of the object that is all of the line; none where it is no whole object.
    fn of(line: &'a [u8]) -> Option<Self> {
        let mut found = Self::default();
        let is_whole = json_scan::members(line, &mut |key, value| {
            let member = match key {
                b"time" => &mut found.time,
                b"level" => &mut found.level,
                b"msg" => &mut found.msg,
                b"err" => &mut found.err,
                b"job_name" => &mut found.job,
                b"namespace" => &mut found.namespace,
                b"run_id" => &mut found.run,
                _ => return,
            };
            member.get_or_insert(value);
        });
        is_whole.then_some(found)
    }
}

impl LineReader {
    /// Reads a line: notes its time, and takes its text where that can be evidence. Returns whether the line is no JSON
    /// although it begins as such.
    pub fn read(
        &mut self,
        line: &Line<'_>,
        around: &Around<'_>,
        collector: &mut Collector,
        notes: &mut TimeNotes,
    ) -> bool {
        let (before, rest) = prefix::part(line.bytes);
        let begins = rest.first() == Some(&b'{');
        let members = if begins { Members::of(rest) } else { None };
        let (own, level) = match &members {
            Some(members) => (self.time(members.time, notes), self.level(members.level)),
            None => {
                self.text.clear();
                self.text.push_str(&String::from_utf8_lossy(rest));
                match line.quiet_at {
                    Some(at) => (Some(at), Level::Quiet),
                    None => plain(&self.text, notes),
                }
            }
        };
        let at = own.or_else(|| self.instant(before.time.as_bytes(), notes)).or(around.at);
        at.into_iter().for_each(|at| collector.note_instant(at));
        if level == Level::Quiet && !line.may_match {
            return begins && members.is_none();
        }
        let members_of = members.unwrap_or_default();
        put(members_of.job, &mut self.job);
        put(members_of.namespace, &mut self.namespace);
        put(members_of.run, &mut self.run);
        if members.is_some() {
            put(members_of.msg, &mut self.text);
            if let Some(Value::Text(raw)) = members_of.err {
                if !self.text.is_empty() {
                    self.text.push(' ');
                }
                json_scan::decode(raw, &mut self.text);
            }
        }
        let origin = Origin { pod: before.pod, ..Origin::default() };
        let text = Text {
            at,
            level,
            text: &self.text,
            job: &self.job,
            namespace: &self.namespace,
            run: if self.run.is_empty() { around.run } else { &self.run },
            origin: if before.pod.is_empty() { around.origin } else { origin },
            may_match: line.may_match,
            is_failure: false,
            position: line.position,
        };
        text::take(&text, collector);
        begins && members.is_none()
    }

    fn time(&mut self, value: Option<Value<'_>>, notes: &mut TimeNotes) -> Option<Instant> {
        match value? {
            Value::Text(raw) | Value::Word(raw) => self.instant(raw, notes),
            Value::Nested(_) => None,
        }
    }

    /// The instant that is written, with JSON's escapes.
    fn instant(&mut self, raw: &[u8], notes: &mut TimeNotes) -> Option<Instant> {
        if let Some((millis, length)) = self.stamps.read(raw)
            && length == raw.len()
        {
            return Some(Instant::from_millis(millis));
        }
        self.word.clear();
        json_scan::decode(raw, &mut self.word);
        notes.read(Some(&self.word), "time").ok()?
    }

    fn level(&mut self, value: Option<Value<'_>>) -> Level {
        put(value, &mut self.word);
        Level::named(&self.word)
    }
}

/// Puts what a member says into the room for it: nothing where it is no text.
fn put(value: Option<Value<'_>>, text: &mut String) {
    text.clear();
    if let Some(Value::Text(raw)) = value {
        json_scan::decode(raw, text);
    }
}

/// Time and level of a plain line, where it says them in a form that is known.
fn plain(line: &str, notes: &mut TimeNotes) -> (Option<Instant>, Level) {
    if !line.starts_with("time=") {
        return (None, prefix::level(line).unwrap_or_default());
    }
    let at = prefix::value(line, "time").and_then(|time| notes.read(Some(time), "time").ok()?);
    (at, prefix::value(line, "level").map(Level::named).unwrap_or_default())
}

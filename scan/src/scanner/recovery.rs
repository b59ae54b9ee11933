use super::{Expect, Frame, Mode, Scanner};
use crate::outline::RecordKind;
use crate::record::Sink;
use crate::skip::{Layout, Skipped, Skipper, brace_before_line, new_document_at_line};

/// How many beginnings of documents are tried inside a cut one. Real records hold a handful; only bytes that mean harm
/// hold more, and each is read to its end.
const MOST_CANDIDATES: usize = 64;

/// What cannot stand where it stands: a new document in the midst of a cut one, or a record that is given up.
impl Scanner {
    /// Where a new document begins, where the layout shows that the token at `at`, on a line of its own if `line` is
    /// given, belongs to one.
    pub(super) fn new_document(&self, frame: Frame, at: usize, line: Option<usize>) -> Option<usize> {
        let bytes = self.window.bytes();
        let line = line?;
        let record = self.records.last()?;
        // In the array that holds the records, one on each line is how many programs write it.
        let inside = frame.is_object || self.element_kind(frame.node).is_none();
        if at == line && bytes[at] == b'{' && inside && record.layout != Layout::Loose {
            return Some(at);
        }
        if frame.expect != Expect::FirstKeyOrEnd || frame.start == self.document_start {
            return None;
        }
        match record.layout {
            Layout::Indented { unit } => new_document_at_line(bytes, line, self.frames.len() * unit),
            Layout::Compact if !frame.is_record => brace_before_line(bytes, line),
            _ => None,
        }
    }

    /// Deals with a control character at `at` inside a string: the sign of a cut, or of a writer that does not escape.
    pub(super) fn line_in_string(&mut self, at: usize, in_key: bool, sink: &mut dyn Sink) {
        let bytes = self.window.bytes();
        if bytes[at] == b'\n' {
            let next = at + 1;
            let new_document = if bytes.get(next) == Some(&b'{') { Some(next) } else { brace_before_line(bytes, next) };
            if let Some(start) = new_document {
                self.restart(start, sink);
                return;
            }
        }
        if in_key {
            self.give_up(at, true, "a key has a raw control character", sink);
            return;
        }
        if let Some(record) = self.records.last_mut() {
            record.fail(|| "a string has a raw control character".to_owned());
        }
        self.at = at + 1;
    }

    /// Deals with a byte that cannot stand where it stands.
    pub(super) fn unexpected(&mut self, sink: &mut dyn Sink) {
        let bytes = self.window.bytes();
        let at = self.at;
        if bytes[at] == b'{' {
            self.restart(at, sink);
            return;
        }
        // A key or string that was cut swallows the `{` of the new document; the quote of its first key closes it.
        if at >= 2 && bytes[at - 1] == b'"' && bytes[at - 2] == b'{' {
            self.restart(at - 2, sink);
            return;
        }
        self.give_up(at, false, "it is no valid JSON", sink);
    }

    /// Gives the record under way up: it is reported as bad once its end is found.
    pub(super) fn give_up(&mut self, at: usize, in_string: bool, why: &str, sink: &mut dyn Sink) {
        let byte = self.window.bytes().get(at).copied().unwrap_or(b' ');
        let offset = self.window.offset(at);
        let between = self.frames.last().and_then(|frame| self.element_kind(frame.node).filter(|_| !frame.is_object));
        let record = match (self.records.last_mut(), between) {
            (Some(record), None) => record,
            (_, kind) => {
                // Between the elements of an array of records only the odd byte is passed over.
                let kind = kind.unwrap_or(RecordKind::Element);
                self.numbers[kind as usize] += 1;
                sink.bad_record(kind, self.numbers[kind as usize], self.window.place(at), why.to_owned());
                self.at = at + 1;
                return;
            }
        };
        record.fail(|| match byte {
            _ if in_string => why.to_owned(),
            b' '..=b'~' => format!("{why}: unexpected `{}` at byte {offset}", char::from(byte)),
            _ => format!("{why}: unexpected byte 0x{byte:02x} at byte {offset}"),
        });
        let outer = record.outer;
        let depth = self.frames.len() - outer;
        self.frames.truncate(outer);
        let mut skipper = Skipper::resumed(depth, outer, record.layout);
        if in_string {
            skipper = skipper.inside_string();
        }
        // An unexpected bracket counts as one all the same: the skipper reads it again.
        self.at = at;
        self.mode = Mode::Skipping { skipper, gives_up: true, keep: false };
    }

    /// Leaves the document under way, cut off at `start`, and begins again there.
    pub(super) fn restart(&mut self, start: usize, sink: &mut dyn Sink) {
        let start = self.salvage(start).unwrap_or(start);
        if self.window.offset(start) <= self.document_start {
            // That is where the document under way began: beginning again would never end.
            self.give_up(self.at, false, "it is no valid JSON", sink);
            return;
        }
        self.samples.flush(sink);
        sink.cut(self.window.place(start));
        self.abandon();
        self.at = start;
    }

    pub(super) fn abandon(&mut self) {
        self.frames.clear();
        for record in self.records.drain(..) {
            self.spare.push(record.out);
        }
        self.mode = Mode::Between;
    }

    /// Where a whole compact document begins that ends at `end`, inside the one under way: one that was appended where
    /// a value of the cut one would have been read as its value.
    pub(super) fn salvage(&self, end: usize) -> Option<usize> {
        let record = self.records.last().filter(|record| record.layout == Layout::Compact)?;
        let from = self.window.index(record.start)? + 1;
        let bytes = self.window.bytes().get(..end)?;
        (from..end.saturating_sub(1))
            .filter(|&start| bytes[start] == b'{' && begins_as_compact_document(&bytes[start + 1..end]))
            .take(MOST_CANDIDATES)
            .find(|&start| match Skipper::new(0, Layout::Loose).run(bytes, start + 1, true) {
                Skipped::Done(after) => bytes[after..].iter().all(|byte| *byte <= b' '),
                _ => false,
            })
    }
}

/// Whether the bytes after a `{` are how compact documents begin: by their kind, or as a watch event. Other objects in a
/// document may begin with the same keys, but not with these.
fn begins_as_compact_document(bytes: &[u8]) -> bool {
    let after_version = bytes.strip_prefix(b"\"apiVersion\":\"").and_then(|rest| {
        let length = rest.iter().take(64).position(|byte| *byte == b'"')?;
        Some(&rest[length..])
    });
    bytes.starts_with(b"\"kind\":")
        || bytes.starts_with(b"\"items\":[")
        || bytes.starts_with(b"\"object\":{")
        || bytes.starts_with(b"\"status\":\"success\"")
        || bytes.starts_with(b"\"status\":\"error\"")
        || after_version.is_some_and(|rest| rest.starts_with(b"\",\"kind\":") || rest.starts_with(b"\",\"items\":"))
        || [&b"ADDED"[..], b"MODIFIED", b"DELETED"]
            .iter()
            .any(|event| bytes.strip_prefix(b"\"type\":\"").is_some_and(|rest| rest.starts_with(event)))
}

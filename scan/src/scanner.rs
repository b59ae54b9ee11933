use super::outline::{Node, NodeId, Outline, RecordKind};
use super::plain::{plain_length, white_length};
use super::record::{Pruned, Record, Sink};
use super::skip::{LOOK_BACK, Layout, Skipped, Skipper, begins_with_head_key, brace_before_line, new_document_at_line};
use super::window::Window;

/// Bytes that must be known beyond the one that is judged, unless the file ends.
const LOOK_AHEAD: usize = 96;

/// Longest key that is read, in bytes.
const LONGEST_KEY: usize = 64 * 1_024;

/// How far back a compact document is held, so that a new one inside it can be found once its end shows that it is cut.
const LONGEST_MEMORY: usize = 1 << 20;

/// Reads a stream of JSON documents in pieces of any size and cuts [`Pruned`] records out of them by an [`Outline`].
///
/// Neither the depth nor the size of the data bounds it: what is not in the outline is counted through, not held.
#[derive(Debug)]
pub struct Scanner {
    outline: Outline,
    /// Bytes of a kept string after which it is cut at the next chance: six bytes of JSON can stand for one of text.
    longest_string: usize,
    window: Window,
    at: usize,
    mode: Mode,
    frames: Vec<Frame>,
    records: Vec<Record>,
    /// Buffers of records that are over, to be used again.
    spare: Vec<Vec<u8>>,
    /// The layout of the document under way, and the offset of its first byte.
    layout: Layout,
    document_start: u64,
    numbers: [u64; 5],
    /// Whether the bytes since the last document are known to be no JSON.
    stray: bool,
}

#[derive(Clone, Debug)]
enum Mode {
    /// Before, between or after documents.
    Between,
    /// Among the members or elements of the top frame.
    Members,
    /// Inside a value that nobody needs; with its record, where that is given up.
    Skipping { skipper: Skipper, gives_up: bool },
    /// Inside a string.
    Text { keep: bool, kept: usize },
    /// Inside a number or a word.
    Word { keep: bool },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expect {
    FirstKeyOrEnd,
    Key,
    Colon(NodeId),
    Value(NodeId),
    FirstElementOrEnd,
    CommaOrEnd,
}

#[derive(Clone, Copy, Debug)]
struct Frame {
    node: NodeId,
    is_object: bool,
    /// Whether the frame is a record of its own.
    is_record: bool,
    expect: Expect,
    /// The offset of its opening bracket.
    start: u64,
    /// Whether a member was written, so that the next needs a comma.
    wrote: bool,
}

/// Why the scanner stops for a moment.
enum Step {
    Go,
    More,
}

impl Scanner {
    /// A scanner that has seen nothing yet. Of a kept string at least `longest_text` bytes are kept, escapes undone.
    pub fn new(outline: Outline, longest_text: usize) -> Self {
        Self {
            outline,
            longest_string: longest_text.saturating_mul(6),
            window: Window::new(),
            at: 0,
            mode: Mode::Between,
            frames: Vec::new(),
            records: Vec::new(),
            spare: Vec::new(),
            layout: Layout::Loose,
            document_start: 0,
            numbers: [0; 5],
            stray: false,
        }
    }

    /// Reads the next bytes.
    pub fn push(&mut self, chunk: &[u8], sink: &mut dyn Sink) {
        self.forget();
        self.window.push(chunk);
        self.run(false, sink);
    }

    /// Reads what is left, knowing that nothing follows.
    pub fn finish(&mut self, sink: &mut dyn Sink) {
        loop {
            self.run(true, sink);
            if self.frames.is_empty() {
                return;
            }
            let end = self.window.bytes().len();
            if let Some(start) = self.salvage(end) {
                self.restart(start, sink);
            } else {
                sink.cut(self.window.place(end));
                self.abandon();
                return;
            }
        }
    }

    /// Lets go of the bytes that are no longer needed.
    fn forget(&mut self) {
        let mut keep_from = self.at.saturating_sub(LOOK_BACK);
        if let Some(record) = self.records.last() {
            let start = self.window.index(record.start);
            if let Some(start) = start.filter(|start| self.at - start <= LONGEST_MEMORY)
                && record.layout == Layout::Compact
            {
                keep_from = keep_from.min(start);
            }
        }
        for record in &mut self.records {
            if record.place.is_none() && self.window.index(record.start).is_some_and(|start| start < keep_from) {
                record.place = self.window.index(record.start).map(|start| self.window.place(start));
            }
        }
        self.window.forget(keep_from);
        self.at -= keep_from;
    }

    fn run(&mut self, last: bool, sink: &mut dyn Sink) {
        loop {
            let rest = self.window.bytes().len() - self.at;
            if rest == 0 || (!last && rest < LOOK_AHEAD) {
                return;
            }
            let step = match self.mode {
                Mode::Between => self.between(sink),
                Mode::Members => self.member(last, sink),
                Mode::Skipping { .. } => self.skip(last, sink),
                Mode::Text { keep, kept } => self.text(keep, kept, last, sink),
                Mode::Word { keep } => self.word(keep, sink),
            };
            if matches!(step, Step::More) {
                return;
            }
        }
    }

    fn between(&mut self, sink: &mut dyn Sink) -> Step {
        let bytes = &self.window.bytes()[self.at..];
        match bytes[0] {
            b' ' | b'\t' | b'\r' | b'\n' | 0x1e => self.at += 1,
            b'{' => {
                self.begin_document();
                self.begin_record(RecordKind::Document, self.outline.root());
            }
            b'[' => {
                self.begin_document();
                self.push_frame(self.outline.root(), false, false, Expect::FirstElementOrEnd);
                self.at += 1;
                self.mode = Mode::Members;
            }
            _ => {
                if !self.stray {
                    self.stray = true;
                    sink.stray_text(self.window.place(self.at));
                }
                let line = bytes.iter().position(|&byte| byte == b'\n');
                self.at += line.map_or(bytes.len(), |line| line + 1);
            }
        }
        Step::Go
    }

    fn begin_document(&mut self) {
        self.stray = false;
        self.document_start = self.window.offset(self.at);
        let after = &self.window.bytes()[self.at + 1..];
        let (length, line) = white_length(after);
        self.layout = match line {
            Some(line) if length > line => Layout::Indented { unit: length - line },
            Some(_) => Layout::Loose,
            None if length == 0 => Layout::Compact,
            None => Layout::Loose,
        };
    }

    fn begin_record(&mut self, kind: RecordKind, node: NodeId) {
        let number = &mut self.numbers[kind as usize];
        *number += 1;
        let after = self.window.bytes().get(self.at + 1);
        let layout = match self.layout {
            indented @ Layout::Indented { .. } => indented,
            _ if after.is_some_and(|byte| *byte > b' ') => Layout::Compact,
            _ => Layout::Loose,
        };
        let mut out = self.spare.pop().unwrap_or_default();
        out.clear();
        out.push(b'{');
        self.records.push(Record {
            kind,
            number: *number,
            start: self.window.offset(self.at),
            place: None,
            layout,
            out,
            wrong: None,
            outer: self.frames.len(),
        });
        self.push_frame(node, true, true, Expect::FirstKeyOrEnd);
        self.at += 1;
        self.mode = Mode::Members;
    }

    fn push_frame(&mut self, node: NodeId, is_object: bool, is_record: bool, expect: Expect) {
        let start = self.window.offset(self.at);
        self.frames.push(Frame { node, is_object, is_record, expect, start, wrote: false });
    }

    /// Reads the next token among the members of the top frame.
    fn member(&mut self, last: bool, sink: &mut dyn Sink) -> Step {
        let bytes = &self.window.bytes()[self.at..];
        let (white, line) = white_length(bytes);
        if !last && bytes.len() - white < LOOK_AHEAD {
            // The beginning of the line is kept for the look at its indentation, unless it is beyond all measure.
            self.at += match line {
                Some(line) if white - line < LONGEST_KEY => line - 1,
                _ => white.saturating_sub(LOOK_BACK / 2),
            };
            return Step::More;
        }
        let Some(&byte) = bytes.get(white) else {
            self.at += white;
            return Step::Go;
        };
        let line = line.map(|line| self.at + line);
        let at = self.at + white;
        let Some(frame) = self.frames.last().copied() else {
            self.mode = Mode::Between;
            return Step::Go;
        };
        if let Some(start) = self.new_document(frame, at, line) {
            self.restart(start, sink);
            return Step::Go;
        }
        self.at = at;
        match (frame.expect, byte) {
            (Expect::FirstKeyOrEnd | Expect::CommaOrEnd, b'}') if frame.is_object => self.end_frame(sink),
            (Expect::FirstElementOrEnd | Expect::CommaOrEnd, b']') if !frame.is_object => self.end_frame(sink),
            (Expect::FirstKeyOrEnd | Expect::Key, b'"') => return self.key(last, sink),
            (Expect::CommaOrEnd, b',') => {
                let expect = if frame.is_object { Expect::Key } else { Expect::Value(self.element_node(frame.node)) };
                self.set_expect(expect);
                self.at += 1;
            }
            (Expect::Colon(node), b':') => {
                self.set_expect(Expect::Value(node));
                self.at += 1;
            }
            (Expect::FirstElementOrEnd, _) => self.value(frame, self.element_node(frame.node), byte, sink),
            (Expect::Value(node), _) => self.value(frame, node, byte, sink),
            _ => self.unexpected(sink),
        }
        Step::Go
    }

    fn set_expect(&mut self, expect: Expect) {
        if let Some(frame) = self.frames.last_mut() {
            frame.expect = expect;
        }
    }

    /// The node by which elements of an array are read.
    fn element_node(&self, array: NodeId) -> NodeId {
        match self.outline.node(array) {
            Node::List(each) | Node::Records(_, each) => *each,
            // An array that is a whole document holds what else would be documents.
            _ => array,
        }
    }

    /// Which records the elements of an array are, if they are.
    fn element_kind(&self, array: NodeId) -> Option<RecordKind> {
        match self.outline.node(array) {
            Node::Records(kind, _) => Some(*kind),
            Node::List(_) => None,
            _ => Some(RecordKind::Element),
        }
    }

    /// Where a new document begins, where the layout shows that the token at `at`, on a line of its own if `line` is
    /// given, belongs to one.
    fn new_document(&self, frame: Frame, at: usize, line: Option<usize>) -> Option<usize> {
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

    fn key(&mut self, last: bool, sink: &mut dyn Sink) -> Step {
        let bytes = self.window.bytes();
        let start = self.at + 1;
        let mut end = start;
        loop {
            end += plain_length(&bytes[end.min(bytes.len())..]);
            match bytes.get(end) {
                Some(b'"') => break,
                Some(b'\\') => end += 2,
                Some(_) => {
                    self.line_in_string(end, true, sink);
                    return Step::Go;
                }
                None if last => {
                    self.at = bytes.len();
                    return Step::More;
                }
                None if bytes.len() - start > LONGEST_KEY => {
                    self.give_up(end.min(bytes.len()), true, "it has a key longer than 64 KiB", sink);
                    return Step::Go;
                }
                None => return Step::More,
            }
        }
        let key = &bytes[start..end];
        let Some(frame) = self.frames.last().copied() else { return Step::Go };
        let Node::Object { members, note_others, document } = self.outline.node(frame.node) else {
            self.set_expect(Expect::Colon(Outline::SKIP));
            self.at = end + 1;
            return Step::Go;
        };
        // A nested object that begins as documents do is one, appended where the value of a key was cut off.
        let heads = frame.expect == Expect::FirstKeyOrEnd
            && (!document || (!frame.is_record && matches!(key, b"type" | b"object" | b"items")));
        if heads
            && (*document || !matches!(key, b"type" | b"metadata" | b"spec" | b"status"))
            && begins_with_head_key(&bytes[self.at..])
            && let Some(start) = self.window.index(frame.start)
        {
            self.restart(start, sink);
            return Step::Go;
        }
        let node = members.iter().find(|(name, _)| name == key).map_or(Outline::SKIP, |(_, node)| *node);
        let kept = !matches!(self.outline.node(node), Node::Skip);
        let noted = !kept && *note_others && key.len() <= 64;
        if (kept || noted)
            && let (Some(record), Some(frame)) = (self.records.last_mut(), self.frames.last_mut())
        {
            if frame.wrote {
                record.keep(b",");
            }
            frame.wrote = true;
            record.keep(b"\"");
            record.keep(key);
            record.keep(if noted { b"\":0" } else { b"\":" });
        }
        self.set_expect(Expect::Colon(node));
        self.at = end + 1;
        Step::Go
    }

    /// Begins the value whose first byte is at the place reached.
    fn value(&mut self, frame: Frame, node: NodeId, byte: u8, sink: &mut dyn Sink) {
        let kept = !matches!(self.outline.node(node), Node::Skip);
        self.set_expect(Expect::CommaOrEnd);
        if !frame.is_object {
            if let Some(kind) = self.element_kind(frame.node) {
                match byte {
                    b'{' => self.begin_record(kind, node),
                    b'"' | b'[' | b'-' | b'0'..=b'9' | b'a'..=b'z' => {
                        self.numbers[kind as usize] += 1;
                        let number = self.numbers[kind as usize];
                        sink.bad_record(kind, number, self.window.place(self.at), "it is no object".to_owned());
                        self.begin_value(Outline::SKIP, false, byte, sink);
                    }
                    _ => self.unexpected(sink),
                }
                return;
            }
            if kept {
                self.keep_comma();
            }
        }
        self.begin_value(node, kept, byte, sink);
    }

    fn keep_comma(&mut self) {
        if let (Some(record), Some(frame)) = (self.records.last_mut(), self.frames.last_mut()) {
            if frame.wrote {
                record.keep(b",");
            }
            frame.wrote = true;
        }
    }

    fn begin_value(&mut self, node: NodeId, kept: bool, byte: u8, sink: &mut dyn Sink) {
        match byte {
            b'"' => {
                self.keep_if(kept, b"\"");
                self.at += 1;
                self.mode = Mode::Text { keep: kept, kept: 0 };
            }
            b'-' | b'0'..=b'9' | b'a'..=b'z' => self.mode = Mode::Word { keep: kept },
            b'{' | b'[' => {
                match (self.outline.node(node), byte) {
                    (Node::Object { .. }, b'{') => {
                        self.keep_if(true, b"{");
                        self.push_frame(node, true, false, Expect::FirstKeyOrEnd);
                    }
                    (Node::List(_), b'[') => {
                        self.keep_if(true, b"[");
                        self.push_frame(node, false, false, Expect::FirstElementOrEnd);
                    }
                    (Node::Records(..), b'[') => {
                        // The elements go their own way; that there was an array is all that stays.
                        self.keep_if(true, b"[]");
                        self.push_frame(node, false, false, Expect::FirstElementOrEnd);
                    }
                    _ => {
                        // A wrong type stays visible to whoever reads the record.
                        self.keep_if(kept, if byte == b'{' { b"{}" } else { b"[]" });
                        let skipper = Skipper::new(self.frames.len(), self.record_layout());
                        self.mode = Mode::Skipping { skipper, gives_up: false };
                    }
                }
                self.at += 1;
            }
            _ => self.unexpected(sink),
        }
    }

    fn record_layout(&self) -> Layout {
        self.records.last().map_or(self.layout, |record| record.layout)
    }

    fn keep_if(&mut self, kept: bool, bytes: &[u8]) {
        if let (true, Some(record)) = (kept, self.records.last_mut()) {
            record.keep(bytes);
        }
    }

    fn end_frame(&mut self, sink: &mut dyn Sink) {
        self.at += 1;
        let Some(frame) = self.frames.pop() else { return };
        if frame.is_record {
            self.end_record(sink);
        } else if !matches!(self.outline.node(frame.node), Node::Records(..)) && !self.records.is_empty() {
            self.keep_if(true, if frame.is_object { b"}" } else { b"]" });
        }
        if self.frames.is_empty() {
            self.mode = Mode::Between;
            if !frame.is_record {
                sink.array_end();
            }
        }
    }

    fn end_record(&mut self, sink: &mut dyn Sink) {
        let Some(mut record) = self.records.pop() else { return };
        record.keep(b"}");
        let result = match record.wrong.take() {
            Some(why) => Err(why),
            None => {
                let around = self.records.last().map_or(&b""[..], |around| &around.out);
                sink.record(Pruned { kind: record.kind, json: &record.out, around })
            }
        };
        if let Err(why) = result {
            sink.bad_record(record.kind, record.number, self.place_of(&record), why);
        }
        self.spare.push(record.out);
    }

    fn place_of(&self, record: &Record) -> super::Place {
        record.place.unwrap_or_else(|| self.window.place(self.window.index(record.start).unwrap_or(0)))
    }

    fn skip(&mut self, last: bool, sink: &mut dyn Sink) -> Step {
        let Mode::Skipping { skipper, gives_up } = &mut self.mode else { return Step::Go };
        match skipper.run(self.window.bytes(), self.at, last) {
            Skipped::Done(after) => {
                let gives_up = *gives_up;
                self.at = after;
                self.mode = Mode::Members;
                if gives_up {
                    self.end_record(sink);
                    if self.frames.is_empty() {
                        self.mode = Mode::Between;
                    }
                }
                Step::Go
            }
            Skipped::More(reached) => {
                self.at = reached;
                Step::More
            }
            Skipped::Restart(start) => {
                self.restart(start, sink);
                Step::Go
            }
        }
    }

    fn text(&mut self, keep: bool, mut kept: usize, last: bool, sink: &mut dyn Sink) -> Step {
        let bytes = &self.window.bytes()[self.at..];
        let plain = plain_length(bytes);
        // What follows a special byte says what it is; where that is not known yet, it waits.
        let known = last || bytes.len() - plain >= 2;
        let special = bytes.get(plain).copied().filter(|_| known);
        let taken = if special == Some(b'\\') { bytes.len().min(plain + 2) } else { plain };
        if let (true, Some(record)) = (keep, self.records.last_mut()) {
            kept = keep_text(record, self.longest_string, kept, &bytes[..plain], &bytes[plain..taken]);
        }
        self.at += taken;
        match special {
            Some(b'"') => {
                self.keep_if(keep, b"\"");
                self.at += 1;
                self.mode = Mode::Members;
            }
            Some(b'\\') | None => self.mode = Mode::Text { keep, kept },
            Some(_) => {
                self.mode = Mode::Text { keep, kept };
                self.line_in_string(self.at, false, sink);
            }
        }
        Step::Go
    }

    /// Deals with a control character at `at` inside a string: the sign of a cut, or of a writer that does not escape.
    fn line_in_string(&mut self, at: usize, in_key: bool, sink: &mut dyn Sink) {
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

    fn word(&mut self, keep: bool, sink: &mut dyn Sink) -> Step {
        let bytes = &self.window.bytes()[self.at..];
        let length =
            bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')).count();
        if let (true, Some(record)) = (keep, self.records.last_mut()) {
            record.keep(&bytes[..length.min(LONGEST_KEY)]);
        }
        let ends = bytes.get(length).copied();
        self.at += length;
        match ends {
            None => {}
            Some(b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t') => self.mode = Mode::Members,
            Some(_) => {
                self.mode = Mode::Members;
                self.unexpected(sink);
            }
        }
        Step::Go
    }

    /// Deals with a byte that cannot stand where it stands.
    fn unexpected(&mut self, sink: &mut dyn Sink) {
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
    fn give_up(&mut self, at: usize, in_string: bool, why: &str, sink: &mut dyn Sink) {
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
        self.mode = Mode::Skipping { skipper, gives_up: true };
    }

    /// Leaves the document under way, cut off at `start`, and begins again there.
    fn restart(&mut self, start: usize, sink: &mut dyn Sink) {
        let start = self.salvage(start).unwrap_or(start);
        if self.window.offset(start) <= self.document_start {
            // That is where the document under way began: beginning again would never end.
            self.give_up(self.at, false, "it is no valid JSON", sink);
            return;
        }
        sink.cut(self.window.place(start));
        self.abandon();
        self.at = start;
    }

    fn abandon(&mut self) {
        self.frames.clear();
        for record in self.records.drain(..) {
            self.spare.push(record.out);
        }
        self.mode = Mode::Between;
    }

    /// Where a whole compact document begins that ends at `end`, inside the one under way: one that was appended where
    /// a value of the cut one would have been read as its value.
    fn salvage(&self, end: usize) -> Option<usize> {
        let record = self.records.last().filter(|record| record.layout == Layout::Compact)?;
        let from = self.window.index(record.start)? + 1;
        let bytes = self.window.bytes().get(..end)?;
        (from..end.saturating_sub(1)).find(|&start| {
            bytes[start] == b'{'
                && begins_as_compact_document(&bytes[start + 1..end])
                && match Skipper::new(0, Layout::Loose).run(bytes, start + 1, true) {
                    Skipped::Done(after) => bytes[after..].iter().all(|byte| *byte <= b' '),
                    _ => false,
                }
        })
    }
}

/// Keeps the plain part of a string and the escape after it; returns how much of the string is kept. What is longer than
/// it may be is cut where no escape and no character is torn.
fn keep_text(record: &mut Record, longest: usize, kept: usize, plain: &[u8], escape: &[u8]) -> usize {
    if kept == usize::MAX {
        return kept;
    }
    let room = longest.saturating_sub(kept);
    if plain.len() > room {
        let edge = (room..plain.len()).find(|&edge| plain[edge] & 0xc0 != 0x80).unwrap_or(plain.len());
        record.keep(&plain[..edge]);
        return usize::MAX;
    }
    record.keep(plain);
    if kept + plain.len() >= longest && !ends_in_half_a_pair(&record.out) {
        return usize::MAX;
    }
    record.keep(escape);
    kept + plain.len() + escape.len()
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
        || after_version.is_some_and(|rest| rest.starts_with(b"\",\"kind\":") || rest.starts_with(b"\",\"items\":"))
        || [&b"ADDED"[..], b"MODIFIED", b"DELETED"]
            .iter()
            .any(|event| bytes.strip_prefix(b"\"type\":\"").is_some_and(|rest| rest.starts_with(event)))
}

/// Whether the text ends in the first half of a surrogate pair, which must not stand alone.
fn ends_in_half_a_pair(out: &[u8]) -> bool {
    out.last_chunk::<6>().is_some_and(|[slash, u, d, high, ..]| {
        (*slash, *u, *d | 0x20) == (b'\\', b'u', b'd') && matches!(high | 0x20, b'8' | b'9' | b'a' | b'b')
    })
}

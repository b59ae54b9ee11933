mod member;
mod recovery;
mod scalar;
mod series;

use super::labels::Labels;
use super::outline::{Node, NodeId, Outline, RecordKind};
use super::plain::white_length;
use super::record::{Pruned, Record, Sink};
use super::samples::{Next, Samples};
use super::skip::{LOOK_BACK, Layout, Skipped, Skipper};
use super::window::{Locator, Window};

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
    samples: Samples,
    labels: Labels,
    numbers: [u64; RecordKind::COUNT],
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
    Skipping { skipper: Skipper, gives_up: bool, keep: bool },
    /// Inside a string.
    Text { keep: bool, kept: usize },
    /// Inside a number or a word.
    Word { keep: bool },
    /// Inside the samples of a series.
    Samples { node: NodeId, next: Next },
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
            samples: Samples::new(),
            labels: Labels::default(),
            numbers: [0; RecordKind::COUNT],
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
                self.samples.flush(sink);
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
                Mode::Samples { node, next } => self.samples(node, next, sink),
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
                self.begin_record(RecordKind::Document, self.outline.root(), true);
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

    fn begin_record(&mut self, kind: RecordKind, node: NodeId, is_object: bool) {
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
        out.push(if is_object { b'{' } else { b'[' });
        self.records.push(Record {
            kind,
            is_object,
            number: *number,
            start: self.window.offset(self.at),
            place: None,
            layout,
            out,
            wrong: None,
            outer: self.frames.len(),
        });
        let expect = if is_object { Expect::FirstKeyOrEnd } else { Expect::FirstElementOrEnd };
        self.push_frame(node, is_object, true, expect);
        self.at += 1;
        self.mode = Mode::Members;
    }

    fn push_frame(&mut self, node: NodeId, is_object: bool, is_record: bool, expect: Expect) {
        let start = self.window.offset(self.at);
        self.frames.push(Frame { node, is_object, is_record, expect, start, wrote: false });
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
        record.keep(if record.is_object { b"}" } else { b"]" });
        let result = match record.wrong.take() {
            Some(why) => Err(why),
            None => {
                let around = self.records.last().map_or(&b""[..], |around| &around.out);
                let place = Some(self.locate(&record));
                sink.record(Pruned { kind: record.kind, json: &record.out, around, place })
            }
        };
        if let Err(why) = result {
            sink.bad_record(record.kind, record.number, self.locate(&record).place(), why);
        }
        self.spare.push(record.out);
    }

    fn locate(&self, record: &Record) -> Locator<'_> {
        Locator::new(&self.window, record.place, record.start)
    }

    fn skip(&mut self, last: bool, sink: &mut dyn Sink) -> Step {
        let Mode::Skipping { skipper, gives_up, keep } = &mut self.mode else { return Step::Go };
        let skipped = skipper.run(self.window.bytes(), self.at, last);
        if let (true, Skipped::Done(reached) | Skipped::More(reached)) = (*keep, skipped)
            && let Some(record) = self.records.last_mut()
        {
            record.keep(&self.window.bytes()[self.at..reached]);
        }
        match skipped {
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
}

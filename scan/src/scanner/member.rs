use super::{Expect, Frame, LONGEST_KEY, LOOK_AHEAD, Mode, Scanner, Step};
use crate::outline::{Node, NodeId, Outline, RecordKind};
use crate::plain::{plain_length, white_length};
use crate::record::Sink;
use crate::skip::{LOOK_BACK, Layout, Skipper, begins_with_head_key};

/// The grammar: members of objects, elements of arrays, and where their values begin.
impl Scanner {
    /// Reads the next token among the members of the top frame.
    pub(super) fn member(&mut self, last: bool, sink: &mut dyn Sink) -> Step {
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

    pub(super) fn set_expect(&mut self, expect: Expect) {
        if let Some(frame) = self.frames.last_mut() {
            frame.expect = expect;
        }
    }

    /// The node by which elements of an array are read.
    pub(super) fn element_node(&self, array: NodeId) -> NodeId {
        match self.outline.node(array) {
            Node::List(each) | Node::Records(_, each) => *each,
            Node::Samples => Outline::SKIP,
            // An array that is a whole document holds what else would be documents.
            _ => array,
        }
    }

    /// Which records the elements of an array are, if they are.
    pub(super) fn element_kind(&self, array: NodeId) -> Option<RecordKind> {
        match self.outline.node(array) {
            Node::Records(kind, _) => Some(*kind),
            Node::List(_) | Node::Samples => None,
            _ => Some(RecordKind::Element),
        }
    }

    pub(super) fn key(&mut self, last: bool, sink: &mut dyn Sink) -> Step {
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
        let Node::Object { members, note_others, document, others } = self.outline.node(frame.node) else {
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
        let node = members.iter().find(|(name, _)| name == key).map_or(*others, |(_, node)| *node);
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
    pub(super) fn value(&mut self, frame: Frame, node: NodeId, byte: u8, sink: &mut dyn Sink) {
        let kept = !matches!(self.outline.node(node), Node::Skip);
        self.set_expect(Expect::CommaOrEnd);
        if !frame.is_object {
            if let Some(kind) = self.element_kind(frame.node) {
                match byte {
                    b'{' if self.begin_series(kind, node, sink) => {}
                    b'{' => self.begin_record(kind, node, true),
                    b'[' if matches!(self.outline.node(node), Node::List(_)) => self.begin_record(kind, node, false),
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

    pub(super) fn keep_comma(&mut self) {
        if let (Some(record), Some(frame)) = (self.records.last_mut(), self.frames.last_mut()) {
            if frame.wrote {
                record.keep(b",");
            }
            frame.wrote = true;
        }
    }

    pub(super) fn begin_value(&mut self, node: NodeId, kept: bool, byte: u8, sink: &mut dyn Sink) {
        match byte {
            b'"' => {
                self.keep_if(kept, b"\"");
                self.at += 1;
                self.mode = Mode::Text { keep: kept, kept: 0 };
            }
            b'-' | b'0'..=b'9' | b'a'..=b'z' => self.mode = Mode::Word { keep: kept },
            b'{' | b'[' => {
                let node = match (self.outline.node(node), byte) {
                    (Node::Either(object, _), b'{') => *object,
                    (Node::Either(_, array), _) => *array,
                    _ => node,
                };
                match (self.outline.node(node), byte) {
                    (Node::Samples, b'[') => {
                        self.begin_samples(node, None, sink);
                        return;
                    }
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
                    (Node::Raw, _) => {
                        self.keep_if(true, if byte == b'{' { b"{" } else { b"[" });
                        let skipper = Skipper::new(self.frames.len(), self.record_layout());
                        self.mode = Mode::Skipping { skipper, gives_up: false, keep: true };
                    }
                    _ => {
                        // A wrong type stays visible to whoever reads the record.
                        self.keep_if(kept, if byte == b'{' { b"{}" } else { b"[]" });
                        let skipper = Skipper::new(self.frames.len(), self.record_layout());
                        self.mode = Mode::Skipping { skipper, gives_up: false, keep: false };
                    }
                }
                self.at += 1;
            }
            _ => self.unexpected(sink),
        }
    }

    pub(super) fn record_layout(&self) -> Layout {
        self.records.last().map_or(self.layout, |record| record.layout)
    }

    pub(super) fn keep_if(&mut self, kept: bool, bytes: &[u8]) {
        if let (true, Some(record)) = (kept, self.records.last_mut()) {
            record.keep(bytes);
        }
    }
}

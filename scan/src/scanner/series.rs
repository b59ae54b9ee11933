use super::{Expect, Mode, Scanner, Step};
use crate::labels::Labels;
use crate::outline::{Node, NodeId, RecordKind};
use crate::record::Sink;
use crate::samples::{Next, Stop};
use crate::skip::Layout;

/// Samples of a series, which are taken together into runs and never copied.
impl Scanner {
    /// Begins a series at the place reached that is written as servers write it, up to its samples: `{"metric":{…},"values":[`. Any
    /// other is read member by member, and so is one of which that much is not known yet; then nothing has happened.
    pub(super) fn begin_series(&mut self, kind: RecordKind, node: NodeId, sink: &mut dyn Sink) -> bool {
        const METRIC: &[u8] = b"{\"metric\":";
        const VALUES: &[u8] = b",\"values\":";
        let bytes = &self.window.bytes()[self.at..];
        if kind != RecordKind::Series || self.layout != Layout::Compact || !bytes.starts_with(METRIC) {
            return false;
        }
        let member = |key: &[u8]| match self.outline.node(node) {
            Node::Object { members, .. } => members.iter().find(|(name, _)| name == key).map(|(_, node)| *node),
            _ => None,
        };
        let (Some(metric), Some(values)) = (member(b"metric"), member(b"values")) else { return false };
        if !matches!((self.outline.node(metric), self.outline.node(values)), (Node::Raw, Node::Samples)) {
            return false;
        }
        let Some((length, is_alike)) = self.labels.read(&bytes[METRIC.len()..]) else { return false };
        let end = METRIC.len() + length + VALUES.len();
        if !bytes[METRIC.len() + length..].starts_with(VALUES) || bytes.get(end) != Some(&b'[') {
            // The labels before are gone: the next that are read have other keys.
            self.labels = Labels::default();
            return false;
        }
        let start = self.at;
        self.begin_record(kind, node, true);
        if let (Some(record), Some(frame)) = (self.records.last_mut(), self.frames.last_mut()) {
            // The labels go to the sink as they were read.
            record.keep(b"\"metric\":{},\"values\":");
            (frame.wrote, frame.expect) = (true, Expect::CommaOrEnd);
        }
        self.at = start + end;
        self.begin_samples(values, Some(is_alike), sink);
        true
    }

    /// Begins the samples whose opening bracket is at the place reached.
    ///
    /// `alike` says that the labels of the series were read, and whether their keys are those before.
    pub(super) fn begin_samples(&mut self, node: NodeId, alike: Option<bool>, sink: &mut dyn Sink) {
        self.keep_if(true, b"[]");
        let kept = |back: usize| {
            let place = self.records.len().checked_sub(back);
            place.map_or(&[][..], |place| &self.records[place].out)
        };
        sink.samples(kept(1), kept(2), alike.map(|is_alike| (&self.labels, is_alike)));
        self.mode = Mode::Samples { node, next: Next::Opening };
    }

    /// Reads the samples that are known.
    pub(super) fn samples(&mut self, node: NodeId, mut next: Next, sink: &mut dyn Sink) -> Step {
        let bytes = self.window.bytes();
        let stop = if next == Next::Opening {
            // A single sample and an array of samples begin alike.
            match bytes[self.at + 1..].iter().find(|byte| !matches!(byte, b' ' | b'\n' | b'\r' | b'\t')) {
                None if bytes.len() - self.at > super::LONGEST_KEY => Stop::Odd { start: self.at, at: self.at },
                None => Stop::More(self.at),
                Some(b'[' | b']') => {
                    self.push_frame(node, false, false, Expect::CommaOrEnd);
                    self.at += 1;
                    self.mode = Mode::Samples { node, next: Next::SampleOrEnd };
                    return Step::Go;
                }
                Some(_) => self.samples.sample(bytes, self.at, sink),
            }
        } else {
            self.samples.pass(bytes, self.at, &mut next, sink)
        };
        let is_array = !matches!(self.mode, Mode::Samples { next: Next::Opening, .. });
        match stop {
            Stop::End(after) => {
                self.samples.flush(sink);
                if is_array {
                    self.frames.pop();
                }
                self.at = after;
                self.mode = Mode::Members;
                Step::Go
            }
            Stop::More(reached) => {
                self.at = reached;
                self.mode = Mode::Samples { node, next };
                Step::More
            }
            Stop::Odd { start, at } => {
                self.samples.flush(sink);
                let bytes = self.window.bytes();
                let begins_anew = bytes[at] == b'{' || (at >= 2 && &bytes[at - 2..at] == b"{\"");
                if begins_anew {
                    self.at = at;
                    self.unexpected(sink);
                } else {
                    self.give_up(start, false, "it has a sample that is no pair of a time and a value", sink);
                }
                Step::Go
            }
        }
    }
}

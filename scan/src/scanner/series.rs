use super::{Expect, Mode, Scanner, Step};
use crate::outline::NodeId;
use crate::record::Sink;
use crate::samples::{Next, Stop};

/// Samples of a series, which are taken together into runs and never copied.
impl Scanner {
    /// Begins the samples whose opening bracket is at the place reached.
    pub(super) fn begin_samples(&mut self, node: NodeId, sink: &mut dyn Sink) {
        self.keep_if(true, b"[]");
        let kept = |back: usize| {
            let place = self.records.len().checked_sub(back);
            place.map_or(&[][..], |place| &self.records[place].out)
        };
        sink.samples(kept(1), kept(2));
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

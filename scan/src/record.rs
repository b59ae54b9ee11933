use super::labels::Labels;
use super::outline::RecordKind;
use super::skip::Layout;
use super::window::{Locator, Place};

/// Longest record that is kept after pruning, in bytes. No object of the formats comes near it.
const LONGEST_RECORD: usize = 1 << 20;

/// A record's kept parts as JSON of their own.
#[derive(Clone, Copy, Debug)]
pub struct Pruned<'a> {
    /// What was cut out.
    pub kind: RecordKind,
    /// The kept members, a JSON object; of an array its elements, a JSON array.
    pub json: &'a [u8],
    /// What is kept of the document around it so far: a JSON object whose closing brace is still missing, or empty.
    pub around: &'a [u8],
    /// Where it begins; none where it is read once more, out of its place.
    pub place: Option<Locator<'a>>,
}

/// Samples of one series with the same value at the same distance from one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// The time of the first, in milliseconds since the epoch.
    pub first: i64,
    /// The distance, in milliseconds; 0 of a single sample, else above.
    pub step: i64,
    /// How many samples.
    pub count: u32,
    /// The value as written, without its quotes; empty where it is longer than any number.
    pub value: &'a [u8],
}

/// What takes the records that a scanner finds.
pub trait Sink {
    /// Takes a record. An error says why it cannot be read; the scanner reports it with its place.
    fn record(&mut self, record: Pruned<'_>) -> Result<(), String>;

    /// Samples of the record under way begin; `kept` is what is kept of it so far, and `around` what is kept of the
    /// document around it: JSON objects that are not closed yet. `labels` are those of its `metric`, where they were read already and
    /// are not kept, and whether their keys are those of the last series of which this was so.
    fn samples(&mut self, _kept: &[u8], _around: &[u8], _labels: Option<(&Labels, bool)>) {}

    /// Takes samples of the record under way, in their order.
    fn run(&mut self, _run: Run<'_>) {}

    /// A record could not be read.
    fn bad_record(&mut self, kind: RecordKind, number: u64, place: Place, why: String);

    /// The document under way was cut off here, and another one begins or the file ends.
    fn cut(&mut self, place: Place);

    /// An array that is a whole document ended.
    fn array_end(&mut self);

    /// Bytes between documents that are no JSON.
    fn stray_text(&mut self, place: Place);
}

/// A record under way.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) kind: RecordKind,
    /// Whether it is an object; else it is an array.
    pub(super) is_object: bool,
    /// Its number among the records of its kind in the file, from 1.
    pub(super) number: u64,
    /// The offset of its first byte in the file.
    pub(super) start: u64,
    /// The place of its first byte, known once that byte is no longer held.
    pub(super) place: Option<Place>,
    pub(super) layout: Layout,
    /// The kept members, written as JSON.
    pub(super) out: Vec<u8>,
    /// The first thing that is wrong with it.
    pub(super) wrong: Option<String>,
    /// Brackets open around it.
    pub(super) outer: usize,
}

impl Record {
    /// Appends to what is kept, unless it grows beyond all measure.
    pub(super) fn keep(&mut self, bytes: &[u8]) {
        if self.out.len() + bytes.len() > LONGEST_RECORD {
            self.fail(|| "the parts of it that are read are longer than 1 MiB".to_owned());
        } else {
            self.out.extend_from_slice(bytes);
        }
    }

    /// Notes what is wrong, if nothing is noted yet.
    pub(super) fn fail(&mut self, why: impl FnOnce() -> String) {
        if self.wrong.is_none() {
            self.wrong = Some(why());
        }
    }
}

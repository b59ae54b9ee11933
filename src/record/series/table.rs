use super::{Instants, JobMetric, Progression, Steps};
use crate::record::Cover;
use crate::record::chunked::{ChunkedList, TextArena, TextSpan};
use crate::record::id_index::IdIndex;
use crate::slo::Kind;

/// A name in a namespace, of which there are series. Several objects may have had it one after the other.
#[derive(Clone, Debug)]
pub struct NameRow {
    /// The namespace, and the name behind it.
    text: TextSpan,
    namespace_length: u16,
    kind: Kind,
    in_scope: bool,
    /// Whether the jobs' labels told the kind, and not their name alone.
    is_labelled: bool,
}

/// Samples of a series with one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunRow {
    /// The name's place in the table.
    pub(super) name: u32,
    pub(super) metric: JobMetric,
    pub(super) instants: Progression,
    /// In milliseconds where it is an instant; else of no meaning.
    pub(super) value: i64,
}

/// The series of jobs in one file, in runs of equal values at equal distances: all that is needed to put series of
/// several files together, and little more than one row a series.
#[derive(Debug, Default)]
pub struct SeriesTable {
    pub(in crate::record) names: ChunkedList<NameRow>,
    pub(in crate::record) runs: ChunkedList<RunRow>,
    pub(in crate::record) texts: TextArena,
    pub(in crate::record) label: SeriesLabel,
    steps: [Steps; JobMetric::COUNT],
    index: IdIndex,
    /// The name, metric and last instant of the run added last, for the distance to the next.
    latest: Option<(u32, JobMetric, i64)>,
}

/// What is known of a table's series together.
#[derive(Clone, Debug, Default)]
pub struct SeriesLabel {
    /// The instants of all samples of the file, whatever they are of.
    pub instants: Instants,
    /// For each [`JobMetric`] the commonest distance between consecutive samples, in milliseconds; 0 where unknown.
    pub steps: [i64; JobMetric::COUNT],
}

impl SeriesTable {
    /// How many names there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are no series of jobs.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The place of a name; `classify` says its kind and whether it is in scope where it is new.
    pub fn name(&mut self, namespace: &str, name: &str, classify: impl FnOnce() -> (Kind, bool)) -> u32 {
        // Names longer than Kubernetes allows are cut: nothing real is.
        let namespace = &namespace[..namespace.floor_char_boundary(usize::from(u16::MAX))];
        let hash = self.index.hash((namespace, name));
        if let Some(known) = self.index.find(hash, &mut |id| self.names_of(id) == (namespace, name)) {
            return known;
        }
        let id = self.names.len() as u32;
        let text = self.texts.push(&[namespace, name].concat());
        let (kind, in_scope) = classify();
        self.names.push(NameRow { text, namespace_length: namespace.len() as u16, kind, in_scope, is_labelled: false });
        self.index.insert(hash, id);
        id
    }

    /// Says of which kind the jobs of a name are by their labels. Where they disagree, as those of several objects may,
    /// the first kind counts, whatever the order.
    pub fn set_labelled_kind(&mut self, name: u32, kind: Kind) {
        let row = self.names.get_mut(name as usize);
        if !row.is_labelled || kind < row.kind {
            (row.kind, row.is_labelled) = (kind, true);
        }
    }

    /// Adds samples of a series of that name.
    pub fn add(&mut self, name: u32, metric: JobMetric, instants: Progression, value: i64) {
        let steps = &mut self.steps[metric as usize];
        steps.count(instants.step, instants.count() - 1);
        if let Some((_, _, last)) = self.latest.filter(|latest| (latest.0, latest.1) == (name, metric)) {
            steps.count(instants.first - last, 1);
        }
        self.latest = Some((name, metric, instants.last));
        self.runs.push(RunRow { name, metric, instants, value });
    }

    /// Says that another series begins, be it of the same name and metric.
    pub fn end_series(&mut self) {
        self.latest = None;
    }

    /// Notes instants at which the file has samples.
    pub fn note_instants(&mut self, instants: Progression) {
        self.label.instants.add(instants);
    }

    /// Lets go of what is needed only to add.
    pub fn close(&mut self) {
        self.index = IdIndex::default();
        self.label.instants.merge();
        self.label.steps = std::array::from_fn(|metric| self.steps[metric].commonest());
        if self.label.steps == [0; JobMetric::COUNT] {
            // Each series has a single sample: then the distance is that between the file's instants.
            let mut steps = Steps::default();
            for pair in self.label.instants.parts().windows(2) {
                steps.count(pair[1].first - pair[0].first, 1);
            }
            self.label.steps = [steps.commonest(); JobMetric::COUNT];
        }
    }

    /// The time of all samples of the file, gaps of more than 300 s cut out (method, section 3).
    pub fn covers(&self) -> Vec<Cover> {
        self.label.instants.covers()
    }

    /// The longest of the distances between samples that its metrics mostly have, in milliseconds.
    pub(in crate::record) fn longest_step(&self) -> i64 {
        self.label.steps.iter().copied().max().unwrap_or(0)
    }

    /// Whether it has any sample of that metric.
    pub(in crate::record) fn has(&self, metric: JobMetric) -> bool {
        (0..self.runs.len()).any(|run| self.runs.get(run).metric == metric)
    }

    /// The kind of jobs of the name at that place, and whether they are in scope.
    pub(in crate::record) fn class_of(&self, name: u32) -> (Kind, bool) {
        let row = self.names.get(name as usize);
        (row.kind, row.in_scope)
    }

    /// Whether what the table says of the kind of a name's jobs goes before what another says.
    pub(super) fn tells_kind_before(&self, name: u32, (other, place): (&Self, u32)) -> bool {
        let (this, other) = (self.names.get(name as usize), other.names.get(place as usize));
        this.is_labelled && (!other.is_labelled || this.kind < other.kind)
    }

    /// The namespace and name at that place.
    pub fn names_of(&self, name: u32) -> (&str, &str) {
        split(&self.texts, self.names.get(name as usize))
    }
}

/// Rows cross to another instance as plain numbers: one piece of code carries all of them.
pub trait Packed: Sized {
    /// How many numbers a row takes.
    const NUMBERS: usize;

    /// The row's numbers.
    fn pack(&self, numbers: &mut Vec<i64>);

    /// The row of [`NUMBERS`](Self::NUMBERS) numbers.
    fn unpack(numbers: &[i64]) -> Self;
}

impl Packed for NameRow {
    const NUMBERS: usize = 6;

    fn pack(&self, numbers: &mut Vec<i64>) {
        let [chunk, offset, length] = self.text.numbers();
        let flags = i64::from(self.in_scope) | i64::from(self.is_labelled) << 1;
        numbers.extend([chunk, offset, length, self.namespace_length.into(), self.kind.0.into(), flags]);
    }

    fn unpack(numbers: &[i64]) -> Self {
        Self {
            text: TextSpan::of_numbers(&numbers[..3]),
            namespace_length: numbers[3] as u16,
            kind: Kind(numbers[4] as u8),
            in_scope: numbers[5] & 1 != 0,
            is_labelled: numbers[5] & 2 != 0,
        }
    }
}

impl Packed for RunRow {
    const NUMBERS: usize = 6;

    fn pack(&self, numbers: &mut Vec<i64>) {
        let Progression { first, last, step } = self.instants;
        numbers.extend([self.name.into(), self.metric as i64, first, last - first, step, self.value]);
    }

    fn unpack(numbers: &[i64]) -> Self {
        let instants = Progression { first: numbers[2], last: numbers[2] + numbers[3], step: numbers[4] };
        Self { name: numbers[0] as u32, metric: JobMetric::of_number(numbers[1]), instants, value: numbers[5] }
    }
}

impl Packed for Progression {
    const NUMBERS: usize = 3;

    fn pack(&self, numbers: &mut Vec<i64>) {
        numbers.extend([self.first, self.last - self.first, self.step]);
    }

    fn unpack(numbers: &[i64]) -> Self {
        Self { first: numbers[0], last: numbers[0] + numbers[1], step: numbers[2] }
    }
}

/// The numbers of all rows.
pub fn pack_all<T: Packed>(rows: &[T]) -> Vec<i64> {
    let mut numbers = Vec::with_capacity(rows.len() * T::NUMBERS);
    rows.iter().for_each(|row| row.pack(&mut numbers));
    numbers
}

/// The rows of these numbers.
pub fn unpack_all<T: Packed>(numbers: &[i64]) -> Vec<T> {
    numbers.chunks_exact(T::NUMBERS).map(T::unpack).collect()
}

fn split<'a>(texts: &'a TextArena, row: &NameRow) -> (&'a str, &'a str) {
    texts.get(row.text).split_at_checked(usize::from(row.namespace_length)).unwrap_or_default()
}

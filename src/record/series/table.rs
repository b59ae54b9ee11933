use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};
use serde::{Deserialize, Serialize};

use super::{Instants, JobMetric, Progression, Steps};
use crate::record::chunked::{ChunkedList, TextArena, TextSpan};
use crate::record::Cover;
use crate::slo::Kind;

/// A name in a namespace, of which there are series. Several objects may have had it one after the other.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NameRow {
    /// The namespace, and the name behind it.
    text: TextSpan,
    namespace_length: u16,
    kind: Kind,
    in_scope: bool,
}

/// Samples of a series with one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    index: HashTable<u32>,
    hasher: DefaultHashBuilder,
    /// The name, metric and last instant of the run added last, for the distance to the next.
    latest: Option<(u32, JobMetric, i64)>,
}

/// What is known of a table's series together.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
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
        let hash = self.hasher.hash_one((namespace, name));
        let (names, texts) = (&self.names, &self.texts);
        if let Some(known) = self.index.find(hash, |&id| split(texts, names.get(id as usize)) == (namespace, name)) {
            return *known;
        }
        let id = self.names.len() as u32;
        let text = self.texts.push(&[namespace, name].concat());
        let (kind, in_scope) = classify();
        self.names.push(NameRow { text, namespace_length: namespace.len() as u16, kind, in_scope });
        let (names, texts, hasher) = (&self.names, &self.texts, &self.hasher);
        self.index.insert_unique(hash, id, |&id| hasher.hash_one(split(texts, names.get(id as usize))));
        id
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
        self.index = HashTable::new();
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

    /// The namespace and name at that place.
    pub fn names_of(&self, name: u32) -> (&str, &str) {
        split(&self.texts, self.names.get(name as usize))
    }
}

fn split<'a>(texts: &'a TextArena, row: &NameRow) -> (&'a str, &'a str) {
    texts.get(row.text).split_at_checked(usize::from(row.namespace_length)).unwrap_or_default()
}

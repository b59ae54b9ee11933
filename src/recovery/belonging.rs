use std::collections::BinaryHeap;

use super::records::Records;
use crate::record::{Job, Mention, NameIndex, Outcome};
use crate::time::Instant;

/// Characters of a run's id that end the names of its jobs.
const TOKEN: usize = 12;

/// The token of a run: what the names of its jobs end in.
pub(super) fn token(run: &str) -> &str {
    run[..run.floor_char_boundary(TOKEN)].trim_end_matches('-')
}

/// Whose a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// A loaded job.
    Job(u32),
    /// A job that is not loaded: the number of its name.
    Name(u32),
    /// A run none of whose jobs had failed: the number of its token.
    Run(u32),
}

/// An object that a text may name: the numbers of name and namespace (0 for any), when it was created, and when it
/// failed, for of several created at one instant the one that failed last is meant.
type NamedObject = (u32, u32, i64, i64, u32);

/// An index of the loaded jobs that texts may mean (method, section 6, second and third paragraphs).
#[derive(Debug)]
pub(super) struct Belonging {
    names: NameIndex,
    namespaces: NameIndex,
    tokens: NameIndex,
    lengths: Vec<usize>,
    objects: Vec<NamedObject>,
    /// Failed jobs by the number of the run's token and their end, in the same form.
    failures: Vec<NamedObject>,
    /// For each token since when a job of the run is loaded.
    loaded: Vec<Option<Instant>>,
}

impl Belonging {
    pub(super) fn new(records: &Records<'_>) -> Self {
        let mut index = Self {
            names: NameIndex::default(),
            namespaces: NameIndex::default(),
            tokens: NameIndex::default(),
            lengths: Vec::new(),
            objects: Vec::new(),
            failures: Vec::new(),
            loaded: Vec::new(),
        };
        for (_, mention) in records.mentions() {
            index.expect(&mention);
        }
        let mut loaded = vec![None; index.tokens.len()];
        if index.names.is_empty() && index.tokens.is_empty() {
            return index;
        }
        // A heap sorts with a tenth of the code that a sort is in wasm.
        let (mut objects, mut failures) = (BinaryHeap::new(), BinaryHeap::new());
        for (place, job) in records.population.iter().enumerate() {
            let place = place as u32;
            let failed = job.end().filter(|_| job.recorded() == Outcome::Failed).map(Instant::as_millis);
            if let Some(name) = index.names.find(job.name()) {
                let (created, tie) = (first(&job).as_millis(), failed.unwrap_or(i64::MIN));
                objects.push((name, 0, created, tie, place));
                if let Some(namespace) = index.namespaces.find(job.namespace()) {
                    objects.push((name, namespace + 1, created, tie, place));
                }
            }
            for token in index.tokens_of(job.name()) {
                let known: &mut Option<Instant> = &mut loaded[token as usize];
                *known = Some(known.map_or(first(&job), |known| known.min(first(&job))));
                failures.extend(failed.map(|end| (token, 0, end, 0, place)));
            }
        }
        index.loaded = loaded;
        index.objects = objects.into_sorted_vec();
        index.failures = failures.into_sorted_vec();
        index
    }

    fn expect(&mut self, mention: &Mention<'_>) {
        if !mention.job.is_empty() {
            self.names.number(mention.job);
            if !mention.namespace.is_empty() {
                self.namespaces.number(mention.namespace);
            }
        } else if !token(mention.run).is_empty() {
            let token = token(mention.run);
            self.tokens.number(token);
            if !self.lengths.contains(&token.len()) {
                self.lengths.push(token.len());
            }
        }
    }

    /// How many names there are.
    pub(super) fn names(&self) -> usize {
        self.names.len()
    }

    /// How many runs' tokens there are.
    pub(super) fn tokens(&self) -> usize {
        self.tokens.len()
    }

    /// Whose the text is.
    pub(super) fn owner(&self, records: &Records<'_>, mention: &Mention<'_>) -> Option<Owner> {
        if mention.job.is_empty() {
            let token = self.tokens.find(token(mention.run))?;
            let failed = self.failed_last(records, token, mention.at);
            return Some(failed.map_or(Owner::Run(token), Owner::Job));
        }
        let name = self.names.find(mention.job)?;
        let namespace = if mention.namespace.is_empty() { 0 } else { self.namespaces.find(mention.namespace)? + 1 };
        let key = (name, namespace, mention.at.as_millis(), i64::MAX, u32::MAX);
        Some(last_up_to(records, &self.objects, key).map_or(Owner::Name(name), Owner::Job))
    }

    /// The job of the run that failed last at or before `at`.
    fn failed_last(&self, records: &Records<'_>, token: u32, at: Instant) -> Option<u32> {
        last_up_to(records, &self.failures, (token, 0, at.as_millis(), i64::MAX, u32::MAX))
    }

    /// Since when a job of the run with that token is loaded.
    pub(super) fn loaded_from(&self, token: u32) -> Option<Instant> {
        self.loaded[token as usize]
    }

    /// The number of the run's token, where a text names only that run.
    pub(super) fn token(&self, run: &str) -> Option<u32> {
        self.tokens.find(token(run))
    }

    /// The runs whose token the name ends in. A token stands whole: run `7` is not that of `nightly-17`.
    pub(super) fn tokens_of<'n>(&self, name: &'n str) -> impl Iterator<Item = u32> + use<'_, 'n> {
        self.lengths.iter().filter_map(move |&length| {
            let at = name.len().checked_sub(length).filter(|&at| name.is_char_boundary(at))?;
            let whole = at == 0 || name.as_bytes()[at - 1] == b'-';
            self.tokens.find(&name[at..]).filter(|_| whole)
        })
    }
}

/// When the object came to be, as far as the data says.
fn first(job: &Job<'_>) -> Instant {
    job.created().or(job.started()).or(job.end()).unwrap_or(Instant::from_millis(i64::MIN))
}

/// The last object up to the key that has its first two numbers. Of those that the method does not tell apart it is
/// always the same one, whatever the order of the files.
fn last_up_to(records: &Records<'_>, objects: &[NamedObject], key: NamedObject) -> Option<u32> {
    let before = &objects[..objects.partition_point(|object| *object <= key)];
    let last = before.last().filter(|last| (last.0, last.1) == (key.0, key.1))?;
    let equals = before
        .iter()
        .rev()
        .take_while(|object| (object.0, object.1, object.2, object.3) == (last.0, last.1, last.2, last.3));
    let name = |place: u32| {
        let job = records.population.job(place as usize);
        (job.name(), job.namespace(), job.uid())
    };
    equals.map(|object| object.4).min_by(|one, other| name(*one).cmp(&name(*other)))
}

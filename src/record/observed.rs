use std::collections::BTreeMap;
use std::hash::BuildHasher;
use std::rc::Rc;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::series::{Creation, Fate, Joined, LONGEST_GAP, Life, SeriesTable};
use super::{Job, JobEntry, JobMetric, JobTable, LoadedFile, Outcome, Shortfall, WarningCode};
use crate::slo::Kind;
use crate::time::{Duration, Instant};

/// The jobs that the time series of all files tell of, and what they leave unsaid (method, section 9).
#[derive(Debug, Default)]
pub(super) struct Observed {
    /// The jobs.
    pub(super) jobs: JobTable,
    /// For each of them the job of Kubernetes that it takes the place of, if any.
    pub(super) replaces: Vec<Option<u32>>,
    /// What is left unsaid.
    pub(super) shortfalls: Vec<Shortfall>,
}

/// The jobs that Kubernetes' records tell of, by namespace and name.
pub(super) struct Recorded<F> {
    /// The job with that number.
    job: F,
    index: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl<'a, F: Fn(u32) -> Job<'a>> Recorded<F> {
    /// The jobs of the numbers below `count`.
    pub(super) fn new(count: u32, job: F) -> Self {
        let hasher = DefaultHashBuilder::default();
        let mut index = HashTable::with_capacity(count as usize);
        let hash = |id: &u32| hasher.hash_one((job(*id).namespace(), job(*id).name()));
        for id in 0..count {
            index.insert_unique(hash(&id), id, hash);
        }
        Self { job, index, hasher }
    }

    /// The record of the same object: same namespace, name and second of creation. Where the series do not say when it
    /// was created, the one that started with it, or that was created last before its first sample.
    fn twin(&self, namespace: &str, name: &str, life: &Life) -> Option<u32> {
        let second = |at: Option<Instant>| at.map(|at| at.as_millis().div_euclid(1_000));
        let stated = Some(life.created.div_euclid(1_000));
        let mut best: Option<(bool, Option<Instant>, u32)> = None;
        for &id in self.index.iter_hash(self.hasher.hash_one((namespace, name))) {
            let job = (self.job)(id);
            let created = job.created().or(job.started());
            let same = match life.creation {
                Creation::Stated => second(created) == stated,
                Creation::Started => second(job.start()) == stated,
                Creation::FirstSample => created.is_none_or(|created| created.as_millis() <= life.created),
            };
            if same && (job.namespace(), job.name()) == (namespace, name) {
                // Several are there only where files contradict each other; one that ended is right then.
                best = best.max(Some((job.recorded().is_terminal(), created, id)));
            }
        }
        best.map(|(_, _, id)| id)
    }
}

impl Observed {
    /// Puts the series of all files together, beside the jobs that Kubernetes' records tell of.
    pub(super) fn of<'a>(files: &[Rc<LoadedFile>], recorded: &Recorded<impl Fn(u32) -> Job<'a>>) -> Self {
        let files: Vec<&LoadedFile> = files.iter().map(|file| &**file).filter(|file| !file.series.is_empty()).collect();
        let tables: Vec<&SeriesTable> = files.iter().map(|file| &file.series).collect();
        // Files are numbered by name, so that their order does not matter.
        let mut by_name: Vec<usize> = (0..files.len()).collect();
        by_name.sort_by_key(|&place| &files[place].name);
        let mut rank = vec![0; files.len()];
        for (number, &place) in by_name.iter().enumerate() {
            rank[place] = number as u32;
        }
        let joined = Joined::of(&tables);
        let starts_are_known = tables.iter().any(|table| table.has(JobMetric::Started));
        let mut ledger = Ledger::default();
        let mut observed = Self::default();
        for name in 0..joined.len() {
            let (table, place) = joined.place(name);
            let (namespace, text) = table.names_of(place);
            let (kind, in_scope) = table.class_of(place);
            for life in joined.lives(name, &rank) {
                let twin = recorded.twin(namespace, text, &life);
                let recorded_end = twin.is_some_and(|id| (recorded.job)(id).recorded().is_terminal());
                ledger.count(&life, kind, recorded_end || (twin.is_some() && life.fate == Fate::Lost), || {
                    format!("{namespace}/{text}")
                });
                let (outcome, end) = match life.fate {
                    _ if recorded_end => continue,
                    Fate::EndUnknown | Fate::Lost => continue,
                    Fate::Open if twin.is_some() => continue,
                    Fate::Open if life.started.is_some() || !starts_are_known => (Outcome::Running, None),
                    Fate::Open => (Outcome::Pending, None),
                    Fate::Succeeded(end) => (Outcome::Succeeded, Some(end)),
                    Fate::Failed(end) => (Outcome::Failed, Some(end)),
                    Fate::Malformed(at) => (Outcome::Malformed, Some(super::series::End { at, error: None })),
                };
                let instant = |millis| Some(Instant::from_millis(millis));
                let (created, started) = (instant(life.created), life.started.and_then(instant));
                let ended = end.and_then(|end| instant(end.at));
                observed.jobs.add(&JobEntry {
                    in_scope,
                    created,
                    started,
                    end: ended,
                    newest: created.max(started).max(ended),
                    outcome,
                    ..JobEntry::named(namespace, text, kind)
                });
                if let Some(error) = end.and_then(|end| end.error) {
                    observed.jobs.estimate_last(Duration::from_millis(error));
                }
                observed.replaces.push(twin);
            }
        }
        observed.jobs.close();
        let names: Vec<&str> = by_name.iter().map(|&place| files[place].name.as_str()).collect();
        observed.shortfalls = ledger.shortfalls(&names);
        for &place in &by_name {
            observed.shortfalls.extend(ledger.coarse(files[place], rank[place]));
        }
        observed
    }
}

/// Counts what cannot be counted among the jobs.
#[derive(Default)]
struct Ledger {
    entries: BTreeMap<(u32, WarningCode), Entry>,
    /// Ends seen, by file and kind.
    ends: BTreeMap<(u32, Kind), u64>,
    /// How long jobs of a kind stay visible after their end, as far as seen, in milliseconds.
    stay: BTreeMap<Kind, i64>,
}

#[derive(Default)]
struct Entry {
    count: u64,
    failed: u64,
    names: Vec<String>,
}

impl Ledger {
    fn count(&mut self, life: &Life, kind: Kind, is_known: bool, name: impl FnOnce() -> String) {
        if let Fate::Succeeded(end) = life.fate
            && end.error.is_none()
        {
            let stay = self.stay.entry(kind).or_default();
            *stay = (*stay).max(life.last - end.at);
        }
        if matches!(life.fate, Fate::Succeeded(_) | Fate::Failed(_) | Fate::EndUnknown) {
            *self.ends.entry((life.file, kind)).or_default() += 1;
        }
        let code = match life.fate {
            Fate::EndUnknown => WarningCode::EndUnknown,
            Fate::Lost => WarningCode::LostJob,
            _ => return,
        };
        if is_known {
            return;
        }
        let entry = self.entries.entry((life.file, code)).or_default();
        entry.count += 1;
        entry.failed += u64::from(life.seems_failed);
        let name = name();
        let place = entry.names.partition_point(|known| *known < name);
        if place < 3 {
            entry.names.insert(place, name);
            entry.names.truncate(3);
        }
    }

    fn shortfalls(&mut self, files: &[&str]) -> Vec<Shortfall> {
        let entries = std::mem::take(&mut self.entries);
        let shortfall = |((file, code), entry): ((u32, WarningCode), Entry)| Shortfall {
            file: files[file as usize].to_owned(),
            code,
            count: entry.count,
            failed: entry.failed,
            names: entry.names,
            step: Duration::ZERO,
            at_most: false,
        };
        entries.into_iter().map(shortfall).collect()
    }

    /// A file's samples that lie more than 300 s apart, with how many jobs that likely loses: one that stays visible
    /// for a while is met by one in so many samples as its stay fits into a step.
    fn coarse(&self, file: &LoadedFile, rank: u32) -> Option<Shortfall> {
        let step = file.series.longest_step();
        if step <= LONGEST_GAP.as_millis() {
            return None;
        }
        let (mut count, mut at_most) = (0, false);
        for ((_, kind), seen) in self.ends.range((rank, Kind(0))..=(rank, Kind(u8::MAX))) {
            let stay = self.stay.get(kind).copied();
            at_most |= stay.is_none();
            let stay = stay.unwrap_or(0).max(LONGEST_GAP.as_millis());
            count += (u128::from(*seen) * (step - stay).max(0) as u128 / stay as u128) as u64;
        }
        Some(Shortfall {
            file: file.name.clone(),
            code: WarningCode::CoarseStep,
            count,
            failed: 0,
            names: Vec::new(),
            step: Duration::from_millis(step),
            at_most,
        })
    }
}

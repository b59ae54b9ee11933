use std::rc::Rc;

use super::id_index::IdIndex;
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
pub(super) struct Recorded<'f, 'a> {
    /// The job with that number.
    job: &'f dyn Fn(u32) -> Job<'a>,
    index: IdIndex,
}

impl<'f, 'a> Recorded<'f, 'a> {
    /// The jobs of the numbers below `count`.
    pub(super) fn new(count: u32, job: &'f dyn Fn(u32) -> Job<'a>) -> Self {
        let mut index = IdIndex::default();
        for id in 0..count {
            index.insert(index.hash((job(id).namespace(), job(id).name())), id);
        }
        Self { job, index }
    }

    /// The record of the same object: same namespace, name and second of creation. Where the series do not say when it
    /// was created, the one that started with it, or that was created last before its first sample.
    fn twin(&self, namespace: &str, name: &str, life: &Life) -> Option<u32> {
        let second = |at: Option<Instant>| at.map(|at| at.as_millis().div_euclid(1_000));
        let stated = Some(life.created.div_euclid(1_000));
        let mut best: Option<(bool, Option<Instant>, u32)> = None;
        self.index.find(self.index.hash((namespace, name)), &mut |id| {
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
            false
        });
        best.map(|(_, _, id)| id)
    }
}

impl Observed {
    /// Puts the series of all files together, beside the jobs that Kubernetes' records tell of.
    pub(super) fn of(files: &[Rc<LoadedFile>], recorded: &Recorded<'_, '_>) -> Self {
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
                let is_known = recorded_end || (twin.is_some() && life.fate == Fate::Lost);
                ledger.count(&life, kind, is_known, namespace, text);
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
    entries: Vec<Entry>,
    /// Ends seen, by file and kind.
    ends: Vec<(u32, Kind, u64)>,
    /// How long jobs of a kind stay visible after their end, as far as seen, in milliseconds.
    stay: Vec<(Kind, i64)>,
}

struct Entry {
    file: u32,
    code: WarningCode,
    count: u64,
    failed: u64,
    names: Vec<String>,
}

impl Ledger {
    fn count(&mut self, life: &Life, kind: Kind, is_known: bool, namespace: &str, name: &str) {
        if let Fate::Succeeded(end) = life.fate
            && end.error.is_none()
        {
            let stay = life.last - end.at;
            match self.stay.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, longest)) => *longest = (*longest).max(stay),
                None => self.stay.push((kind, stay)),
            }
        }
        if matches!(life.fate, Fate::Succeeded(_) | Fate::Failed(_) | Fate::EndUnknown) {
            match self.ends.iter_mut().find(|(file, known, _)| (*file, *known) == (life.file, kind)) {
                Some((_, _, count)) => *count += 1,
                None => self.ends.push((life.file, kind, 1)),
            }
        }
        let code = match life.fate {
            Fate::EndUnknown => WarningCode::EndUnknown,
            Fate::Lost => WarningCode::LostJob,
            _ => return,
        };
        if is_known {
            return;
        }
        let known = self.entries.iter().position(|entry| (entry.file, entry.code) == (life.file, code));
        let place = known.unwrap_or_else(|| {
            self.entries.push(Entry { file: life.file, code, count: 0, failed: 0, names: Vec::new() });
            self.entries.len() - 1
        });
        let entry = &mut self.entries[place];
        entry.count += 1;
        entry.failed += u64::from(life.seems_failed);
        let name = [namespace, "/", name].concat();
        let place = entry.names.partition_point(|known| *known < name);
        if place < 3 {
            entry.names.insert(place, name);
            entry.names.truncate(3);
        }
    }

    fn shortfalls(&mut self, files: &[&str]) -> Vec<Shortfall> {
        let mut entries = std::mem::take(&mut self.entries);
        entries.sort_by_key(|entry| (entry.file, entry.code));
        let shortfall = |entry: Entry| Shortfall {
            file: files[entry.file as usize].to_owned(),
            code: entry.code,
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
        for (_, kind, seen) in self.ends.iter().filter(|(file, _, _)| *file == rank) {
            let stay = self.stay.iter().find(|(known, _)| known == kind).map(|(_, stay)| *stay);
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

use std::rc::Rc;

use super::week::{self, Week};
use crate::alerts::Material;
use crate::operations::Work;
use crate::policy::{Change, Rules, changes};
use crate::record::{Counts, Dataset, EventIncrease, LoadedFile, NameIndex, Outcome, Population};
use crate::recovery::{Records, Recovery, RecoveryIndex};
use crate::sli::{Covers, Event, History, MaintenanceWindows, Tally};
use crate::slo::Slo;
use crate::time::Instant;

/// Everything about loaded data and an SLO that does not depend on the instant being reviewed. It is built once, in one
/// pass over the jobs and one sort of the events; a review of any instant is then made from it fast.
#[derive(Debug)]
pub struct Basis {
    slo: Slo,
    files: Vec<Rc<LoadedFile>>,
    population: Population,
    history: History,
    failures: Vec<Failure>,
    namespaces: Vec<NamespaceJobs>,
    maintenance: MaintenanceWindows,
    covers: Covers,
    rules: Rules,
    changes: Vec<Change>,
    earliest: Option<Instant>,
    watermark: Option<Instant>,
    weeks: Vec<Week>,
    recovery: RecoveryIndex,
    alert_material: Material,
    work: Work,
    odd_counts: Option<String>,
}

/// An in-scope job that failed, of any kind.
#[derive(Clone, Copy, Debug)]
pub(super) struct Failure {
    pub(super) end: Instant,
    pub(super) job: u32,
}

/// A namespace and its jobs.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NamespaceJobs {
    /// The namespace's name.
    pub name: String,
    /// How many distinct jobs the data has of it.
    pub jobs: u64,
    /// Whether the SLO covers it.
    pub in_scope: bool,
}

impl Basis {
    /// Prepares the data. The jobs carry the kinds and the scope that the SLO gave them when they were read, so the
    /// SLO must be the one that the files were read with.
    pub fn new(dataset: &Dataset, slo: &Slo) -> Self {
        let files = dataset.files().to_vec();
        let maintenance = MaintenanceWindows::new(
            slo.exclusions
                .maintenance
                .iter()
                .chain(files.iter().flat_map(|file| &file.exclusions.maintenance))
                .cloned(),
        );
        let population = dataset.population();
        let covers = files.iter().flat_map(|file| &file.covers).copied().chain(dataset.covers_of_series());
        let covers = Covers::union(covers);

        let mut namespaces = Namespaces::default();
        let mut events = Vec::new();
        let mut failures = Vec::new();
        for (place, job) in population.iter().enumerate() {
            let namespace = namespaces.count(job.namespace(), job.in_scope());
            let Some(run) = job.run().filter(|_| job.in_scope()) else { continue };
            let good = job.recorded() == Outcome::Succeeded;
            if !good {
                failures.push(Failure { end: run.end, job: place as u32 });
            }
            if slo.kinds.is_counted(job.kind()) {
                let excluded = maintenance.touching(run.start, run.end).is_some();
                events.push(Event { end: run.end, start: run.start, job: place as u32, namespace, good, excluded });
            }
        }
        let counts = dataset.counts();
        let tally = |increase: &EventIncrease| {
            let EventIncrease { at, good, bad } = *increase;
            Tally { at, good, bad, excluded: maintenance.touching(at, at).is_some() }
        };
        let history = History::new(events).with_tallies(counts.increases.iter().map(tally).collect());
        let records =
            Records { slo, files: &files, population: &population, history: &history, maintenance: &maintenance };
        let recovery = RecoveryIndex::new(&records, failures.iter().map(|failure| failure.job));
        failures.sort_by_key(|failure| failure.end);
        let failed: Vec<u32> = failures.iter().map(|failure| failure.job).collect();
        let alert_material = Material::new(slo, &population, &history, &maintenance, failed.into_iter(), &[]);
        let work = Work::new(&slo.kinds, &population);
        let rules = Rules::of(slo);
        let changes = changes(&history, &rules, &covers);
        let earliest = files.iter().filter_map(|file| file.earliest).min();
        let watermark = files.iter().filter_map(|file| file.newest).max();
        let weeks = week::weeks(earliest, watermark, &population, &covers);
        Self {
            slo: slo.clone(),
            files,
            population,
            history,
            failures,
            namespaces: namespaces.list,
            maintenance,
            covers,
            rules,
            changes,
            earliest,
            watermark,
            weeks,
            recovery,
            alert_material,
            work,
            odd_counts: count_trouble(&counts),
        }
    }

    /// The SLO being reviewed.
    pub fn slo(&self) -> &Slo {
        &self.slo
    }

    /// The loaded files.
    pub fn files(&self) -> &[Rc<LoadedFile>] {
        &self.files
    }

    /// The jobs, each once. [`Event::job`] is a place in it.
    pub fn population(&self) -> &Population {
        &self.population
    }

    /// The events of the availability SLI, by `end`: in-scope jobs of the counted kinds that succeeded or failed.
    /// Excluded ones are among them, flagged.
    pub fn events(&self) -> &[Event] {
        self.history.events()
    }

    /// The same events with running sums, for the outcomes of any window.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The namespaces, in the order met. [`Event::namespace`] is an index into it.
    pub fn namespaces(&self) -> &[NamespaceJobs] {
        &self.namespaces
    }

    /// The maintenance windows of all files and of the SLO file.
    pub fn maintenance(&self) -> &MaintenanceWindows {
        &self.maintenance
    }

    /// What the files cover.
    pub fn covers(&self) -> &Covers {
        &self.covers
    }

    /// The policy's rules.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Every change of the policy's state over all time; those up to an instant are the ones seen there.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The earliest instant of evidence.
    pub fn earliest(&self) -> Option<Instant> {
        self.earliest
    }

    /// The newest instant of evidence: what is reviewed unless an instant is chosen (method, section 1).
    pub fn watermark(&self) -> Option<Instant> {
        self.watermark
    }

    /// The ISO weeks that the data reaches into, oldest first.
    pub fn weeks(&self) -> &[Week] {
        &self.weeks
    }

    /// Evidence and incidents as they stood at `as_of`.
    pub fn recovery(&self, as_of: Instant) -> Recovery<'_> {
        self.recovery.at(&self.records(), as_of)
    }

    /// What evidence and incidents are computed from; [`Evidence::text`](crate::recovery::Evidence::text) asks for it.
    pub fn records(&self) -> Records<'_> {
        Records {
            slo: &self.slo,
            files: &self.files,
            population: &self.population,
            history: &self.history,
            maintenance: &self.maintenance,
        }
    }

    /// What the alerts' replay needs of the jobs.
    pub fn alert_material(&self) -> &Material {
        &self.alert_material
    }

    /// What the figures of the work need of the jobs.
    pub fn work(&self) -> &Work {
        &self.work
    }

    /// What of recovery does not depend on the instant.
    pub fn recovery_index(&self) -> &RecoveryIndex {
        &self.recovery
    }

    /// What is wrong with the counts of events together, if anything is.
    pub fn odd_counts(&self) -> Option<&str> {
        self.odd_counts.as_deref()
    }

    /// What the events are called: jobs, unless counters alone tell of any.
    pub fn noun(&self) -> &'static str {
        if self.history.events().is_empty() && !self.history.tallies().is_empty() { "event" } else { "job" }
    }

    /// In-scope jobs of any kind that failed, by `end`.
    pub(super) fn failures(&self) -> &[Failure] {
        &self.failures
    }
}

/// What is wrong with the counts of events together, if anything is.
fn count_trouble(counts: &Counts) -> Option<String> {
    match counts {
        Counts { alone: Some(role), .. } => {
            let role = role.name();
            Some(format!(
                "Only {role} events are counted, which gives no ratio: two of good, bad and total are needed. Say which \
                 series count the others (`--as`, or `EventSeries` in the SLO file), and add their files."
            ))
        }
        // The dirt of `increase()` comes to one in ten thousand.
        Counts { excess, increases, .. } if *excess > 1 => {
            let total: u64 = increases.iter().map(|increase| increase.good + increase.bad).sum();
            (u128::from(*excess) * 1_000 > u128::from(total)).then(|| {
                format!(
                    "The part has {excess} events more than the total of {total}. They are left out; check that both \
                     count the same events."
                )
            })
        }
        _ => None,
    }
}

/// Namespaces by name.
#[derive(Default)]
struct Namespaces {
    list: Vec<NamespaceJobs>,
    names: NameIndex,
}

impl Namespaces {
    fn count(&mut self, name: &str, in_scope: bool) -> u32 {
        let index = self.names.number(name);
        if index as usize == self.list.len() {
            self.list.push(NamespaceJobs { name: name.to_owned(), jobs: 0, in_scope });
        }
        self.list[index as usize].jobs += 1;
        index
    }
}

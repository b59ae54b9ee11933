use super::diagnosis::Diagnosis;
use super::kubernetes::ListCover;
use super::text::NameFinder;
use crate::record::{
    Annotations, CountTable, Cover, Exclusions, Format, JobEntry, JobTable, LoadedFile, MentionTable, Outcome,
    SeriesTable, Source, TimelineIncident, WarningCode,
};
use crate::signature::Matcher;
use crate::slo::{EventSource, JobNaming, Kinds, ScopeMemory, Slo};
use crate::sorted::Sorted;
use crate::time::{Duration, Instant};

/// What a file has given so far, whatever its format.
#[derive(Debug)]
pub struct Collector {
    /// The kinds of job that the SLO knows.
    pub kinds: Kinds,
    /// Which namespaces it covers.
    pub scope: ScopeMemory,
    /// What was odd.
    pub diagnosis: Diagnosis,
    /// The SLO's failure signatures.
    pub matcher: Matcher,
    /// Which series count events, each with whether all of the file are meant.
    pub event_series: Vec<(EventSource, bool)>,
    /// Series that count events.
    pub counts: CountTable,
    /// Series of jobs.
    pub series: SeriesTable,
    /// How texts name the job that they are about where they do not say it.
    pub job_names: Vec<JobNaming>,
    /// Where texts say it.
    pub names: NameFinder,
    /// Texts that name a job or a run.
    pub mentions: MentionTable,
    /// What timelines say of incidents.
    pub timelines: Vec<TimelineIncident>,
    /// Maintenance windows and outages.
    pub exclusions: Exclusions,
    /// What a reviewer states about incidents.
    pub annotations: Annotations,
    /// Records read.
    pub records: u64,
    /// Records that could not be read.
    pub skipped: u64,
    jobs: JobTable,
    newest: Option<Instant>,
    earliest: Option<Instant>,
    /// The earliest end of a counted job in scope that a stream or table shows.
    stream_end: Option<Instant>,
    lists: Vec<Cover>,
    sources: Sorted<Source, ()>,
}

impl Collector {
    /// A collector of nothing yet, for jobs as the SLO sees them.
    pub fn new(slo: &Slo) -> Self {
        Self {
            kinds: slo.kinds.clone(),
            scope: ScopeMemory::new(slo.scope.clone()),
            diagnosis: Diagnosis::default(),
            matcher: Matcher::new(&slo.signatures),
            event_series: slo.event_series.iter().map(|source| (source.clone(), false)).collect(),
            counts: CountTable::default(),
            series: SeriesTable::default(),
            job_names: slo.signatures.job_names.clone(),
            names: NameFinder::default(),
            mentions: MentionTable::default(),
            timelines: Vec::new(),
            exclusions: Exclusions::default(),
            annotations: Annotations::default(),
            records: 0,
            skipped: 0,
            jobs: JobTable::default(),
            newest: None,
            earliest: None,
            stream_end: None,
            lists: Vec::new(),
            sources: Sorted::default(),
        }
    }

    /// Says what the file is called, by which series of events may be known.
    pub fn named(mut self, file: &str) -> Self {
        self.event_series.iter_mut().for_each(|(source, is_file)| *is_file = source.is_file(file));
        self
    }

    /// Whether nothing was read.
    pub fn is_empty(&self) -> bool {
        self.jobs.is_empty()
            && self.series.is_empty()
            && self.counts.is_empty()
            && self.mentions.is_empty()
            && self.timelines.is_empty()
            && self.exclusions.is_empty()
            && self.annotations.is_empty()
    }

    /// Whether jobs were read.
    pub fn has_jobs(&self) -> bool {
        !self.jobs.is_empty()
    }

    /// Adds a version of a job that stands in a stream or a table.
    pub fn add_streamed(&mut self, entry: &JobEntry<'_>, source: Source) {
        self.sources.or_default(source);
        let counted_end = self.counted_end(entry);
        self.stream_end = earlier(self.stream_end, counted_end);
        self.add(entry);
    }

    /// Adds a version of a job that stands in a list.
    pub fn add_listed(&mut self, entry: &JobEntry<'_>, ttl: Option<Duration>, list: &mut ListCover) {
        self.sources.or_default(Source::List);
        list.newest = list.newest.max(newest_evidence(entry));
        list.earliest_end = earlier(list.earliest_end, self.counted_end(entry));
        if self.kinds.is_counted(entry.kind) {
            list.longest_ttl = list.longest_ttl.max(ttl);
        }
        self.add(entry);
    }

    /// Notes what a list that ended covers.
    pub fn end_list(&mut self, list: ListCover) {
        self.lists.extend(list.cover());
    }

    /// Notes that the file holds jobs in that shape.
    pub fn note_source(&mut self, source: Source) {
        self.sources.or_default(source);
    }

    /// Notes an instant of evidence that is not a job's: a dated line or record, an instant of a timeline.
    pub fn note_instant(&mut self, at: Instant) {
        self.newest = self.newest.max(Some(at));
        self.earliest = earlier(self.earliest, Some(at));
    }

    fn counted_end(&self, entry: &JobEntry<'_>) -> Option<Instant> {
        let well_formed = matches!(entry.outcome, Outcome::Succeeded | Outcome::Failed);
        entry.end.filter(|_| well_formed && entry.in_scope && self.kinds.is_counted(entry.kind))
    }

    fn add(&mut self, entry: &JobEntry<'_>) {
        self.records += 1;
        self.newest = self.newest.max(newest_evidence(entry));
        let end = entry.end.filter(|_| entry.outcome != Outcome::Malformed);
        for instant in [entry.created, entry.started, end] {
            self.earliest = earlier(self.earliest, instant);
        }
        self.jobs.add(entry);
    }

    /// Makes the file of all that was collected.
    pub fn into_file(mut self, name: String, format: Format, bytes: u64) -> LoadedFile {
        for job in self.jobs.iter() {
            let named = || format!("{}/{}", job.namespace(), job.name());
            if job.recorded() == Outcome::Malformed {
                self.diagnosis.named(WarningCode::Malformed, named);
            }
            if let (Some(start), Some(end)) = (job.start(), job.end())
                && end < start
            {
                self.diagnosis.named(WarningCode::EndBeforeStart, named);
            }
        }
        self.jobs.close();
        self.mentions.close();
        self.series.close();
        let mut covers = Vec::new();
        if let (Some(from), Some(to)) = (self.stream_end, self.newest) {
            covers.push(Cover { from, to });
        }
        covers.append(&mut self.lists);
        if !self.series.is_empty() || !self.counts.is_empty() {
            covers.append(&mut self.series.covers());
        }
        LoadedFile {
            name,
            format,
            bytes,
            records: self.records,
            skipped: self.skipped,
            sources: self.sources.into_entries().into_iter().map(|(source, ())| source).collect(),
            warnings: self.diagnosis.into_warnings(),
            covers,
            newest: self.newest,
            earliest: self.earliest,
            jobs: self.jobs,
            series: self.series,
            counts: self.counts,
            mentions: self.mentions,
            timelines: self.timelines,
            exclusions: self.exclusions,
            annotations: self.annotations,
        }
    }
}

/// The newest instant of evidence that a job gives: its creation, start or end (method, section 1).
fn newest_evidence(entry: &JobEntry<'_>) -> Option<Instant> {
    let end = entry.end.filter(|_| entry.outcome != Outcome::Malformed);
    entry.created.max(entry.started).max(end)
}

fn earlier(one: Option<Instant>, other: Option<Instant>) -> Option<Instant> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

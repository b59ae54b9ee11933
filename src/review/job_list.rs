use std::cmp::Ordering;

use super::Basis;
use super::document::Seconds;
use super::needle::Needle;
use crate::record::Job;
use crate::time::{Duration, Instant, TrailingWindow};

/// Which jobs a table lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobList {
    /// In-scope jobs of any kind that failed in the window.
    Failed,
    /// Events of the window that maintenance took out, good or bad.
    Excluded,
    /// In-scope jobs of the pipeline that run for more than 30 minutes at `asOf`.
    Stuck,
}

/// What a table is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobSort {
    /// When the job ended.
    End,
    /// When it started.
    Start,
    /// Its namespace.
    Namespace,
    /// Its name.
    Name,
    /// Its kind.
    Kind,
    /// The reason of its failure.
    Reason,
    /// How long it ran, or has been running.
    Duration,
}

/// One page of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobQuery {
    /// Which jobs.
    pub list: JobList,
    /// At which instant; by default the watermark.
    pub as_of: Option<Instant>,
    /// What to look for in namespace, name, kind, reason and messages; empty for everything.
    pub search: String,
    /// What to sort by. What is equal is told apart by end, start, namespace and name.
    pub sort: JobSort,
    /// Whether the largest comes first.
    pub descending: bool,
    /// How many rows to pass over.
    pub offset: usize,
    /// How many rows to give.
    pub limit: usize,
}

/// The answer to a [`JobQuery`].
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct JobPage {
    /// Jobs in the list.
    pub total: usize,
    /// Jobs in it that the search found.
    pub matched: usize,
    /// The page's rows.
    pub rows: Vec<JobRow>,
}

/// One row. What the data does not say is left out.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct JobRow {
    /// `metadata.uid`; empty where the file has none.
    pub uid: String,
    /// The namespace.
    pub namespace: String,
    /// The name.
    pub name: String,
    /// The kind.
    pub kind: String,
    /// What became of it by `asOf`.
    pub outcome: &'static str,
    /// Whether it is an event of the availability SLI that counts.
    pub counted: bool,
    /// When its run began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<Instant>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<Instant>,
    /// How long it ran, or has been running.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_seconds: Option<Seconds>,
    /// By how much the end may be too late, where it is estimated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_error_seconds: Option<Seconds>,
    /// The reason of its failure.
    pub reason: String,
    /// Its texts, one after the other, cut at 4 KiB.
    pub message: String,
    /// The maintenance window that its run touches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// Longest message in a row, in bytes.
const LONGEST_MESSAGE: usize = 4 * 1_024;

/// A job of the list with its times at `asOf`.
#[derive(Clone, Copy)]
struct Entry {
    place: u32,
    start: Option<Instant>,
    end: Option<Instant>,
    duration: Option<Duration>,
}

impl Basis {
    /// One page of a table of jobs.
    pub fn jobs(&self, query: &JobQuery) -> JobPage {
        let Some(as_of) = query.as_of.or(self.watermark()) else {
            return JobPage { total: 0, matched: 0, rows: Vec::new() };
        };
        let mut entries = self.entries(query.list, as_of);
        let total = entries.len();
        let needle = Needle::new(&query.search);
        if !needle.is_empty() {
            entries.retain(|entry| self.is_found(&needle, entry));
        }
        let matched = entries.len();
        entries.sort_by(|a, b| {
            let order = self.compare(query.sort, a, b);
            let order = if query.descending { order.reverse() } else { order };
            order.then_with(|| self.tie_break(a, b))
        });
        let rows = entries.iter().skip(query.offset).take(query.limit).map(|entry| self.row(entry, as_of)).collect();
        JobPage { total, matched, rows }
    }

    fn entries(&self, list: JobList, as_of: Instant) -> Vec<Entry> {
        let window = TrailingWindow { end: as_of, length: self.slo().window };
        match list {
            JobList::Failed => {
                let until = |t| self.failures().partition_point(|failure| failure.end <= t);
                let failures = &self.failures()[until(window.from())..until(window.end)];
                failures.iter().map(|failure| self.ended(failure.job)).collect()
            }
            JobList::Excluded => {
                let events = self.history().within(window).iter().filter(|event| event.excluded);
                events.map(|event| self.ended(event.job)).collect()
            }
            JobList::Stuck => {
                let kinds = &self.slo().kinds;
                let stuck = |job: &Job<'_>| job.in_scope() && kinds.is_pipeline(job.kind()) && job.is_overdue_at(as_of);
                let jobs = self.population().iter().enumerate().filter(|(_, job)| stuck(job));
                jobs.map(|(place, job)| {
                    let start = job.start();
                    Entry { place: place as u32, start, end: None, duration: start.map(|start| as_of - start) }
                })
                .collect()
            }
        }
    }

    fn ended(&self, place: u32) -> Entry {
        let run = self.population().job(place as usize).run();
        Entry {
            place,
            start: run.map(|run| run.start),
            end: run.map(|run| run.end),
            duration: run.map(|run| run.end - run.start),
        }
    }

    fn job_of(&self, entry: &Entry) -> Job<'_> {
        self.population().job(entry.place as usize)
    }

    fn is_found(&self, needle: &Needle, entry: &Entry) -> bool {
        let job = self.job_of(entry);
        [job.namespace(), job.name(), self.slo().kinds.name(job.kind()), job.reason()]
            .into_iter()
            .chain(self.population().messages(entry.place as usize))
            .any(|text| needle.occurs_in(text))
    }

    fn compare(&self, sort: JobSort, a: &Entry, b: &Entry) -> Ordering {
        let (left, right) = (self.job_of(a), self.job_of(b));
        let kind = |job: Job<'_>| self.slo().kinds.name(job.kind());
        match sort {
            JobSort::End => a.end.cmp(&b.end),
            JobSort::Start => a.start.cmp(&b.start),
            JobSort::Duration => a.duration.cmp(&b.duration),
            JobSort::Namespace => left.namespace().cmp(right.namespace()),
            JobSort::Name => left.name().cmp(right.name()),
            JobSort::Kind => kind(left).cmp(kind(right)),
            JobSort::Reason => left.reason().cmp(right.reason()),
        }
    }

    /// The newest first, whatever the direction, so that a page never shows a row twice; files in another order give
    /// the same rows.
    fn tie_break(&self, a: &Entry, b: &Entry) -> Ordering {
        let (left, right) = (self.job_of(a), self.job_of(b));
        let newest_first = (b.end, b.start).cmp(&(a.end, a.start));
        newest_first
            .then_with(|| left.namespace().cmp(right.namespace()))
            .then_with(|| left.name().cmp(right.name()))
            .then_with(|| left.uid().cmp(&right.uid()))
    }

    fn row(&self, entry: &Entry, as_of: Instant) -> JobRow {
        let job = self.job_of(entry);
        let touched = match (entry.start, entry.end) {
            (Some(start), Some(end)) => self.maintenance().touching(start, end),
            _ => None,
        };
        let mut message = self.population().messages(entry.place as usize).collect::<Vec<_>>().join("\n");
        message.truncate(message.floor_char_boundary(LONGEST_MESSAGE));
        let counts = entry.end.is_some() && self.slo().kinds.is_counted(job.kind());
        JobRow {
            uid: job.uid(),
            namespace: job.namespace().to_owned(),
            name: job.name().to_owned(),
            kind: self.slo().kinds.name(job.kind()).to_owned(),
            outcome: job.outcome_at(as_of).map_or("", |outcome| outcome.name()),
            counted: counts && touched.is_none(),
            start: entry.start,
            end: entry.end,
            duration_seconds: entry.duration.map(Seconds),
            end_error_seconds: entry.end.and_then(|_| job.end_error()).map(Seconds),
            reason: job.reason().to_owned(),
            message,
            why: touched.map(|index| self.why(index)),
        }
    }

    fn why(&self, window: usize) -> String {
        let window = &self.maintenance().windows()[window];
        let to = window
            .interval
            .to
            .map_or("until further notice".to_owned(), |to| format!("to {}", super::wording::utc(to)));
        let reason = if window.reason.is_empty() { "maintenance" } else { &window.reason };
        format!("{reason}: {} {to}", super::wording::utc(window.interval.from))
    }
}

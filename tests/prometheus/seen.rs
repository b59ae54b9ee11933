//! When the rules first saw each job finished, read back from what they recorded, and why that differs from its end.

use std::collections::HashMap;

use serde_json::Value;

use crate::history::{History, Job, SCRAPE};
use crate::programs::Server;

/// How often the rules look, in seconds.
const EVALUATION: i64 = 30;

/// A finished job in scope that no maintenance excludes, as the rules know it.
#[derive(Clone, Debug)]
pub struct Event {
    pub job: Job,
    pub end: f64,
    /// When a recording rule first showed it; none where it never did.
    pub seen: Option<f64>,
}

/// Why the rules count a job otherwise than the review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It was gone before a scrape saw it finished.
    Gone,
    /// It was first seen when the exporter's outage was over.
    Outage,
    /// It was seen by the next scrape and evaluation, or would have been had the history gone on.
    Late,
}

impl Event {
    /// Whether the rules count it over `(t - window, t]`: a success by its end once it was seen, a failure by when it
    /// was seen.
    pub fn is_counted_by_rules(&self, window: f64, t: f64) -> bool {
        let Some(seen) = self.seen else { return false };
        let dated = if self.job.succeeded { self.end } else { seen };
        seen <= t && dated > t - window
    }

    /// Whether the review counts it.
    pub fn is_counted_by_review(&self, window: f64, t: f64) -> bool {
        self.end <= t && self.end > t - window
    }

    /// Why they differ. Anything but these is a mistake.
    pub fn reason(&self, history: &History) -> Reason {
        let (begin, end) = history.outage;
        let finished = self.job.finished.expect("the job finished");
        match self.seen {
            None if finished + SCRAPE + EVALUATION > history.to => Reason::Late,
            None => {
                assert!(!history.is_seen_finished(&self.job), "the rules missed {:?}", self.job);
                Reason::Gone
            }
            Some(seen) if (begin - SCRAPE..end).contains(&finished) => {
                assert!(seen <= (end + SCRAPE + EVALUATION) as f64, "the rules saw it late: {self:?}");
                Reason::Outage
            }
            Some(seen) => {
                let late = seen - self.end;
                assert!((0.0..=(SCRAPE + EVALUATION) as f64).contains(&late), "the rules saw it late: {self:?}");
                Reason::Late
            }
        }
    }
}

/// All events of the kinds that the rules look at. Those that maintenance excludes must have left no trace.
pub fn events(history: &History, server: &Server) -> Vec<Event> {
    let successes = first_seen(server, "namespace_job_name_created:slo_job_succeeded:completion_time", history.to);
    let failures = first_seen(server, "namespace_job_name_created:slo_job_failed:count", history.to);
    let mut recorded = successes.len() + failures.len();
    let mut events = Vec::new();
    for job in history.jobs.iter().filter(|job| job.in_scope) {
        let Some(finished) = job.finished else { continue };
        let table = if job.succeeded { &successes } else { &failures };
        let seen = table.get(&(job.namespace.clone(), job.name.clone(), job.created)).copied();
        recorded -= usize::from(seen.is_some());
        if is_excluded(history, job) {
            assert_eq!(seen, None, "maintenance excludes {job:?}");
        } else if job.is_counted() || !job.succeeded && job.kind == "mirror" {
            events.push(Event { job: job.clone(), end: finished as f64, seen });
        }
    }
    assert_eq!(recorded, 0, "everything that was recorded is a job of the history");
    events
}

/// Whether maintenance excludes a job that finished.
pub fn is_excluded(history: &History, job: &Job) -> bool {
    let (start, end) = (job.started.unwrap_or(job.created), job.finished.expect("the job finished"));
    history.slo.exclusions.maintenance.iter().any(|maintenance| {
        let to = maintenance.interval.to.map_or(i64::MAX, |to| to.as_millis() / 1_000);
        start < to && end >= maintenance.interval.from.as_millis() / 1_000
    })
}

/// For each namespace, job and creation the first sample.
fn first_seen(server: &Server, name: &str, to: i64) -> HashMap<(String, String, i64), f64> {
    let mut seen = HashMap::new();
    for series in server.query(&format!("{name}[100d]"), to as f64) {
        let label = |label: &str| series["metric"][label].as_str().expect("the series has the label").to_owned();
        let created = label("created").parse().expect("a creation is whole seconds");
        let first = samples(&series).next().expect("a series has samples").0;
        assert_eq!(seen.insert((label("namespace"), label("job_name"), created), first), None, "one series a job");
    }
    seen
}

/// The samples of a series of a matrix.
pub fn samples(series: &Value) -> impl Iterator<Item = (f64, f64)> {
    series["values"].as_array().into_iter().flatten().map(|sample| {
        let value = sample[1].as_str().expect("a value is text").parse().expect("a value is a number");
        (sample[0].as_f64().expect("a time is a number"), value)
    })
}

//! Jobs, files and instants for tests.

#![allow(dead_code, reason = "each test binary uses its own part")]

use slo_review::record::{
    Annotations, CountTable, Cover, Dataset, Exclusions, Format, JobEntry, JobTable, LoadedFile, Maintenance,
    MentionTable, Outcome, SeriesTable, Source,
};
use slo_review::slo::Kind;
use slo_review::time::{Duration, Instant, Interval, Timestamp};

/// One job as a test states it.
#[derive(Clone, Debug, PartialEq)]
pub struct TestJob {
    pub uid: String,
    pub namespace: String,
    pub name: String,
    pub kind: Kind,
    pub in_scope: bool,
    pub created: Option<Instant>,
    pub started: Option<Instant>,
    pub end: Option<Instant>,
    pub deleted: Option<Instant>,
    pub outcome: Outcome,
    pub reason: String,
    pub message: String,
}

impl TestJob {
    pub fn new(number: usize, kind: Kind, outcome: Outcome) -> Self {
        Self {
            uid: format!("uid-{number}"),
            namespace: "demo-dev-1".to_owned(),
            name: format!("job-{number}"),
            kind,
            in_scope: true,
            created: None,
            started: None,
            end: None,
            deleted: None,
            outcome,
            reason: String::new(),
            message: String::new(),
        }
    }

    pub fn entry(&self) -> JobEntry<'_> {
        JobEntry {
            uid: &self.uid,
            namespace: &self.namespace,
            name: &self.name,
            kind: self.kind,
            in_scope: self.in_scope,
            created: self.created,
            started: self.started,
            end: self.end,
            deleted: self.deleted,
            newest: [self.created, self.started, self.end].into_iter().flatten().max(),
            outcome: self.outcome,
            reason: &self.reason,
            message: &self.message,
        }
    }
}

/// A file of those jobs. Its evidence is the jobs' own instants.
pub fn file(name: &str, jobs: &[TestJob], covers: Vec<Cover>) -> LoadedFile {
    let mut table = JobTable::default();
    for job in jobs {
        table.add(&job.entry());
    }
    let instants = || jobs.iter().flat_map(|job| [job.created, job.started, job.end]).flatten();
    LoadedFile {
        name: name.to_owned(),
        format: Format::KubernetesJobs,
        bytes: 0,
        records: jobs.len() as u64,
        skipped: 0,
        sources: vec![Source::Stream],
        warnings: Vec::new(),
        covers,
        newest: instants().max(),
        earliest: instants().min(),
        jobs: table,
        mentions: MentionTable::default(),
        counts: CountTable::default(),
        series: SeriesTable::default(),
        timelines: Vec::new(),
        exclusions: Exclusions::default(),
        annotations: Annotations::default(),
    }
}

/// A file of nothing but maintenance windows.
pub fn exclusions_file(name: &str, maintenance: Vec<Maintenance>) -> LoadedFile {
    LoadedFile {
        format: Format::Exclusions,
        sources: Vec::new(),
        records: maintenance.len() as u64,
        exclusions: Exclusions { maintenance, outages: Vec::new() },
        ..file(name, &[], Vec::new())
    }
}

pub fn dataset(files: impl IntoIterator<Item = LoadedFile>) -> Dataset {
    let mut dataset = Dataset::default();
    files.into_iter().for_each(|file| dataset.add(file));
    dataset
}

pub fn maintenance(from: Instant, to: Option<Instant>, reason: &str) -> Maintenance {
    Maintenance { interval: Interval { from, to }, reason: reason.to_owned() }
}

/// Reads an instant: RFC 3339, or relative to a given one: `asOf`, `asOf-7d`, `asOf-3d+1ms`.
pub fn instant(text: &str, as_of: Instant) -> Instant {
    let Some(mut rest) = text.strip_prefix("asOf") else {
        let timestamp = Timestamp::parse(text.as_bytes()).unwrap_or_else(|_| panic!("{text:?} is no instant"));
        return timestamp.instant().expect("the instant is set");
    };
    let mut instant = as_of;
    while !rest.is_empty() {
        let sign = if rest.starts_with('-') { -1 } else { 1 };
        let end = rest[1..].find(['+', '-']).map_or(rest.len(), |at| at + 1);
        instant = instant + length(&rest[1..end]) * sign;
        rest = &rest[end..];
    }
    instant
}

/// Reads a length of time such as `7d`, `30m`, `1ms`.
pub fn length(text: &str) -> Duration {
    let unit = text.find(|character: char| !character.is_ascii_digit()).expect("a unit follows the number");
    let number: i64 = text[..unit].parse().expect("a number precedes the unit");
    match &text[unit..] {
        "d" => Duration::from_days(number),
        "h" => Duration::from_hours(number),
        "m" => Duration::from_minutes(number),
        "s" => Duration::from_seconds(number),
        "ms" => Duration::from_millis(number),
        other => panic!("{other:?} is no unit"),
    }
}

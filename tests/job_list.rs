//! The tables of jobs: what is listed, found and shown. Their order and paging are held by the oracle.

mod support;

use slo_review::record::Outcome;
use slo_review::review::{Basis, JobList, JobPage, JobQuery, JobSort, Seconds};
use slo_review::slo::Slo;
use slo_review::time::{Duration, Instant};
use support::{TestJob, dataset, exclusions_file, file, instant, maintenance};

fn basis() -> Basis {
    let slo = Slo::ai_slot_build();
    let as_of = instant("2026-02-26T12:00:00Z", Instant::from_seconds(0));
    let job = |number: usize, kind: &str, outcome, start: &str, end: Option<&str>| {
        let mut job = TestJob::new(number, slo.kinds.named(kind).unwrap(), outcome);
        job.created = Some(instant(start, as_of));
        job.started = job.created;
        job.end = end.map(|end| instant(end, as_of));
        job
    };
    let mut jobs = vec![
        job(0, "build", Outcome::Failed, "asOf-2h", Some("asOf-1h")),
        job(1, "mirror", Outcome::Failed, "asOf-3h", Some("asOf-90m")),
        job(2, "build", Outcome::Failed, "asOf-8d", Some("asOf-7d")),
        job(3, "codegen-check", Outcome::Failed, "asOf-5h", Some("asOf-4h")),
        job(4, "build", Outcome::Succeeded, "asOf-5h", Some("asOf-4h")),
        job(5, "build", Outcome::Running, "asOf-31m", None),
        job(6, "other", Outcome::Running, "asOf-31m", None),
        job(7, "mirror", Outcome::Running, "asOf-30m", None),
        job(8, "build", Outcome::Succeeded, "asOf-1m", Some("asOf")),
        job(9, "build", Outcome::Failed, "asOf-2h", Some("asOf-1h")),
    ];
    jobs[0].reason = "BackoffLimitExceeded".to_owned();
    jobs[0].message = format!("error building image: MANIFEST_UNKNOWN {}", "\u{e9}".repeat(4_000));
    jobs[9].namespace = "demo-prod".to_owned();
    jobs[9].in_scope = false;
    let window = maintenance(instant("asOf-5h", as_of), Some(instant("asOf-270m", as_of)), "release 1");
    Basis::new(&dataset([file("jobs.json", &jobs, Vec::new()), exclusions_file("windows.json", vec![window])]), &slo)
}

fn page(list: JobList, search: &str) -> JobPage {
    basis().jobs(&JobQuery {
        list,
        as_of: None,
        search: search.to_owned(),
        sort: JobSort::End,
        descending: true,
        offset: 0,
        limit: 100,
    })
}

fn names(page: &JobPage) -> Vec<&str> {
    page.rows.iter().map(|row| row.name.as_str()).collect()
}

#[test]
fn lists_the_failed_jobs_of_the_window_of_any_kind_in_scope() {
    let page = page(JobList::Failed, "");
    assert_eq!(names(&page), ["job-0", "job-1", "job-3"]);
    let counted: Vec<bool> = page.rows.iter().map(|row| row.counted).collect();
    assert_eq!(counted, [true, false, false], "a mirror and an excluded job do not count");
    assert_eq!(page.rows[0].duration_seconds, Some(Seconds(Duration::from_hours(1))));
    assert_eq!((page.rows[0].reason.as_str(), page.rows[0].outcome), ("BackoffLimitExceeded", "failed"));
    assert!(page.rows[0].message.len() <= 4_096 && page.rows[0].message.starts_with("error building image"));
}

#[test]
fn lists_what_maintenance_took_out_and_why() {
    let page = page(JobList::Excluded, "");
    assert_eq!(names(&page), ["job-3", "job-4"]);
    let why = "release 1: 2026-02-26 07:00:00 UTC to 2026-02-26 07:30:00 UTC";
    assert!(page.rows.iter().all(|row| row.why.as_deref() == Some(why) && !row.counted), "{:?}", page.rows);
}

#[test]
fn lists_the_stuck_jobs_of_the_pipeline() {
    let page = page(JobList::Stuck, "");
    assert_eq!(names(&page), ["job-5"]);
    assert_eq!(page.rows[0].duration_seconds, Some(Seconds(Duration::from_minutes(31))));
    assert_eq!((page.rows[0].end, page.rows[0].outcome), (None, "running"));
}

#[test]
fn searches_every_column_whatever_the_case() {
    for (search, found) in [
        ("manifest_unknown", vec!["job-0"]),
        ("BACKOFF", vec!["job-0"]),
        ("\u{c9}\u{e9}", vec!["job-0"]),
        ("Mirror", vec!["job-1"]),
        ("demo-DEV", vec!["job-0", "job-1", "job-3"]),
        ("  job-3 ", vec!["job-3"]),
        ("nothing like it", vec![]),
    ] {
        let page = page(JobList::Failed, search);
        assert_eq!((names(&page), page.total), (found.clone(), 3), "{search}");
        assert_eq!(page.matched, found.len());
    }
}

#[test]
fn lists_nothing_where_nothing_is_loaded() {
    let empty = Basis::new(&dataset([]), &Slo::ai_slot_build());
    let query = JobQuery {
        list: JobList::Stuck,
        as_of: None,
        search: String::new(),
        sort: JobSort::Start,
        descending: false,
        offset: 0,
        limit: 10,
    };
    assert_eq!(empty.jobs(&query), JobPage { total: 0, matched: 0, rows: Vec::new() });
}

//! What we tell people to ask for, asked of a real Prometheus and read back, against what happened.

use std::path::Path;
use std::process::Command;

use slo_review::ingest::{FileReader, Loaded};
use slo_review::query::{self, Chunks};
use slo_review::record::{Dataset, LoadedFile};
use slo_review::review::{Basis, JobList, JobQuery, JobSort, ReviewOptions};

use crate::backfill::load;
use crate::history::{History, Job, SCRAPE, instant};
use crate::programs::{Server, search_path};
use crate::seen::is_excluded;

/// How many points each part has: several parts, as of a longer time.
const POINTS: u32 = 5_000;

/// How long Prometheus shows a series that ended without a marker, in seconds.
const LOOK_BACK: i64 = 300;

#[test]
fn what_is_asked_for_is_all_that_a_review_needs() {
    let history = History::simulated();
    let folder = load(&history, "export");
    let server = Server::start(&folder);
    let [from, to] = [history.from, history.to].map(|seconds| instant(seconds as f64));
    let chunks = Chunks::of(from, to, None, Some(POINTS)).expect("the history can be asked for");
    assert!(chunks.spans.len() > 1);
    let [jobs] = &query::of(&history.slo)[..] else { panic!("jobs come by one query") };

    // By the page, one answer after the other.
    let mut reader = FileReader::new("prometheus", &history.slo);
    for span in &chunks.spans {
        let [start, end] = [span.from, span.to].map(|at| at.to_string());
        let step = chunks.step.whole_seconds().to_string();
        let parameters = [("query", jobs.promql.as_str()), ("start", &start), ("end", &end), ("step", &step)];
        reader.push(&server.answer("/api/v1/query_range", &parameters)).expect("the answer can be used");
    }
    let asked = basis(&history, [finish(reader)]);

    // By the commands that it shows, each into a file of its own.
    let saved = folder.join("saved");
    std::fs::create_dir_all(&saved).expect("the folder can be made");
    run(&saved, &query::promtool(&server.url(), jobs, &chunks));
    let files: Vec<LoadedFile> = (1..=chunks.spans.len())
        .map(|number| {
            let file = format!("jobs-{number}.json");
            let mut reader = FileReader::new(&file, &history.slo);
            reader.push(&std::fs::read(saved.join(&file)).expect("the command saved it")).expect("it can be used");
            finish(reader)
        })
        .collect();
    let commanded = basis(&history, files);

    let truth = Basis::new(&history.dataset(), &history.slo);
    let options = ReviewOptions { as_of: Some(to), ..ReviewOptions::default() };
    let [by_page, by_command, true_review] = [&asked, &commanded, &truth].map(|basis| basis.review(&options));
    assert_eq!(by_page.availability.good, by_command.availability.good);
    assert_eq!(by_page.availability.bad, by_command.availability.bad);
    // Nights without jobs are covered. The outage is too: samples that were filled in end without a marker, and
    // Prometheus shows such a series for five minutes more.
    assert!(by_page.data.coverage > 0.999, "{}", by_page.data.coverage);
    assert!(by_page.data.warnings.iter().all(|warning| warning.code != "unknown-series"));

    let is_event = |job: &&Job| {
        let finished = job.finished.unwrap_or(i64::MAX);
        let in_window = finished > history.to - 7 * 86_400 && finished <= history.to;
        job.is_counted() && in_window && !is_excluded(&history, job)
    };
    let (seen, gone): (Vec<&Job>, Vec<&Job>) =
        history.jobs.iter().filter(is_event).partition(|job| history.is_seen_finished(job));
    println!("{} events are told, {} were gone before a scrape", seen.len(), gone.len());
    // A failure that lasts five minutes beside the next job of its name is told as that one's. A Prometheus that scraped
    // them itself would have set a marker between them.
    let is_mistaken = |job: &Job| job.succeeded && history.jobs.iter().any(|other| is_beside(&history, other, job));
    let mistaken: Vec<&&Job> = seen.iter().filter(|job| is_mistaken(job)).collect();
    mistaken.iter().for_each(|job| println!("taken for a failure: {}/{}", job.namespace, job.name));
    let section = &true_review.availability;
    let gone = |good: bool| gone.iter().filter(|job| job.succeeded == good).count();
    let expected =
        [section.good as usize - gone(true) - mistaken.len(), section.bad as usize - gone(false) + mistaken.len()];
    assert_eq!([by_page.availability.good as usize, by_page.availability.bad as usize], expected);
    assert!(expected[0] > 100 && mistaken.len() * 100 < expected[0]);

    // Each failure by its name, at most a step and a scrape late, or as late as the outage made it.
    let latest = |finished: i64| {
        let (begin, end) = history.outage;
        let was_out = (begin - SCRAPE..end).contains(&finished);
        chunks.step.whole_seconds() + SCRAPE + if was_out { end - begin } else { 0 }
    };
    let query = JobQuery {
        list: JobList::Failed,
        as_of: Some(to),
        search: String::new(),
        sort: JobSort::End,
        descending: false,
        offset: 0,
        limit: 10_000,
    };
    for failed in asked.jobs(&query).rows {
        let end = failed.end.expect("it ended").as_millis() / 1_000;
        let is_it = |job: &&Job| {
            (&job.namespace, &job.name) == (&failed.namespace, &failed.name)
                && (!job.succeeded
                    && job.finished.is_some_and(|finished| (finished..=finished + latest(finished)).contains(&end))
                    || mistaken.iter().any(|mistaken| mistaken.created == job.created))
        };
        assert!(history.jobs.iter().any(|job| is_it(&job)), "{failed:?} never failed then");
    }
}

/// Whether a job's failure is shown beside a later job of its name.
fn is_beside(history: &History, failed: &Job, later: &Job) -> bool {
    (&failed.namespace, &failed.name) == (&later.namespace, &later.name)
        && !failed.succeeded
        && failed.finished.is_some()
        && history.is_seen_finished(failed)
        && failed.gone.is_some_and(|gone| (gone..gone + LOOK_BACK).contains(&later.created))
}

fn basis(history: &History, files: impl IntoIterator<Item = LoadedFile>) -> Basis {
    let mut dataset = Dataset::default();
    files.into_iter().for_each(|file| dataset.add(file));
    Basis::new(&dataset, &history.slo)
}

fn finish(reader: FileReader) -> LoadedFile {
    match reader.finish().expect("the answers can be used") {
        Loaded::Records(file) => *file,
        Loaded::Slo { .. } => panic!("an answer is no SLO file"),
    }
}

/// Runs commands in a folder, as they are shown, with the promtool of the tests.
fn run(folder: &Path, commands: &str) {
    let output = Command::new("sh")
        .args(["-e", "-c", commands])
        .current_dir(folder)
        .env("PATH", search_path())
        .output()
        .expect("a shell runs");
    assert!(output.status.success(), "{commands}\n{}", String::from_utf8_lossy(&output.stderr));
}

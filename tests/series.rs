//! The method's rules for Prometheus, section 9, as cases in `tests/series/*.json`, and random series against the rules
//! told once more, sample by sample.
//!
//! A case states files of series. A series is `metric name labels`, where the metric is named without `kube_job_` and a
//! name without a namespace is `p-dev-1/codex-k8s-kaniko-NAME`; its samples are `from..to/step=value` or `at=value`, in
//! seconds from `2026-02-20T00:00:00Z`, where a value `@n` is such an instant. Every case is run with its files in
//! every order, with each of them loaded twice, and cut into pieces; the outcome must be the same.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use slo_review::ingest::{FileReader, Loaded};
use slo_review::record::{Dataset, LoadedFile, Outcome, Parcels, Unpacking};
use slo_review::review::{ReviewOptions, review};
use slo_review::slo::Slo;
use slo_review::time::Instant;

/// `2026-02-20T00:00:00Z`.
const ORIGIN: i64 = 1_771_545_600;

#[test]
fn every_rule_holds() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/series");
    let mut failures = Vec::new();
    let mut checked = 0;
    for entry in std::fs::read_dir(folder).expect("the folder of cases is there") {
        let path = entry.expect("the folder can be listed").path();
        let text = std::fs::read_to_string(&path).expect("the case file can be read");
        let cases: Vec<Map<String, Value>> = serde_json::from_str(&text).expect("a case file is a list of cases");
        for case in &cases {
            checked += 1;
            let name = format!("{}: {}", path.file_name().unwrap().to_string_lossy(), case["rule"]);
            failures.extend(run(case).into_iter().map(|failure| format!("{name}: {failure}")));
        }
    }
    assert!(checked >= 45, "only {checked} cases were found");
    assert!(failures.is_empty(), "{} expectations failed:\n{}", failures.len(), failures.join("\n"));
}

fn run(case: &Map<String, Value>) -> Vec<String> {
    for key in case.keys() {
        let known = ["rule", "asOf", "files", "kubernetes", "expect", "warnings", "errors"];
        assert!(known.contains(&key.as_str()), "a case has no {key:?}");
    }
    let mut texts: Vec<(String, String)> =
        case["files"].as_object().unwrap().iter().map(|(name, series)| (name.clone(), response(series))).collect();
    if let Some(jobs) = case.get("kubernetes") {
        texts.push(("kubernetes".to_owned(), job_list(jobs)));
    }
    let as_of = case.get("asOf").map(|at| Instant::from_seconds(seconds(at.as_str().unwrap())));
    let mut failures = Vec::new();
    for order in orders(texts.len()) {
        for (cut, twice) in [(usize::MAX, false), (7, false), (usize::MAX, true)] {
            let mut dataset = Dataset::default();
            for &place in order.iter().chain(order.iter().filter(|_| twice)) {
                let (name, text) = &texts[place];
                dataset.add(carry(read(name, text.as_bytes(), cut).unwrap()));
            }
            let found = review(&dataset, &Slo::ai_slot_build(), &ReviewOptions { as_of, ..ReviewOptions::default() });
            let found = serde_json::to_value(found).expect("a review serializes");
            let place = format!("order {order:?}{}", if twice { ", each twice" } else { "" });
            failures
                .extend(check(case, &found, &dataset, twice).into_iter().map(|failure| format!("{place}: {failure}")));
        }
    }
    failures
}

fn check(case: &Map<String, Value>, found: &Value, dataset: &Dataset, twice: bool) -> Vec<String> {
    let mut failures = Vec::new();
    for (pointer, expected) in case["expect"].as_object().unwrap() {
        let expected = match expected.as_str() {
            Some(text) if text.starts_with('@') => json!(Instant::from_seconds(seconds(text)).to_string()),
            _ => expected.clone(),
        };
        match found.pointer(pointer) {
            Some(value) if agree(value, &expected) => {}
            value => failures.push(format!("{pointer} is {value:?}, expected {expected}")),
        }
    }
    let mut warnings: BTreeMap<String, u64> = BTreeMap::new();
    for warning in found["data"]["warnings"].as_array().unwrap() {
        *warnings.entry(warning["code"].as_str().unwrap().to_owned()).or_default() +=
            warning["count"].as_u64().unwrap();
    }
    let expected: BTreeMap<String, u64> =
        case.get("warnings").map(|warnings| serde_json::from_value(warnings.clone()).unwrap()).unwrap_or_default();
    // A file that is loaded twice warns twice of what is wrong in itself; of jobs each is counted once.
    if !twice && warnings != expected {
        failures.push(format!("the warnings are {warnings:?}, expected {expected:?}"));
    }
    for code in ["lost-job", "end-unknown"] {
        if warnings.get(code) != expected.get(code) {
            failures.push(format!("{code} is {:?}, expected {:?}", warnings.get(code), expected.get(code)));
        }
    }
    if let Some(errors) = case.get("errors").and_then(Value::as_object) {
        let population = dataset.population();
        for (name, expected) in errors {
            let (namespace, name) = full(name);
            let found: Vec<i64> = population
                .iter()
                .filter(|job| (job.namespace(), job.name()) == (namespace.as_str(), name.as_str()))
                .filter_map(|job| job.end_error())
                .map(|error| error.as_millis() / 1_000)
                .collect();
            if !found.contains(&expected.as_i64().unwrap()) {
                failures.push(format!("the errors of {name} are {found:?}, expected {expected}"));
            }
        }
    }
    failures
}

fn agree(found: &Value, expected: &Value) -> bool {
    match (found.as_f64(), expected.as_f64()) {
        (Some(found), Some(expected)) => (found - expected).abs() < 1e-12,
        _ => found == expected,
    }
}

/// All orders of a few, or there and back of many.
fn orders(count: usize) -> Vec<Vec<usize>> {
    if count > 3 {
        return vec![(0..count).collect(), (0..count).rev().collect()];
    }
    let mut orders = vec![Vec::new()];
    for place in 0..count {
        orders = orders
            .into_iter()
            .flat_map(|order: Vec<usize>| {
                (0..=order.len()).map(move |at| {
                    let mut longer = order.clone();
                    longer.insert(at, place);
                    longer
                })
            })
            .collect();
    }
    orders
}

fn seconds(text: &str) -> i64 {
    ORIGIN + text.trim_start_matches('@').parse::<i64>().expect("an instant is a number of seconds")
}

fn full(name: &str) -> (String, String) {
    match name.split_once('/') {
        Some((namespace, name)) => (namespace.to_owned(), name.to_owned()),
        None => ("p-dev-1".to_owned(), format!("codex-k8s-kaniko-{name}")),
    }
}

/// A response of a range query with these series.
fn response(series: &Value) -> String {
    let series: Vec<Value> = series
        .as_object()
        .unwrap()
        .iter()
        .map(|(key, samples)| {
            let mut words = key.split(' ');
            let metric = match words.next().unwrap() {
                "start" => "kube_job_status_start_time".to_owned(),
                "completed" => "kube_job_status_completion_time".to_owned(),
                "up" => "up".to_owned(),
                metric => format!("kube_job_{metric}"),
            };
            let mut labels = json!({ "__name__": metric });
            if matches!(metric.as_str(), "kube_job_complete" | "kube_job_failed") {
                labels["condition"] = json!("true");
            }
            if let Some(name) = words.next() {
                let (namespace, name) = full(name);
                labels["namespace"] = json!(namespace);
                labels["job_name"] = json!(name);
            }
            for label in words.next().iter().flat_map(|labels| labels.split(',')) {
                let (key, value) = label.split_once('=').unwrap();
                labels[key] = json!(value);
            }
            let values: Vec<Value> = samples.as_str().unwrap().split(' ').flat_map(samples_of).collect();
            json!({ "metric": labels, "values": values })
        })
        .collect();
    json!({ "status": "success", "data": { "resultType": "matrix", "result": series } }).to_string()
}

fn samples_of(stretch: &str) -> Vec<Value> {
    let (times, value) = stretch.split_once('=').unwrap();
    let value = if value.starts_with('@') { seconds(value).to_string() } else { value.to_owned() };
    let sample = |at: i64| json!([at, value]);
    let Some((from, rest)) = times.split_once("..") else { return vec![sample(seconds(times))] };
    let (to, step) = rest.split_once('/').unwrap();
    (seconds(from)..=seconds(to)).step_by(step.parse().unwrap()).map(sample).collect()
}

fn job_list(jobs: &Value) -> String {
    let at = |job: &Value, key: &str| job[key].as_str().map(|at| Instant::from_seconds(seconds(at)).to_string());
    let items: Vec<Value> = jobs
        .as_array()
        .unwrap()
        .iter()
        .map(|job| {
            let (namespace, name) = full(job["name"].as_str().unwrap());
            let mut status = json!({ "startTime": at(job, "start") });
            if let Some(at) = at(job, "failed") {
                status["conditions"] = json!([{ "type": "Failed", "status": "True", "lastTransitionTime": at }]);
            }
            json!({
                "apiVersion": "batch/v1", "kind": "Job",
                "metadata": { "namespace": namespace, "name": name, "uid": job["uid"], "creationTimestamp": at(job, "created") },
                "spec": {}, "status": status,
            })
        })
        .collect();
    json!({ "apiVersion": "v1", "kind": "List", "items": items }).to_string()
}

fn read(name: &str, bytes: &[u8], cut: usize) -> Result<LoadedFile, String> {
    let mut reader = FileReader::new(name, &Slo::ai_slot_build());
    for chunk in bytes.chunks(cut.min(bytes.len().max(1))) {
        reader.push(chunk).map_err(|error| error.to_string())?;
    }
    match reader.finish().map_err(|error| error.to_string())? {
        Loaded::Records(file) => Ok(*file),
        Loaded::Slo { .. } => Err("an SLO file".to_owned()),
    }
}

/// The file as it comes out of the parcels in which the page hands it over.
fn carry(file: LoadedFile) -> LoadedFile {
    let mut unpacking = Unpacking::default();
    Parcels::of(file)
        .find_map(|parcel| unpacking.add(&parcel).expect("a parcel can be read"))
        .expect("a file comes out")
}

/// One object as the rules told sample by sample have it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    created: i64,
    outcome: &'static str,
    end: Option<i64>,
    error: Option<i64>,
}

/// Samples of one name: metric, instant, value.
type Samples = Vec<(&'static str, i64, i64)>;

/// Section 9 once more: every sample by itself, every rule as it is written.
fn tell(samples: &Samples, all: &[i64], step: i64) -> (Vec<Told>, u64, u64) {
    let created: Vec<(i64, i64)> = samples.iter().filter(|s| s.0 == "created").map(|s| (s.1, s.2)).collect();
    let owner = |t: i64| {
        let latest = created.iter().filter(|(at, _)| *at <= t).max();
        let next = created.iter().filter(|(at, _)| *at > t).min_by_key(|(at, value)| (*at, -*value));
        latest.or(next).map(|(_, value)| *value)
    };
    let mut objects: BTreeMap<Option<i64>, Samples> = BTreeMap::new();
    for sample in samples {
        let owner = if sample.0 == "created" { Some(sample.2) } else { owner(sample.1) };
        objects.entry(owner).or_default().push(*sample);
    }
    let (mut told, mut dropped, mut lost) = (Vec::new(), 0, 0);
    for (owner, samples) in objects {
        let times = |metric: &str| samples.iter().filter(|s| s.0 == metric).map(|s| s.1).collect::<Vec<_>>();
        let value = |metric: &str| samples.iter().filter(|s| s.0 == metric).max_by_key(|s| (s.1, s.2)).map(|s| s.2);
        let first = samples.iter().map(|s| s.1).min().unwrap();
        let known = owner.or(value("start"));
        let created = known.unwrap_or(first);
        let (complete, failed) = (times("complete"), times("failed"));
        let estimate = |shown: &[i64]| {
            let at = *shown.iter().min().unwrap();
            let before = all.iter().copied().filter(|t| *t < at).max();
            let error = known.max(before).map(|floor| (at - floor).max(0));
            error.filter(|error| *error <= 300).map(|error| (at, error))
        };
        let spans_meet = !complete.is_empty()
            && !failed.is_empty()
            && complete.iter().min() <= failed.iter().max()
            && failed.iter().min() <= complete.iter().max();
        let mut push = |outcome, end, error| told.push(Told { created, outcome, end, error });
        if spans_meet {
            push("malformed", None, None);
        } else if !complete.is_empty() && (failed.is_empty() || complete.iter().min() < failed.iter().min()) {
            match (value("completed"), estimate(&complete)) {
                (Some(at), _) => push("succeeded", Some(at), None),
                (None, Some((at, error))) => push("succeeded", Some(at), Some(error)),
                (None, None) => dropped += 1,
            }
        } else if !failed.is_empty() {
            match estimate(&failed) {
                Some((at, error)) => push("failed", Some(at), Some(error)),
                None => dropped += 1,
            }
        } else if all.iter().max().unwrap() - samples.iter().map(|s| s.1).max().unwrap() <= step {
            push(if value("start").is_some() { "running" } else { "pending" }, None, None);
        } else {
            lost += 1;
        }
    }
    told.sort();
    (told, dropped, lost)
}

fn names() -> impl Strategy<Value = Vec<Samples>> {
    // A grid of 60 s on which each metric is there for some stretches; every creation has a value of its own.
    let stretch = |metric: &'static str| {
        proptest::collection::vec((0_i64..40, 1_i64..12, 0_i64..4), 0..3).prop_map(move |stretches| {
            let mut samples: BTreeMap<i64, i64> = BTreeMap::new();
            for (from, length, value) in stretches {
                for at in from..from + length {
                    let value = match metric {
                        "complete" | "failed" => 1,
                        _ => value * 977 - 500,
                    };
                    samples.insert(at * 60, value);
                }
            }
            samples.into_iter().map(|(at, value)| (metric, at, value)).collect::<Samples>()
        })
    };
    let name = (stretch("created"), stretch("start"), stretch("complete"), stretch("failed"), stretch("completed"))
        .prop_map(|(a, b, c, d, e)| [a, b, c, d, e].concat());
    proptest::collection::vec(name, 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn random_series_are_told_as_the_rules_are_written(names in names(), split in 0_i64..2_400, by_metric: bool) {
        let mut all: Vec<i64> = names.iter().flatten().map(|sample| sample.1).collect();
        all.push(2_340);
        all.sort_unstable();
        all.dedup();
        // A name that is always there gives every metric the step of 60 s, and the data its instants.
        let metrics = ["created", "start", "complete", "failed", "completed"];
        let grid: Vec<i64> = (0..40).map(|at| at * 60).collect();
        let mut files: BTreeMap<String, Vec<(usize, (&str, i64, i64))>> = BTreeMap::new();
        let mut put = |name: usize, sample: (&'static str, i64, i64)| {
            let file = if by_metric { sample.0.to_owned() } else { (sample.1 < split).to_string() };
            files.entry(file).or_default().push((name, sample));
        };
        for (name, samples) in names.iter().enumerate() {
            samples.iter().for_each(|sample| put(name, *sample));
        }
        for metric in metrics {
            grid.iter().for_each(|at| put(99, (metric, *at, if matches!(metric, "complete" | "failed") { 1 } else { -900 })));
        }
        all.extend(&grid);
        let mut dataset = Dataset::default();
        for (name, samples) in files {
            let mut series: BTreeMap<(usize, &str), Vec<String>> = BTreeMap::new();
            for (name, (metric, at, value)) in samples {
                let value = if matches!(metric, "complete" | "failed") { value.to_string() } else { format!("@{value}") };
                series.entry((name, metric)).or_default().push(format!("{at}={value}"));
            }
            let series: Map<String, Value> = series
                .into_iter()
                .map(|((name, metric), samples)| (format!("{metric} b{name}"), json!(samples.join(" "))))
                .collect();
            dataset.add(read(&name, response(&Value::Object(series)).as_bytes(), usize::MAX).unwrap());
        }
        let (mut expected, mut dropped, mut lost) = (Vec::new(), 0, 0);
        for (name, samples) in names.iter().enumerate().filter(|(_, samples)| !samples.is_empty()) {
            let (told, more_dropped, more_lost) = tell(samples, &all, 60);
            expected.extend(told.into_iter().map(|told| (name, told)));
            dropped += more_dropped;
            lost += more_lost;
        }
        let population = dataset.population();
        let since = |at: Instant| at.as_millis() / 1_000 - ORIGIN;
        let mut found: Vec<(usize, Told)> = population
            .iter()
            .filter_map(|job| {
                let name: usize = job.name().trim_start_matches("codex-k8s-kaniko-b").parse().unwrap();
                let outcome = job.recorded();
                let ended = matches!(outcome, Outcome::Succeeded | Outcome::Failed);
                (name != 99).then(|| (name, Told {
                    created: since(job.created().unwrap()),
                    outcome: outcome.name(),
                    end: job.end().filter(|_| ended).map(since),
                    error: job.end_error().map(|error| error.as_millis() / 1_000),
                }))
            })
            .collect();
        found.sort();
        prop_assert_eq!(found, expected);
        let counted = |code: &str| {
            population.shortfalls().iter().filter(|shortfall| shortfall.code.name() == code).map(|shortfall| shortfall.count).sum::<u64>()
        };
        prop_assert_eq!(counted("end-unknown"), dropped);
        prop_assert_eq!(counted("lost-job"), lost);
    }
}

//! The method's rules, sections 1 to 5, as cases in `tests/method/*.json`.
//!
//! A case states jobs (`count` of them, `every` so far apart, going back in time), maintenance windows and covers, an
//! instant `asOf` and what the review must say there: JSON pointers into the document with their values. Instants are
//! RFC 3339 or relative, such as `asOf-7d+1ms`.

mod support;

use serde_json::{Map, Value};
use slo_review::record::{Cover, Outcome};
use slo_review::review::{ReviewOptions, review};
use slo_review::slo::{Slo, Target};
use slo_review::time::Instant;
use support::{TestJob, dataset, exclusions_file, file, instant, length, maintenance};

/// The instant that cases review unless they say otherwise.
const AS_OF: &str = "2026-02-26T12:00:00Z";

#[test]
fn every_rule_holds() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/method");
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
    assert!(checked >= 60, "only {checked} cases were found");
    assert!(failures.is_empty(), "{} expectations failed:\n{}", failures.len(), failures.join("\n"));
}

fn run(case: &Map<String, Value>) -> Vec<String> {
    for key in case.keys() {
        let known = ["rule", "asOf", "default", "target", "jobs", "maintenance", "covers", "expect"];
        assert!(known.contains(&key.as_str()), "a case has no {key:?}");
    }
    let as_of = instant(case.get("asOf").and_then(Value::as_str).unwrap_or(AS_OF), Instant::from_seconds(0));
    let mut slo = Slo::ai_slot_build();
    if let Some(ppb) = case.get("target").and_then(Value::as_u64) {
        slo.target = Target::from_ppb(ppb).expect("the case's target is one");
    }
    let list = |key: &str| case.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let mut jobs = Vec::new();
    for stated in list("jobs") {
        add_jobs(&mut jobs, &slo, &stated, as_of);
    }
    let at = |value: &Value| instant(value.as_str().expect("an instant is a text"), as_of);
    let covers = list("covers").iter().map(|cover| Cover { from: at(&cover["from"]), to: at(&cover["to"]) }).collect();
    let windows = list("maintenance")
        .iter()
        .map(|window| {
            let to = window.get("to").map(at);
            maintenance(at(&window["from"]), to, window["reason"].as_str().unwrap_or("release"))
        })
        .collect();
    let files = [file("jobs.json", &jobs, covers), exclusions_file("exclusions.json", windows)];
    let chosen = (case.get("default") != Some(&Value::Bool(true))).then_some(as_of);
    let review = review(&dataset(files), &slo, &ReviewOptions { as_of: chosen, ..ReviewOptions::default() });
    let document = serde_json::to_value(&review).expect("the review serializes");

    let expected = case["expect"].as_object().expect("a case expects something");
    assert!(!expected.is_empty(), "a case expects something");
    expected
        .iter()
        .filter_map(|(pointer, expected)| {
            let expected = resolve(expected, as_of);
            match document.pointer(pointer) {
                None => Some(format!("{pointer} is not in the document")),
                Some(found) if !agree(found, &expected) => Some(format!("{pointer} is {found}, expected {expected}")),
                Some(_) => None,
            }
        })
        .collect()
}

fn add_jobs(jobs: &mut Vec<TestJob>, slo: &Slo, stated: &Value, as_of: Instant) {
    let text = |key: &str| stated.get(key).and_then(Value::as_str);
    let at = |key: &str| text(key).map(|text| instant(text, as_of));
    let outcome = match text("outcome").unwrap_or("succeeded") {
        "succeeded" => Outcome::Succeeded,
        "failed" => Outcome::Failed,
        "malformed" => Outcome::Malformed,
        "aborted" => Outcome::Aborted,
        "suspended" => Outcome::Suspended,
        "running" => Outcome::Running,
        "pending" => Outcome::Pending,
        other => panic!("{other:?} is no outcome"),
    };
    let kind = slo.kinds.named(text("kind").unwrap_or("build")).expect("the kind is one of the service's");
    let every = text("every").map_or(slo_review::time::Duration::ZERO, length);
    for number in 0..stated.get("count").map_or(1, |count| count.as_i64().expect("a count is a number")) {
        let back = every * number;
        let mut job = TestJob::new(jobs.len(), kind, outcome);
        job.namespace = text("namespace").unwrap_or("demo-dev-1").to_owned();
        job.in_scope = slo.scope.covers(&job.namespace);
        job.created = at("created").map(|t| t - back);
        job.started = at("start").map(|t| t - back);
        job.end = at("end").map(|t| t - back);
        job.deleted = at("deleted").map(|t| t - back);
        jobs.push(job);
    }
}

/// Relative instants among the expected values, as the document writes them.
fn resolve(value: &Value, as_of: Instant) -> Value {
    match value {
        Value::String(text) if text.starts_with("asOf") => Value::String(instant(text, as_of).to_string()),
        Value::Array(items) => items.iter().map(|item| resolve(item, as_of)).collect(),
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), resolve(value, as_of))).collect(),
        other => other.clone(),
    }
}

/// Floats agree within 1e-9; an expected object need not name every key.
fn agree(found: &Value, expected: &Value) -> bool {
    match (found, expected) {
        (Value::Number(found), Value::Number(expected)) => {
            (found.as_f64().unwrap() - expected.as_f64().unwrap()).abs() <= 1e-9
        }
        (Value::Array(found), Value::Array(expected)) => {
            found.len() == expected.len() && found.iter().zip(expected).all(|(found, expected)| agree(found, expected))
        }
        (Value::Object(found), Value::Object(expected)) => {
            expected.iter().all(|(key, expected)| found.get(key).is_some_and(|found| agree(found, expected)))
        }
        (found, expected) => found == expected,
    }
}

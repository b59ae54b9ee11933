//! The method's rules of evidence and recovery, sections 6 and 7, as cases in `tests/recovery/*.json`.
//!
//! Times are RFC 3339, or `HH:MM`, `HH:MM:SS` and `HH:MM:SS.mmm` on 2026-02-26. A case states, all optional:
//!
//! - `failed`: builds that failed, each `[end, class]`, started a minute before; the class is that of their message
//! - `succeeded`: builds that succeeded, each `[start, end]`
//! - `jobs`: any other jobs, by `name`, `namespace`, `kind`, `outcome`, `created`, `start`, `end`, `message`, `uid`, `file`
//! - `texts`: log lines, by `at`, `text`, `job`, `namespace`, `run`, `file`
//! - `timelines`: incidents as the native timeline has them, with a `file`
//! - `annotations`: `mitigations` and `notes` as the annotations file has them
//! - `outages`, `maintenance`: as an exclusions file has them; `sloOutages`: those of the SLO file
//! - `zone`: `name`, `first` offset in seconds, `changes` of it
//! - `asOf`, by default 23:00; `classes` that the SLO knows besides its own; `target` in seconds or null
//!
//! - `ratioKinds`: the kinds that the alert of the failed share counts; `behind`: firings with the ends of the failures
//!   behind them, newest first, each `[alert, from, [end…]]`
//!
//! and in `expect` JSON pointers into the review document with their values. Every case is reviewed twice, with its files
//! in one order and in the other, and both reviews must say the same.

mod support;

use serde_json::{Map, Value};
use slo_review::record::{
    Annotations, Exclusions, Format, IncidentNote, LoadedFile, Maintenance, Mention, Outage, Outcome, StatedMitigation,
    TimelineEvent, TimelineEventKind, TimelineIncident,
};
use slo_review::review::{Basis, FiringQuery, ReviewOptions, review};
use slo_review::signature::Matcher;
use slo_review::slo::{AlertCondition, FailureClass, Slo};
use slo_review::time::{Duration, Instant, Interval, Zone};
use support::{TestJob, dataset, file, instant};

const KNOWN: [&str; 17] = [
    "rule",
    "asOf",
    "failed",
    "succeeded",
    "jobs",
    "texts",
    "timelines",
    "annotations",
    "outages",
    "sloOutages",
    "maintenance",
    "zone",
    "classes",
    "target",
    "ratioKinds",
    "behind",
    "expect",
];

#[test]
fn every_rule_of_recovery_holds() {
    every_rule_holds(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recovery"), 160);
}

/// The rules of alerts, rollback triggers and operations, sections 8 and 10, in `tests/alerts/*.json`, are told alike.
#[test]
fn every_rule_of_alerts_holds() {
    every_rule_holds(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/alerts"), 90);
}

fn every_rule_holds(folder: &str, least: usize) {
    let mut failures = Vec::new();
    let mut checked = 0;
    for entry in std::fs::read_dir(folder).expect("the folder of cases is there") {
        let path = entry.expect("the folder can be listed").path();
        let text = std::fs::read_to_string(&path).expect("the case file can be read");
        let cases: Vec<Map<String, Value>> =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for case in &cases {
            checked += 1;
            let name = format!("{}: {}", path.file_name().unwrap().to_string_lossy(), case["rule"]);
            failures.extend(run(case).into_iter().map(|failure| format!("{name}: {failure}")));
        }
    }
    assert!(checked >= least, "only {checked} cases were found");
    assert!(failures.is_empty(), "{} expectations failed:\n{}", failures.len(), failures.join("\n"));
}

fn run(case: &Map<String, Value>) -> Vec<String> {
    for key in case.keys() {
        assert!(KNOWN.contains(&key.as_str()), "a case has no {key:?}");
    }
    let slo = slo(case);
    let options = ReviewOptions {
        as_of: Some(case.get("asOf").map_or_else(|| clock("23:00"), at)),
        zone: case.get("zone").map_or_else(Zone::utc, zone),
    };
    let document = |reversed: bool| {
        let mut files = files(case, &slo);
        if reversed {
            files.reverse();
        }
        let mut review = review(&dataset(files), &slo, &options);
        review.data.files.clear();
        review.data.warnings.sort_by(|a, b| (&a.file, a.code).cmp(&(&b.file, b.code)));
        review.jobs.sources.clear();
        serde_json::to_value(review).expect("the review serializes")
    };
    let found = document(false);
    let mut failures = Vec::new();
    if found != document(true) {
        failures.push("the order of the files changes the review".to_owned());
    }
    let behind = list(case, "behind");
    let basis = Basis::new(&dataset(files(case, &slo)), &slo);
    for stated in &behind {
        let (alert, from) = (stated[0].as_str().expect("an alert's name"), at(&stated[1]));
        let as_of = options.as_of.expect("a case has an instant");
        let jobs = basis.firing_jobs(FiringQuery { alert, from, as_of, limit: 100 });
        let ends: Vec<Instant> = jobs.rows.iter().map(|row| row.at).collect();
        let expected: Vec<Instant> = stated[2].as_array().expect("a list").iter().map(at).collect();
        if ends != expected || jobs.total != expected.len() as u64 {
            failures.push(format!("behind {alert} from {from} are {ends:?}, expected {expected:?}"));
        }
    }
    let expected = case["expect"].as_object().expect("a case expects something");
    assert!(!expected.is_empty() || !behind.is_empty(), "a case expects something");
    failures.extend(expected.iter().filter_map(|(pointer, expected)| {
        let expected = resolve(expected);
        match found.pointer(pointer) {
            None => Some(format!("{pointer} is not in the document")),
            Some(found) if !agree(found, &expected) => Some(format!("{pointer} is {found}, expected {expected}")),
            Some(_) => None,
        }
    }));
    failures
}

fn slo(case: &Map<String, Value>) -> Slo {
    let mut slo = Slo::ai_slot_build();
    for name in list(case, "classes") {
        let class = FailureClass {
            name: name.as_str().unwrap().to_owned(),
            opens_incidents: true,
            documented: Vec::new(),
            extended: Vec::new(),
        };
        slo.signatures.classes.push(class);
    }
    if let Some(target) = case.get("target") {
        slo.recovery_target = target.as_i64().map(Duration::from_seconds);
    }
    if let Some(kinds) = case.get("ratioKinds") {
        let named = |kind: &Value| slo.kinds.named(kind.as_str().expect("a name")).expect("a kind");
        let wanted: Vec<_> = kinds.as_array().expect("a list").iter().map(named).collect();
        for rule in &mut slo.alerts {
            if let AlertCondition::FailureRatio { kinds, .. } = &mut rule.condition {
                kinds.clone_from(&wanted);
            }
        }
    }
    slo.exclusions.outages = list(case, "sloOutages").iter().map(outage).collect();
    slo
}

/// The case's files, by name; nothing is said twice.
fn files(case: &Map<String, Value>, slo: &Slo) -> Vec<LoadedFile> {
    let mut jobs: Vec<(String, TestJob)> = Vec::new();
    let build = slo.kinds.named("build").unwrap();
    for failed in list(case, "failed") {
        let mut job = TestJob::new(jobs.len(), build, Outcome::Failed);
        job.end = Some(at(&failed[0]));
        job.created = job.end.map(|end| end - Duration::from_minutes(1));
        job.started = job.created;
        job.message = words(failed[1].as_str().unwrap()).to_owned();
        jobs.push(("jobs".to_owned(), job));
    }
    for succeeded in list(case, "succeeded") {
        let mut job = TestJob::new(jobs.len(), build, Outcome::Succeeded);
        (job.created, job.started, job.end) =
            (Some(at(&succeeded[0])), Some(at(&succeeded[0])), Some(at(&succeeded[1])));
        jobs.push(("jobs".to_owned(), job));
    }
    for stated in list(case, "jobs") {
        jobs.push((text(&stated, "file").unwrap_or("jobs").to_owned(), job(&stated, jobs.len(), slo)));
    }
    let matcher = Matcher::new(&slo.signatures);
    let texts = list(case, "texts");
    let timelines = list(case, "timelines");
    let mut names: Vec<String> = jobs.iter().map(|(name, _)| name.clone()).collect();
    names.extend(texts.iter().map(|stated| text(stated, "file").unwrap_or("log").to_owned()));
    names.extend(timelines.iter().map(|stated| text(stated, "file").unwrap_or("incidents.json").to_owned()));
    names.sort();
    names.dedup();
    let mut files: Vec<LoadedFile> = names
        .iter()
        .map(|name| {
            let own: Vec<TestJob> = jobs.iter().filter(|(file, _)| file == name).map(|(_, job)| job.clone()).collect();
            let mut made = file(name, &own, Vec::new());
            for (line, stated) in texts.iter().enumerate() {
                if text(stated, "file").unwrap_or("log") == name {
                    let said = text(stated, "text").expect("a text has one");
                    made.mentions.add(&Mention {
                        at: at(&stated["at"]),
                        job: text(stated, "job").unwrap_or(""),
                        namespace: text(stated, "namespace").unwrap_or(""),
                        run: text(stated, "run").unwrap_or(""),
                        finding: matcher.find(said),
                        text: said,
                        line: line as u64 + 1,
                    });
                }
            }
            let own = timelines.iter().filter(|stated| text(stated, "file").unwrap_or("incidents.json") == name);
            made.timelines = own.map(timeline).collect();
            made
        })
        .collect();
    let mut exclusions = file("exclusions.json", &[], Vec::new());
    exclusions.format = Format::Exclusions;
    exclusions.exclusions = Exclusions {
        maintenance: list(case, "maintenance").iter().map(maintenance).collect(),
        outages: list(case, "outages").iter().map(outage).collect(),
    };
    files.push(exclusions);
    if let Some(stated) = case.get("annotations") {
        let mut made = file("annotations", &[], Vec::new());
        made.annotations = annotations(stated);
        files.push(made);
    }
    files
}

/// A message of the class.
fn words(class: &str) -> &str {
    match class {
        "cache" => "error building image: MANIFEST_UNKNOWN: manifest unknown",
        "build-ref" => "fatal: git checkout --detach: main is not a commit",
        "registry" => "dial tcp 10.0.0.1:5000: connection refused",
        "other" => "make: *** [gen-openapi] Error 2",
        "unknown" => "Job has reached the specified backoff limit",
        other => panic!("no message of class {other:?}"),
    }
}

fn job(stated: &Value, number: usize, slo: &Slo) -> TestJob {
    let outcome = match text(stated, "outcome").unwrap_or("failed") {
        "failed" => Outcome::Failed,
        "succeeded" => Outcome::Succeeded,
        "running" => Outcome::Running,
        "malformed" => Outcome::Malformed,
        "aborted" => Outcome::Aborted,
        other => panic!("{other:?} is no outcome of these cases"),
    };
    let mut job = TestJob::new(number, slo.kinds.named(text(stated, "kind").unwrap_or("build")).unwrap(), outcome);
    job.namespace = text(stated, "namespace").unwrap_or("demo-dev-1").to_owned();
    job.in_scope = slo.scope.covers(&job.namespace);
    job.name = text(stated, "name").map_or(job.name, str::to_owned);
    job.uid = text(stated, "uid").map_or(job.uid, str::to_owned);
    let time = |key: &str| stated.get(key).map(at);
    job.end = time("end");
    job.started = time("start").or(job.end.map(|end| end - Duration::from_minutes(1)));
    job.created = time("created").or(job.started);
    job.message = match text(stated, "message") {
        Some(class @ ("cache" | "build-ref" | "registry" | "other" | "unknown")) => words(class).to_owned(),
        message => message.unwrap_or("").to_owned(),
    };
    job
}

fn timeline(stated: &Value) -> TimelineIncident {
    let time = |key: &str| stated.get(key).map(at);
    let event = |event: &Value| TimelineEvent {
        at: at(&event["at"]),
        kind: match text(event, "type").unwrap() {
            "detected" => TimelineEventKind::Detected,
            "mitigation" => TimelineEventKind::Mitigation,
            "recovery" => TimelineEventKind::Recovery,
            _ => TimelineEventKind::Note,
        },
        text: text(event, "text").unwrap_or("").to_owned(),
    };
    TimelineIncident {
        id: text(stated, "id").unwrap_or("").to_owned(),
        title: text(stated, "title").unwrap_or("").to_owned(),
        class: text(stated, "class").map(str::to_owned),
        opened: time("openedAt"),
        mitigated: time("mitigatedAt"),
        recovered: time("recoveredAt"),
        events: stated.get("events").and_then(Value::as_array).into_iter().flatten().map(event).collect(),
        line: 1,
    }
}

fn annotations(stated: &Value) -> Annotations {
    let all = |key: &str| stated.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let class = |of: &Value| of["class"].as_str().unwrap().to_owned();
    Annotations {
        mitigations: all("mitigations")
            .iter()
            .map(|stated| StatedMitigation {
                class: class(stated),
                opened: at(&stated["openedAt"]),
                mitigated: Some(&stated["mitigatedAt"]).filter(|at| !at.is_null()).map(at),
            })
            .collect(),
        notes: all("notes")
            .iter()
            .map(|note| IncidentNote {
                class: class(note),
                opened: at(&note["openedAt"]),
                text: note["text"].as_str().unwrap().to_owned(),
            })
            .collect(),
    }
}

fn interval(stated: &Value) -> Interval {
    Interval { from: at(&stated["from"]), to: stated.get("to").map(at) }
}

fn maintenance(stated: &Value) -> Maintenance {
    support::maintenance(interval(stated).from, interval(stated).to, "release")
}

fn outage(stated: &Value) -> Outage {
    Outage {
        interval: interval(stated),
        confirmed: stated["confirmed"].as_bool().unwrap(),
        confirmed_by: text(stated, "confirmedBy").map(str::to_owned),
        reason: text(stated, "reason").map(str::to_owned),
    }
}

fn zone(stated: &Value) -> Zone {
    let changes = stated["changes"].as_array().unwrap().iter();
    let changes = changes.map(|change| (at(&change[0]), change[1].as_i64().unwrap() as i32)).collect();
    Zone::new(stated["name"].as_str().unwrap(), stated["first"].as_i64().unwrap() as i32, changes)
}

fn list(case: &Map<String, Value>, key: &str) -> Vec<Value> {
    case.get(key).and_then(Value::as_array).cloned().unwrap_or_default()
}

fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}

fn at(value: &Value) -> Instant {
    clock(value.as_str().expect("a time is a text"))
}

/// A time of the day that cases are of, or any instant.
fn clock(text: &str) -> Instant {
    let whole = if text.contains('T') { text.to_owned() } else { format!("2026-02-26T{text}Z") };
    instant(&whole, Instant::from_seconds(0))
}

/// Times of the day among the expected values, as the document writes them.
fn resolve(value: &Value) -> Value {
    match value {
        Value::String(text) if is_clock(text) => Value::String(clock(text).to_string()),
        Value::Array(items) => items.iter().map(resolve).collect(),
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), resolve(value))).collect(),
        other => other.clone(),
    }
}

fn is_clock(text: &str) -> bool {
    text.len() >= 5
        && text.bytes().enumerate().all(|(at, byte)| byte.is_ascii_digit() || (b":.".contains(&byte) && at >= 2))
        && text.as_bytes()[2] == b':'
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

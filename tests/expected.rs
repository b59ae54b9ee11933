//! Whole histories against reviews of them that an independent, slow reference computed (`tests/expected`).
//!
//! The simulator writes each history once, under the build's folder; later runs find it there.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use slo_review::ingest::{FileReader, Loaded};
use slo_review::record::{Dataset, LoadedFile};
use slo_review::review::{ReviewOptions, review};
use slo_review::slo::Slo;

/// A history: its seed and how it is made.
struct History {
    seed: u32,
    options: &'static [&'static str],
}

const HISTORIES: [History; 3] = [
    History { seed: 11, options: &["--days=8", "--jobs-per-day=600", "--incidents=3", "--maintenance=2"] },
    History {
        seed: 12,
        options: &["--days=10", "--jobs-per-day=3000", "--incidents=4", "--maintenance=2", "--outage=3"],
    },
    History {
        seed: 13,
        options: &["--days=3", "--jobs-per-day=250", "--incidents=1", "--maintenance=1", "--outage=1"],
    },
];

/// Exports of a history that are reviewed together, by the names that the expected reviews use. The history's timeline
/// and exclusions come with each.
const SOURCES: [(&str, &[&str]); 8] = [
    ("jobs", &["jobs-list.json"]),
    ("watch", &["jobs-watch.json"]),
    ("ndjson", &["jobs.ndjson"]),
    ("csv", &["jobs.csv"]),
    ("snapshot", &["jobs-snapshot.json"]),
    ("watch-errors", &["jobs-watch.json", "runtime-errors.json"]),
    ("ndjson-errors-tasks", &["jobs.ndjson", "runtime-errors.json", "runtime-deploy-tasks.json"]),
    ("watch-worker-control", &["jobs-watch.json", "worker.log", "control-plane.log"]),
];

/// What the simulator writes of a history.
const FORMATS: &str = "list,snapshot,watch,ndjson,csv,errors,tasks,logs,timeline";

/// The files that come with each.
const ALWAYS: [&str; 2] = ["incidents.json", "exclusions.json"];

/// What is compared: all of a review but what depends on how the files were read.
const SECTIONS: [&str; 13] = [
    "schema",
    "asOf",
    "window",
    "slo",
    "data",
    "jobs",
    "availability",
    "budget",
    "policy",
    "recovery",
    "alerts",
    "rollback",
    "operations",
];

#[test]
fn seed_11_is_reviewed_as_the_reference_does() {
    compare(&HISTORIES[0]);
}

#[test]
fn seed_12_is_reviewed_as_the_reference_does() {
    compare(&HISTORIES[1]);
}

#[test]
fn seed_13_is_reviewed_as_the_reference_does() {
    compare(&HISTORIES[2]);
}

/// All exports of one history loaded together are that history still, in whatever order.
#[test]
fn files_of_one_history_merge_in_any_order() {
    let folder = make(&HISTORIES[2]);
    let names = [
        "jobs.ndjson",
        "worker.log",
        "jobs-watch.json",
        "runtime-errors.json",
        "jobs-snapshot.json",
        "incidents.json",
        "exclusions.json",
        "jobs.ndjson",
    ];
    let forward = names.map(|name| load(&folder, name));
    let mut backward = names.map(|name| load(&folder, name));
    backward.reverse();
    let [forward, backward] = [forward, backward].map(|files| document(files.into_iter().collect()));
    let expected = expected(13, "watch-errors");
    for section in SECTIONS {
        let mut differences = Vec::new();
        for found in [&forward, &backward] {
            differ(&found[section], &expected[section], section, &mut differences);
        }
        assert!(differences.is_empty(), "{}", differences.join("\n"));
    }
}

fn compare(history: &History) {
    let folder = make(history);
    let mut differences = Vec::new();
    for (source, names) in SOURCES {
        let found = document(names.iter().chain(&ALWAYS).map(|name| load(&folder, name)).collect());
        let expected = expected(history.seed, source);
        for section in SECTIONS {
            differ(&found[section], &expected[section], &format!("{source}: {section}"), &mut differences);
        }
    }
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}

fn document(files: Vec<LoadedFile>) -> Value {
    let mut dataset = Dataset::default();
    files.into_iter().for_each(|file| dataset.add(file));
    let review = review(&dataset, &Slo::ai_slot_build(), &ReviewOptions::default());
    serde_json::to_value(review).expect("a review serializes")
}

fn expected(seed: u32, source: &str) -> Value {
    let path = root().join(format!("tests/expected/seed-{seed}.{source}.json"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).expect("an expected review is JSON")
}

/// Every key of the expected value must be there with the same value; floats agree within 1e-9.
fn differ(found: &Value, expected: &Value, path: &str, differences: &mut Vec<String>) {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            for (key, expected) in expected {
                differ(found.get(key).unwrap_or(&Value::Null), expected, &format!("{path}.{key}"), differences);
                if !found.contains_key(key) {
                    differences.push(format!("{path}.{key} is missing"));
                }
            }
        }
        (Value::Array(found), Value::Array(expected)) if found.len() == expected.len() => {
            for (index, (found, expected)) in found.iter().zip(expected).enumerate() {
                differ(found, expected, &format!("{path}[{index}]"), differences);
            }
        }
        (Value::Number(a), Value::Number(b)) if (a.as_f64().unwrap() - b.as_f64().unwrap()).abs() <= 1e-9 => {}
        (found, expected) if found == expected => {}
        (found, expected) => differences.push(format!("{path} is {found}, expected {expected}")),
    }
}

/// Makes the history, unless it is there. A folder takes its name only when all of it is written, so that a run that
/// was ended in the middle leaves none behind that looks whole.
fn make(history: &History) -> PathBuf {
    let simulated = Path::new(env!("CARGO_TARGET_TMPDIR")).join("simulated");
    let folder = simulated.join(format!("{}-with-texts", history.seed));
    if folder.is_dir() {
        return folder;
    }
    std::fs::create_dir_all(&simulated).expect("the folder of histories can be made");
    let unfinished =
        simulated.join(format!("{}-{}-{:?}", history.seed, std::process::id(), std::thread::current().id()));
    let output = Command::new("python3")
        .arg(root().join("tests/tools/simulate.py"))
        .args(["--seed", &history.seed.to_string(), "--formats", FORMATS])
        .args(history.options)
        .arg("--out")
        .arg(&unfinished)
        .output()
        .expect("Python 3.10 or newer runs the simulator; install it as `python3`");
    assert!(output.status.success(), "the simulator failed:\n{}", String::from_utf8_lossy(&output.stderr));
    if std::fs::rename(&unfinished, &folder).is_err() {
        // Another test was faster; its folder is the same, byte for byte.
        assert!(folder.is_dir(), "the finished history cannot take its name");
        std::fs::remove_dir_all(&unfinished).expect("the spare history can be removed");
    }
    folder
}

fn load(folder: &Path, name: &str) -> LoadedFile {
    let mut reader = FileReader::new(name, &Slo::ai_slot_build());
    let mut file = File::open(folder.join(name)).expect("the history has the file");
    let mut chunk = vec![0; 1 << 16];
    loop {
        match file.read(&mut chunk).expect("the file can be read") {
            0 => break,
            length => reader.push(&chunk[..length]).expect("the file can be used"),
        }
    }
    match reader.finish().expect("the file can be used") {
        Loaded::Records(file) => *file,
        Loaded::Slo { .. } => panic!("{name} is no SLO file"),
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

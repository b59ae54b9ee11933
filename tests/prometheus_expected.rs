//! The simulator's Prometheus responses against reviews of them that an independent, slow reference computed
//! (`tests/expected`).

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use slo_review::ingest::{FileReader, Loaded};
use slo_review::record::{Dataset, LoadedFile};
use slo_review::review::{ReviewOptions, review};
use slo_review::slo::Slo;

/// A history: its seed and how it is made.
const HISTORIES: [(u32, &[&str]); 3] = [
    (11, &["--days=8", "--jobs-per-day=600", "--incidents=3", "--maintenance=2"]),
    (12, &["--days=10", "--jobs-per-day=3000", "--incidents=4", "--maintenance=2", "--outage=3"]),
    (13, &["--days=3", "--jobs-per-day=250", "--incidents=1", "--maintenance=1", "--outage=1"]),
];

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

fn compare((seed, options): &(u32, &[&str])) {
    let folder = make(*seed, options);
    let mut responses: Vec<PathBuf> = std::fs::read_dir(folder.join("prometheus"))
        .expect("the history has responses")
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    responses.sort();
    let mut differences = Vec::new();
    for (source, reversed) in [("prometheus", false), ("prometheus", true), ("prometheus-errors", false)] {
        let expected = expected(*seed, source);
        let mut files = vec![load(&folder.join("exclusions.json")), load(&folder.join("incidents.json"))];
        if source == "prometheus-errors" {
            files.push(load(&folder.join("runtime-errors.json")));
        }
        files.extend(responses.iter().map(|path| load(path)));
        if reversed {
            files.reverse();
        }
        let mut dataset = Dataset::default();
        files.into_iter().for_each(|file| dataset.add(file));
        let found = review(&dataset, &Slo::ai_slot_build(), &ReviewOptions::default());
        let found = serde_json::to_value(found).expect("a review serializes");
        for section in SECTIONS {
            differ(&found[section], &expected[section], &format!("{source}: {section}"), &mut differences);
        }
    }
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
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
                match found.get(key) {
                    Some(found) => differ(found, expected, &format!("{path}.{key}"), differences),
                    None => differences.push(format!("{path}.{key} is missing")),
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

/// Makes the history, unless it is there. A folder takes its name only when all of it is written.
fn make(seed: u32, options: &[&str]) -> PathBuf {
    let simulated = Path::new(env!("CARGO_TARGET_TMPDIR")).join("simulated-responses");
    let folder = simulated.join(seed.to_string());
    if folder.is_dir() {
        return folder;
    }
    std::fs::create_dir_all(&simulated).expect("the folder of histories can be made");
    let unfinished = simulated.join(format!("{seed}-{}", std::process::id()));
    let output = Command::new("python3")
        .arg(root().join("tests/tools/simulate.py"))
        .args(["--seed", &seed.to_string(), "--formats", "prometheus,timeline,errors"])
        .args(options)
        .arg("--out")
        .arg(&unfinished)
        .output()
        .expect("Python 3.10 or newer runs the simulator; install it as `python3`");
    assert!(output.status.success(), "the simulator failed:\n{}", String::from_utf8_lossy(&output.stderr));
    if std::fs::rename(&unfinished, &folder).is_err() {
        // Another run was faster; its folder is the same, byte for byte.
        assert!(folder.is_dir(), "the finished history cannot take its name");
        std::fs::remove_dir_all(&unfinished).expect("the spare history can be removed");
    }
    folder
}

fn load(path: &Path) -> LoadedFile {
    let name = path.file_name().expect("a file has a name").to_string_lossy();
    let mut reader = FileReader::new(&name, &Slo::ai_slot_build());
    for chunk in std::fs::read(path).expect("the file can be read").chunks(1 << 16) {
        reader.push(chunk).unwrap_or_else(|error| panic!("{error}"));
    }
    match reader.finish().unwrap_or_else(|error| panic!("{error}")) {
        Loaded::Records(file) => *file,
        Loaded::Slo { .. } => panic!("{name} is no SLO file"),
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

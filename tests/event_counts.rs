//! Events that counters count, for services without jobs: from a response through the command line, and through the
//! budget and the policy as if each event had been one of its own.

use std::path::PathBuf;
use std::process::{Command, Output};

use proptest::prelude::*;
use serde_json::{Value, json};
use slo_review::policy::{Rules, changes, lifts_at};
use slo_review::record::Cover;
use slo_review::sli::{Covers, Event, History, Tally};
use slo_review::slo::Slo;
use slo_review::time::{Duration, Instant};

const ORIGIN: i64 = 1_771_545_600;

const SLO: &str = "apiVersion: openslo/v1\nkind: SLO\nmetadata: {name: checkout-availability}\nspec:\n  service: checkout\n  \
indicator: {spec: {ratioMetric: {good: {}, total: {}}}}\n  timeWindow: [{duration: 7d, isRolling: true}]\n  \
budgetingMethod: Occurrences\n  objectives: [{target: 0.99}]\n---\napiVersion: slo-review/v1\nkind: BudgetPolicy\nspec:\n  \
steps:\n    - {state: freeze, window: 3d, threshold: 50%, allowed: Fixes., blocked: Releases.}\n  \
normal: {allowed: All., blocked: Nothing.}\n";

/// A folder of its own with these files; the command line is run in it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, String)]) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("event-counts").join(name);
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        for (name, text) in files {
            std::fs::write(folder.join(name), text).expect("the file can be written");
        }
        Self(folder)
    }

    fn review(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_slo-review"));
        command.current_dir(&self.0).arg("review").args(arguments).output().expect("the command runs")
    }

    fn document(&self, arguments: &[&str]) -> Value {
        let output = self.review(&[&["--format", "json"], arguments].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("a review is JSON")
    }

    fn refusal(&self, arguments: &[&str]) -> String {
        let output = self.review(arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
        String::from_utf8_lossy(&output.stderr).into_owned()
    }
}

/// A response with one series for each name, of samples a minute apart.
fn response(series: &[(&str, &[f64])]) -> String {
    let one = |(name, samples): &(&str, &[f64])| {
        let metric = if name.is_empty() { json!({}) } else { json!({ "__name__": name, "instance": "a:1" }) };
        let values: Vec<Value> =
            samples.iter().enumerate().map(|(at, value)| json!([ORIGIN + at as i64 * 60, value.to_string()])).collect();
        json!({ "metric": metric, "values": values })
    };
    let result: Vec<Value> = series.iter().map(one).collect();
    json!({ "status": "success", "data": { "resultType": "matrix", "result": result } }).to_string()
}

#[test]
fn counters_are_reviewed_by_name_or_by_file() {
    let good = [0.0, 5_000.0, 9_990.0, 10.0];
    let total = [0.0, 5_000.0, 10_000.0, 10.0];
    let folder = Folder::new(
        "by-name",
        &[
            ("both.json", response(&[("good_total", &good), ("all_total", &total), ("up", &[1.0])])),
            ("good.json", response(&[("", &good)])),
            ("total.json", response(&[("", &total)])),
            (
                "slo.yaml",
                SLO.to_owned()
                    + "---\napiVersion: slo-review/v1\nkind: EventSeries\nspec:\n  good: [{name: good_total}]\n  total: [{name: all_total}]\n",
            ),
            (
                "slo-with-jobs.yaml",
                SLO.to_owned()
                    + "---\napiVersion: slo-review/v1\nkind: JobKinds\nspec:\n  scope: {namespacePattern: x}\n  kinds: [{name: a, counted: true, match: [{namePrefix: a}]}]\n",
            ),
        ],
    );
    let by_name: &[&str] =
        &["--slo", "slo-with-jobs.yaml", "--as", "good=good_total", "--as", "total=all_total", "both.json"];
    let by_file: &[&str] = &[
        "--slo",
        "slo-with-jobs.yaml",
        "--as",
        "good=good.json",
        "--as",
        "total=total.json",
        "good.json",
        "total.json",
    ];
    let by_slo: &[&str] = &["--slo", "slo.yaml", "both.json"];
    for arguments in [by_name, by_file, by_slo] {
        let found = folder.document(arguments);
        let availability = &found["availability"];
        assert_eq!((&availability["good"], &availability["bad"]), (&json!(10_000), &json!(10)), "{arguments:?}");
        assert_eq!(availability["estimated"], true);
        assert_eq!(availability["unit"], "event");
        assert_eq!(found["budget"]["failuresAllowed"], 100);
        assert_eq!(found["budget"]["burn"][0]["bad"], 10);
        assert_eq!(found["jobs"]["total"], 0);
        assert_eq!(found["policy"]["state"], "normal");
        assert_eq!(found["policy"]["changes"][0]["at"], "2026-02-20T00:01:00Z");
        assert_eq!(found["data"]["files"][0]["covers"][0]["to"], "2026-02-20T00:03:00Z");
    }
    let text = folder.review(by_slo);
    let text = String::from_utf8_lossy(&text.stdout);
    assert!(text.contains("10 bad of 10,010 events") && text.contains("Estimated"), "{text}");
    assert!(!text.contains("10,010 jobs"), "{text}");
}

#[test]
fn samples_of_increase_are_events_since_the_one_before() {
    let folder = Folder::new(
        "increase",
        &[("g.json", response(&[("", &[10.0, 20.0, 9.5])])), ("b.json", response(&[("", &[0.0, 1.2, 0.0])]))],
    );
    let found = folder.document(&["--as", "good=increase:g.json", "--as", "bad=increase:b.json", "g.json", "b.json"]);
    assert_eq!((&found["availability"]["good"], &found["availability"]["bad"]), (&json!(40), &json!(1)));
}

#[test]
fn what_is_missing_is_said_with_the_option() {
    let folder = Folder::new("missing", &[("a.json", response(&[("a_total", &[1.0, 2.0])]))]);
    let refusal = folder.refusal(&["a.json"]);
    assert!(refusal.contains("a.json") && refusal.contains("a_total") && refusal.contains("--as good="), "{refusal}");
    let refusal = folder.refusal(&["--as", "good=a_total", "a.json"]);
    assert!(refusal.contains("only good events") && refusal.contains("--as total="), "{refusal}");
    for wrong in ["a_total", "god=a_total", "good="] {
        assert!(folder.refusal(&["--as", wrong, "a.json"]).contains("--as"), "{wrong}");
    }
}

#[test]
fn a_part_beyond_its_total_is_warned_about() {
    let folder = Folder::new("beyond", &[("a.json", response(&[("g", &[0.0, 500.0]), ("t", &[0.0, 100.0])]))]);
    let found = folder.document(&["--as", "good=g", "--as", "total=t", "a.json"]);
    assert_eq!((&found["availability"]["good"], &found["availability"]["bad"]), (&json!(100), &json!(0)));
    let warnings = found["data"]["warnings"].as_array().unwrap();
    assert!(warnings.iter().any(|warning| warning["code"] == "odd-counts"), "{warnings:?}");
}

fn at(hours: i64) -> Instant {
    Instant::from_seconds(ORIGIN) + Duration::from_hours(hours)
}

proptest! {
    /// A history of tallies, of events, or of both is the same history.
    #[test]
    fn a_tally_is_as_many_events(
        tallies in proptest::collection::vec((0_i64..400, 0_u64..30, 0_u64..4, any::<bool>(), 0_u8..8), 0..30),
        asked in 0_i64..700,
    ) {
        let slo = Slo::ai_slot_build();
        let rules = Rules::of(&slo);
        let covers = Covers::union([Cover { from: at(0), to: at(400) }]);
        let (mut counted, mut events, mut all) = (Vec::new(), Vec::new(), Vec::new());
        for (hours, good, bad, as_events, excluded) in tallies {
            let excluded = excluded == 0;
            let single = |good| Event { end: at(hours), start: at(hours), job: 0, namespace: 0, good, excluded };
            let expanded = (0..good).map(|_| single(true)).chain((0..bad).map(|_| single(false)));
            all.extend(expanded.clone());
            if as_events {
                events.extend(expanded);
            } else {
                counted.push(Tally { at: at(hours), good, bad, excluded });
            }
        }
        counted.sort_by_key(|tally| tally.at);
        let expected = History::new(all);
        let found = History::new(events).with_tallies(counted);
        for window in [15, 60, 1_440, 4_320, 10_080].map(Duration::from_minutes) {
            prop_assert_eq!(found.outcomes_over(window, at(asked)), expected.outcomes_over(window, at(asked)));
        }
        prop_assert_eq!(rules.state_at(&found, at(asked)), rules.state_at(&expected, at(asked)));
        prop_assert_eq!(changes(&found, &rules, &covers), changes(&expected, &rules, &covers));
        prop_assert_eq!(lifts_at(&found, &rules, at(asked)), lifts_at(&expected, &rules, at(asked)));
    }
}

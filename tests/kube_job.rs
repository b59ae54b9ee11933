//! A pipeline of a week with two incidents whose course is known: the truth of a simulation behind real Prometheus
//! bodies, as jobs with their failures' signatures as texts (`tests/data/kube-job`).

mod support;

use serde_json::{Value, json};
use slo_review::record::{Cover, Dataset, Format, Outcome, TimelineIncident};
use slo_review::review::{ReviewOptions, review};
use slo_review::slo::Slo;
use slo_review::time::Instant;
use support::{TestJob, dataset, file, instant};

fn at(text: &str) -> Instant {
    instant(text, Instant::from_seconds(0))
}

/// The jobs, and the mitigations that nothing in them tells.
fn week(slo: &Slo) -> Dataset {
    let table = include_str!("data/kube-job/truth-jobs.csv");
    let jobs: Vec<TestJob> = table.lines().skip(1).enumerate().map(|(number, row)| job(slo, number, row)).collect();
    assert_eq!(jobs.len(), 4_645);
    let cover = Cover { from: at("2026-02-19T00:18:38Z"), to: at("2026-02-26T12:00:00Z") };
    let mut timeline = file("incidents.json", &[], Vec::new());
    timeline.format = Format::IncidentTimeline;
    timeline.timelines =
        vec![mitigation("cache", "2026-02-21T15:12:00Z"), mitigation("build-ref", "2026-02-26T04:47:00Z")];
    dataset([file("jobs", &jobs, vec![cover]), timeline])
}

fn mitigation(class: &str, mitigated: &str) -> TimelineIncident {
    TimelineIncident {
        id: String::new(),
        title: String::new(),
        class: Some(class.to_owned()),
        opened: None,
        mitigated: Some(at(mitigated)),
        recovered: None,
        events: Vec::new(),
        line: 1,
    }
}

fn job(slo: &Slo, number: usize, row: &str) -> TestJob {
    let [namespace, name, kind, created, start, finish, outcome, signature] =
        row.split(',').collect::<Vec<_>>().try_into().expect("a row has eight columns");
    let seconds = |text: &str| Some(Instant::from_seconds(text.parse().expect("times are seconds")));
    let kind =
        slo.kinds.named(if kind == "kaniko" { "build" } else { kind }).expect("the kind is one of the service's");
    let outcome = if outcome == "failed" { Outcome::Failed } else { Outcome::Succeeded };
    TestJob {
        namespace: namespace.to_owned(),
        name: name.to_owned(),
        created: seconds(created),
        started: seconds(start),
        end: seconds(finish),
        message: match signature {
            "MANIFEST_UNKNOWN" => "error building image: MANIFEST_UNKNOWN: manifest unknown",
            "BUILD_REF_INVALID" => "+ git checkout --detach main-1\nfatal: 'main-1' is not a commit",
            other => other,
        }
        .to_owned(),
        ..TestJob::new(number, kind, outcome)
    }
}

fn reviewed(as_of: &str) -> Value {
    let slo = Slo::ai_slot_build();
    let options = ReviewOptions { as_of: Some(at(as_of)), ..ReviewOptions::default() };
    serde_json::to_value(review(&week(&slo), &slo, &options)).expect("a review serializes")
}

#[test]
fn both_incidents_are_found_as_they_were() {
    let found = reviewed("2026-02-26T12:00:00Z");
    let incidents = found["recovery"]["incidents"].as_array().unwrap();
    assert_eq!(incidents.len(), 2);
    // The codegen-check that succeeded at 15:13:38 was in flight when the cache was mitigated, and proves nothing.
    let a = json!({"id": "cache-1", "openedAt": "2026-02-21T14:41:06Z", "mitigatedAt": "2026-02-21T15:12:00Z",
        "recoveredAt": "2026-02-21T15:19:25Z", "verifiedAt": "2026-02-21T15:19:25Z", "verification": "clean",
        "durationSeconds": 2299, "verifiedSeconds": 2299, "withinTarget": false, "open": false, "evidence": 7,
        "excluded": null, "source": "timeline", "state": "missed"});
    let b = json!({"id": "build-ref-1", "openedAt": "2026-02-26T03:56:33Z", "mitigatedAt": "2026-02-26T04:47:00Z",
        "recoveredAt": "2026-02-26T04:56:10Z", "verification": "clean", "durationSeconds": 3577, "withinTarget": false,
        "evidence": 10, "source": "timeline", "state": "missed"});
    for (incident, expected) in incidents.iter().zip([a, b]) {
        for (key, expected) in expected.as_object().unwrap() {
            assert_eq!(&incident[key], expected, "{key} of {}", incident["id"]);
        }
    }
    let mttr = json!({"count": 2, "open": 0, "meanSeconds": 2938.0, "medianSeconds": 2938.0, "maxSeconds": 3577, "withinTarget": 0.0});
    assert_eq!(found["recovery"]["mttr"], mttr);
    let day = |day: &str, seconds: i64| json!({"day": day, "count": 1, "meanSeconds": seconds as f64, "medianSeconds": seconds as f64, "maxSeconds": seconds, "withinTarget": 0.0});
    assert_eq!(found["recovery"]["daily"], json!([day("2026-02-21", 2_299), day("2026-02-26", 3_577)]));
    assert_eq!(
        found["recovery"]["sentence"],
        "Mean time to recovery 48 min 58 s over 2 incidents recovered in the 7 days up to 2026-02-26 12:00:00 UTC, median \
         48 min 58 s, longest 59 min 37 s; 0 of 2 within the 30 minutes allowed."
    );
}

#[test]
fn the_rest_of_the_review_is_as_known() {
    let found = reviewed("2026-02-26T12:00:00Z");
    for (pointer, expected) in [
        ("/jobs/total", json!(4_645)),
        ("/jobs/failed", json!(24)),
        ("/jobs/byKind", json!({"build": 1_164, "codegen-check": 248, "mirror": 3_233, "other": 0})),
        ("/availability/good", json!(1_320)),
        ("/availability/bad", json!(21)),
        ("/availability/shown", json!("98.43%")),
        ("/budget/failuresLeft", json!(-8)),
        ("/policy/state", json!("stabilise")),
        ("/policy/since", json!("2026-02-25T21:07:37Z")),
        ("/policy/liftsAt", json!("2026-03-05T04:48:06Z")),
    ] {
        assert_eq!(found.pointer(pointer), Some(&expected), "{pointer}");
    }
}

#[test]
fn in_the_middle_of_an_incident_it_is_open() {
    let found = reviewed("2026-02-26T04:30:00Z");
    let incident = &found["recovery"]["incidents"][1];
    for (key, expected) in [
        ("open", json!(true)),
        ("mitigatedAt", json!(null)),
        ("ageSeconds", json!(2_007)),
        ("withinTarget", json!(false)),
        ("state", json!("breached")),
        ("evidence", json!(6)),
    ] {
        assert_eq!(incident[key], expected, "{key}");
    }
}

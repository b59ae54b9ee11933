//! What changed figures would have meant, held against a review that is made with them from the start: every figure of it
//! is to be the same.

mod support;

use serde_json::{Value, json};
use slo_review::record::{Dataset, Outcome};
use slo_review::review::{Basis, LeftOut, NamedJob, Remainder, Review, ReviewOptions, Tuned};
use slo_review::slo::Slo;
use slo_review::slo::tuning::{Change, edit};
use slo_review::time::{Duration, Instant};
use support::{TestJob, dataset, file, maintenance};

fn start() -> Instant {
    Instant::from_seconds(1_771_200_000)
}

/// Sixteen days of builds, mirrors and checks every few minutes, with outages of the cache and single failures.
fn jobs() -> Vec<TestJob> {
    let slo = Slo::ai_slot_build();
    let kinds = ["build", "mirror", "codegen-check", "other"].map(|name| slo.kinds.named(name).unwrap());
    let mut seed = 7_u32;
    let mut random = |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % below
    };
    let mut jobs = Vec::new();
    for number in 0..4_600_usize {
        let kind = kinds[random(if number % 40 == 0 { 4 } else { 3 }) as usize];
        let outage = number % 460 < 9;
        let failed = number > 0 && (random(300) == 0 || outage && random(3) > 0);
        let mut job = TestJob::new(number, kind, if failed { Outcome::Failed } else { Outcome::Succeeded });
        let started = start() + Duration::from_seconds(300) * number as i64;
        job.created = Some(started);
        job.started = Some(started);
        job.end = Some(started + Duration::from_seconds(30 + i64::from(random(240))));
        if failed && (outage || random(2) == 0) {
            job.message = "error building image: MANIFEST_UNKNOWN: manifest unknown".to_owned();
        }
        jobs.push(job);
    }
    jobs
}

fn data(jobs: &[TestJob]) -> Dataset {
    let window = maintenance(start() + Duration::from_days(3), Some(start() + Duration::from_days(4)), "release");
    let mut file = file("jobs.json", jobs, Vec::new());
    file.exclusions.maintenance.push(window);
    dataset([file])
}

fn as_of() -> Instant {
    start() + Duration::from_days(15)
}

fn reviewed(jobs: &[TestJob], slo: &Slo) -> Review {
    let dataset = data(jobs);
    Basis::new(&dataset, slo).review(&ReviewOptions { as_of: Some(as_of()), ..ReviewOptions::default() })
}

/// The figures of a review that tuning gives too.
fn of_review(review: &Review) -> Value {
    let review = serde_json::to_value(review).unwrap();
    let alert = |alert: &Value| {
        let mut figures = alert["judgement"].clone();
        figures["name"] = alert["name"].clone();
        figures["severity"] = alert["severity"].clone();
        figures["state"] = alert["state"].clone();
        figures["isInStrip"] = (!alert["firings"].as_array().unwrap().is_empty()).into();
        figures
    };
    json!({
        "good": review["availability"]["good"],
        "bad": review["availability"]["bad"],
        "availabilityShown": review["availability"]["shown"],
        "met": review["availability"]["met"],
        "lowVolume": review["availability"]["lowVolume"],
        "failuresAllowed": review["budget"]["failuresAllowed"],
        "state": review["policy"]["state"],
        "changes": review["policy"]["changes"].as_array().unwrap().len(),
        "mttr": review["recovery"]["mttr"],
        "alerts": review["alerts"].as_array().unwrap().iter().map(alert).collect::<Vec<_>>(),
    })
}

fn of_tuned(tuned: &Tuned) -> Value {
    let mut found = serde_json::to_value(tuned).unwrap();
    for alert in found["alerts"].as_array_mut().unwrap() {
        let strip = alert.as_object_mut().unwrap().remove("strip").unwrap();
        alert["isInStrip"] = strip.as_str().unwrap().contains('f').into();
    }
    for own in ["from", "asOf", "strip", "states", "targetShown", "spentShown"] {
        found.as_object_mut().unwrap().remove(own).unwrap();
    }
    found
}

/// All of the data, with nothing left out.
fn all(basis: &Basis) -> Remainder {
    basis.without(LeftOut::default(), as_of())
}

fn changed(changes: &[(&str, &str)]) -> Slo {
    let changes: Vec<Change> =
        changes.iter().map(|(id, value)| Change { id: (*id).to_owned(), value: (*value).to_owned() }).collect();
    Slo::parse("tuned.yaml", &edit(Slo::EMBEDDED_TEXT, &changes).unwrap()).unwrap()
}

#[test]
fn every_changed_figure_gives_what_a_review_with_it_gives() {
    let (slo, jobs) = (Slo::ai_slot_build(), jobs());
    let basis = Basis::new(&data(&jobs), &slo);
    let today = of_tuned(&basis.tuned(&slo, &all(&basis)));
    assert_eq!(today, of_review(&reviewed(&jobs, &slo)));
    let cases: &[&[(&str, &str)]] = &[
        &[("objective.target", "0.9")],
        &[("window.duration", "10d")],
        &[("recovery.value", "600")],
        &[("policy.stabilise.threshold", "400%")],
        &[("policy.stabilise.window", "1d"), ("policy.stabilise.threshold", "60%")],
        &[("policy.freeze.threshold", "5%"), ("policy.stabilise.threshold", "1000%")],
        &[("policy.freeze.window", "6h"), ("policy.stabilise.threshold", "1000%")],
        &[("alerts.AI_SLOT_BUILD_FAILURE_BURST.atLeast", "2")],
        &[("alerts.AI_SLOT_BUILD_FAILURE_BURST.window", "2h")],
        &[("alerts.AI_SLOT_BUILD_MANIFEST_UNKNOWN_PERSISTENT.atLeast", "1")],
        &[("alerts.AI_SLOT_BUILD_FAILURE_RATE_ELEVATED.above", "40%")],
        &[("alerts.AI_SLOT_BUILD_FAILURE_RATE_ELEVATED.window", "3h")],
        &[("alerts.AI_SLOT_BUILD_MTTR_SLO_RISK.longerThan", "4m")],
        &[("alerts.burn-fast.above", "1.5"), ("alerts.burn-fast.minimumFailures", "5")],
        &[("alerts.burn-slow.shortWindow", "12h")],
        &[("alerts.burn-slow.longWindow", "36h")],
    ];
    for changes in cases {
        let slo = changed(changes);
        let found = of_tuned(&basis.tuned(&slo, &all(&basis)));
        assert_eq!(found, of_review(&reviewed(&jobs, &slo)), "{changes:?}");
    }
}

#[test]
fn leaving_jobs_out_gives_what_data_without_them_gives() {
    let (slo, mut jobs) = (Slo::ai_slot_build(), jobs());
    let basis = Basis::new(&data(&jobs), &slo);
    let failed = jobs.iter().filter(|job| job.outcome == Outcome::Failed);
    let left_out: Vec<TestJob> = failed.step_by(4).cloned().collect();
    let named = left_out.iter().map(|job| NamedJob {
        namespace: job.namespace.clone(),
        name: job.name.clone(),
        end: job.end.unwrap(),
    });
    // One that is no failure of the data is passed over.
    let stranger = NamedJob { namespace: "demo-dev-1".to_owned(), name: "job-0".to_owned(), end: start() };
    let named = LeftOut { incidents: Vec::new(), jobs: named.chain([stranger]).collect() };
    let found = of_tuned(&basis.tuned(&slo, &basis.without(named, as_of())));
    assert_ne!(found, of_tuned(&basis.tuned(&slo, &all(&basis))));
    jobs.retain(|job| !left_out.contains(job));
    assert_eq!(found, of_review(&reviewed(&jobs, &slo)));
}

#[test]
fn leaving_an_incident_out_gives_what_data_without_its_failures_gives() {
    let (slo, mut jobs) = (Slo::ai_slot_build(), jobs());
    let basis = Basis::new(&data(&jobs), &slo);
    let recovery = basis.recovery(as_of());
    let incidents: Vec<_> = recovery.incidents.iter().skip(2).step_by(2).take(3).collect();
    assert_eq!(incidents.len(), 3, "there are incidents");
    let left_out =
        LeftOut { incidents: incidents.iter().map(|incident| incident.id.clone()).collect(), jobs: Vec::new() };
    let evidence = incidents.iter().flat_map(|incident| &incident.evidence);
    let names: Vec<String> = evidence.map(|&piece| recovery.evidence[piece].job.to_owned()).collect();
    jobs.retain(|job| !names.contains(&job.name));
    assert_eq!(of_tuned(&basis.tuned(&slo, &basis.without(left_out, as_of()))), of_review(&reviewed(&jobs, &slo)));
}

/// The strip of the policy shows each state that it was in, and the times in the states are all of the time since the
/// first.
#[test]
fn the_policys_states_are_told_in_full() {
    let (slo, jobs) = (Slo::ai_slot_build(), jobs());
    let basis = Basis::new(&data(&jobs), &slo);
    let tuned = basis.tuned(&changed(&[("policy.stabilise.threshold", "300%")]), &all(&basis));
    let seconds: f64 =
        tuned.states.iter().map(|state| serde_json::to_value(state.seconds).unwrap().as_f64().unwrap()).sum();
    let first = basis.changes()[0].at;
    assert_eq!(seconds, (tuned.as_of - first).as_millis() as f64 / 1_000.0);
    for (mark, state) in ["n", "f", "s"].into_iter().zip(&tuned.states[1..]) {
        assert_eq!(tuned.strip.contains(mark), state.seconds.0 > Duration::ZERO, "{state:?}");
    }
    assert_eq!(tuned.from, start());
}

#[test]
fn without_data_nothing_is_said() {
    let slo = Slo::ai_slot_build();
    let basis = Basis::new(&Dataset::default(), &slo);
    let tuned = basis.tuned(&slo, &all(&basis));
    assert_eq!((tuned.availability_shown, tuned.met, tuned.spent_shown), (None, None, None));
    assert!(tuned.alerts.iter().all(|alert| alert.judgement.sent_per_week.is_none()));
}

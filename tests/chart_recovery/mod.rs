//! What the charts of recovery say, beside how they look.

use slo_review::chart::{self, BandKind, ChartKind, ChartModel, Readout, View};
use slo_review::ingest::{FileReader, Loaded};
use slo_review::record::Dataset;
use slo_review::review::{Basis, ReviewOptions};
use slo_review::slo::Slo;
use slo_review::time::{Duration, Instant, Timestamp, Zone};

use crate::chart_scenario::{AS_OF, Scenario};
use crate::model;

fn at(text: &str) -> Instant {
    Timestamp::parse(text.as_bytes()).expect("an instant").instant().expect("set")
}

/// A readout as one would hear it.
fn said(readout: &Readout) -> Vec<String> {
    readout.lines.iter().map(|line| format!("{}: {}", line.label, line.value)).collect()
}

fn read(model: &ChartModel, at: Instant) -> Vec<String> {
    let column = model.columns.of(at).expect("shown");
    said(&chart::readout(model, column).expect("data"))
}

#[test]
fn verdicts_count_what_recovered_what_is_open_and_what_is_left_out() {
    let cases = [
        ("calm", ChartKind::Durations, "No data: no incident recovered in the 7 days to 26 Feb 2026 12:00 UTC."),
        (
            "open",
            ChartKind::Durations,
            "1 incident recovered in the 7 days to 26 Feb 2026 12:00 UTC: cache-1 after 24 min. cache-2 is open 22 min now.",
        ),
        (
            "excluded",
            ChartKind::Durations,
            "2 incidents recovered in the 7 days to 26 Feb 2026 12:00 UTC: 1 of them within 30 min; on average after \
             21 min, the longest, unknown-1, after 33 min. 1 more is excluded by outages.",
        ),
        (
            "spring",
            ChartKind::Daily,
            "Incidents recovered on 3 of 8 days (Europe/Berlin), on 2 of them within 30 min on average. The slowest day \
             is Sat 28 Mar 2026: 45 min on average over 1 incident.",
        ),
        (
            "open",
            ChartKind::Incident,
            "No, it is open for 22 min at 26 Feb 2026 12:00 UTC; target 30 min: time left: 8 min. When it was mitigated \
             is not known. 2 failures of class cache.",
        ),
        (
            "relapse",
            ChartKind::Incident,
            "It recovered after 21 min, at 23 Feb 2026 17:41 UTC; target 30 min: met with time left: 9 min. It failed \
             again after that, and stayed clean only after 1 h 14 min. 3 failures of class build-ref.",
        ),
    ];
    for (scenario, kind, verdict) in cases {
        assert_eq!(model(kind, &Scenario::named(scenario), 600).verdict, verdict);
    }
}

#[test]
fn an_incident_that_is_not_there_is_said_so() {
    let model = model(ChartKind::Incident, &Scenario::named("calm"), 600);
    assert_eq!(model.empty.as_deref(), Some("There is no incident cache-1 at 26 Feb 2026 12:00 UTC."));
}

/// The keys go from incident to incident, and every one is read out, also where several share a column.
#[test]
fn keys_reach_every_incident() {
    for (scenario, columns) in [("open", 900), ("many", 900), ("many", 12)] {
        let scenario = Scenario::named(scenario);
        let model = model(ChartKind::Durations, &scenario, columns);
        let mut column = chart::step(&model, None, f64::NEG_INFINITY).expect("data");
        let mut heard = 0;
        loop {
            let readout = chart::readout(&model, column).expect("data");
            let more = readout.lines.iter().find_map(|line| line.value.strip_suffix(" more"));
            heard += readout.lines.iter().filter(|line| line.label == "opened").count();
            heard += more.map_or(0, |more| more.parse().expect("a count"));
            let next = chart::step(&model, Some(column), 1.0).expect("data");
            if next == column {
                break;
            }
            column = next;
        }
        assert_eq!(heard, scenario.incidents.len(), "{} at {columns}", scenario.name);
        assert_eq!(Some(column), chart::step(&model, None, f64::INFINITY));
    }
}

#[test]
fn an_incident_is_read_out_with_all_that_is_known_of_it() {
    let scenario = Scenario::named("relapse");
    let model = model(ChartKind::Durations, &scenario, 800);
    assert_eq!(
        read(&model, scenario.incidents[1].opened),
        [
            "build-ref-1: 21 min",
            "target 30 min: met with time left: 9 min",
            "opened: 23 Feb 2026 17:20 UTC",
            "mitigated: 23 Feb 2026 17:32 UTC",
            "recovered: 23 Feb 2026 17:41 UTC",
            "verified after: 1 h 14 min",
        ]
    );
    assert!(read(&model, scenario.incidents[2].opened).contains(&"verification: clean so far".to_owned()));
    let scenario = Scenario::named("excluded");
    let excluded = crate::model(ChartKind::Durations, &scenario, 800);
    let lines = read(&excluded, scenario.incidents[0].opened);
    assert_eq!(lines[0], "cache-1: 1 h 35 min, excluded");
    assert!(lines.contains(&"excluded: registry down at the provider".to_owned()), "{lines:?}");
    let lines = read(&excluded, scenario.incidents[1].opened);
    assert!(lines.contains(&"reported: by a timeline, without evidence".to_owned()), "{lines:?}");
}

#[test]
fn a_day_is_read_out_under_its_name_and_the_zone() {
    let scenario = Scenario::named("spring");
    let model = model(ChartKind::Daily, &scenario, 800);
    let readout = chart::readout(&model, chart::nearest(&model, 1.0, 4)).expect("data");
    assert_eq!(readout.heading.as_deref(), Some("Sun 29 Mar 2026 (Europe/Berlin)"));
    assert_eq!(said(&readout), ["mean: 15 min", "longest: 18 min", "recovered: 2 incidents", "within 30 min: 2 of 2"]);
    // The day on which the clocks are put forward is an hour shorter than the others.
    let begins: Vec<_> = model.days.iter().map(|day| day.at).collect();
    assert_eq!(begins[5], at("2026-03-28T23:00:00Z"));
    assert_eq!(begins[6], at("2026-03-29T22:00:00Z"));
    // A day without a recovery is none of the marks: it is a gap, not a zero.
    assert_eq!((model.days.len(), model.marks.len()), (8, 3));
}

/// An incident may be shorter than a column, and still stands over the charts of jobs.
#[test]
fn incidents_are_read_out_over_the_charts_of_jobs() {
    let scenario = Scenario::named("open");
    for kind in [ChartKind::Availability, ChartKind::Budget, ChartKind::Outcomes] {
        for columns in [40, 700] {
            let model = model(kind, &scenario, columns);
            let lines = read(&model, AS_OF);
            assert!(lines.contains(&"incident: cache-2: open 22 min".to_owned()), "{lines:?}");
            let lines = read(&model, scenario.incidents[0].opened);
            assert!(lines.contains(&"incident: cache-1: 24 min".to_owned()), "{lines:?}");
        }
    }
    let scenario = Scenario::named("relapse");
    let model = model(ChartKind::Budget, &scenario, 2_000);
    let lines = read(&model, scenario.incidents[1].opened + Duration::from_minutes(60));
    assert!(lines.contains(&"not clean yet: build-ref-1: verified after 1 h 14 min".to_owned()), "{lines:?}");
}

#[test]
fn the_turns_of_an_incident_are_read_out_at_their_very_instants() {
    let scenario = Scenario::named("relapse");
    let model = model(ChartKind::Incident, &scenario, 900);
    let opened = scenario.incidents[1].opened;
    for (minutes, expected) in [
        (0, &["since the opening: 0 s", "evidence: 1 failure", "opened: by the first evidence"][..]),
        (12, &["mitigated: after 12 min"]),
        (21, &["since the opening: 21 min", "void, since it failed again: 1 success", "recovered: after 21 min"]),
        (30, &["target 30 min: a recovery up to here is within it"]),
        (74, &["stayed clean: after 1 h 14 min"]),
        (90, &["verification: stayed clean"]),
    ] {
        let instant = opened + Duration::from_minutes(minutes);
        let lines = read(&model, instant);
        for line in expected {
            assert!(lines.contains(&(*line).to_owned()), "{minutes} min: {lines:?}");
        }
        let column = model.columns.of(instant).expect("shown");
        let readout = chart::readout(&model, column).expect("data");
        if minutes < 90 {
            assert_eq!(readout.at, instant);
        }
    }
    let keys: Vec<_> = std::iter::successors(chart::step(&model, None, f64::NEG_INFINITY), |column| {
        chart::step(&model, Some(*column), 1.0).filter(|next| next != column)
    })
    .collect();
    for mark in &model.marks {
        assert!(keys.contains(&model.columns.of(mark.at).expect("shown")), "{} is passed over", mark.label);
    }
}

/// What is chosen is a whole second, never before what it points at and never later than the review.
#[test]
fn an_instant_can_be_chosen() {
    let scenario = Scenario::named("open");
    let model = model(ChartKind::Incident, &scenario, 900);
    let opened = scenario.incidents[1].opened;
    assert_eq!(chart::pick(&model, opened), opened);
    assert_eq!(chart::pick(&model, opened + Duration::from_millis(1)), opened + Duration::from_seconds(1));
    assert_eq!(chart::pick(&model, AS_OF + Duration::from_minutes(5)), AS_OF);
    let later = model.bands.iter().find(|band| band.kind == BandKind::Later).expect("the target ends later");
    assert_eq!((later.from, model.columns.to > AS_OF + Duration::from_minutes(8)), (AS_OF, true));
}

#[test]
fn what_is_longer_than_the_axis_is_cut_and_says_how_long_it_took() {
    let drawn =
        chart::svg(&model(ChartKind::Durations, &Scenario::named("uneven"), 900), 900, 240, &chart::Theme::LIGHT);
    for text in ["longer than 2 h, cut", "build-ref-1: 3 d 2 h", "cache-1: 5 min"] {
        assert!(drawn.contains(text), "{text}");
    }
}

#[test]
fn the_newest_of_very_many_incidents_are_shown() {
    let mut scenario = Scenario::named("open");
    let first = scenario.incidents[0].clone();
    scenario.incidents = (0..700)
        .map(|n| slo_review::recovery::Incident {
            id: format!("cache-{}", n + 1),
            opened: first.opened + Duration::from_minutes(n),
            ..first.clone()
        })
        .collect();
    let model = model(ChartKind::Durations, &scenario, 900);
    assert_eq!((model.marks.len(), model.table.rows.len()), (500, 500));
    assert_eq!(model.table.rows[0][0], "cache-700");
    assert!(model.table.caption.starts_with("The newest 500 of 700 incidents"), "{}", model.table.caption);
}

#[test]
fn tables_are_as_wide_as_their_heads() {
    for scenario in Scenario::golden() {
        for kind in [ChartKind::Durations, ChartKind::Daily, ChartKind::Incident] {
            let model = model(kind, &scenario, 300);
            assert!(model.table.rows.iter().all(|row| row.len() == model.table.head.len()), "{}", scenario.name);
            assert_eq!(model.empty.is_some(), model.table.rows.is_empty(), "{} {}", scenario.name, kind.name());
        }
    }
}

/// Charts and the review document say the same of the same data.
#[test]
fn charts_of_recovery_agree_with_the_review() {
    let slo = Slo::ai_slot_build();
    let mut table = "uid,namespace,name,kind,created,started,finished,outcome,reason,message\n".to_owned();
    let mut job = |n: i64, minute: i64, outcome: &str, message: &str| {
        let at = at("2026-02-20T00:00:00Z") + Duration::from_minutes(minute);
        table += &format!("u{n},codex-dev-1,codex-k8s-kaniko-{n},build,{at},{at},{at},{outcome},,{message}\n");
    };
    for n in 0..60 {
        let opened = n * 150 + (n * 7) % 40;
        job(3 * n, opened, "failed", "MANIFEST_UNKNOWN: manifest unknown");
        job(3 * n + 1, opened + 5 + (n * 13) % 50, "succeeded", "");
    }
    let mut reader = FileReader::new("jobs.csv", &slo);
    reader.push(table.as_bytes()).expect("a table");
    let Loaded::Records(file) = reader.finish().expect("a table") else { panic!("jobs") };
    let mut dataset = Dataset::default();
    dataset.add(*file);
    let basis = Basis::new(&dataset, &slo);
    let zone = Zone::new("Asia/Tokyo", 9 * 3_600, Vec::new());
    for hours in [0, 30, 75] {
        let as_of = basis.watermark().expect("jobs") - Duration::from_hours(hours);
        let review = basis.review(&ReviewOptions { as_of: Some(as_of), zone: zone.clone() });
        let incidents = &review.recovery.incidents;
        assert!(incidents.len() > 10);
        let view = View { as_of, zone: &zone, subject: Some(&incidents[3].id), firing: None };

        let durations = chart::model(ChartKind::Durations, &basis, view, 500);
        assert_eq!(durations.marks.len(), incidents.len());
        for (mark, incident) in durations.marks.iter().zip(incidents) {
            let length = incident.duration_seconds.or(incident.age_seconds).expect("one of them");
            assert_eq!((mark.at, mark.open), (incident.opened_at, incident.open));
            assert_eq!(mark.value, length.0.as_millis() as f64 / 1_000.0);
        }
        let recovered = format!("{} incidents recovered in the 7 days", review.recovery.mttr.count);
        assert!(durations.verdict.starts_with(&recovered), "{}", durations.verdict);

        let daily = chart::model(ChartKind::Daily, &basis, view, 500);
        assert_eq!(daily.marks.len(), review.recovery.daily.len());
        for (mark, day) in daily.marks.iter().zip(&review.recovery.daily) {
            assert_eq!(zone.day_at(mark.at), day.day);
            assert!((mark.value - day.mean_seconds).abs() <= 0.001, "{} and {}", mark.value, day.mean_seconds);
            assert_eq!(mark.other.is_nan(), day.count == 1);
        }

        let incident = chart::model(ChartKind::Incident, &basis, view, 500);
        assert_eq!(incident.title, format!("How did {} recover?", incidents[3].id));
    }
}

//! The charts of alerts and of the work, over twelve days that are read like any file.

use plotters::drawing::IntoDrawingArea;
use slo_review::chart::{self, BandKind, ChartKind, ChartModel, Theme, Tone, View};
use slo_review::ingest::{FileReader, Loaded};
use slo_review::record::{Dataset, LoadedFile};
use slo_review::review::{AlertEntry, Basis, FiringQuery, Review, ReviewOptions};
use slo_review::slo::Slo;
use slo_review::time::{Duration, Instant, TrailingWindow, Zone};

use crate::chart_recorder::Recorder;
use crate::chart_scenario::AS_OF;

pub const OF_WORK: [ChartKind; 5] =
    [ChartKind::BuildTimes, ChartKind::Starts, ChartKind::FailedQuarter, ChartKind::FailedHour, ChartKind::Evidence];

/// The alerts whose charts are kept as drawn, and what these are called.
pub const DRAWN: [(&str, &str); 4] = [
    ("AI_SLOT_BUILD_FAILURE_BURST", "burst"),
    ("AI_SLOT_BUILD_FAILURE_RATE_ELEVATED", "rate"),
    ("AI_SLOT_BUILD_MTTR_SLO_RISK", "mttr"),
    ("burn-slow", "burn"),
];

fn read(name: &str, content: &str, slo: &Slo) -> LoadedFile {
    let mut reader = FileReader::new(name, slo);
    reader.push(content.as_bytes()).expect("a file");
    let Loaded::Records(file) = reader.finish().expect("a file") else { panic!("records") };
    *file
}

/// Builds every 12 minutes, more by day than by night, mirror jobs between them, two failures far apart, a burst nine days
/// before the end, an incident four days before it that goes on after its mitigation, a burst in maintenance, and one
/// that has not ended.
pub fn basis() -> &'static Basis {
    thread_local! {
        static BASIS: &'static Basis = Box::leak(Box::new(read_all()));
    }
    BASIS.with(|basis| *basis)
}

fn read_all() -> Basis {
    let slo = Slo::ai_slot_build();
    let mut table = "uid,namespace,name,kind,created,started,finished,outcome,reason,message\n".to_owned();
    let minutes = Duration::from_minutes;
    let mut job = |number: i64, kind: &str, end: Instant, took: i64, failure: Option<&str>| {
        let start = end - minutes(took) - Duration::from_seconds(number * 7 % 60);
        let (outcome, message) = failure.map_or(("succeeded", ""), |message| ("failed", message));
        let slot = number % 5 + 1;
        table += &format!(
            "u{kind}{number},codex-dev-{slot},codex-k8s-kaniko-{number},{kind},{start},{start},{end},{outcome},,{message}\n"
        );
    };
    let before = |count: i64| AS_OF - minutes(count);
    for number in 0..1_440 {
        let ago = 12 * 1_440 - number * 12;
        let night = (ago / 60 + 12) % 24 < 7;
        // During the incident nothing is built.
        let down = (5_740..=5_800).contains(&ago);
        if !down && (!night || number % 4 == 0) {
            let late = (2_880..4_320).contains(&ago);
            let took = 3 + (number * 5) % 4 + if number % 41 == 3 { 9 } else { 0 } + i64::from(late) * 3;
            job(number, "build", before(ago - 1), took, None);
            job(10_000 + number, "mirror", before(ago - 5), 1, None);
        }
    }
    let cache = Some("error building image: MANIFEST_UNKNOWN: manifest unknown");
    let other = Some("npm ERR! missing script: build");
    for (place, ago) in [15_000, 8_200].into_iter().enumerate() {
        job(20_000 + place as i64, "build", before(ago), 4, other);
    }
    for place in 0..5 {
        job(20_100 + place, "build", before(13_000 - place * 3), 2, other);
        job(20_200 + place, "build", before(5_800 - place * 7), 2, cache);
        job(20_250 + place, "codegen-check", before(5_790 - place * 9), 2, cache);
        job(20_300 + place, "mirror", before(2_000 - place), 2, other);
        job(20_400 + place, "build", before(9 - place * 2), 2, cache);
    }
    let timeline = format!(
        r#"{{"incidents":[{{"class":"cache","openedAt":"{}","mitigatedAt":"{}"}}]}}"#,
        before(5_800),
        before(5_796)
    );
    let window =
        format!("maintenance:\n  - from: {}\n    to: {}\n    reason: node upgrade\n", before(1_995), before(1_980));
    let mut dataset = Dataset::default();
    dataset.add(read("jobs.csv", &table, &slo));
    dataset.add(read("timeline.json", &timeline, &slo));
    dataset.add(read("exclusions.yaml", &window, &slo));
    Basis::new(&dataset, &slo)
}

pub fn model(kind: ChartKind, alert: Option<&str>, as_of: Instant, columns: u32) -> ChartModel {
    chart::model(kind, basis(), View { as_of, zone: &Zone::utc(), subject: alert, firing: None }, columns)
}

/// One firing, looked at more closely.
pub fn close(alert: &str, firing: Instant) -> ChartModel {
    let view = View { as_of: AS_OF, zone: &Zone::utc(), subject: Some(alert), firing: Some(firing) };
    chart::model(ChartKind::Firings, basis(), view, 640)
}

pub fn review(as_of: Instant) -> Review {
    basis().review(&ReviewOptions { as_of: Some(as_of), ..ReviewOptions::default() })
}

fn alert<'r>(review: &'r Review, name: &str) -> &'r AlertEntry {
    review.alerts.iter().find(|alert| alert.name == name).expect("an alert")
}

fn said(model: &ChartModel, at: Instant) -> Vec<String> {
    let column = model.columns.of(at).expect("shown");
    let readout = chart::readout(model, column).expect("data");
    readout.lines.iter().map(|line| format!("{}: {}", line.label, line.value)).collect()
}

#[test]
fn labels_of_work_neither_clip_nor_overlap() {
    let subjects = DRAWN.map(|(name, _)| (ChartKind::Firings, Some(name)));
    for (kind, alert) in OF_WORK.map(|kind| (kind, None)).into_iter().chain(subjects) {
        for width in [300, 400, 560, 900, 1_400] {
            for (height, ratio) in [(160, 1.0), (180, 1.0), (240, 1.5), (320, 2.0)] {
                let pixels = |css: i32| (f64::from(css) * ratio).round() as u32;
                let model = model(kind, alert, AS_OF, pixels(width));
                let recorder = Recorder::new(pixels(width), pixels(height));
                let seen = recorder.seen.clone();
                chart::draw(&model, &recorder.into_drawing_area(), ratio, &Theme::LIGHT)
                    .expect("recording cannot fail");
                let place = format!("{} {alert:?} {width}x{height}@{ratio}", kind.name());
                seen.borrow().assert_inside(&place);
                seen.borrow().assert_apart(&place);
            }
        }
    }
}

/// Every firing is a band, and every failure that the rule counts has its column.
#[test]
fn firings_agree_with_the_review() {
    for hours in [0, 26, 95] {
        let as_of = AS_OF - Duration::from_hours(hours);
        let review = review(as_of);
        for entry in &review.alerts {
            let model = model(ChartKind::Firings, Some(&entry.name), as_of, 8_000);
            assert!(model.title.contains(&entry.name), "{}", model.title);
            let bands: Vec<_> = model.bands.iter().filter(|band| band.kind == BandKind::Firing).collect();
            let firings: Vec<_> = entry.firings.iter().collect();
            assert_eq!(bands.len(), firings.len(), "{} at {as_of}", entry.name);
            for (band, firing) in bands.iter().zip(&firings) {
                assert_eq!((band.from, band.to), (firing.from, firing.to.unwrap_or(as_of)), "{}", entry.name);
                let heard = said(&model, firing.from);
                assert!(heard.iter().any(|line| line == &format!("fires: {}", band.label)), "{heard:?}");
            }
            assert_eq!(model.table.rows.len(), firings.len());
            let tone = match (entry.state, entry.severity) {
                ("firing", "page") => Tone::Bad,
                ("firing", _) => Tone::Warn,
                ("inactive", _) => Tone::Good,
                _ => Tone::None,
            };
            assert_eq!(model.tone, tone);
            if entry.fired_in_window > 0 {
                let sent = if entry.severity == "page" { "page" } else { "ticket" };
                let head = format!("{} firing", entry.fired_in_window);
                assert!(model.verdict.starts_with(&head), "{}", model.verdict);
                assert!(model.verdict.contains(&format!("{} {sent}", entry.sent_in_window)), "{}", model.verdict);
            }
        }
    }
}

/// Very many firings in few columns are few bands, and still tell of the newest.
#[test]
fn firings_of_one_column_are_one_band() {
    let model = model(ChartKind::Firings, Some(DRAWN[0].0), AS_OF, 3);
    let bands: Vec<_> =
        model.bands.iter().filter(|band| band.kind == BandKind::Firing).map(|band| &*band.label).collect();
    assert_eq!(bands.len(), 3, "{bands:?}");
    assert!(bands[2].starts_with("2 firings, the last 5 min so far, at worst 5 failures"), "{bands:?}");
}

#[test]
fn an_alert_is_told_in_words() {
    let cases = [
        (
            DRAWN[0].0,
            "4 firings in the 7 days to 26 Feb 2026 12:00 UTC, 18 pages sent. It fires since 26 Feb 2026 11:55 UTC, 5 min so \
             far, at worst 5 failures.",
        ),
        (
            "AI_SLOT_CODEGEN_CHECK_BUILD_REF_INVALID",
            "Never in the data up to 26 Feb 2026 12:00 UTC; it counts 0 failures there.",
        ),
        (
            "AI_SLOT_BUILD_MANIFEST_UNKNOWN_PERSISTENT",
            "2 firings in the 7 days to 26 Feb 2026 12:00 UTC, 7 pages sent. The last began at 22 Feb 2026 12:06 UTC: 6 min, \
             at worst 2 failures. Whether it fires now cannot be told: a mitigation is not known.",
        ),
    ];
    for (name, verdict) in cases {
        assert_eq!(model(ChartKind::Firings, Some(name), AS_OF, 900).verdict, verdict);
    }
    let burst = alert(&review(AS_OF), DRAWN[0].0).firings[1].from;
    let near = close(DRAWN[0].0, burst);
    assert_eq!(near.title, "Why did it fire at 22 Feb 2026 11:30 UTC?");
    assert_eq!(
        near.verdict,
        "8 failures inside its window from 22 Feb 2026 11:30 UTC on: 26 min, at worst 5 failures."
    );
    assert!(near.bands.iter().all(|band| band.from <= near.columns.to && band.to >= near.columns.from));
    let none = model(ChartKind::Firings, Some("no-such-alert"), AS_OF, 900);
    assert_eq!(none.empty.as_deref(), Some("There is no alert no-such-alert."));
}

/// The failures behind a firing are those inside its window, newest first, as many as asked for.
#[test]
fn a_firing_names_the_jobs_that_caused_it() {
    let review = review(AS_OF);
    let ask = |alert: &str, from: Instant, limit| basis().firing_jobs(FiringQuery { alert, from, as_of: AS_OF, limit });
    let burst = alert(&review, DRAWN[0].0);
    let last = burst.firings.last().expect("it fires");
    let jobs = ask(&burst.name, last.from, 3);
    assert_eq!((jobs.total, jobs.rows.len()), (5, 3));
    let row = &jobs.rows[0];
    assert_eq!(
        (row.name.as_str(), row.kind.as_str(), row.class.as_str()),
        ("codex-k8s-kaniko-20404", "build", "cache")
    );
    assert_eq!((row.at, row.incident.as_deref()), (AS_OF - Duration::from_minutes(1), Some("cache-2")));
    // The keys that it pages about are those of the jobs behind it.
    for firing in &burst.firings {
        let mut keys: Vec<_> = ask(&burst.name, firing.from, 1_000)
            .rows
            .iter()
            .map(|row| format!("{}/{}/{}", row.namespace, row.class, row.kind))
            .collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys, firing.notifications);
    }
    // A rule with two windows is not met without what is in the longer one.
    let slow = alert(&review, "burn-slow");
    let firing = slow.firings.last().expect("it fired");
    let day = TrailingWindow { end: AS_OF, length: Duration::from_hours(24) };
    let failed = basis().history().outcomes(day).bad;
    assert!(ask("burn-slow", firing.from, 0).total >= failed, "{failed}");
    let mttr = alert(&review, "AI_SLOT_BUILD_MTTR_SLO_RISK");
    let rows = ask(&mttr.name, mttr.firings[0].from, 100).rows;
    assert!(!rows.is_empty() && rows.iter().all(|row| row.incident.as_deref() == Some("cache-1")), "{rows:?}");
    assert_eq!(ask(&burst.name, AS_OF, 10).total, 0);
    assert_eq!(ask("no-such-alert", last.from, 10).total, 0);
}

#[test]
fn charts_of_work_agree_with_the_review() {
    for hours in [0, 26, 95] {
        let as_of = AS_OF - Duration::from_hours(hours);
        let review = review(as_of);
        let figures = &review.operations;
        let starts = model(ChartKind::Starts, None, as_of, 700);
        assert_eq!(starts.line.last.last().copied(), figures.started_last_15m.map(|started| started as f64));
        for (kind, ratio, failed, ended) in [
            (ChartKind::FailedQuarter, figures.failed_ratio_last_15m, figures.failed_last_15m, figures.ended_last_15m),
            (ChartKind::FailedHour, figures.failed_ratio_last_1h, figures.failed_last_1h, figures.ended_last_1h),
        ] {
            let model = model(kind, None, as_of, 700);
            let last = *model.line.last.last().expect("columns");
            assert_eq!(Some(last).filter(|last| !last.is_nan()), ratio);
            assert_eq!(model.line.bad.last().copied(), Some(failed as f64));
            assert_eq!(model.line.good.last().copied(), Some((ended - failed) as f64));
        }
        let evidence = model(ChartKind::Evidence, None, as_of, 700);
        let counts: Vec<_> = figures.evidence.iter().map(|of| (of.class.clone(), of.in_window as f64)).collect();
        assert_eq!(evidence.rows.iter().map(|row| (row.name.clone(), row.bad)).collect::<Vec<_>>(), counts);
        let times = model(ChartKind::BuildTimes, None, as_of, 700);
        let p95 = figures.build_p95_seconds.expect("builds").0;
        let words = slo_review::review::wording::elapsed(p95);
        assert!(
            times.verdict.starts_with(&format!(
                "95% of {} builds",
                slo_review::review::wording::count(figures.builds_succeeded as i128)
            )),
            "{}",
            times.verdict
        );
        assert!(times.verdict.contains(&format!("took at most {words};")), "{} {words}", times.verdict);
    }
}

#[test]
fn charts_of_work_are_read_out() {
    let hour = model(ChartKind::FailedHour, None, AS_OF, 7 * 24 * 60);
    assert_eq!(
        said(&hour, AS_OF)[..2],
        [
            "failed in the 1 hour before: 33.4% (5 of 15)".to_owned(),
            "ended in these 73 seconds: 1, 1 failed".to_owned()
        ]
    );
    assert_eq!(hour.levels[0].label, "alert above 5%");
    let starts = model(ChartKind::Starts, None, AS_OF, 7 * 24);
    assert!(said(&starts, AS_OF)[0].starts_with("started in the 15 minutes before: "), "{:?}", said(&starts, AS_OF));
    let evidence = model(ChartKind::Evidence, None, AS_OF, 7 * 24);
    assert_eq!(said(&evidence, AS_OF)[0], "cache: 5 failures");
    let times = model(ChartKind::BuildTimes, None, AS_OF, 700);
    let column = chart::step(&times, None, f64::INFINITY).expect("days");
    let readout = chart::readout(&times, column).expect("a day");
    assert_eq!(readout.heading.as_deref(), Some("Thu 26 Feb 2026 (UTC)"));
    assert_eq!(readout.lines[0].label, "95th percentile");
}

#[test]
fn tables_of_work_are_as_wide_as_their_heads_and_add_up() {
    for kind in OF_WORK {
        let model = model(kind, None, AS_OF, 300);
        assert!(!model.table.rows.is_empty());
        assert!(model.table.rows.iter().all(|row| row.len() == model.table.head.len()), "{}", kind.name());
        if let Some(failed) = model.table.head.iter().position(|head| head == "Failed") {
            let sum: u32 = model.table.rows.iter().map(|row| row[failed].parse::<u32>().expect("a count")).sum();
            assert_eq!(sum, model.ended.bad.iter().sum::<u32>(), "{}", kind.name());
        }
    }
}

/// Long before anything was loaded there is nothing to say, in every chart.
#[test]
fn without_data_each_chart_says_so() {
    let as_of = AS_OF - Duration::from_days(40);
    for kind in OF_WORK {
        let model = model(kind, None, as_of, 300);
        assert!(model.verdict.starts_with("No data: "), "{}", model.verdict);
        assert!(model.empty.is_some() && model.tone == Tone::None, "{}", kind.name());
    }
    let model = model(ChartKind::Firings, Some(DRAWN[0].0), as_of, 300);
    assert!(model.empty.is_some(), "{}", model.verdict);
}

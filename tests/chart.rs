//! The charts as people see them: golden drawings, and labels that are never cut off.
//!
//! `UPDATE_GOLDEN=1 cargo test --test chart` writes the drawings anew; look at them before they are committed.

mod chart_recorder;
mod chart_recovery;
mod chart_scenario;
mod chart_work;

use std::path::Path;

use chart_recorder::Recorder;
use chart_scenario::{AS_OF, Scenario};
use plotters::drawing::IntoDrawingArea;
use proptest::prelude::*;
use slo_review::chart::{self, ChartKind, ChartModel, Columns, Theme, Tone, View};
use slo_review::ingest::{FileReader, Loaded};
use slo_review::record::Dataset;
use slo_review::review::{Basis, ReviewOptions};
use slo_review::sli::Event;
use slo_review::slo::Slo;
use slo_review::time::{Duration, Zone};

/// The charts that have a place for every failed job.
const OF_JOBS: [ChartKind; 3] = [ChartKind::Availability, ChartKind::Budget, ChartKind::Outcomes];

fn model(kind: ChartKind, scenario: &Scenario, columns: u32) -> ChartModel {
    chart::model_of(kind, &scenario.source(), columns)
}

#[test]
fn drawings_are_golden() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/chart");
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut differing = Vec::new();
    let mut models = Vec::new();
    for scenario in Scenario::golden() {
        for kind in scenario.kinds.iter().copied() {
            models.push((format!("{}-{}", scenario.name, kind.name()), model(kind, &scenario, 640)));
        }
    }
    for kind in chart_work::OF_WORK {
        models.push((format!("work-{}", kind.name()), chart_work::model(kind, None, AS_OF, 640)));
    }
    for (alert, name) in chart_work::DRAWN {
        models.push((format!("firings-{name}"), chart_work::model(ChartKind::Firings, Some(alert), AS_OF, 640)));
    }
    let review = chart_work::review(AS_OF);
    for (alert, firing) in [(0, 1), (0, 3), (6, 1)] {
        let entry = &review.alerts[alert];
        let close = chart_work::close(&entry.name, entry.firings[firing].from);
        models.push((format!("firing-{alert}-{firing}"), close));
    }
    for (name, model) in models {
        // What is drawn has gone from one thread to another as bytes.
        let model = ChartModel::from_bytes(&model.to_bytes()).expect("a model");
        for (theme_name, theme) in [("light", Theme::LIGHT), ("dark", Theme::DARK)] {
            let drawn = chart::svg(&model, 640, 220, &theme);
            let path = folder.join(format!("{name}-{theme_name}.svg"));
            if update {
                std::fs::write(&path, drawn).expect("the folder is there");
            } else if std::fs::read_to_string(&path).ok().as_deref() != Some(&drawn) {
                differing.push(path);
            }
        }
    }
    assert!(differing.is_empty(), "not as drawn before, see the head of this file: {differing:#?}");
}

/// Every size at which the page shows a chart: no label leaves the canvas, and none lies on another.
#[test]
fn labels_neither_clip_nor_overlap() {
    for scenario in Scenario::golden() {
        for kind in ChartKind::ALL {
            for width in [400, 560, 720, 900, 1_180, 1_400, 1_800] {
                for height in [180, 240, 320] {
                    for ratio in [1.0, 1.5, 2.0] {
                        let pixels = |css: i32| (f64::from(css) * ratio).round() as u32;
                        let model = model(kind, &scenario, pixels(width));
                        let recorder = Recorder::new(pixels(width), pixels(height));
                        let seen = recorder.seen.clone();
                        let area = recorder.into_drawing_area();
                        chart::draw(&model, &area, ratio, &Theme::LIGHT).expect("recording cannot fail");
                        let seen = seen.borrow();
                        let place = format!("{} {} {width}x{height}@{ratio}", scenario.name, kind.name());
                        assert!(!seen.texts.is_empty(), "{place}: nothing is said");
                        seen.assert_inside(&place);
                        seen.assert_apart(&place);
                    }
                }
            }
        }
    }
}

#[test]
fn a_chart_without_data_is_a_sentence_without_axes() {
    let scenario = Scenario::named("empty");
    for kind in ChartKind::ALL {
        let model = model(kind, &scenario, 500);
        let recorder = Recorder::new(500, 200);
        let seen = recorder.seen.clone();
        let frame =
            chart::draw(&model, &recorder.into_drawing_area(), 1.0, &Theme::DARK).expect("recording cannot fail");
        assert_eq!(frame, None);
        assert_eq!(model.tone, Tone::None);
        assert!(seen.borrow().rectangles.is_empty());
        let said: Vec<_> = seen.borrow().texts.iter().map(|text| text.text.clone()).collect();
        assert_eq!(said.join(" "), model.empty.clone().expect("a sentence"));
        assert!(model.verdict.starts_with("No data"), "{}", model.verdict);
        assert_eq!(chart::readout(&model, 0), None);
        assert_eq!(chart::step(&model, None, 1.0), None);
    }
}

#[test]
fn verdicts_answer_with_counts() {
    let cases = [
        (
            "overspent",
            ChartKind::Availability,
            "No: 98.43% of 1,341 jobs succeeded in the 7 days to 26 Feb 2026 12:00 UTC; 21 failed. The objective is 99%.",
        ),
        (
            "overspent",
            ChartKind::Budget,
            "None: 21 failures among 1,341 jobs in the 7 days to 26 Feb 2026 12:00 UTC where 13 are allowed, so it is \
             overspent by 56.60%.",
        ),
        (
            "one-failure",
            ChartKind::Availability,
            "Yes: 99.75% of 400 jobs succeeded in the 7 days to 26 Feb 2026 12:00 UTC; 1 failed. The objective is 99%.",
        ),
        (
            "one-failure",
            ChartKind::Budget,
            "75.00%: 1 of 4 failures allowed happened among 400 jobs in the 7 days to 26 Feb 2026 12:00 UTC; 3 more may still.",
        ),
        (
            "one-failure",
            ChartKind::Outcomes,
            "1 of 3 slots: 1 of 400 jobs failed in the 7 days to 26 Feb 2026 12:00 UTC, in codex-dev-1.",
        ),
    ];
    for (scenario, kind, verdict) in cases {
        assert_eq!(model(kind, &Scenario::named(scenario), 300).verdict, verdict);
    }
}

#[test]
fn the_burn_down_ends_at_what_is_left() {
    let model = model(ChartKind::Budget, &Scenario::named("overspent"), 777);
    let last = *model.line.last.last().expect("columns");
    assert!((last - (1.0 - 21.0 / 13.41)).abs() < 1e-12, "{last}");
    assert_eq!(model.line.first[0], 1.0);
    assert_eq!(model.closing, "\u{2212}56.60%");
    assert_eq!(model.tone, Tone::Bad);
}

/// A threshold's level is where the line would have to fall below for the step to trigger, to the very failure.
#[test]
fn thresholds_agree_with_the_policy() {
    for (bad, early, freeze, stabilise) in
        [(5, 0, false, false), (6, 0, true, false), (8, 6, false, false), (9, 6, false, true)]
    {
        let scenario = Scenario::counted(1_000, bad, early);
        let model = model(ChartKind::Budget, &scenario, 500);
        let last = *model.line.last.last().expect("columns");
        let level =
            |name: &str| model.levels.iter().find(|level| level.label.starts_with(name)).expect("a level").value;
        assert_eq!(last < level("freeze") - 1e-12, freeze, "bad {bad} early {early}");
        assert_eq!(last < level("stabilise") - 1e-12, stabilise, "bad {bad} early {early}");
    }
}

#[test]
fn readouts_and_steps_find_every_failure() {
    for kind in OF_JOBS {
        let model = model(kind, &Scenario::named("overspent"), 1_000);
        let mut found = 0;
        let mut column = chart::step(&model, None, f64::NEG_INFINITY).expect("data");
        assert_eq!(column, 0);
        let mut presses = 0;
        loop {
            found +=
                model.ended.bad.iter().skip(column as usize).step_by(1_000).map(|count| u64::from(*count)).sum::<u64>();
            let next = chart::step(&model, Some(column), 1.0).expect("data");
            if next == column {
                break;
            }
            column = next;
            presses += 1;
        }
        assert_eq!(found, model.ended.bad.iter().map(|count| u64::from(*count)).sum::<u64>(), "{}", kind.name());
        assert!(presses < 120, "{presses} presses of a key from one end to the other");
        let readout = chart::readout(&model, model.columns.count - 1).expect("data");
        assert_eq!(readout.at, AS_OF);
    }
}

#[test]
fn tables_add_up() {
    for kind in OF_JOBS {
        for scenario in Scenario::golden() {
            let model = model(kind, &scenario, 100);
            let width = model.table.head.len();
            assert!(model.table.rows.iter().all(|row| row.len() == width));
            let failed = model.table.head.iter().position(|head| head == "Failed").expect("a column of failures");
            let sum: u64 =
                model.table.rows.iter().map(|row| row[failed].replace(',', "").parse::<u64>().expect("a count")).sum();
            assert_eq!(sum, model.ended.bad.iter().map(|count| u64::from(*count)).sum::<u64>(), "{}", scenario.name);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the number of events, the columns of the model and the size drawn, also when it was computed for
    /// another: a bar in the colour of failures stands in every failure's pixel column.
    #[test]
    fn no_failure_disappears(
        events in prop::collection::vec((1i64..=604_800_000, any::<bool>(), 0u32..40), 1..300),
        columns in 1u32..2_500,
        width in 300u32..2_500,
        height in 150u32..400,
        ratio in prop::sample::select(vec![1.0, 1.5, 2.0]),
    ) {
        let from = AS_OF - Duration::from_days(7);
        let events: Vec<Event> = events
            .into_iter()
            .map(|(after, good, namespace)| chart_scenario::event(from + Duration::from_millis(after), good, namespace))
            .collect();
        let scenario = Scenario::of(events);
        for kind in OF_JOBS {
            let model = model(kind, &scenario, columns);
            let recorder = Recorder::new(width, height);
            let seen = recorder.seen.clone();
            let frame = chart::draw(&model, &recorder.into_drawing_area(), ratio, &Theme::LIGHT).expect("recording cannot fail");
            // Below this size nothing but the verdict under the chart is left to read.
            let Some(frame) = frame else { continue };
            let plot = (frame.left * ratio).round() as i64;
            let pixels = Columns::new(model.columns.from, model.columns.to, ((frame.right - frame.left) * ratio).round() as u32);
            for event in scenario.history().events().iter().filter(|event| !event.good) {
                let Some(pixel) = pixels.of(event.end) else {
                    prop_assert!(event.end <= model.columns.from);
                    continue;
                };
                let x = plot + i64::from(pixel);
                prop_assert!(seen.borrow().is_marked(x as i32, Theme::LIGHT.bad), "{} at {x}", kind.name());
            }
        }
    }
}

/// Charts and the review document are two views of the same data: what both say is the same, to the last digit.
#[test]
fn charts_agree_with_the_review() {
    let slo = Slo::ai_slot_build();
    let mut reader = FileReader::new("jobs.csv", &slo);
    let mut table = "uid,namespace,name,kind,created,started,finished,outcome,reason,message\n".to_owned();
    for n in 0..700 {
        let outcome = if n % 97 == 5 { "failed" } else { "succeeded" };
        let (day, hour, minute) = (10 + n / 50, n % 24, n % 60);
        let at = format!("2026-02-{day}T{hour:02}:{minute:02}");
        let slot = n % 4;
        table += &format!("u{n},codex-dev-{slot},codex-k8s-kaniko-{n},build,{at}:00Z,{at}:00Z,{at}:30Z,{outcome},,\n");
    }
    reader.push(table.as_bytes()).expect("a table");
    let Loaded::Records(file) = reader.finish().expect("a table") else { panic!("jobs") };
    let mut dataset = Dataset::default();
    dataset.add(*file);
    let basis = Basis::new(&dataset, &slo);
    for days in 0..8 {
        let as_of = basis.watermark().expect("jobs") - Duration::from_days(days);
        let review = basis.review(&ReviewOptions { as_of: Some(as_of), ..ReviewOptions::default() });
        let view = View { as_of, zone: &Zone::utc(), subject: None, firing: None };
        let availability = chart::model(ChartKind::Availability, &basis, view, 500);
        assert_eq!(Some(availability.closing), review.availability.shown);
        assert_eq!(availability.line.last.last().copied(), review.availability.ratio);
        let budget = chart::model(ChartKind::Budget, &basis, view, 500);
        assert_eq!(Some(budget.closing.replace('\u{2212}', "-")), review.budget.remaining_shown);
        assert_eq!(budget.line.last.last().copied(), review.budget.remaining);
        let outcomes = chart::model(ChartKind::Outcomes, &basis, view, 500);
        let failed: f64 = outcomes.rows.iter().map(|row| row.bad).sum();
        assert_eq!(failed as u64, review.availability.bad);
    }
}

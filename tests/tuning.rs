//! Figures of SLO files, changed in their text.

use slo_review::slo::tuning::{Change, Unit, edit, tunables};
use slo_review::slo::{AlertCondition, Slo};

fn change(id: &str, value: &str) -> Change {
    Change { id: id.to_owned(), value: value.to_owned() }
}

fn value(text: &str, id: &str) -> Option<String> {
    tunables(text).into_iter().find(|tunable| tunable.id == id).unwrap_or_else(|| panic!("no {id}")).value
}

#[test]
fn the_embedded_default_has_its_figures() {
    let tunables = tunables(Slo::EMBEDDED_TEXT);
    let listed: Vec<String> = tunables
        .iter()
        .map(|tunable| format!("{} {:?} {}", tunable.id, tunable.unit, tunable.value.as_deref().unwrap_or("-")))
        .collect();
    let expected = [
        "objective.target Decimal 0.99",
        "window.duration Length 7d",
        "recovery.value Seconds 1800",
        "policy.stabilise.window Length 7d",
        "policy.stabilise.threshold Share 80%",
        "policy.freeze.window Length 3d",
        "policy.freeze.threshold Share 50%",
        "alerts.AI_SLOT_BUILD_FAILURE_BURST.atLeast Count 3",
        "alerts.AI_SLOT_BUILD_FAILURE_BURST.window Length 15m",
        "alerts.AI_SLOT_BUILD_MANIFEST_UNKNOWN_PERSISTENT.atLeast Count 2",
        "alerts.AI_SLOT_BUILD_MANIFEST_UNKNOWN_PERSISTENT.window Length 15m",
        "alerts.AI_SLOT_CODEGEN_CHECK_BUILD_REF_INVALID.atLeast Count 2",
        "alerts.AI_SLOT_CODEGEN_CHECK_BUILD_REF_INVALID.window Length 15m",
        "alerts.AI_SLOT_BUILD_FAILURE_RATE_ELEVATED.above Share 5%",
        "alerts.AI_SLOT_BUILD_FAILURE_RATE_ELEVATED.window Length 1h",
        "alerts.AI_SLOT_BUILD_MTTR_SLO_RISK.longerThan Length 30m",
        "alerts.AI_SLOT_BUILD_MTTR_SLO_RISK.window Length 24h",
        "alerts.burn-fast.above Decimal 6",
        "alerts.burn-fast.shortWindow Length 15m",
        "alerts.burn-fast.longWindow Length 6h",
        "alerts.burn-fast.minimumFailures Count 2",
        "alerts.burn-slow.above Decimal 2",
        "alerts.burn-slow.shortWindow Length 1h",
        "alerts.burn-slow.longWindow Length 24h",
        "alerts.burn-slow.minimumFailures Count 2",
    ];
    assert_eq!(listed, expected);
}

/// Every figure, changed to another value of its unit, is read back as that, and nothing else changes.
#[test]
fn every_figure_can_be_changed_alone() {
    let before = tunables(Slo::EMBEDDED_TEXT);
    for (place, tunable) in before.iter().enumerate() {
        let new = match tunable.unit {
            Unit::Decimal if tunable.id == "objective.target" => "0.985",
            Unit::Decimal => "3.5",
            Unit::Percent | Unit::Share => "45%",
            Unit::Length if tunable.id == "window.duration" => "14d",
            Unit::Length if tunable.id.ends_with("longWindow") => "36h",
            Unit::Length if tunable.id.starts_with("policy") => "2d",
            Unit::Length => "10m",
            Unit::Count => "4",
            Unit::Seconds => "900",
        };
        let text = edit(Slo::EMBEDDED_TEXT, &[change(&tunable.id, new)]).expect("the figure can be written over");
        Slo::parse("changed.yaml", &text).unwrap_or_else(|errors| panic!("{}: {errors}", tunable.id));
        let mut expected = before.clone();
        expected[place].value = Some(new.to_owned());
        assert_eq!(tunables(&text), expected, "{}", tunable.id);
        assert_eq!(text.lines().count(), Slo::EMBEDDED_TEXT.lines().count());
    }
}

#[test]
fn several_changes_are_made_together() {
    let changes = [
        change("alerts.burn-slow.above", "1.5"),
        change("objective.target", "0.995"),
        change("policy.freeze.threshold", "40%"),
    ];
    let text = edit(Slo::EMBEDDED_TEXT, &changes).unwrap();
    let slo = Slo::parse("changed.yaml", &text).unwrap();
    assert_eq!(slo.target.ppb(), 995_000_000);
    assert_eq!(slo.policy.steps[1].threshold.ppb(), 400_000_000);
    let Some(AlertCondition::BurnRate { above, .. }) = slo.alerts.last().map(|alert| &alert.condition) else {
        panic!("the last alert is a burn rate");
    };
    assert_eq!(above.ppb(), 1_500_000_000);
    assert!(text.contains("# Kaniko prints a miss of its cache"), "comments stay");
}

/// Values in quotes, in braces, in JSON, missing ones, and files with a byte order mark and CRLF.
#[test]
fn figures_are_written_in_their_files_own_style() {
    let cases = [
        (
            "- {name: a, condition: burnRate, above: 6}",
            "alerts.a.above",
            "7",
            "- {name: a, condition: burnRate, above: 7}",
        ),
        (
            "- {name: a, condition: burnRate, above: 6}",
            "alerts.a.minimumFailures",
            "3",
            "- {minimumFailures: 3, name: a, condition: burnRate, above: 6}",
        ),
        (
            "- name: a\n  condition: burnRate\n  above: \"6\"",
            "alerts.a.above",
            "7",
            "- name: a\n  condition: burnRate\n  above: \"7\"",
        ),
        (
            "- name: a\n  condition: burnRate\n  above: 6 # why",
            "alerts.a.minimumFailures",
            "3",
            "- name: a\n  condition: burnRate\n  above: 6 # why\n  minimumFailures: 3",
        ),
        (
            "- name: a\r\n  condition: recoveryTime\r\n  window: 24h\r\n",
            "alerts.a.longerThan",
            "20m",
            "- name: a\r\n  condition: recoveryTime\r\n  window: 24h\r\n  longerThan: 20m\r\n",
        ),
        (
            "- {\"name\": \"a\", \"condition\": \"burnRate\", \"above\": \"6\"}",
            "alerts.a.above",
            "7",
            "- {\"name\": \"a\", \"condition\": \"burnRate\", \"above\": \"7\"}",
        ),
        (
            "- {\"name\": \"a\", \"condition\": \"burnRate\"}",
            "alerts.a.above",
            "7",
            "- {\"above\": \"7\", \"name\": \"a\", \"condition\": \"burnRate\"}",
        ),
    ];
    for (before, id, new, after) in cases {
        let file = |alerts: &str| format!("\u{feff}kind: AlertRules\nspec:\n  alerts:\n{}", indented(alerts));
        let text = edit(&file(before), &[change(id, new)]).unwrap();
        assert_eq!(text, file(after));
        assert_eq!(value(&text, id).as_deref(), Some(new));
    }
}

#[test]
fn what_cannot_be_written_is_refused() {
    let refused = |id: &str, value: &str| edit(Slo::EMBEDDED_TEXT, &[change(id, value)]).unwrap_err().to_string();
    assert_eq!(refused("alerts.nobody.above", "6"), "alerts.nobody.above: the SLO file has no such figure");
    let letters = "objective.target: write letters, digits, a point and `%` only";
    for value in ["", "0.99\nspec: {}", "0.99 # ", "'0.9'", "{}", "–"] {
        assert_eq!(refused("objective.target", value), letters, "{value:?}");
    }
    let block =
        "kind: AlertRules\nspec:\n  alerts:\n    - name: a\n      condition: burnRate\n      above: >-\n        6\n";
    assert!(edit(block, &[change("alerts.a.above", "7")]).unwrap_err().why.contains("change it there"));
}

/// A value that the file cannot hold is refused by the file's own reader, with its place.
#[test]
fn the_file_judges_the_values() {
    let text = edit(Slo::EMBEDDED_TEXT, &[change("objective.target", "1")]).unwrap();
    let errors = Slo::parse("changed.yaml", &text).unwrap_err();
    assert!(errors.to_string().contains("spec.objectives[0].target: a target of 100 % leaves no error budget"));
}

fn indented(alerts: &str) -> String {
    alerts.split_inclusive('\n').map(|line| format!("    {line}")).collect()
}

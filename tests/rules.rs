//! The rules as text: golden files, and what must hold of every SLO's rules. `tests/prometheus` runs them.

use std::path::Path;

use slo_review::rules;
use slo_review::slo::Slo;

mod rule_text;

use rule_text::read_series;

/// The files in `tests/rules`. `UPDATE_GOLDEN=1 cargo test --test rules` writes them anew.
#[test]
fn the_rules_are_the_golden_ones() {
    for (name, slo) in slos() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/rules/{name}.yaml"));
        let found = rules::yaml(&slo);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &found).expect("the golden file can be written");
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(found == expected, "{name} differs; if that is right, run UPDATE_GOLDEN=1 cargo test --test rules");
    }
}

#[test]
fn what_a_rule_reads_is_recorded_before_it() {
    for (name, slo) in slos() {
        let mut recorded: Vec<String> = Vec::new();
        for rule in rule_text::rules(&rules::yaml(&slo)) {
            for series in read_series(&rule.expression) {
                assert!(recorded.contains(&series), "{name}: {} reads {series} before it is there", rule.name);
            }
            if !rule.is_alert {
                assert!(is_metric_name(&rule.name), "{name}: {}", rule.name);
                recorded.push(rule.name);
            }
        }
        assert!(recorded.len() > 20, "{name} was read back");
    }
}

/// Prometheus refuses a file in which two rules of a group give the same series.
#[test]
fn no_two_rules_give_the_same_series() {
    for (name, slo) in slos() {
        let mut seen = Vec::new();
        for rule in rule_text::rules(&rules::yaml(&slo)) {
            let key = (rule.name, rule.rest);
            assert!(!seen.contains(&key), "{name}: {key:?} twice");
            seen.push(key);
        }
    }
}

/// A name that no template knows stays in angle brackets.
#[test]
fn every_template_is_filled_in() {
    for (name, slo) in slos() {
        let rules = rules::yaml(&slo);
        let mut inside = rules.split('<').skip(1).filter_map(|from| from.split_once('>')).map(|(inside, _)| inside);
        let left =
            inside.find(|inside| inside.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte == b'*'));
        assert_eq!(left, None, "{name}");
    }
}

#[test]
fn nothing_that_a_file_says_leaves_its_place() {
    let text = include_str!("prometheus/cases/hostile.yaml");
    let slo = Slo::parse("evil\nname.yaml", text).unwrap_or_else(|errors| panic!("{errors}"));
    let rules = rules::yaml(&slo);
    assert!(!rules.contains(['\u{1b}', '\u{85}', '\u{2028}', '\u{feff}']));
    let plain = rules::yaml(&Slo::ai_slot_build());
    let shape = |text: &str| -> Vec<String> {
        text.lines()
            .filter(|line| !line.trim_start().starts_with('#'))
            .map(|line| line.split(':').next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(shape(&rules).len(), shape(&plain).len(), "no line was added");
    assert!(rules.contains(r#"namespace=~"\"}[1h] or vector(1) #.+""#), "{rules}");
    assert!(!rules.contains("{{ query"));
}

#[test]
fn a_file_that_metrics_cannot_follow_gives_no_rules_and_says_why() {
    let labels = include_str!("prometheus/cases/labels.yaml");
    let start = labels.find("    - name: nightly").unwrap();
    let end = labels.find("---\napiVersion: slo-review/v1\nkind: BudgetPolicy").unwrap();
    let alerts = labels.find("---\napiVersion: slo-review/v1\nkind: AlertRules").unwrap();
    let text = [&labels[..start], &labels[end..alerts]].concat();
    let slo = Slo::parse("empty.yaml", &text).unwrap_or_else(|errors| panic!("{errors}"));
    let rules = rules::yaml(&slo);
    assert!(rules.ends_with("groups: []\n"), "{rules}");
    assert!(rules.contains("# - the counted kind unlabelled: no match is left that tells its jobs\n"), "{rules}");
    assert!(rules.contains("# - all rules: no events are left\n"), "{rules}");
}

/// SLOs of different shapes by the name of their golden file.
fn slos() -> Vec<(&'static str, Slo)> {
    let built_in = include_str!("../slo/ai-slot-build.yaml");
    let maintenance = "---\napiVersion: slo-review/v1\nkind: Exclusions\nspec:\n  maintenance:\n    \
                       - { from: 2026-02-24T08:00:00Z, to: 2026-02-24T09:30:00Z, reason: release }\n    \
                       - { from: 2026-03-01T00:00:00.250Z }\n";
    let parse = |name: &str, text: &str| Slo::parse(name, text).unwrap_or_else(|errors| panic!("{errors}"));
    vec![
        ("ai-slot-build", Slo::ai_slot_build()),
        ("maintenance", parse("maintenance.yaml", &[built_in, maintenance].concat())),
        ("event-series", parse("event-series.yaml", include_str!("data/slo/event-series.yaml"))),
        ("labels", parse("labels.yaml", include_str!("prometheus/cases/labels.yaml"))),
    ]
}

fn is_metric_name(name: &str) -> bool {
    name.chars().all(|character| character.is_ascii_alphanumeric() || character == '_' || character == ':')
        && name.split(':').count() == 3
        || name.split(':').count() == 2 && name.starts_with("service_slo:")
}

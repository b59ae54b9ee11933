//! The rules as text: golden files, and what must hold of every SLO's rules. `tests/prometheus` runs them.

use std::path::Path;

use slo_review::rules::{self, RuleFile, RuleName};
use slo_review::slo::Slo;

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
        for rule in RuleFile::of(&slo).groups.into_iter().flat_map(|group| group.rules) {
            for series in recorded_series(&rule.expression) {
                assert!(recorded.contains(&series), "{name}: {:?} reads {series} before it is there", rule.name);
            }
            if let RuleName::Record(record) = rule.name {
                assert!(is_metric_name(&record), "{name}: {record}");
                recorded.push(record);
            }
        }
    }
}

/// Prometheus refuses a file in which two rules of a group give the same series.
#[test]
fn no_two_rules_give_the_same_series() {
    for (name, slo) in slos() {
        let mut seen = Vec::new();
        for rule in RuleFile::of(&slo).groups.into_iter().flat_map(|group| group.rules) {
            let key = (rule.name, rule.labels);
            assert!(!seen.contains(&key), "{name}: {key:?} twice");
            seen.push(key);
        }
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
    assert!(rules.contains("# - The counted kind unlabelled: no rule is left that could tell its jobs."));
    assert!(rules.contains("# - So no event is left, and there are no rules."));
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
        ("labels", parse("labels.yaml", include_str!("prometheus/cases/labels.yaml"))),
    ]
}

/// The names of recorded series that an expression reads: those with colons.
fn recorded_series(expression: &str) -> Vec<String> {
    let is_name = |character: char| character.is_ascii_alphanumeric() || character == '_' || character == ':';
    let words = expression.split('{').filter_map(|before| before.rsplit(|character| !is_name(character)).next());
    words.filter(|word| word.contains(':')).map(str::to_owned).collect()
}

fn is_metric_name(name: &str) -> bool {
    name.chars().all(|character| character.is_ascii_alphanumeric() || character == '_' || character == ':')
        && name.split(':').count() == 3
        || name.split(':').count() == 2 && name.starts_with("service_slo:")
}

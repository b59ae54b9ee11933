//! The SLO file: the embedded default, golden cases, one field list in code, schema and documents, and hostile files.

mod cases;
mod hostile;
mod vocabulary;
mod yaml;

use slo_review::slo::{Kind, KindTest, PolicyState, Slo};
use slo_review::time::Duration;

#[test]
fn the_embedded_default_says_what_the_method_says() {
    let slo = Slo::ai_slot_build();
    assert_eq!(slo.service.name, "ai-slot-build");
    assert_eq!(slo.name, "ai-slot-build-availability");
    assert_eq!(slo.file, "embedded default");
    assert_eq!(slo.target.ppb(), 990_000_000);
    assert_eq!(slo.window, Duration::from_days(7));
    assert_eq!(slo.recovery_target, Some(Duration::from_minutes(30)));
    assert_eq!(slo.scope.pattern(), r"^.+-dev-\d+$");
    assert_eq!(slo.kinds.names, ["build", "codegen-check", "mirror", "other"]);
    assert_eq!(slo.kinds.counted, [Kind(0), Kind(1)]);
    assert_eq!(slo.kinds.pipeline, [Kind(0), Kind(1), Kind(2)]);
    let prefixes: Vec<_> = slo.kinds.rules.iter().map(|rule| (slo.kinds.name(rule.kind), &rule.test)).collect();
    let prefix = |prefix: &str| KindTest::NamePrefix(prefix.to_owned());
    assert_eq!(
        prefixes,
        [
            ("build", &prefix("codex-k8s-kaniko-")),
            ("build", &prefix("kodex-kaniko-")),
            ("codegen-check", &prefix("codex-k8s-codegen-check")),
            ("codegen-check", &prefix("kodex-codegen-check")),
            ("mirror", &prefix("codex-k8s-mirror-")),
            ("mirror", &prefix("kodex-mirror-")),
        ]
    );
    let steps: Vec<_> = slo.policy.steps.iter().map(|step| (step.state, step.window, step.threshold.ppb())).collect();
    assert_eq!(
        steps,
        [
            (PolicyState::Stabilise, Duration::from_days(7), 800_000_000),
            (PolicyState::Freeze, Duration::from_days(3), 500_000_000),
        ]
    );
    assert!(slo.exclusions.is_empty());
}

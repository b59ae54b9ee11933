//! The SLO file: what a service promises, which jobs count, and what its error budget policy says.

mod kind;
mod policy;
mod scope;
mod service;
mod target;

use crate::record::Exclusions;
use crate::time::Duration;

pub use kind::{Kind, KindRule, KindTest, Kinds};
pub use policy::{BudgetPolicy, PolicyState, PolicyStep, StateText};
pub use scope::Scope;
pub use service::{Approval, Journey, Link, Service};
pub use target::{Fraction, ONE_PPB, Target, TargetError};

/// One SLO with everything a review of it needs.
#[derive(Clone, Debug)]
pub struct Slo {
    /// The service that the SLO is about.
    pub service: Service,
    /// The SLO's own name, such as `ai-slot-build-availability`.
    pub name: String,
    /// The share of events that must be good.
    pub target: Target,
    /// The length of the rolling window.
    pub window: Duration,
    /// How long a recovery may take.
    pub recovery_target: Duration,
    /// Which namespaces the SLO covers.
    pub scope: Scope,
    /// The kinds of job, and how a job's kind is found.
    pub kinds: Kinds,
    /// What follows from a spent budget.
    pub policy: BudgetPolicy,
    /// Maintenance and outages that the file itself states.
    pub exclusions: Exclusions,
}

impl Slo {
    /// The AI slot build service, the embedded default.
    pub fn ai_slot_build() -> Self {
        let prefix = |kind, prefix: &str| KindRule { kind: Kind(kind), test: KindTest::NamePrefix(prefix.to_owned()) };
        let step = |state, days, percent: u64| PolicyStep {
            state,
            window: Duration::from_days(days),
            threshold: Fraction::from_ppb(percent * 10_000_000),
            text: StateText::default(),
        };
        Self {
            service: Service { name: "ai-slot-build".to_owned(), ..Service::default() },
            name: "ai-slot-build-availability".to_owned(),
            target: Target::from_ppb(990_000_000).expect("99 % is a target"),
            window: Duration::from_days(7),
            recovery_target: Duration::from_minutes(30),
            scope: Scope::new(r"^.+-dev-\d+$").expect("the pattern is valid"),
            kinds: Kinds {
                names: ["build", "codegen-check", "mirror", "other"].map(str::to_owned).to_vec(),
                counted: vec![Kind(0), Kind(1)],
                pipeline: vec![Kind(0), Kind(1), Kind(2)],
                rules: vec![
                    prefix(0, "codex-k8s-kaniko-"),
                    prefix(0, "kodex-kaniko-"),
                    prefix(2, "codex-k8s-mirror-"),
                    prefix(2, "kodex-mirror-"),
                    prefix(1, "codex-k8s-codegen-check"),
                    prefix(1, "kodex-codegen-check"),
                ],
            },
            policy: BudgetPolicy {
                steps: vec![step(PolicyState::Stabilise, 7, 80), step(PolicyState::Freeze, 3, 50)],
                normal: StateText::default(),
            },
            exclusions: Exclusions::default(),
        }
    }
}

//! The SLO file: what a service promises, which jobs count, and what its error budget policy says.
//!
//! A file is read in three steps, each in a module of its own: YAML becomes a bounded tree that knows lines and
//! columns (`tree`), typed reads keep the path of every field and collect all problems (`cursor`, over the field
//! lists in `shape`), and one decoder for each kind of document builds the model (`decode`).
//! `docs/slo-file.md` describes the format for its authors.

mod alert;
mod cursor;
mod decimal;
mod decode;
mod event;
mod kind;
pub mod mapping;
mod naming;
mod object;
mod policy;
mod problem;
mod rollback;
mod scope;
mod service;
mod shape;
mod signature;
mod suggestion;
mod target;
pub mod tuning;

use crate::record::Exclusions;
use crate::time::Duration;

pub use alert::{AlertCondition, AlertRule, Severity};
pub use event::{EventRole, EventSource, EventValues};
pub use kind::{Kind, KindRule, KindTest, Kinds, exported_label};
pub use naming::{JobNaming, NamePart};
pub use policy::{BudgetPolicy, PolicyState, PolicyStep, StateText};
pub use problem::{SloErrors, SloNote, SloProblem};
pub use rollback::{RollbackCheck, RollbackPlan, RollbackStep, RollbackTrigger, TriggerTest};
pub use scope::{Scope, ScopeMemory};
pub use service::{Approval, Journey, Link, Service, SloDocument};
pub use shape::{Field, Role, Shape, VOCABULARY};
pub use signature::{Class, FailureClass, PatternPlace, Signatures, TextPattern};
pub use target::{Fraction, ONE_PPB, Target, TargetError};

/// What stands for a file's name where the embedded default is used.
pub const EMBEDDED_DEFAULT: &str = "embedded default";

/// One SLO with everything a review of it needs.
#[derive(Clone, Debug)]
pub struct Slo {
    /// The service that the SLO is about.
    pub service: Service,
    /// The SLO's own name, such as `ai-slot-build-availability`.
    pub name: String,
    /// The SLO's name shown to people; may be empty.
    pub display_name: String,
    /// What the SLO promises; may be empty.
    pub description: String,
    /// The share of events that must be good.
    pub target: Target,
    /// The length of the rolling window.
    pub window: Duration,
    /// How long a recovery may take; none where the file has no recovery SLO.
    pub recovery_target: Option<Duration>,
    /// Which namespaces the SLO covers.
    pub scope: Scope,
    /// The kinds of job, and how a job's kind is found.
    pub kinds: Kinds,
    /// What follows from a spent budget.
    pub policy: BudgetPolicy,
    /// Maintenance and outages that the file itself states.
    pub exclusions: Exclusions,
    /// How a failed job's texts give its class.
    pub signatures: Signatures,
    /// The alert rules, in the file's order.
    pub alerts: Vec<AlertRule>,
    /// When and how the service is rolled back; empty where the file has no plan.
    pub rollback: RollbackPlan,
    /// The series that count events where there is no job for each.
    pub event_series: Vec<EventSource>,
    /// The file that it was read from, or [`EMBEDDED_DEFAULT`].
    pub file: String,
    /// What the file's author should know about it: fields without effect, times without offset.
    pub notes: Vec<SloNote>,
}

impl Slo {
    /// The text of the embedded default.
    pub const EMBEDDED_TEXT: &str = include_str!("../../slo/ai-slot-build.yaml");

    /// The AI slot build service, the embedded default.
    pub fn ai_slot_build() -> Self {
        Self::parse(EMBEDDED_DEFAULT, Self::EMBEDDED_TEXT)
            .unwrap_or_else(|errors| panic!("the embedded SLO file is broken:\n{errors}"))
    }

    /// Reads an SLO file: YAML or JSON, one document or several.
    ///
    /// # Errors
    /// All problems found in the file, each with its line, its column, the field's path, and what would be right.
    ///
    /// ```
    /// use slo_review::slo::Slo;
    /// let errors = Slo::parse("mine.yaml", "apiVersion: openslo/v1\nkind: Slo\nspec: {}").unwrap_err();
    /// assert_eq!(errors.to_string(), "mine.yaml:2:7: kind: unknown kind of document `Slo`; did you mean `SLO`?");
    /// ```
    pub fn parse(file_name: &str, text: &str) -> Result<Self, SloErrors> {
        decode::slo(file_name, text)
    }
}

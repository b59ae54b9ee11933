//! The SLO as Prometheus rules: the same events, budget, policy and alerts, computed where the metrics are.
//!
//! Jobs are counted as events. Two recording rules a kind keep one series a finished job, told from the next job of its
//! name by a label with its creation (`job`). What a window counts is how many of these series it has seen, a success by
//! its completion time, a failure by its first sample (`count`). So a job that lingers for its ttl weighs as much as
//! one that does not, and an evaluation that was missed costs nothing. All figures follow from these counts
//! (`figure`), and the alerts from the figures (`alert`).
//!
//! [`RuleFile`] is the model, [`yaml`] its text. `docs/prometheus-rules.md` describes the rules for their users.

mod alert;
mod annotation;
mod count;
mod demand;
mod expression;
mod figure;
mod file;
mod header;
mod job;
mod maintenance;
mod names;
mod pattern;
mod quote;
mod selection;
mod weight;
mod yaml;

use crate::slo::Slo;

pub use file::{Group, Rule, RuleFile, RuleName};

/// The rules as Prometheus reads them: a YAML file of rule groups, with comments. The same SLO gives the same text.
///
/// ```
/// use slo_review::{rules, slo::Slo};
/// let text = rules::yaml(&Slo::ai_slot_build());
/// assert!(text.contains("record: service_slo:events_bad:count7d"));
/// ```
pub fn yaml(slo: &Slo) -> String {
    yaml::write(&RuleFile::of(slo))
}

use crate::slo::decode::MAX_NODES;
use crate::slo::problem::Findings;
use crate::tree::{Node, Value, yaml};

/// A figure that can be tuned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tunable {
    /// Its name, such as `alerts.burn-fast.above`, `policy.freeze.threshold` or `objective.target`.
    pub id: String,
    /// How it is written.
    pub unit: Unit,
    /// What the file says, as written; none where it says nothing and a default holds.
    pub value: Option<String>,
}

/// How a figure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// An exact decimal: a burn rate, or a target as a share of 1.
    Decimal,
    /// An exact decimal of per cent, without the sign.
    Percent,
    /// A share: `50%` or `0.5`.
    Share,
    /// A length of time: `15m`, `7d`.
    Length,
    /// A whole number.
    Count,
    /// Seconds.
    Seconds,
}

impl Unit {
    /// The name used at the boundary.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Decimal => "decimal",
            Self::Percent => "percent",
            Self::Share => "share",
            Self::Length => "length",
            Self::Count => "count",
            Self::Seconds => "seconds",
        }
    }
}

/// Where a tunable figure stands.
pub(super) struct Spot<'a> {
    pub(super) id: String,
    pub(super) unit: Unit,
    /// The group of fields that holds it, or may hold it.
    pub(super) group: &'a Node,
    pub(super) field: &'static str,
}

impl Spot<'_> {
    pub(super) fn node(&self) -> Option<&Node> {
        self.group.get(self.field)
    }
}

/// The figures of an SLO file that can be tuned, in the file's order. A text that is no SLO file has none.
pub fn tunables(text: &str) -> Vec<Tunable> {
    let documents = documents(text);
    let tunable = |spot: Spot<'_>| Tunable {
        unit: spot.unit,
        value: spot.node().and_then(Node::text).map(str::to_owned),
        id: spot.id,
    };
    spots(&documents).into_iter().map(tunable).collect()
}

pub(super) fn documents(text: &str) -> Vec<Node> {
    yaml::documents(text, MAX_NODES, &mut Findings::default())
}

/// Where the figures of those documents stand.
pub(super) fn spots(documents: &[Node]) -> Vec<Spot<'_>> {
    let mut spots = Vec::new();
    for document in documents {
        let Some(spec) = document.get("spec") else { continue };
        match document.get("kind").and_then(Node::text) {
            Some("SLO") => objective(spec, &mut spots),
            Some("BudgetPolicy") => {
                for step in items(spec, "steps") {
                    let state = step.get("state").and_then(Node::text).unwrap_or_default();
                    let again =
                        spots.iter().filter(|spot: &&Spot<'_>| spot.id.starts_with(&format!("policy.{state}"))).count();
                    // A state may have several steps; those after the first carry their number.
                    let name =
                        if again < 2 { format!("policy.{state}") } else { format!("policy.{state}-{}", again / 2 + 1) };
                    add(&mut spots, &name, step, &[("window", Unit::Length), ("threshold", Unit::Share)]);
                }
            }
            Some("AlertRules") => {
                for alert in items(spec, "alerts") {
                    let name = format!("alerts.{}", alert.get("name").and_then(Node::text).unwrap_or_default());
                    add(&mut spots, &name, alert, of_condition(alert.get("condition").and_then(Node::text)));
                }
            }
            _ => {}
        }
    }
    spots
}

fn objective<'a>(spec: &'a Node, spots: &mut Vec<Spot<'a>>) {
    let Some(objective) = items(spec, "objectives").first() else { return };
    let indicator = spec.get("indicator").and_then(|indicator| indicator.get("spec"));
    if indicator.is_some_and(|indicator| indicator.get("thresholdMetric").is_some()) {
        add(spots, "recovery", objective, &[("value", Unit::Seconds)]);
    } else if objective.get("targetPercent").is_some() {
        add(spots, "objective", objective, &[("targetPercent", Unit::Percent)]);
    } else {
        add(spots, "objective", objective, &[("target", Unit::Decimal)]);
    }
    if let Some(window) = items(spec, "timeWindow").first() {
        add(spots, "window", window, &[("duration", Unit::Length)]);
    }
}

/// The figures of an alert with that condition.
fn of_condition(condition: Option<&str>) -> &'static [(&'static str, Unit)] {
    match condition {
        Some("failedJobs" | "evidenceAfterMitigation") => &[("atLeast", Unit::Count), ("window", Unit::Length)],
        Some("failureRatio") => &[("above", Unit::Share), ("window", Unit::Length)],
        Some("recoveryTime") => &[("longerThan", Unit::Length), ("window", Unit::Length)],
        Some("burnRate") => &[
            ("above", Unit::Decimal),
            ("shortWindow", Unit::Length),
            ("longWindow", Unit::Length),
            ("minimumFailures", Unit::Count),
        ],
        _ => &[],
    }
}

fn add<'a>(spots: &mut Vec<Spot<'a>>, name: &str, group: &'a Node, fields: &[(&'static str, Unit)]) {
    if matches!(group.value, Value::Map(_)) {
        spots.extend(fields.iter().map(|&(field, unit)| Spot { id: format!("{name}.{field}"), unit, group, field }));
    }
}

fn items<'a>(spec: &'a Node, field: &str) -> &'a [Node] {
    spec.get(field).map_or(&[], Node::items)
}

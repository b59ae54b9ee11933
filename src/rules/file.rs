use super::demand::Demand;
use super::selection::Selections;
use super::{alert, count, figure, header, job, yaml};
use crate::slo::Slo;
use crate::time::Duration;

/// How often jobs are looked at and what follows from the last hour is computed.
const OFTEN: Duration = Duration::from_seconds(30);

/// How often the longer windows are computed: they cost more and change less.
const SELDOM: Duration = Duration::from_minutes(1);

/// The longest window that is computed as often as jobs are looked at.
const SHORT: Duration = Duration::from_hours(1);

/// A file of Prometheus rules.
#[derive(Clone, Debug)]
pub struct RuleFile {
    /// The comment above everything: paragraphs, one line of any length each; an empty one sets them apart.
    pub header: Vec<String>,
    /// The groups. Rules of one group are evaluated one after another; none needs a later group of the file.
    pub groups: Vec<Group>,
}

/// Rules that are evaluated together.
#[derive(Clone, Debug)]
pub struct Group {
    /// The group's name, which is the SLO's with a suffix.
    pub name: String,
    /// How often it is evaluated.
    pub interval: Duration,
    /// The rules, in the order of their evaluation.
    pub rules: Vec<Rule>,
}

/// One rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The sentence of the method that the rule computes.
    pub comment: String,
    /// What it records, or the alert that it raises.
    pub name: RuleName,
    /// The PromQL expression, in one or several lines.
    pub expression: String,
    /// The labels that its series or alert get.
    pub labels: Vec<(&'static str, String)>,
    /// The alert's annotations, Go templates; none for a recording rule.
    pub annotations: Vec<(&'static str, String)>,
}

/// What a rule makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleName {
    /// Series of this name.
    Record(String),
    /// An alert of this name.
    Alert(String),
}

impl RuleFile {
    /// The rules of an SLO. There is none where metrics can tell no job that counts; the header then says why.
    pub fn of(slo: &Slo) -> Self {
        let selections = Selections::of(slo);
        let demand = Demand::of(slo, &selections);
        let mut groups = Vec::new();
        if !demand.counted.is_empty() {
            let mut short = job::rules(slo, &selections, &demand);
            let mut long = Vec::new();
            for &window in &demand.windows {
                let rules = if window <= SHORT { &mut short } else { &mut long };
                count::rules(slo, &demand, window, rules);
                figure::window_rules(slo, &demand, window, rules);
            }
            let last = if slo.window <= SHORT { &mut short } else { &mut long };
            figure::slo_rules(slo, last);
            let alerts = alert::rules(slo, &demand);
            for (suffix, interval, rules) in
                [("jobs", OFTEN, short), ("windows", SELDOM, long), ("alerts", OFTEN, alerts)]
            {
                if !rules.is_empty() {
                    groups.push(Group { name: [slo.name.as_str(), suffix].join("-"), interval, rules });
                }
            }
        }
        Self { header: header::paragraphs(slo, &selections, &demand), groups }
    }
}

/// The file as Prometheus reads it.
impl std::fmt::Display for RuleFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&yaml::write(self))
    }
}

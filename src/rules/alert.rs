use super::annotation::{annotations, text};
use super::demand::Demand;
use super::expression::{labels, series, sum_of_kinds};
use super::figure::state_number;
use super::file::{Rule, RuleName};
use super::maintenance;
use super::names::{self, Ending};
use super::weight::{Weight, decimal};
use crate::review::sentence::text_of;
use crate::review::wording::{count, fraction, length};
use crate::slo::{AlertCondition, AlertRule, Fraction, Kind, ONE_PPB, PolicyState, Severity, Slo};
use crate::time::Duration;

/// The alert that says that maintenance goes on, by which an Alertmanager can inhibit the others.
const MAINTENANCE: &str = "maintenance-window";

/// The alerting rules: those of the SLO file as far as metrics can say them, and those of the policy.
pub fn rules(slo: &Slo, demand: &Demand) -> Vec<Rule> {
    let mut rules: Vec<Rule> = slo.alerts.iter().filter_map(|alert| rule(slo, demand, alert)).collect();
    rules.extend([PolicyState::Stabilise, PolicyState::Freeze].into_iter().filter_map(|state| policy_rule(slo, state)));
    rules.extend(maintenance_rule(slo));
    rules
}

/// Why metrics cannot say the alert; none where they can.
pub fn left_out(alert: &AlertRule, demand: &Demand) -> Option<&'static str> {
    match &alert.condition {
        AlertCondition::EvidenceAfterMitigation { .. } => Some(
            "it counts evidence of a failure class after a mitigation, and metrics carry neither a job's texts nor mitigations",
        ),
        AlertCondition::RecoveryTime { .. } => {
            Some("it measures an incident's recovery, and metrics carry neither a job's texts nor mitigations")
        }
        AlertCondition::FailedJobs { kinds, .. } | AlertCondition::FailureRatio { kinds, .. }
            if !kinds.iter().all(|kind| demand.kinds().iter().any(|known| known.0 == *kind)) =>
        {
            Some("it counts jobs of a kind that metrics cannot tell")
        }
        _ => None,
    }
}

/// An alert of the SLO file in the making.
struct Draft {
    /// The condition, in the method's words.
    condition: String,
    expression: String,
    /// What is the matter, without a full stop.
    summary: String,
    /// The figure, without a full stop.
    description: String,
}

fn rule(slo: &Slo, demand: &Demand, alert: &AlertRule) -> Option<Rule> {
    if left_out(alert, demand).is_some() {
        return None;
    }
    let draft = match &alert.condition {
        AlertCondition::FailedJobs { kinds, window, at_least } => failed_jobs(slo, kinds, *window, *at_least),
        AlertCondition::FailureRatio { kinds, window, above } => failure_ratio(slo, kinds, *window, *above),
        AlertCondition::BurnRate { short_window, long_window, above, minimum_failures } => {
            burn_rate(slo, *short_window, *long_window, *above, *minimum_failures)
        }
        AlertCondition::EvidenceAfterMitigation { .. } | AlertCondition::RecoveryTime { .. } => return None,
    };
    let action = text(alert.action.trim());
    let space = if action.is_empty() { "" } else { " " };
    let description = [&draft.description, ".", space, &action].concat();
    Some(Rule {
        comment: ["Method, section 8: ", &draft.condition, "."].concat(),
        name: RuleName::Alert(alert.name.clone()),
        expression: draft.expression,
        labels: alert_labels(slo, alert.severity.name()),
        annotations: annotations(slo, &draft.summary, description, &alert.runbook),
    })
}

fn failed_jobs(slo: &Slo, kinds: &[Kind], window: Duration, at_least: u32) -> Draft {
    let failed = sum_of_kinds(slo, &names::jobs(Ending::Failed, window), kinds);
    let (kinds, within, least) = (kind_words(slo, kinds), length(window), count(at_least));
    let jobs = if at_least == 1 { " job within " } else { " jobs within " };
    Draft {
        condition: ["failed ", &kinds, " jobs >= ", &least, " within ", &within].concat(),
        expression: [&failed, " >= ", &at_least.to_string()].concat(),
        summary: ["at least ", &least, " failed ", &kinds, jobs, &within].concat(),
        description: ["Failed ", &kinds, " jobs within ", &within, ": {{ printf \"%.0f\" $value }}"].concat(),
    }
}

fn failure_ratio(slo: &Slo, kinds: &[Kind], window: Duration, above: Fraction) -> Draft {
    let failed = sum_of_kinds(slo, &names::jobs(Ending::Failed, window), kinds);
    let succeeded = sum_of_kinds(slo, &names::jobs(Ending::Succeeded, window), kinds);
    let total = ["(", &failed, " + ", &succeeded, ")"].concat();
    let (kinds, within, limit) = (kind_words(slo, kinds), length(window), fraction(above));
    let exceeded = Weight::of(above).exceeded(&failed, &total);
    Draft {
        condition: ["failed / terminal ", &kinds, " jobs > ", &limit, " over ", &within, "; without any not firing"]
            .concat(),
        expression: [&failed, "\n/ ", &total, "\nand\n", &exceeded].concat(),
        summary: ["more than ", &limit, " of the ", &kinds, " jobs failed within ", &within].concat(),
        description: ["Failed of the ", &kinds, " jobs within ", &within, ": {{ $value | humanizePercentage }}"]
            .concat(),
    }
}

fn burn_rate(slo: &Slo, short: Duration, long: Duration, above: Fraction, minimum_failures: u32) -> Draft {
    let weight = Weight::budget(slo.target).times(Weight::of(above));
    let exceeded = |window| weight.exceeded(&series(slo, &names::bad(window)), &series(slo, &names::total(window)));
    let (least, factor) = (count(minimum_failures), decimal(above));
    let failures = if minimum_failures == 1 { " failure" } else { " failures" };
    let [short_words, long_words, window_words] = [short, long, slo.window].map(length);
    let windows = [short_words.as_str(), " and ", &long_words].concat();
    // A burn rate of 1 spends the budget over the SLO's window.
    let share = fraction(Fraction::from_ppb(share_of_budget(above, long, slo.window)));
    let spends = ["at ", &factor, ", ", &long_words, " spend ", &share, " of the budget of ", &window_words].concat();
    let rate = series(slo, &names::burn(short));
    let guard = [&series(slo, &names::bad(short)), " >= ", &minimum_failures.to_string()].concat();
    Draft {
        condition: [
            "burn > ",
            &factor,
            " over ",
            &windows,
            ", and at least ",
            &least,
            failures,
            " in the short window; ",
            &spends,
        ]
        .concat(),
        expression: [&rate, "\nand (", &exceeded(short), ")\nand (", &exceeded(long), ")\nand (", &guard, ")"].concat(),
        summary: ["the error budget burns more than ", &factor, " times too fast over ", &windows].concat(),
        description: ["Burn rate over ", &short_words, ": {{ $value | humanize }}; ", &spends].concat(),
    }
}

fn policy_rule(slo: &Slo, state: PolicyState) -> Option<Rule> {
    let steps: Vec<String> = slo
        .policy
        .steps
        .iter()
        .filter(|step| step.state == state)
        .map(|step| ["spent > ", &fraction(step.threshold), " within ", &length(step.window)].concat())
        .collect();
    if steps.is_empty() {
        return None;
    }
    let (name, said) = (state.name(), text_of(slo, state));
    let summary = ["the error budget policy says ", name].concat();
    let description = ["Allowed: ", &text(&said.allowed), " Blocked: ", &text(&said.blocked)].concat();
    Some(Rule {
        comment: [
            "Method, section 5: ",
            name,
            " when ",
            &steps.join(" or "),
            ", strictly, and nothing stricter holds.",
        ]
        .concat(),
        name: RuleName::Alert(["error-budget-policy-", name].concat()),
        expression: [&series(slo, names::POLICY), " == ", &state_number(state).to_string()].concat(),
        labels: alert_labels(slo, Severity::Ticket.name()),
        annotations: annotations(slo, &summary, description, ""),
    })
}

fn maintenance_rule(slo: &Slo) -> Option<Rule> {
    let (windows, _) = maintenance::windows(slo);
    if windows.is_empty() {
        return None;
    }
    let inside: Vec<String> = windows
        .iter()
        .map(|window| {
            let from = ["vector(time()) >= ", &maintenance::seconds(window.from)].concat();
            match window.to {
                Some(to) => ["(", &from, " < ", &maintenance::seconds(to), ")"].concat(),
                None => ["(", &from, ")"].concat(),
            }
        })
        .collect();
    let description =
        "Jobs whose run touches it do not count. The other alerts of this SLO are to be inhibited by this one.";
    Some(Rule {
        comment: "Method, section 8: alerts are silenced while a maintenance window, [from, to), is active.".to_owned(),
        name: RuleName::Alert(MAINTENANCE.to_owned()),
        expression: inside.join("\nor "),
        labels: alert_labels(slo, "none"),
        annotations: annotations(slo, "maintenance", description.to_owned(), ""),
    })
}

fn alert_labels(slo: &Slo, severity: &str) -> Vec<(&'static str, String)> {
    let mut labels = labels(slo);
    labels.push(("severity", severity.to_owned()));
    labels
}

/// `build`, `build or mirror`, `build, mirror or other`.
fn kind_words(slo: &Slo, kinds: &[Kind]) -> String {
    let names: Vec<&str> = kinds.iter().map(|&kind| slo.kinds.name(kind)).collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, first)) => [&first.join(", "), " or ", last].concat(),
        None => String::new(),
    }
}

/// What a burn rate held for the long window spends of the SLO window's budget, in parts per billion, rounded to a
/// tenth of a percent for reading.
fn share_of_budget(burn: Fraction, long: Duration, window: Duration) -> u64 {
    const TENTH: i128 = ONE_PPB as i128 / 1_000;
    let share = i128::from(burn.ppb()) * i128::from(long.as_millis()) / i128::from(window.as_millis().max(1));
    u64::try_from((share + TENTH / 2) / TENTH * TENTH).unwrap_or(u64::MAX)
}

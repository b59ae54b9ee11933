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

fn rule(slo: &Slo, demand: &Demand, alert: &AlertRule) -> Option<Rule> {
    if left_out(alert, demand).is_some() {
        return None;
    }
    let (comment, expression, summary, value) = match &alert.condition {
        AlertCondition::FailedJobs { kinds, window, at_least } => {
            let failed = sum_of_kinds(slo, &names::jobs(Ending::Failed, *window), kinds);
            let (kinds, within, least) = (kind_words(slo, kinds), length(*window), count(*at_least));
            (
                ["failed ", &kinds, " jobs >= ", &least, " within ", &within].concat(),
                [&failed, " >= ", &at_least.to_string()].concat(),
                ["At least ", &least, " ", &kinds, " jobs failed within ", &within].concat(),
                ["{{ printf \"%.0f\" $value }} ", &kinds, " jobs failed within ", &within].concat(),
            )
        }
        AlertCondition::FailureRatio { kinds, window, above } => {
            let failed = sum_of_kinds(slo, &names::jobs(Ending::Failed, *window), kinds);
            let succeeded = sum_of_kinds(slo, &names::jobs(Ending::Succeeded, *window), kinds);
            let total = ["(", &failed, " + ", &succeeded, ")"].concat();
            let (kinds, within, limit) = (kind_words(slo, kinds), length(*window), fraction(*above));
            let exceeded = Weight::of(*above).exceeded(&failed, &total);
            (
                ["failed / terminal ", &kinds, " jobs > ", &limit, " over ", &within, "; not firing without any"]
                    .concat(),
                [&failed, "\n/ ", &total, "\nand\n", &exceeded].concat(),
                ["More than ", &limit, " of the ", &kinds, " jobs failed within ", &within].concat(),
                ["{{ $value | humanizePercentage }} of the ", &kinds, " jobs failed within ", &within].concat(),
            )
        }
        AlertCondition::BurnRate { short_window, long_window, above, minimum_failures } => {
            burn(slo, *short_window, *long_window, *above, *minimum_failures)
        }
        AlertCondition::EvidenceAfterMitigation { .. } | AlertCondition::RecoveryTime { .. } => return None,
    };
    let service = text(service_name(slo));
    let action = text(alert.action.trim());
    let description =
        [value.as_str(), " in ", &service, ".", if action.is_empty() { "" } else { " " }, &action].concat();
    let summary = [&summary, " in ", &service].concat();
    Some(Rule {
        comment: ["Method, section 8: ", &comment, "."].concat(),
        name: RuleName::Alert(alert.name.clone()),
        expression,
        labels: alert_labels(slo, alert.severity.name()),
        annotations: annotations(slo, summary, description, &alert.runbook),
    })
}

fn burn(
    slo: &Slo,
    short: Duration,
    long: Duration,
    above: Fraction,
    minimum_failures: u32,
) -> (String, String, String, String) {
    let weight = Weight::budget(slo.target).times(Weight::of(above));
    let exceeded = |window| weight.exceeded(&series(slo, &names::bad(window)), &series(slo, &names::total(window)));
    let (least, factor) = (count(minimum_failures), decimal(above));
    let [short_words, long_words, window_words] = [short, long, slo.window].map(length);
    let windows = [short_words.as_str(), " and ", &long_words].concat();
    // A burn rate of 1 spends the budget over the SLO's window.
    let share = Fraction::from_ppb(share_of_budget(above, long, slo.window));
    let share = [&fraction(share), " of the budget of ", &window_words].concat();
    (
        [
            "burn > ",
            &factor,
            " over ",
            &windows,
            ", and at least ",
            &least,
            " failures in the short window; ",
            &share,
            " if it lasts for the long one",
        ]
        .concat(),
        [
            &series(slo, &names::burn(short)),
            "\nand (",
            &exceeded(short),
            ")\nand (",
            &exceeded(long),
            ")\nand (",
            &series(slo, &names::bad(short)),
            " >= ",
            &minimum_failures.to_string(),
            ")",
        ]
        .concat(),
        ["The error budget burns more than ", &factor, " times too fast over ", &windows].concat(),
        [
            "Over ",
            &short_words,
            " the burn rate is {{ $value | humanize }}, and over ",
            &long_words,
            " it is above ",
            &factor,
            " too, which spends ",
            &share,
            " within ",
            &long_words,
        ]
        .concat(),
    )
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
    let (name, service, said) = (state.name(), text(service_name(slo)), text_of(slo, state));
    let summary = ["The error budget policy of ", &service, " says ", name].concat();
    let description = [&summary, ". Allowed: ", &text(&said.allowed), " Blocked: ", &text(&said.blocked)].concat();
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
        annotations: annotations(slo, summary, description, ""),
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
    let service = text(service_name(slo));
    let summary = ["Maintenance of ", &service, " goes on"].concat();
    let description = [&summary, ": the other alerts of this SLO are to be silenced by it, as an inhibition."].concat();
    Some(Rule {
        comment: "Method, section 8: alerts are silenced while a maintenance window, [from, to), is active.".to_owned(),
        name: RuleName::Alert(MAINTENANCE.to_owned()),
        expression: inside.join("\nor "),
        labels: alert_labels(slo, "none"),
        annotations: annotations(slo, summary, description, ""),
    })
}

fn alert_labels(slo: &Slo, severity: &str) -> Vec<(&'static str, String)> {
    let mut labels = labels(slo);
    labels.push(("severity", severity.to_owned()));
    labels
}

fn service_name(slo: &Slo) -> &str {
    if slo.service.display_name.is_empty() { &slo.service.name } else { &slo.service.display_name }
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

use super::demand::Demand;
use super::expression::{labels, series, sum_of_kinds};
use super::file::{Rule, RuleName};
use super::names::{self, Ending};
use super::weight::{Weight, decimal};
use crate::review::wording::{fraction, length, target};
use crate::slo::{PolicyState, Slo};
use crate::time::Duration;

/// The state that the policy's number stands for.
pub fn state_number(state: PolicyState) -> i8 {
    match state {
        PolicyState::NoData => -1,
        PolicyState::Normal => 0,
        PolicyState::Freeze => 1,
        PolicyState::Stabilise => 2,
    }
}

/// The events of a window and the burn rate over it.
pub fn window_rules(slo: &Slo, demand: &Demand, window: Duration, rules: &mut Vec<Rule>) {
    if !demand.event_windows.contains(&window) {
        return;
    }
    let words = length(window);
    let jobs = |ending| sum_of_kinds(slo, &names::jobs(ending, window), &demand.counted);
    let [good, bad, total] = [names::good(window), names::bad(window), names::total(window)];
    let comment =
        ["Method, section 3: good events are the jobs of the counted kinds that succeeded within ", &words, "."];
    rules.push(record(slo, comment.concat(), good.clone(), jobs(Ending::Succeeded)));
    let comment = ["Method, section 3: bad events are those that failed within ", &words, "."];
    rules.push(record(slo, comment.concat(), bad.clone(), jobs(Ending::Failed)));
    let [good, bad] = [series(slo, &good), series(slo, &bad)];
    let comment = ["Method, section 3: all events within ", &words, "."];
    rules.push(record(slo, comment.concat(), total.clone(), [&good, "\n+ ", &bad].concat()));
    let comment =
        ["Method, section 4: the burn rate is (bad / total) / budget, over ", &words, "; no data where total is 0."];
    let burn = Weight::budget(slo.target).share(&bad, &series(slo, &total));
    rules.push(record(slo, comment.concat(), names::burn(window), burn));
}

/// The figures of the SLO's own window: availability, budget, policy.
pub fn slo_rules(slo: &Slo, rules: &mut Vec<Rule>) {
    let window = slo.window;
    let budget = Weight::budget(slo.target);
    let [good, bad, total] =
        [names::good(window), names::bad(window), names::total(window)].map(|name| series(slo, &name));
    let mut add =
        |comment: String, name: String, expression: String| rules.push(record(slo, comment, name, expression));
    let stated = |text: &str, of: &str| [text, of, "."].concat();
    add(
        stated("Method, section 3: the objective, ", &target(slo)),
        names::OBJECTIVE.to_owned(),
        ["vector(", &decimal(slo.target.fraction()), ")"].concat(),
    );
    add(
        stated("Method, section 4: the budget is 1 - target, ", &fraction(slo.target.budget())),
        names::BUDGET.to_owned(),
        ["vector(", &decimal(slo.target.budget()), ")"].concat(),
    );
    add(
        "Method, section 3: ratio = good / (good + bad); no data without events, which is neither 0 % nor 100 %."
            .to_owned(),
        names::availability(window),
        [&good, "\n/\n(", &total, " > 0)"].concat(),
    );
    let mut spent_windows = vec![window];
    for step in &slo.policy.steps {
        if !spent_windows.contains(&step.window) {
            spent_windows.push(step.window);
        }
    }
    for spent in spent_windows {
        let comment = if spent == window {
            "Method, section 4: spent = bad / (budget * total), a ratio of 1 that may exceed 1.".to_owned()
        } else {
            let [spent, window] = [length(spent), length(window)];
            ["Method, section 4: what the failures of ", &spent, " spent of the budget of ", &window, "."].concat()
        };
        add(comment, names::spent(spent), budget.share(&series(slo, &names::bad(spent)), &total));
    }
    add(
        "Method, section 4: remaining = 1 - spent, signed, never clamped.".to_owned(),
        names::remaining(window),
        budget.rest(&bad, &total),
    );
    add(
        "Method, section 4: failuresAllowed = floor(budget * total).".to_owned(),
        names::allowed(window),
        budget.floor(&total),
    );
    let allowed = series(slo, &names::allowed(window));
    add(
        "Method, section 4: failuresLeft = failuresAllowed - bad, signed.".to_owned(),
        names::left(window),
        [&allowed, "\n- ", &bad].concat(),
    );
    add(policy_comment(slo), names::POLICY.to_owned(), policy(slo, &total));
}

fn policy_comment(slo: &Slo) -> String {
    let mut comment = "Method, section 5: the policy's state, strictest first, by a strict > in whole numbers. \
                       -1 noData, no events in the window; "
        .to_owned();
    for step in &slo.policy.steps {
        let number = state_number(step.state).to_string();
        let (limit, window) = (fraction(step.threshold), length(step.window));
        let text =
            [&number, " ", step.state.name(), ", more than ", &limit, " of the budget spent within ", &window, "; "];
        comment.extend(text);
    }
    comment.push_str("0 normal.");
    comment
}

/// Each line gives the number where it holds; `or` takes the first that does.
fn policy(slo: &Slo, total: &str) -> String {
    let mut expression = ["(", total, " == 0) - 1"].concat();
    for state in [PolicyState::Stabilise, PolicyState::Freeze] {
        for step in slo.policy.steps.iter().filter(|step| step.state == state) {
            let weight = Weight::budget(slo.target).times(Weight::of(step.threshold));
            let exceeded = weight.exceeded(&series(slo, &names::bad(step.window)), total);
            expression.extend(["\nor (", &exceeded, ") * 0 + ", &state_number(state).to_string()]);
        }
    }
    expression.extend(["\nor ", total, " * 0"]);
    expression
}

fn record(slo: &Slo, comment: String, name: String, expression: String) -> Rule {
    Rule { comment, name: RuleName::Record(name), expression, labels: labels(slo), annotations: Vec::new() }
}

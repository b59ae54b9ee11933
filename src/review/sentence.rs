use super::Basis;
use super::wording::{count, counted, fraction, length, state, state_in_sentence, target, utc};
use crate::budget::Spending;
use crate::policy::Lift;
use crate::slo::{PolicyState, Slo, StateText};
use crate::time::Instant;

/// The verdict on nothing at all.
pub const NOTHING: &str = "No data: nothing is loaded yet that a verdict could rest on.";

/// The state at `as_of` with the numbers that decide it.
pub fn verdict(basis: &Basis, at: PolicyState, as_of: Instant) -> String {
    let slo = basis.slo();
    let outcomes = basis.history().outcomes_over(slo.window, as_of);
    let spending = Spending::of_window(outcomes, slo.target);
    let window = format!("the {} up to {}", length(slo.window), utc(as_of));
    if at == PolicyState::NoData {
        let excluded = match outcomes.excluded() {
            0 => String::new(),
            excluded => format!(" outside maintenance ({} excluded)", count(excluded)),
        };
        return format!(
            "No data: no {} that counts ended in {window}{excluded}, so there is no verdict.",
            basis.noun()
        );
    }
    let failed = format!(
        "{} of {} that count failed in {window}; the objective of {} allows {}",
        count(spending.bad),
        counted(spending.total, basis.noun()),
        target(slo),
        count(spending.failures_allowed()),
    );
    let percent = |spending: Spending| match spending.spent_percent(2) {
        Some(percent) => percent.short().to_string(),
        None => "nothing".to_owned(),
    };
    let triggering = slo.policy.steps.iter().find(|step| {
        let bad = basis.history().outcomes_over(step.window, as_of).bad;
        step.state == at && spending.with_bad(bad).exceeds(step.threshold)
    });
    let name = state(at);
    match triggering {
        None => {
            let limits: Vec<String> = slo
                .policy
                .steps
                .iter()
                .map(|step| {
                    let bad = basis.history().outcomes_over(step.window, as_of).bad;
                    format!(
                        "{} of the budget is spent over {}, not more than the {} that means {}",
                        percent(spending.with_bad(bad)),
                        length(step.window),
                        fraction(step.threshold),
                        state_in_sentence(step.state),
                    )
                })
                .collect();
            let limits = if limits.is_empty() { String::new() } else { format!(" So {}.", limits.join(", and ")) };
            format!("{name}: {failed}.{limits}")
        }
        Some(step) if step.window == slo.window => format!(
            "{name}: {failed}. So {} of the budget is spent, more than the {} limit.",
            percent(spending),
            fraction(step.threshold),
        ),
        Some(step) => {
            let within = spending.with_bad(basis.history().outcomes_over(step.window, as_of).bad);
            format!(
                "{name}: {failed}. Of these, {} failed within the last {}, which spent {} of the budget of {}, more than \
                 the {} limit.",
                count(within.bad),
                length(step.window),
                percent(within),
                length(slo.window),
                fraction(step.threshold),
            )
        }
    }
}

/// When the state lifts by itself.
pub fn lift(lift: Lift) -> String {
    let to = state_in_sentence(lift.to);
    format!("If nothing else fails, it lifts to {to} by itself at {}.", utc(lift.at))
}

/// What the state lets people do, by the SLO file; in its own words where the file has none.
pub fn text_of(slo: &Slo, at: PolicyState) -> StateText {
    let stated = match at {
        PolicyState::NoData => StateText::default(),
        PolicyState::Normal => slo.policy.normal.clone(),
        _ => {
            slo.policy.steps.iter().find(|step| step.state == at).map_or(StateText::default(), |step| step.text.clone())
        }
    };
    let (allowed, blocked) = match at {
        PolicyState::NoData => (
            "The policy says nothing without data: load an export that covers the window.",
            "Nothing is blocked by a figure; no figure clears anything either.",
        ),
        PolicyState::Normal => ("Changes flow.", "Nothing."),
        PolicyState::Freeze => ("Changes without risk to the runtime.", "Risky runtime changes without SRE sign-off."),
        PolicyState::Stabilise => ("Stabilisation and hardening work only.", "Everything else, until recovery."),
    };
    StateText {
        allowed: if stated.allowed.is_empty() { allowed.to_owned() } else { stated.allowed },
        blocked: if stated.blocked.is_empty() { blocked.to_owned() } else { stated.blocked },
    }
}

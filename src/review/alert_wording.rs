//! What an alert and a trigger say in words.

use super::wording::{count, counted, fraction, length, utc};
use crate::alerts::{AlertState, Count, Firing, Peak, Replay, Trigger, TriggerReason};
use crate::recovery::Incident;
use crate::sli::Percent;
use crate::slo::{AlertCondition, Class, Fraction, Kind, ONE_PPB, Slo};
use crate::time::{Duration, Instant};

/// The condition of an alert: `3 or more failed build or mirror jobs within 15 minutes`.
pub(crate) fn condition(slo: &Slo, condition: &AlertCondition) -> String {
    match condition {
        AlertCondition::FailedJobs { kinds, window, at_least } => {
            format!("{} or more failed {} jobs within {}", count(*at_least), kind_names(slo, kinds), length(*window))
        }
        AlertCondition::EvidenceAfterMitigation { classes, kinds, window, at_least } => {
            let of = if kinds.is_empty() { String::new() } else { format!(" of {} jobs", kind_names(slo, kinds)) };
            format!(
                "{} or more pieces of {} evidence{of} within {}, each later than its incident's mitigation",
                count(*at_least),
                class_names(slo, classes),
                length(*window),
            )
        }
        AlertCondition::FailureRatio { kinds, window, above } => {
            format!(
                "more than {} of the {} jobs of {} failed",
                fraction(*above),
                kind_names(slo, kinds),
                length(*window)
            )
        }
        AlertCondition::RecoveryTime { window, longer_than } => {
            format!(
                "an incident longer than {}, open or recovered less than {} ago",
                length(*longer_than),
                length(*window)
            )
        }
        AlertCondition::BurnRate { short_window, long_window, above, minimum_failures } => format!(
            "the budget burns more than {} times as fast as the objective allows over {} and over {}, with {} or more \
             failures in the {}",
            factor(*above),
            length(*short_window),
            length(*long_window),
            count(*minimum_failures),
            length(*short_window),
        ),
    }
}

/// The figures that the condition compares, at the reviewed instant.
pub(super) fn now(slo: &Slo, condition: &AlertCondition, counts: &[Count], open: Option<Duration>) -> String {
    match condition {
        AlertCondition::FailedJobs { .. } => counted(counts[0].bad.into(), "failed job"),
        AlertCondition::EvidenceAfterMitigation { .. } => match counts[0].bad {
            1 => "1 piece of evidence".to_owned(),
            pieces => format!("{} pieces of evidence", count(pieces)),
        },
        AlertCondition::FailureRatio { .. } => share(counts[0]),
        AlertCondition::BurnRate { short_window, long_window, .. } => {
            let burn = |window: Duration, count: Count| format!("{} over {}", rate(slo, count), length(window));
            format!("{}, {}", burn(*short_window, counts[0]), burn(*long_window, counts[1]))
        }
        AlertCondition::RecoveryTime { .. } => match open {
            Some(age) => format!("the oldest open incident is {} old", minutes(age)),
            None => "no open incident".to_owned(),
        },
    }
}

/// Why an alert stands as it does.
pub(super) fn reason(replay: &Replay, as_of: Instant, blind: Option<&Incident>) -> String {
    match (replay.state, replay.firings.last()) {
        (AlertState::Firing, Some(firing)) => {
            format!("It fires since {}; at worst {}.", utc(firing.from), peak(firing))
        }
        (AlertState::NotEvaluable, _) => match blind {
            Some(incident) => format!(
                "The mitigation of {} is not known, so it cannot be told what came after it. Say when it was mitigated.",
                incident.id
            ),
            None => "A mitigation is not known, so it cannot be told.".to_owned(),
        },
        (_, Some(firing)) => {
            let to = firing.to.unwrap_or(as_of);
            format!("It fired last from {} to {}; at worst {}.", utc(firing.from), utc(to), peak(firing))
        }
        (_, None) => "It never fired over the loaded data.".to_owned(),
    }
}

/// Why a trigger is pulled or not.
pub(super) fn trigger(slo: &Slo, trigger: &Trigger, incidents: &[Incident], as_of: Instant) -> String {
    match trigger.reason {
        TriggerReason::Alert { alert, at } => format!("{} fired at {}.", slo.alerts[alert].name, utc(at)),
        TriggerReason::Incident(place) => {
            let incident = &incidents[place];
            let took = incident.duration();
            let age = took.unwrap_or(as_of - incident.opened);
            let verb = if took.is_some() { "took" } else { "is open for" };
            format!("{} {verb} {}.", incident.id, minutes(age))
        }
        TriggerReason::Unmitigated(place) => format!(
            "The mitigation of {} is not known, so it cannot be told. Say when it was mitigated.",
            incidents[place].id
        ),
        TriggerReason::Nothing => "Nothing in the data speaks for it.".to_owned(),
    }
}

/// What the peaks of an alert's firings are, as the review document says it.
pub(super) fn unit(condition: &AlertCondition) -> &'static str {
    match condition {
        AlertCondition::FailedJobs { .. } => "jobs",
        AlertCondition::EvidenceAfterMitigation { .. } => "pieces",
        AlertCondition::FailureRatio { .. } => "ratio",
        AlertCondition::BurnRate { .. } => "rate",
        AlertCondition::RecoveryTime { .. } => "seconds",
    }
}

/// The worst that a firing saw.
pub(crate) fn peak(firing: &Firing) -> String {
    match firing.peak {
        Peak::Number(number) => counted(number.into(), "failure"),
        Peak::Share(worst) => share(worst),
        Peak::Rate(rate) => format!("{} times", tenths((rate * 10.0) as u64)),
        Peak::Length(length) => minutes(length),
    }
}

fn share(Count { bad, total }: Count) -> String {
    if total == 0 {
        return "no jobs".to_owned();
    }
    let percent = Percent::floor(bad.into(), total.into(), 1).short();
    format!("{percent} ({} of {})", count(bad), count(total))
}

fn rate(slo: &Slo, Count { bad, total }: Count) -> String {
    if total == 0 {
        return "no jobs".to_owned();
    }
    let tenth =
        u128::from(bad) * u128::from(ONE_PPB) * 10 / (u128::from(slo.target.budget().ppb()) * u128::from(total));
    format!("{} times ({} of {} failed)", tenths(tenth as u64), count(bad), count(total))
}

fn tenths(tenth: u64) -> String {
    match tenth % 10 {
        0 => count(tenth / 10),
        digit => format!("{}.{digit}", count(tenth / 10)),
    }
}

/// A factor as written: `6`, `14.4`.
fn factor(factor: Fraction) -> String {
    let (whole, rest) = (factor.ppb() / ONE_PPB, factor.ppb() % ONE_PPB);
    if rest == 0 { count(whole) } else { format!("{}.{}", count(whole), format!("{rest:09}").trim_end_matches('0')) }
}

fn minutes(length: Duration) -> String {
    let seconds = length.whole_seconds();
    match (seconds / 3_600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, 0) => format!("{minutes} min"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}

fn kind_names(slo: &Slo, kinds: &[Kind]) -> String {
    joined(kinds.iter().map(|&kind| slo.kinds.name(kind)))
}

fn class_names(slo: &Slo, classes: &[Class]) -> String {
    joined(classes.iter().map(|&class| slo.signatures.class(class).name.as_str()))
}

fn joined<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [others @ .., last] => format!("{} or {last}", others.join(", ")),
    }
}

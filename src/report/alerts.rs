use crate::review::wording::{count, counted, elapsed};
use crate::review::{AlertEntry, OperationsSection, Review, TriggerEntry, TriggerState};
use crate::sli::Percent;
use crate::time::Duration;

/// The alerts: those that fire, then those that cannot be told, then the others, each in the SLO file's order.
pub fn alerts(review: &Review) -> Vec<&AlertEntry> {
    let rank = |alert: &AlertEntry| match alert.state {
        "firing" => 0,
        "notEvaluable" => 1,
        _ => 2,
    };
    let mut listed: Vec<&AlertEntry> = Vec::new();
    for alert in &review.alerts {
        listed.insert(listed.partition_point(|known| rank(known) <= rank(alert)), alert);
    }
    listed
}

/// An alert's state as a word.
pub fn state(alert: &AlertEntry) -> &'static str {
    match alert.state {
        "firing" => "firing",
        "notEvaluable" => "cannot be told",
        _ => "inactive",
    }
}

/// How often an alert fired in the window, and what it sent.
pub fn fired(alert: &AlertEntry) -> String {
    let fired = match alert.fired_in_window {
        0 => return "not fired in the window".to_owned(),
        1 => "fired once".to_owned(),
        times => format!("fired {} times", count(times)),
    };
    let noun = if alert.severity == "page" { "page" } else { "ticket" };
    format!("{fired} in the window, {}", counted(alert.sent_in_window, noun))
}

/// A trigger's value as a word.
pub fn value(trigger: &TriggerEntry) -> &'static str {
    match trigger.value {
        TriggerState::Known(true) => "YES",
        TriggerState::Known(false) => "no",
        TriggerState::NotEvaluable => "cannot be told",
    }
}

/// The figures of the work, in words.
pub fn operations(section: &OperationsSection) -> Vec<String> {
    let share = |failed: u64, ended: u64, over: &str| match ended {
        0 => format!("no builds over {over}"),
        _ => {
            // Rounded up: the bad side.
            let percent = Percent::ceil(failed.into(), ended.into(), 1).short();
            format!("{percent} ({} of {}) failed over {over}", count(failed), count(ended))
        }
    };
    let p95 = section.build_p95_seconds.map_or("no builds in the window".to_owned(), |seconds| {
        format!("95% of {} take at most {}", counted(section.builds_succeeded, "build"), elapsed(seconds.0))
    });
    let started = section
        .started_last_15m
        .map_or("no starts known".to_owned(), |started| format!("{} started in 15 minutes", counted(started, "job")));
    let mut words = vec![
        p95,
        started,
        format!(
            "{}, {}",
            share(section.failed_last_15m, section.ended_last_15m, "15 minutes"),
            share(section.failed_last_1h, section.ended_last_1h, "1 hour")
        ),
    ];
    words.extend(section.evidence.iter().map(|evidence| {
        let (quarter, hour) = (count(evidence.last_15m), count(evidence.last_1h));
        format!(
            "{} evidence: {quarter} in 15 minutes, {hour} in 1 hour, {} in the window",
            evidence.class,
            count(evidence.in_window)
        )
    }));
    words
}

/// How good an alert was, in words; nothing where there was no incident and no firing.
pub fn judgement(alert: &AlertEntry) -> Option<String> {
    let judgement = &alert.judgement;
    if judgement.incidents == 0 && judgement.firings == 0 {
        return None;
    }
    if judgement.incidents == 0 {
        return Some(format!("{} and no incident", counted(judgement.firings, "firing")));
    }
    let caught = format!("caught {} of {}", count(judgement.caught), counted(judgement.incidents, "incident"));
    let delay = judgement.median_delay_seconds.map_or(String::new(), |delay| match delay.0 {
        Duration::ZERO => ", at once in the median".to_owned(),
        delay => format!(", {} after its opening in the median", elapsed(delay)),
    });
    Some(format!(
        "{caught}{delay}; {} of {} false",
        count(judgement.false_alarms),
        counted(judgement.firings, "firing")
    ))
}

use std::cmp::Reverse;

use crate::review::wording::{count, counted, elapsed, length};
use crate::review::{DayMttr, IncidentEntry, Review};
use crate::time::{Duration, Instant};

/// Incidents that a report lists.
const MOST_INCIDENTS: usize = 10;

/// Days that it lists; the newest are kept.
const MOST_DAYS: usize = 7;

/// The incidents that a report lists: those of the window, open ones first and then the worst first, and after them
/// those that an outage excludes. With how many there are besides.
pub fn incidents(review: &Review) -> (Vec<&IncidentEntry>, usize) {
    let in_window = |entry: &&IncidentEntry| match (entry.recovered_at, review.window) {
        (Some(recovered), Some(window)) => recovered > window.from,
        _ => true,
    };
    let order = |entry: &IncidentEntry| (entry.excluded.is_some(), !entry.open, Reverse(took(entry)));
    let mut listed: Vec<&IncidentEntry> = Vec::new();
    for entry in review.recovery.incidents.iter().filter(in_window) {
        listed.insert(listed.partition_point(|known| order(known) <= order(entry)), entry);
    }
    listed.truncate(MOST_INCIDENTS);
    let besides = review.recovery.incidents.len() - listed.len();
    (listed, besides)
}

fn took(entry: &IncidentEntry) -> i64 {
    entry.duration_seconds.or(entry.age_seconds).map_or(0, |seconds| seconds.0.as_millis())
}

/// How an incident stands, in words: how long, against the target.
pub fn state(review: &Review, entry: &IncidentEntry) -> String {
    let long = elapsed(Duration::from_millis(took(entry)));
    let target = review.recovery.target_seconds.map_or(String::new(), |target| length(target.0));
    match entry.state {
        "open" => format!("open for {long}"),
        "breached" => format!("open for {long}, longer than the {target} allowed"),
        "within" => format!("{long}, within the {target} allowed"),
        "missed" => format!("{long}, longer than the {target} allowed"),
        _ => long,
    }
}

/// When it opened, was mitigated, recovered and verified, in words; `at` writes an instant.
pub fn times(entry: &IncidentEntry, at: impl Fn(Instant) -> String) -> String {
    let mut text = format!("opened {}", at(entry.opened_at));
    match (entry.mitigated_at, entry.mitigated_by) {
        (Some(mitigated), by) => text += &format!(", mitigated {} ({})", at(mitigated), by.unwrap_or("timeline")),
        (None, _) => text += ", mitigation not known",
    }
    if let Some(recovered) = entry.recovered_at {
        text += &format!(", recovered {}", at(recovered));
    }
    text += &match (entry.source, entry.verification, entry.verified_at) {
        ("reported", ..) => ", as a timeline reports it".to_owned(),
        (_, "clean", Some(verified)) if entry.recovered_at == Some(verified) => ", verified".to_owned(),
        (_, "pending", Some(verified)) if entry.recovered_at == Some(verified) => ", verification pending".to_owned(),
        (_, "pending", Some(verified)) => format!(", verification pending since {}", at(verified)),
        (_, _, Some(verified)) => format!(", verified {}", at(verified)),
        _ => ", not verified".to_owned(),
    };
    text + "; " + &evidence(entry)
}

fn evidence(entry: &IncidentEntry) -> String {
    let pieces = if entry.evidence == 1 { "piece" } else { "pieces" };
    format!("{} {pieces} of evidence", count(entry.evidence))
}

/// What else must be said of it: why two durations differ, why it does not count, what the reviewer noted.
pub fn remarks(entry: &IncidentEntry) -> Vec<String> {
    let excluded = entry.excluded.as_ref().map(|reason| format!("Left out, for a confirmed outage: {reason}"));
    let notes = entry.notes.iter().map(|note| format!("Note: {note}"));
    entry.difference.clone().into_iter().chain(excluded).chain(notes).collect()
}

/// How many incidents are not listed, in words.
pub fn besides(number: usize) -> Option<String> {
    let verb = if number == 1 { "is" } else { "are" };
    (number > 0).then(|| format!("{} {verb} not listed.", counted(number as u64, "more incident")))
}

/// The last days on which incidents were recovered.
pub fn days(review: &Review) -> &[DayMttr] {
    let daily = &review.recovery.daily;
    &daily[daily.len().saturating_sub(MOST_DAYS)..]
}

/// A day's mean and longest time, in words.
pub fn day(day: &DayMttr) -> [String; 4] {
    let mean = elapsed(Duration::from_millis((day.mean_seconds * 1_000.0).ceil() as i64));
    let within = day.within_target.map_or(String::new(), |ratio| {
        let within = (ratio * day.count as f64).round() as i128;
        format!("{} of {}", count(within), count(day.count))
    });
    [counted(day.count, "incident"), mean, elapsed(day.max_seconds.0), within]
}

/// Mitigations that belong to no incident, each with why; `at` writes an instant.
pub fn strays(review: &Review, at: impl Fn(Instant) -> String) -> Vec<String> {
    let stray = |stray: &crate::review::StrayMitigation| {
        format!("The mitigation at {} in {} belongs to no incident. {}", at(stray.at), stray.file, stray.why)
    };
    review.recovery.stray_mitigations.iter().take(MOST_INCIDENTS).map(stray).collect()
}

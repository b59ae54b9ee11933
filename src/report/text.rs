use super::clock::both;
use super::plain::plain;
use super::{alerts, lines, recovery};
use crate::review::Review;
use crate::review::wording::{count, counted, length, state, state_in_sentence, utc};
use crate::slo::PolicyState;
use crate::time::Zone;

/// Changes of the policy's state that the text lists; the newest are kept.
const MOST_CHANGES: usize = 10;

/// The review for a terminal, in UTC: aligned, without colours.
pub fn text(review: &Review) -> String {
    text_in(review, &Zone::utc())
}

/// The review for a terminal, with the zone's local time beside UTC.
pub fn text_in(review: &Review, zone: &Zone) -> String {
    let mut page = Page::default();
    let at = |t| both(t, zone);
    page.row("SLO", &format!("{} / {}", review.slo.service, review.slo.name));
    page.row(
        "",
        &format!("{} over {} ({})", review.slo.target_shown, length(review.slo.window_seconds.0), review.slo.file),
    );
    page.row("As of", &review.as_of.map_or("nothing loaded".to_owned(), at));
    if let Some(window) = review.window {
        page.row("Window", &format!("{} to {}", at(window.from), at(window.to)));
    }
    if !zone.is_utc() {
        page.row("Local time", zone.name());
    }

    page.gap();
    let since = review.policy.since.map_or(String::new(), |since| format!(" since {}", at(since)));
    let is_verdict = review.policy.state != PolicyState::NoData;
    let provisional = if is_verdict && review.policy.provisional { ", provisional" } else { "" };
    page.row("Policy", &format!("{}{since}{provisional}", state(review.policy.state).to_ascii_uppercase()));
    page.row("", &review.policy.sentence);
    page.row("Allowed", &review.policy.allowed);
    page.row("Blocked", &review.policy.blocked);
    if let (Some(lifts), Some(instant)) = (&review.policy.lifts, review.policy.lifts_at) {
        page.row("Lifts", &lifts.replace(&utc(instant), &at(instant)));
    }
    for caution in lines::cautions(review) {
        page.row("Mind", &caution);
    }

    page.gap();
    page.row("Availability", &lines::availability(&review.availability));
    page.row("Objective", &lines::objective(review));
    if let Some(confidence) = lines::confidence(&review.availability) {
        page.row("", &format!("95% confidence {confidence}"));
    }
    page.row("Budget", &lines::budget(&review.budget));
    page.row("Failures", &lines::failures(&review.budget));
    let burn: Vec<String> = lines::burn(&review.budget)
        .iter()
        .map(|(window, rate, counts)| format!("{window} {rate} ({counts})"))
        .collect();
    for (index, pair) in burn.chunks(3).enumerate() {
        page.row(if index == 0 { "Burn rate" } else { "" }, &pair.join("   "));
    }
    page.row("Coverage", &format!("{} of the window", review.data.coverage_shown));

    if let Some(without) = lines::without_exclusions(review) {
        page.gap();
        page.row("Excluded", &format!("{} in maintenance", counted(review.availability.excluded, "job")));
        for window in &review.availability.exclusions {
            let to = window.to.map_or("until further notice".to_owned(), |to| format!("to {}", at(to)));
            let reason = if window.reason.is_empty() { "no reason given" } else { &window.reason };
            let counts = format!("{} good, {} bad", count(window.good), count(window.bad));
            page.row("", &format!("{} {to}: {reason} ({counts})", at(window.from)));
        }
        page.row("Without", &without);
    }

    page.gap();
    page.row("Recovery", &review.recovery.sentence);
    let (incidents, besides) = recovery::incidents(review);
    for (index, entry) in incidents.iter().enumerate() {
        let label = if index == 0 { "Incidents" } else { "" };
        page.row(label, &format!("{}: {}", entry.id, recovery::state(review, entry)));
        page.row("", &format!("- {}", recovery::times(entry, at)));
        for remark in recovery::remarks(entry) {
            page.row("", &format!("- {remark}"));
        }
    }
    page.row("", &recovery::besides(besides).unwrap_or_default());
    for (index, day) in recovery::days(review).iter().enumerate() {
        let [incidents, mean, longest, within] = recovery::day(day);
        let within = if within.is_empty() { within } else { format!("; {within} within target") };
        let label = if index == 0 { "By day" } else { "" };
        page.row(label, &format!("{}  {incidents}, mean {mean}, longest {longest}{within}", day.day));
    }
    if !review.recovery.daily.is_empty() && review.recovery.timezone != "UTC" {
        page.row("", &format!("Days are those of {}.", review.recovery.timezone));
    }
    for (index, stray) in recovery::strays(review, at).iter().enumerate() {
        page.row(if index == 0 { "Unplaced" } else { "" }, stray);
    }

    if !review.alerts.is_empty() {
        page.gap();
    }
    for (index, alert) in alerts::alerts(review).iter().enumerate() {
        let label = if index == 0 { "Alerts" } else { "" };
        page.row(label, &format!("{} ({}): {}", alert.name, alert.severity, alerts::state(alert)));
        let now = if alert.state == "notEvaluable" { &alert.reason } else { &alert.now };
        page.row("", &format!("- {}; now {now}", alerts::fired(alert)));
        page.row("", &alerts::judgement(alert).map_or(String::new(), |words| format!("- {words}")));
    }
    for (index, trigger) in review.rollback.iter().enumerate() {
        let label = if index == 0 { "Rollback" } else { "" };
        page.row(label, &format!("{}: {}. {}", trigger.trigger, alerts::value(trigger), trigger.reason));
    }

    page.gap();
    if review.as_of.is_some() {
        for (index, words) in alerts::operations(&review.operations).iter().enumerate() {
            page.row(if index == 0 { "Operations" } else { "" }, words);
        }
    }
    page.row("Jobs", &format!("{} read, {} in scope", count(review.jobs.total), count(review.jobs.in_scope)));
    page.row("", &lines::outcomes(&review.jobs));
    page.row("", &lines::kinds(&review.jobs));

    if !review.policy.changes.is_empty() {
        page.gap();
        let earlier = review.policy.changes.len().saturating_sub(MOST_CHANGES);
        for (index, change) in review.policy.changes[earlier..].iter().enumerate() {
            let provisional = if change.provisional { " (provisional)" } else { "" };
            let (from, to) = (state_in_sentence(change.from), state_in_sentence(change.to));
            page.row(
                if index == 0 { "Changes" } else { "" },
                &format!("{}  {from} -> {to}{provisional}", at(change.at)),
            );
        }
        if earlier > 0 {
            page.row("", &format!("and {} before", counted(earlier as u64, "change")));
        }
    }

    if !review.data.files.is_empty() {
        page.gap();
        for (index, file) in review.data.files.iter().enumerate() {
            let skipped = if file.skipped > 0 { format!(", {} skipped", count(file.skipped)) } else { String::new() };
            let records = format!("{}, {}{skipped}", file.format, counted(file.records, "record"));
            page.row(if index == 0 { "Files" } else { "" }, &format!("{} ({records})", file.name));
        }
    }
    page.text
}

/// Lines with a label column. Everything that is written passes through here, so nothing from the data reaches the
/// terminal unescaped.
#[derive(Default)]
struct Page {
    text: String,
}

/// The labels' column, in characters.
const COLUMN: usize = 14;

/// The longest line, in characters; longer ones continue below.
const WIDTH: usize = 110;

impl Page {
    /// A line, unless there is nothing to say.
    fn row(&mut self, label: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        let mut lead = format!("{label:COLUMN$}");
        let mut line = String::new();
        let clean = plain(value);
        for word in clean.split(' ') {
            if !line.is_empty() && COLUMN + line.chars().count() + 1 + word.chars().count() > WIDTH {
                self.line(&lead, &line);
                lead = " ".repeat(COLUMN);
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.line(&lead, &line);
    }

    fn line(&mut self, lead: &str, line: &str) {
        self.text.push_str(format!("{lead}{line}").trim_end());
        self.text.push('\n');
    }

    /// An empty line.
    fn gap(&mut self) {
        self.text.push('\n');
    }
}

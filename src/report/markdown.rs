use std::fmt::Write as _;

use super::lines;
use super::plain::{code, prose};
use crate::review::Review;
use crate::review::wording::{count, counted, length, short_length, state, state_in_sentence, utc};

/// Changes of the policy's state that the comment lists; the newest are kept.
const MOST_CHANGES: usize = 10;

/// The review as an issue comment, in UTC. Whatever comes from the data stands in code spans or is escaped.
pub fn markdown(review: &Review) -> String {
    let mut page = String::new();
    // Writing to a string does not fail.
    let _ = write_page(&mut page, review);
    page
}

fn write_page(page: &mut String, review: &Review) -> std::fmt::Result {
    let as_of = review.as_of.map_or("nothing loaded".to_owned(), utc);
    writeln!(page, "## SLO review: {}, {as_of}\n", code(&review.slo.name))?;
    writeln!(page, "**{}**\n", prose(&review.policy.sentence))?;
    if let Some(since) = review.policy.since {
        writeln!(page, "- State: {}, since {}", state(review.policy.state), utc(since))?;
    }
    writeln!(page, "- Allowed: {}", prose(&review.policy.allowed))?;
    writeln!(page, "- Blocked: {}", prose(&review.policy.blocked))?;
    if let Some(lifts) = &review.policy.lifts {
        writeln!(page, "- {}", prose(lifts))?;
    }
    for caution in lines::cautions(review) {
        writeln!(page, "- **{}**", prose(&caution))?;
    }

    writeln!(page, "\n| Figure | Value |\n|---|---|")?;
    let mut figure = |name: &str, value: &str| writeln!(page, "| {name} | {} |", prose(value));
    figure("Availability", &lines::availability(&review.availability))?;
    figure("Objective", &lines::objective(review))?;
    if let Some(confidence) = lines::confidence(&review.availability) {
        figure("95% confidence", &confidence)?;
    }
    figure("Error budget", &lines::budget(&review.budget))?;
    figure("Failures", &lines::failures(&review.budget))?;
    figure("Coverage", &format!("{} of {}", review.data.coverage_shown, length(review.slo.window_seconds.0)))?;
    if let Some(without) = lines::without_exclusions(review) {
        figure("Without exclusions", &without)?;
    }
    let jobs = format!("{} read, {} in scope: ", count(review.jobs.total), count(review.jobs.in_scope));
    figure("Jobs", &(jobs + &lines::outcomes(&review.jobs)))?;
    figure("Kinds", &lines::kinds(&review.jobs))?;

    writeln!(page, "\n| Burn over | Rate | Failed |\n|---|--:|--:|")?;
    for (window, rate, counts) in lines::burn(&review.budget) {
        writeln!(page, "| {window} | {rate} | {counts} |")?;
    }

    if !review.availability.exclusions.is_empty() {
        writeln!(page, "\n| Excluded by maintenance from | to | Reason | Good | Bad |\n|---|---|---|--:|--:|")?;
        for window in &review.availability.exclusions {
            let to = window.to.map_or("until further notice".to_owned(), utc);
            let (good, bad) = (count(window.good), count(window.bad));
            writeln!(page, "| {} | {to} | {} | {good} | {bad} |", utc(window.from), code(&window.reason))?;
        }
    }

    if !review.policy.changes.is_empty() {
        let earlier = review.policy.changes.len().saturating_sub(MOST_CHANGES);
        writeln!(page, "\n| Policy changed at | from | to | |\n|---|---|---|---|")?;
        for change in &review.policy.changes[earlier..] {
            let (from, to) = (state_in_sentence(change.from), state_in_sentence(change.to));
            let provisional = if change.provisional { "provisional" } else { "" };
            writeln!(page, "| {} | {from} | {to} | {provisional} |", utc(change.at))?;
        }
        if earlier > 0 {
            writeln!(page, "\n{} before these.", counted(earlier as u64, "change"))?;
        }
    }

    let (service, file) = (code(&review.slo.service), code(&review.slo.file));
    let window = short_length(review.slo.window_seconds.0);
    writeln!(page, "\n<sub>Service {service}, {} over {window}, SLO file {file}.", review.slo.target_shown)?;
    let files: Vec<String> = review
        .data
        .files
        .iter()
        .map(|file| format!("{} ({}, {})", code(&file.name), file.format, counted(file.records, "record")))
        .collect();
    if !files.is_empty() {
        writeln!(page, "Data: {}.", files.join(", "))?;
    }
    writeln!(page, "</sub>")
}

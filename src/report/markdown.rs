use std::fmt::Write as _;

use super::plain::{code, prose};
use super::{alerts, lines, recovery};
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

    write_recovery(page, review)?;
    write_alerts(page, review)?;

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

fn write_recovery(page: &mut String, review: &Review) -> std::fmt::Result {
    writeln!(page, "\n**Recovery:** {}", prose(&review.recovery.sentence))?;
    let (incidents, besides) = recovery::incidents(review);
    if !incidents.is_empty() {
        writeln!(page, "\n| Incident | How long | Opened | Mitigated | Recovered | Verified | Evidence |")?;
        writeln!(page, "|---|---|---|---|---|---|--:|")?;
    }
    for entry in &incidents {
        let at = |instant: Option<crate::time::Instant>, none: &str| instant.map_or(none.to_owned(), utc);
        let verified = match (entry.source, entry.verification) {
            ("reported", _) => "reported".to_owned(),
            (_, "pending") => format!("{}, pending", at(entry.verified_at, "")),
            _ => at(entry.verified_at, "no"),
        };
        writeln!(
            page,
            "| {} | {} | {} | {} | {} | {verified} | {} |",
            code(&entry.id),
            prose(&recovery::state(review, entry)),
            utc(entry.opened_at),
            at(entry.mitigated_at, "not known"),
            at(entry.recovered_at, "open"),
            count(entry.evidence),
        )?;
    }
    let remarks: Vec<(&str, String)> = incidents
        .iter()
        .flat_map(|entry| recovery::remarks(entry).into_iter().map(|remark| (entry.id.as_str(), remark)))
        .collect();
    let strays = recovery::strays(review, utc);
    if remarks.len() + strays.len() + besides > 0 {
        writeln!(page)?;
    }
    for (id, remark) in remarks {
        writeln!(page, "- {}: {}", code(id), prose(&remark))?;
    }
    for other in strays.into_iter().chain(recovery::besides(besides)) {
        writeln!(page, "- {}", prose(&other))?;
    }
    let days = recovery::days(review);
    if !days.is_empty() {
        let zone = prose(&review.recovery.timezone);
        writeln!(page, "\n| Day ({zone}) | Recovered | Mean | Longest | Within target |\n|---|--:|--:|--:|--:|")?;
    }
    for day in days {
        let [incidents, mean, longest, within] = recovery::day(day);
        writeln!(page, "| {} | {incidents} | {mean} | {longest} | {within} |", prose(&day.day))?;
    }
    Ok(())
}

fn write_alerts(page: &mut String, review: &Review) -> std::fmt::Result {
    let listed = alerts::alerts(review);
    if !listed.is_empty() {
        writeln!(page, "\n| Alert | | State | Now | In the window | Over all data |\n|---|---|---|---|---|---|")?;
    }
    for alert in listed {
        let judged = alerts::judgement(alert).unwrap_or_default();
        let (state, fired) = (alerts::state(alert), alerts::fired(alert));
        writeln!(
            page,
            "| {} | {} | {state} | {} | {fired} | {judged} |",
            code(&alert.name),
            alert.severity,
            prose(&alert.now)
        )?;
    }
    if !review.rollback.is_empty() {
        writeln!(page, "\n| Rollback trigger | | Why |\n|---|---|---|")?;
    }
    for trigger in &review.rollback {
        writeln!(page, "| {} | {} | {} |", code(&trigger.trigger), alerts::value(trigger), prose(&trigger.reason))?;
    }
    if review.as_of.is_some() {
        writeln!(page, "\n**Operations:** {}.", prose(&alerts::operations(&review.operations).join("; ")))?;
    }
    Ok(())
}

use crate::review::wording::{count, counted, short_length};
use crate::review::{AvailabilitySection, BudgetSection, JobsSection, Review};
use crate::sli::Percent;

/// How the availability came out, in words: the figure with its counts.
pub fn availability(section: &AvailabilitySection) -> String {
    match &section.shown {
        None => "no data".to_owned(),
        Some(shown) => format!(
            "{shown} ({} good, {} bad of {})",
            count(section.good),
            count(section.bad),
            counted(section.total, section.unit)
        ),
    }
}

/// Whether the objective is met, in words.
pub fn objective(review: &Review) -> String {
    let verdict = match review.availability.met {
        None => "no verdict",
        Some(true) => "met",
        Some(false) => "missed",
    };
    format!("{} {verdict}", review.slo.target_shown)
}

/// The confidence interval, its ends rounded outward.
pub fn confidence(section: &AvailabilitySection) -> Option<String> {
    section.confidence.map(|confidence| {
        let parts = |ratio: f64| (ratio * 1e12).round() as i128;
        let low = Percent::floor(parts(confidence.low), 1_000_000_000_000, 2);
        let high = Percent::ceil(parts(confidence.high), 1_000_000_000_000, 2);
        format!("{low} to {high}")
    })
}

/// What is spent and left of the budget, in words.
pub fn budget(section: &BudgetSection) -> String {
    match (&section.spent_shown, &section.remaining_shown, &section.spent_3d_shown) {
        (Some(spent), Some(remaining), Some(recent)) => {
            format!("{spent} spent, {recent} in the last 3 days; {remaining} left")
        }
        _ => "no data".to_owned(),
    }
}

/// The failures that are allowed and left, in words.
pub fn failures(section: &BudgetSection) -> String {
    let left = match section.failures_left {
        left if left < 0 => format!("{} too many", count(-i128::from(left))),
        left => format!("{} left", count(left)),
    };
    format!("{} allowed, {left}", counted(section.failures_allowed, "failure"))
}

/// The burn rates: window, rate and counts.
pub fn burn(section: &BudgetSection) -> Vec<(String, String, String)> {
    let row = |burn: &crate::review::Burn| {
        let rate = burn.rate.map_or("no data".to_owned(), |rate| format!("{rate:.2}"));
        (short_length(burn.window_seconds.0), rate, format!("{} of {}", count(burn.bad), count(burn.total)))
    };
    section.burn.iter().map(row).collect()
}

/// The jobs that stand somewhere, in words; outcomes that nothing has are left out but for the two that matter.
pub fn outcomes(jobs: &JobsSection) -> String {
    let mut parts = vec![format!("{} succeeded", count(jobs.succeeded)), format!("{} failed", count(jobs.failed))];
    let stuck = if jobs.stuck > 0 { format!(" ({} stuck)", count(jobs.stuck)) } else { String::new() };
    let rest = [
        (jobs.running, "running", stuck.as_str()),
        (jobs.pending, "pending", ""),
        (jobs.suspended, "suspended", ""),
        (jobs.aborted, "aborted", ""),
        (jobs.malformed, "malformed and not counted", ""),
    ];
    parts.extend(
        rest.iter()
            .filter(|(number, _, _)| *number > 0)
            .map(|(number, word, more)| format!("{} {word}{more}", count(*number))),
    );
    parts.join(", ")
}

/// The kinds with their numbers, in words.
pub fn kinds(jobs: &JobsSection) -> String {
    jobs.by_kind.iter().map(|(kind, number)| format!("{kind} {}", count(*number))).collect::<Vec<_>>().join(", ")
}

/// Where no job is in scope: what was read, and what the pattern is.
pub fn out_of_scope(review: &Review) -> Option<String> {
    let jobs = &review.jobs;
    if jobs.total == 0 || jobs.in_scope > 0 {
        return None;
    }
    let names: Vec<&str> = review.data.namespaces.iter().take(5).map(|namespace| namespace.name.as_str()).collect();
    let more = review.data.namespace_count - names.len() as u64;
    let more = if more > 0 { format!(" and {} more", count(more)) } else { String::new() };
    Some(format!(
        "None of the {} is in scope: the namespaces are {}{more}; the SLO covers those that match {}.",
        counted(jobs.total, "job"),
        names.join(", "),
        review.data.scope_pattern,
    ))
}

/// What to keep in mind with the figures.
pub fn cautions(review: &Review) -> Vec<String> {
    let mut cautions = Vec::new();
    if review.as_of.is_some() && review.data.provisional {
        cautions.push(format!(
            "Provisional: the data covers only {} of the window; at least 90% is needed for a firm verdict.",
            review.data.coverage_shown
        ));
    }
    if review.availability.low_volume && review.availability.total > 0 {
        cautions.push(format!(
            "Low volume: with {} a single failure overspends the whole budget.",
            counted(review.availability.total, review.availability.unit)
        ));
    }
    if review.availability.estimated {
        cautions.push(match review.jobs.estimated {
            0 => "Estimated: events are counted from the samples of a counter.".to_owned(),
            jobs => format!(
                "Estimated: of {} only the first sample after the end is known; the end lies up to 300 s before it.",
                counted(jobs, "job")
            ),
        });
    }
    cautions.extend(out_of_scope(review));
    cautions
}

/// The figures as if nothing were excluded, where something is.
pub fn without_exclusions(review: &Review) -> Option<String> {
    let figures = review.availability.without_exclusions.as_deref()?;
    let budget = review.budget.without_exclusions.as_deref()?;
    let spent = budget.spent_shown.as_deref().unwrap_or("nothing");
    let state = review.policy.state_without_exclusions?;
    Some(format!(
        "{}, {spent} of the budget spent, state {}",
        availability(figures),
        crate::review::wording::state_in_sentence(state)
    ))
}

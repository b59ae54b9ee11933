use super::page::{Cell, Page};
use crate::alerts::AlertState;
use crate::chart::Tone;
use crate::recovery::IncidentState;
use crate::report::{alerts as alert, lines, recovery as incident};
use crate::review::wording::{count, counted, length, short_length, state, state_in_sentence};
use crate::review::{AlertEntry, IncidentEntry, Review, TriggerState};
use crate::slo::Severity;

/// Changes of the policy's state that are listed; the newest are kept.
const MOST_CHANGES: usize = 20;

/// What the policy says, with its numbers and what to do.
pub fn verdict(page: &mut Page<'_>, review: &Review) {
    let tone = Tone::of_state(review.policy.state);
    page.raw("<header>\n");
    let window = length(review.slo.window_seconds.0);
    page.element(
        "p class=\"over\"",
        &format!("Error budget policy of {}, {} over {window}", review.slo.service, review.slo.target_shown),
    );
    page.element(&format!("h1 class=\"{}\"", tone.name()), state(review.policy.state));
    page.element("p class=\"lead\"", &review.policy.sentence);
    page.terms([
        ("Reviewed at", page.at_or(review.as_of, "nothing loaded")),
        (
            "Window",
            review.window.map_or(String::new(), |window| format!("{} to {}", page.at(window.from), page.at(window.to))),
        ),
        ("Since", page.at_or(review.policy.since, "")),
        ("Allowed", review.policy.allowed.clone()),
        ("Blocked", review.policy.blocked.clone()),
        ("Lifts", review.policy.lifts.clone().unwrap_or_default()),
    ]);
    page.list(lines::cautions(review));
    page.raw("</header>\n");
}

/// The figures of the window.
pub fn figures(page: &mut Page<'_>, review: &Review) {
    page.section("Figures");
    let jobs = format!("{} read, {} in scope: ", count(review.jobs.total), count(review.jobs.in_scope));
    let window = length(review.slo.window_seconds.0);
    page.terms([
        ("Availability", lines::availability(&review.availability)),
        ("Objective", lines::objective(review)),
        ("95% confidence", lines::confidence(&review.availability).unwrap_or_default()),
        ("Error budget", lines::budget(&review.budget)),
        ("Failures", lines::failures(&review.budget)),
        ("Coverage", format!("{} of {window}", review.data.coverage_shown)),
        ("Without exclusions", lines::without_exclusions(review).unwrap_or_default()),
        ("Jobs", jobs + &lines::outcomes(&review.jobs)),
        ("Kinds", lines::kinds(&review.jobs)),
    ]);
    let burn = lines::burn(&review.budget).into_iter();
    page.table(
        "Burn rate: 1 spends exactly the budget",
        &["Over", "Rate", "Failed"],
        burn.map(|(window, rate, failed)| vec![Cell::Text(window), Cell::Number(rate), Cell::Number(failed)]),
    );
    let excluded: Vec<Vec<Cell>> = review
        .availability
        .exclusions
        .iter()
        .map(|window| {
            vec![
                Cell::Text(page.at(window.from)),
                Cell::Text(page.at_or(window.to, "until further notice")),
                Cell::Text(window.reason.clone()),
                Cell::Number(count(window.good)),
                Cell::Number(count(window.bad)),
            ]
        })
        .collect();
    page.table("Excluded by maintenance", &["From", "To", "Reason", "Good", "Bad"], excluded);
    page.close("section");
}

/// The incidents and the mean time to recovery.
pub fn recovery(page: &mut Page<'_>, review: &Review) {
    page.section("Recovery");
    page.element("p", &review.recovery.sentence);
    let (incidents, besides) = incident::incidents(review);
    let rows: Vec<Vec<Cell>> = incidents.iter().map(|entry| incident_row(page, review, entry)).collect();
    page.table(
        "Incidents, open ones first, then the longest",
        &["Incident", "How long", "Opened", "Mitigated", "Recovered", "Verified", "Evidence"],
        rows,
    );
    let remarks = incidents.iter().flat_map(|entry| {
        incident::remarks(entry).into_iter().map(|remark| format!("{}: {remark}", entry.id)).collect::<Vec<_>>()
    });
    let strays = incident::strays(review, |t| page.at(t));
    let remarks: Vec<String> = remarks.chain(strays).chain(incident::besides(besides)).collect();
    page.list(remarks);
    let days = incident::days(review).iter().map(|day| {
        let [incidents, mean, longest, within] = incident::day(day);
        let numbers = [incidents, mean, longest, within].into_iter().map(Cell::Number);
        [Cell::Text(day.day.clone())].into_iter().chain(numbers).collect()
    });
    page.table(
        &format!("Mean time to recovery by day, {}", review.recovery.timezone),
        &["Day", "Recovered", "Mean", "Longest", "Within target"],
        days,
    );
    page.close("section");
}

fn incident_row(page: &Page<'_>, review: &Review, entry: &IncidentEntry) -> Vec<Cell> {
    let state = IncidentState::ALL.into_iter().find(|state| state.name() == entry.state);
    let tone = state.filter(|_| entry.excluded.is_none()).map_or(Tone::None, Tone::of_incident);
    let verified = match (entry.source, entry.verification) {
        ("reported", _) => "reported".to_owned(),
        (_, "pending") => format!("{}, pending", page.at_or(entry.verified_at, "")),
        _ => page.at_or(entry.verified_at, "no"),
    };
    vec![
        Cell::Text(entry.id.clone()),
        Cell::State(tone, incident::state(review, entry)),
        Cell::Text(page.at(entry.opened_at)),
        Cell::Text(page.at_or(entry.mitigated_at, "not known")),
        Cell::Text(page.at_or(entry.recovered_at, "open")),
        Cell::Text(verified),
        Cell::Number(count(entry.evidence)),
    ]
}

/// The alerts, what fires first.
pub fn alerts(page: &mut Page<'_>, review: &Review) {
    if review.alerts.is_empty() {
        return;
    }
    page.section("Alerts, replayed over the data");
    let row = |alert: &&AlertEntry| {
        let judged = alert::judgement(alert).unwrap_or_default();
        let severity = [Severity::Page, Severity::Ticket].into_iter().find(|known| known.name() == alert.severity);
        let state = AlertState::ALL.into_iter().find(|known| known.name() == alert.state);
        let tone = state.zip(severity).map_or(Tone::None, |(state, severity)| Tone::of_alert(state, severity));
        vec![
            Cell::Text(alert.name.clone()),
            Cell::Text(alert.severity.to_owned()),
            Cell::State(tone, alert::state(alert).to_owned()),
            Cell::Text(alert.condition.clone()),
            Cell::Text(alert.now.clone()),
            Cell::Text(alert::fired(alert)),
            Cell::Text(judged),
        ]
    };
    page.table(
        "Alerts, what fires first",
        &["Alert", "", "State", "Condition", "Now", "In the window", "Over all data"],
        alert::alerts(review).iter().map(row),
    );
    page.close("section");
}

/// What the rollback plan's triggers say.
pub fn rollback(page: &mut Page<'_>, review: &Review) {
    if review.rollback.is_empty() {
        return;
    }
    page.section("Rollback");
    let rows = review.rollback.iter().map(|trigger| {
        let tone = match trigger.value {
            TriggerState::Known(true) => Tone::Bad,
            TriggerState::Known(false) => Tone::Good,
            TriggerState::NotEvaluable => Tone::None,
        };
        let value = alert::value(trigger).to_owned();
        vec![Cell::Text(trigger.trigger.clone()), Cell::State(tone, value), Cell::Text(trigger.reason.clone())]
    });
    page.table("Does anything speak for a rollback?", &["Trigger", "", "Why"], rows);
    page.close("section");
}

/// The figures of the pipeline's work.
pub fn operations(page: &mut Page<'_>, review: &Review) {
    if review.as_of.is_none() {
        return;
    }
    page.section("Operations");
    page.list(alert::operations(&review.operations));
    page.close("section");
}

/// How the policy's state changed.
pub fn policy(page: &mut Page<'_>, review: &Review) {
    let changes = &review.policy.changes;
    if changes.is_empty() {
        return;
    }
    page.section("Policy");
    let earlier = changes.len().saturating_sub(MOST_CHANGES);
    let rows: Vec<Vec<Cell>> = changes[earlier..]
        .iter()
        .map(|change| {
            let provisional = if change.provisional { "provisional" } else { "" };
            vec![
                Cell::Text(page.at(change.at)),
                Cell::State(Tone::of_state(change.from), state_in_sentence(change.from).to_owned()),
                Cell::State(Tone::of_state(change.to), state_in_sentence(change.to).to_owned()),
                Cell::Text(provisional.to_owned()),
            ]
        })
        .collect();
    page.table("Changes of the policy's state", &["At", "From", "To", ""], rows);
    if earlier > 0 {
        page.element("p", &format!("{} before these.", counted(earlier as u64, "change")));
    }
    page.close("section");
}

/// Where all this comes from.
pub fn data(page: &mut Page<'_>, review: &Review) {
    page.section("Where this comes from");
    let window = short_length(review.slo.window_seconds.0);
    page.terms([
        ("SLO", format!("{}, {} over {window}", review.slo.name, review.slo.target_shown)),
        ("Service", review.slo.service.clone()),
        ("SLO file", review.slo.file.clone()),
        ("Computed by", format!("slo-review {}, document {}", env!("CARGO_PKG_VERSION"), review.schema)),
    ]);
    let rows: Vec<Vec<Cell>> = review
        .data
        .files
        .iter()
        .map(|file| {
            let range =
                file.range.map_or(String::new(), |range| format!("{} to {}", page.at(range.from), page.at(range.to)));
            vec![
                Cell::Text(file.name.clone()),
                Cell::Text(file.format.to_owned()),
                Cell::Number(count(file.records)),
                Cell::Number(count(file.skipped)),
                Cell::Number(count(file.jobs)),
                Cell::Text(range),
            ]
        })
        .collect();
    page.table("Files", &["File", "Format", "Records", "Passed over", "Jobs", "Dated from and to"], rows);
    page.list(review.data.warnings.iter().map(|warning| format!("{}: {}", warning.file, warning.message)));
    page.close("section");
}

use super::expression::{exported, indented, labels, series};
use super::file::{Rule, RuleName};
use super::names;
use super::selection::Selections;
use crate::sli::MaintenanceWindows;
use crate::slo::Slo;
use crate::time::{Instant, Interval};

/// How many windows one expression holds. Those that began latest are kept: old ones have left every window.
const MAX_WINDOWS: usize = 100;

/// The maintenance windows that the rules know, disjoint and in order, and how many older ones they do not.
pub fn windows(slo: &Slo) -> (Vec<Interval>, usize) {
    let mut windows = MaintenanceWindows::new(slo.exclusions.maintenance.iter().cloned()).union();
    let older = windows.len().saturating_sub(MAX_WINDOWS);
    (windows.split_off(older), older)
}

/// The rules that keep the jobs whose run touches a maintenance window; none where the SLO file states none.
pub fn rules(slo: &Slo, selections: &Selections) -> Vec<Rule> {
    let (windows, _) = windows(slo);
    if windows.is_empty() {
        return Vec::new();
    }
    let created = exported(selections, "kube_job_created", "");
    let start = [
        "max by (namespace, job_name, created) (\n  count_values without () (\"created\", ",
        &created,
        ") * 0\n  + ignoring (created) group_left () (",
        &exported(selections, "kube_job_status_start_time", ""),
        " or ",
        &created,
        ")\n)",
    ];
    let started = series(slo, names::STARTED);
    let completed = exported(selections, "kube_job_status_completion_time", "");
    let failed = [&exported(selections, "kube_job_failed", "condition=\"true\""), " == 1"].concat();
    let touching: Vec<String> = windows
        .iter()
        .flat_map(|window| {
            let begun = match window.to {
                Some(to) => [&started, " < ", &seconds(to)].concat(),
                None => started.clone(),
            };
            let from = seconds(window.from);
            // A failure has no time of its own; when it is first seen is now, and it stays as it was then.
            let now = ["and on () (vector(time()) >= ", &from, ")"].concat();
            [
                [&begun, "\nand on (namespace, job_name) (", &completed, " >= ", &from, ")"].concat(),
                [&begun, "\nand on (namespace, job_name) (", &failed, ")\n", &now].concat(),
            ]
        })
        .map(|touching| ["(\n", &indented(&touching), "\n)"].concat())
        .collect();
    [
        (
            "Method, section 2: a job starts at its status.startTime, else at its creation.",
            names::STARTED,
            start.concat(),
        ),
        (
            "Method, section 3: a job whose run touches a maintenance window, start < to and end >= from, is excluded, \
             good or bad alike. These are such jobs, with their start.",
            names::EXCLUDED,
            touching.join("\nor\n"),
        ),
    ]
    .into_iter()
    .map(|(comment, name, expression)| Rule {
        comment: comment.to_owned(),
        name: RuleName::Record(name.to_owned()),
        expression,
        labels: labels(slo),
        annotations: Vec::new(),
    })
    .collect()
}

/// Seconds since 1970, with the milliseconds that are not zero.
pub fn seconds(instant: Instant) -> String {
    let millis = instant.as_millis();
    let (whole, rest) = (millis.div_euclid(1_000), millis.rem_euclid(1_000));
    let mut text = whole.to_string();
    if rest != 0 {
        text.push('.');
        for unit in [100, 10, 1] {
            text.extend(char::from_digit((rest / unit % 10) as u32, 10));
        }
    }
    text
}

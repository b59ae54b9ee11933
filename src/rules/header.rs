use super::alert;
use super::demand::Demand;
use super::maintenance;
use super::pattern;
use super::selection::Selections;
use crate::review::wording::{count, length, target};
use crate::slo::{EMBEDDED_DEFAULT, Kind, Slo};

/// What the file is, what it needs, where its limits are, and what it leaves out.
pub fn paragraphs(slo: &Slo, selections: &Selections, demand: &Demand) -> Vec<String> {
    let source = if slo.file == EMBEDDED_DEFAULT { "its built-in SLO file" } else { &slo.file };
    let mut lines = vec![
        [
            "Prometheus rules of the SLO ",
            &slo.name,
            ": ",
            &target(slo),
            " over ",
            &length(slo.window),
            ", service ",
            &slo.service.name,
            ".",
        ]
        .concat(),
        [
            "Written by slo-review from ",
            source,
            ". To change them change the SLO file and write them anew. \"Method\" is \
         slo-review's docs/method.md.",
        ]
        .concat(),
    ];
    paragraph(&mut lines, "Check this file with `promtool check rules`, then name it under `rule_files`.");
    paragraph(
        &mut lines,
        "Needed: kube-state-metrics, scraped at least every 30 s with `honor_labels: true`, and its kube_job_created, \
         kube_job_complete, kube_job_failed, kube_job_status_start_time and kube_job_status_completion_time.",
    );
    if !selections.label_keys.is_empty() {
        let keys = selections.label_keys.join(",");
        let text = ["Needed too, for kinds that are told by label: `--metric-labels-allowlist=jobs=[", &keys, "]`."];
        lines.push(text.concat());
    }
    let longest = demand.windows.last().copied().unwrap_or(slo.window);
    lines.push(["Keep samples for longer than ", &length(longest), "."].concat());
    paragraph(
        &mut lines,
        "Jobs are counted as events: each once, however long it lingers for its ttl and however often it is scraped. A \
         name that is used again is another job. HA pairs of the exporter merge, and missed evaluations change nothing, \
         as long as each finished job is seen by one.",
    );
    paragraph(&mut lines, "Limits:");
    for limit in [
        "A job that is gone before a scrape and an evaluation have seen it finished is not counted.",
        "A failure has no time of its own in metrics. It counts from the evaluation that first shows it: a scrape and \
         an evaluation late, or as late as an outage of the exporter was long.",
        "Failures that are there when the rules begin, or come back after more than 5 minutes without samples around \
         a window's left edge, count as new there. `promtool tsdb create-blocks-from rules` fills in the time before.",
        "The same namespace and job in two clusters are one job here: evaluate the rules in each cluster.",
        "Without events there is no ratio and no burn rate. A week that no exporter covered looks like a week without \
         jobs: the state is -1, noData.",
    ] {
        item(&mut lines, limit);
    }
    if pattern::is_foreign(slo.scope.pattern()) {
        item(&mut lines, "The namespace pattern uses what Prometheus' RE2 may read otherwise: check it.");
    }
    let (_, older) = maintenance::windows(slo);
    if older > 0 {
        let older = count(older as i128);
        item(&mut lines, &["Of the maintenance windows the oldest ", &older, " are left out."].concat());
    }
    paragraph(&mut lines, "Left out, because metrics cannot say it:");
    for alert in &slo.alerts {
        if let Some(reason) = alert::left_out(alert, demand) {
            item(&mut lines, &[&alert.name, ": ", reason, "."].concat());
        }
    }
    for (kind, label, reason) in &selections.unusable {
        let kind = slo.kinds.name(*kind);
        item(&mut lines, &["Jobs of kind ", kind, " by their label ", label, ": ", reason, "."].concat());
    }
    for (index, name) in slo.kinds.names.iter().enumerate() {
        let kind = Kind(index as u8);
        if slo.kinds.is_counted(kind) && !selections.tells(kind) {
            item(&mut lines, &["The counted kind ", name, ": no rule is left that could tell its jobs."].concat());
        }
    }
    if demand.counted.is_empty() {
        item(&mut lines, "So no event is left, and there are no rules.");
    }
    for left_out in [
        "Failure classes, incidents, mitigations, recovery times and what they exclude (sections 6 and 7).",
        "Notifications by namespace, class and kind, and rollback triggers (section 8).",
        "The confidence interval, coverage, and when a state lifts (sections 3 and 5).",
        "Maintenance that is not in the SLO file.",
    ] {
        item(&mut lines, left_out);
    }
    lines
}

fn paragraph(lines: &mut Vec<String>, text: &str) {
    lines.push(String::new());
    lines.push(text.to_owned());
}

fn item(lines: &mut Vec<String>, text: &str) {
    lines.push(["- ", text].concat());
}

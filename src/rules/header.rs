//! The comment above everything: what the file is, what it needs, where its limits are, and what it leaves out.

use super::maintenance::MAX_WINDOWS;
use super::selection::{self, Selections, unusable};
use super::writer::Writer;
use super::{alert, pattern, window};
use crate::review::wording::{length, target};
use crate::slo::{EMBEDDED_DEFAULT, Kind, KindTest, Slo};

const WHAT: &str = "\
Prometheus rules of the SLO <name>, <target> over <slo-length>. Written by slo-review from <file>; change that, and write them anew.
\"Method\" is slo-review's docs/method.md, and docs/prometheus-rules.md says more about these rules.

Check this file with `promtool check rules`, and name it under `rule_files`. It needs samples of <longest>, and for jobs \
kube-state-metrics, scraped at least every 30 s with `honor_labels: true`<labels>.

Jobs are counted as events: each once, however long it lingers for its ttl and however often it is scraped. A name that is used \
again is another job. HA pairs merge, and missed evaluations change nothing, as long as each finished job is seen by one.

Limits:
- A job that is gone before a scrape and an evaluation have seen it finished is not counted.
- A failure has no time in metrics. It counts from the evaluation that first shows it: a scrape and an evaluation late, or \
as late as an outage of the exporter was long.
- Failures that are there when the rules begin count as new, and so do those from before an outage of more than 5 minutes, \
while a window begins in it.
- The same namespace and job in two clusters are one job: evaluate the rules in each cluster.
- A time without the exporter looks like one without jobs. Without events there is no ratio, and the state is -1, noData.";

const LEFT_OUT: &str = "
Left out, because metrics cannot say it:
- failure classes, incidents, mitigations, recovery times, rollback triggers, and notifications by namespace, class and kind
- coverage, the confidence interval, and when a state lifts
- maintenance that is not in the SLO file";

/// All of it.
pub fn write(writer: &mut Writer, slo: &Slo, selections: &Selections) {
    writer.set("target", target(slo));
    writer.set("file", if slo.file == EMBEDDED_DEFAULT { "its built-in SLO file" } else { &slo.file }.to_owned());
    writer.set("longest", window::all(slo).last().map_or(String::new(), |&longest| length(longest)));
    let mut labels = String::new();
    for (index, key) in slo.kinds.label_keys().enumerate() {
        if slo.kinds.label_keys().take(index).any(|known| known == key) {
            continue;
        }
        labels.push_str(if labels.is_empty() { " and `--metric-labels-allowlist=jobs=[" } else { "," });
        labels.push_str(key);
    }
    labels.push_str(if labels.is_empty() { "" } else { "]`" });
    writer.set("labels", labels);
    WHAT.lines().for_each(|line| writer.comment(0, line));
    if pattern::is_foreign(slo.scope.pattern()) {
        writer.comment(0, "- The namespace pattern uses what Prometheus may read otherwise: check it.");
    }
    if selection::has_series(slo) {
        writer.comment(
            0,
            "- Series that count events are estimates by increase(), and maintenance excludes none of theirs.",
        );
    }
    LEFT_OUT.lines().for_each(|line| writer.comment(0, line));
    for alert in &slo.alerts {
        if let Some(reason) = alert::left_out(alert, selections) {
            item(writer, &["the alert ", &alert.name], reason);
        }
    }
    for rule in &slo.kinds.rules {
        if let KindTest::Label { key, value } = &rule.test
            && let Some(reason) = unusable(slo, key, value)
        {
            item(writer, &["jobs of kind ", slo.kinds.name(rule.kind), " by their label ", key], reason);
        }
    }
    for (index, name) in slo.kinds.names.iter().enumerate() {
        let kind = Kind(index as u8);
        if slo.kinds.is_counted(kind) && !selections.tells(kind) {
            item(writer, &["the counted kind ", name], "no match is left that tells its jobs");
        }
    }
    for source in &slo.event_series {
        if !selection::is_metric(&source.name) {
            item(writer, &["the event series ", &source.name], "it is the name of a file");
        }
    }
    if slo.exclusions.maintenance.len() > MAX_WINDOWS {
        item(writer, &["older maintenance windows"], "only the last 100 of the file are used");
    }
    if !selections.tell_events(slo) {
        item(writer, &["all rules"], "no events are left");
    }
}

fn item(writer: &mut Writer, what: &[&str], reason: &str) {
    let what = what.concat();
    writer.comment(0, &["- ", &what, ": ", reason].concat());
}

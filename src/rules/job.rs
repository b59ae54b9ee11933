use super::demand::Demand;
use super::expression::{exported, indented, labels, series};
use super::file::{Rule, RuleName};
use super::names::{self, Ending};
use super::quote::quoted;
use super::selection::{Selection, Selections};
use super::{maintenance, pattern};
use crate::slo::{Kind, Slo};

const SUCCEEDED: &str = "Method, sections 2 and 9: a job succeeded where kube_job_complete with condition \"true\" is 1, \
    and it ended at its completion time, which is the value. A job is told from the next of its name by its creation.";

const FAILED: &str = "Method, sections 2 and 9: a job failed where kube_job_failed with condition \"true\" is 1. Its end is \
    not exported, so it counts from the first evaluation that shows it.";

/// The rules that turn finished jobs into series whose values tell one job from the next.
pub fn rules(slo: &Slo, selections: &Selections, demand: &Demand) -> Vec<Rule> {
    let mut rules = maintenance::rules(slo, selections);
    let excluding = !rules.is_empty();
    for (kind, ending) in demand.kinds() {
        let terms: Vec<String> =
            selections.of_kind(kind).iter().map(|selection| finished(selections, selection, ending)).collect();
        let mut expression = if let [one] = &terms[..] {
            one.clone()
        } else {
            let terms: Vec<String> = terms.iter().map(|term| ["(\n", &indented(term), "\n)"].concat()).collect();
            let either = terms.join("\nor\n");
            if excluding { ["(\n", &indented(&either), "\n)"].concat() } else { either }
        };
        if excluding {
            expression.push_str("\nunless on (namespace, job_name, created) ");
            expression.push_str(&series(slo, names::EXCLUDED));
        }
        rules.push(rule(slo, kind, ending, expression));
    }
    rules
}

fn rule(slo: &Slo, kind: Kind, ending: Ending, expression: String) -> Rule {
    let (comment, name) = match ending {
        Ending::Succeeded => (SUCCEEDED, names::SUCCEEDED),
        Ending::Failed => (FAILED, names::FAILED),
    };
    let mut labels = labels(slo);
    labels.push(("kind", slo.kinds.name(kind).to_owned()));
    Rule {
        comment: comment.to_owned(),
        name: RuleName::Record(name.to_owned()),
        expression,
        labels,
        annotations: Vec::new(),
    }
}

/// The jobs of a selection that ended so, with the value that tells them apart.
fn finished(selections: &Selections, selection: &Selection, ending: Ending) -> String {
    let names = name_matchers(selection);
    let comma = if names.is_empty() { "" } else { "," };
    let condition = [&names, comma, "condition=\"true\""].concat();
    let metric = match ending {
        Ending::Succeeded => "kube_job_complete",
        Ending::Failed => "kube_job_failed",
    };
    let created = exported(selections, "kube_job_created", &names);
    let terminal = exported(selections, metric, &condition);
    // Where no staleness marker came with it, an old job's condition outlives it by five minutes, beside the next job
    // of its name. So only a condition that is as new as the creation counts.
    let ended = [
        &created,
        "\nand ignoring (condition) (",
        &terminal,
        " == 1)\nand ignoring (condition) (timestamp(",
        &terminal,
        ") >= ignoring (condition) timestamp(",
        &created,
        "))",
    ]
    .concat();
    let ended = indented(&ended);
    let mut term = match ending {
        Ending::Succeeded => {
            let completed = exported(selections, "kube_job_status_completion_time", &names);
            let told_apart = indented(&["count_values without () (\"created\",\n", &ended, "\n)"].concat());
            [
                "max by (namespace, job_name, created) (\n",
                &told_apart,
                " * 0\n  + ignoring (created) group_left () ",
                &completed,
                "\n)",
            ]
            .concat()
        }
        Ending::Failed => ["count_values by (namespace, job_name) (\"created\",\n", &ended, "\n)"].concat(),
    };
    let carrying = |(label, value): &(String, String)| {
        exported(selections, "kube_job_labels", &[label, "=", &quoted(value)].concat())
    };
    if let Some(label) = &selection.label {
        term.push_str("\nand on (namespace, job_name) ");
        term.push_str(&carrying(label));
    }
    for label in &selection.other_labels {
        term.push_str("\nunless on (namespace, job_name) ");
        term.push_str(&carrying(label));
    }
    term
}

/// The label matchers of a selection's names; nothing where every name will do.
fn name_matchers(selection: &Selection) -> String {
    let mut matchers = String::new();
    let wanted = pattern::prefixes(&selection.prefixes).filter(|_| !selection.prefixes.is_empty());
    if let Some(wanted) = wanted {
        matchers.push_str("job_name=~");
        matchers.push_str(&quoted(&wanted));
    }
    if let Some(other) = pattern::prefixes(&selection.other_prefixes).filter(|_| !selection.other_prefixes.is_empty()) {
        matchers.push_str(if matchers.is_empty() { "job_name!~" } else { ",job_name!~" });
        matchers.push_str(&quoted(&other));
    }
    matchers
}

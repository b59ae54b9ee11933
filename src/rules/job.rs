use super::demand::Demand;
use super::expression::{exported, indented, labels, series};
use super::file::{Rule, RuleName};
use super::names::{self, Ending};
use super::quote::quoted;
use super::selection::{Selection, Selections};
use super::{maintenance, pattern};
use crate::slo::{Kind, Slo};

const SUCCEEDED: &str = "Method, sections 2 and 9: a job succeeded where kube_job_complete with condition \"true\" is 1, \
    and it ended at its completion time, which is the value here. HA pairs and scrape labels merge.";

const FAILED: &str = "Method, sections 2 and 9: a job failed where kube_job_failed with condition \"true\" is 1. Its end is \
    not exported, so it counts from the first evaluation that shows it. The value is its creation, which tells it \
    from the next job of the same name; what an older scrape left behind is no sign of the new one.";

/// The rules that turn finished jobs into series whose values tell one job from the next.
pub fn rules(slo: &Slo, selections: &Selections, demand: &Demand) -> Vec<Rule> {
    let maintenance = maintenance::rule(slo, selections);
    let excluding = maintenance.is_some();
    let mut rules: Vec<Rule> = maintenance.into_iter().collect();
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
            expression.push_str("\nunless on (namespace, job_name) ");
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
    let terminal = [&names, comma, "condition=\"true\""].concat();
    let inner = match ending {
        Ending::Succeeded => [
            &exported(selections, "kube_job_status_completion_time", &names),
            "\nand ignoring (condition) (",
            &exported(selections, "kube_job_complete", &terminal),
            " == 1)",
        ]
        .concat(),
        Ending::Failed => {
            let created = exported(selections, "kube_job_created", &names);
            let failed = exported(selections, "kube_job_failed", &terminal);
            // A scrape that shows the new job under an old name may leave the old failure behind for five minutes,
            // where no staleness marker came with it.
            [
                &created,
                "\nand ignoring (condition) (",
                &failed,
                " == 1)\nand ignoring (condition) (timestamp(",
                &failed,
                ") >= ignoring (condition) timestamp(",
                &created,
                "))",
            ]
            .concat()
        }
    };
    let mut term = ["max by (namespace, job_name) (\n", &indented(&inner), "\n)"].concat();
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

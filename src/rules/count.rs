use super::demand::Demand;
use super::expression::{labels, series_of_kind};
use super::file::{Rule, RuleName};
use super::names::{self, Ending};
use crate::review::wording::{length, short_length};
use crate::slo::{Kind, Slo};
use crate::time::Duration;

/// How far back of a window's left edge a failure must have been seen to be one from before it. It is as far as
/// Prometheus itself looks back for a sample, and the method's limit for an estimated end (section 9).
const BEFORE: &str = "5m";

/// The rules that count the jobs of each kind over a window, as events.
pub fn rules(slo: &Slo, demand: &Demand, window: Duration, rules: &mut Vec<Rule>) {
    for (kind, ending) in demand.over(window) {
        let mut labels = labels(slo);
        labels.push(("kind", slo.kinds.name(kind).to_owned()));
        rules.push(Rule {
            comment: comment(ending, window),
            name: RuleName::Record(names::jobs(ending, window)),
            expression: match ending {
                Ending::Succeeded => succeeded(slo, kind, window),
                Ending::Failed => failed(slo, kind, window),
            },
            labels,
            annotations: Vec::new(),
        });
    }
}

fn comment(ending: Ending, window: Duration) -> String {
    let (name, how) = match ending {
        Ending::Succeeded => ("succeeded", "every completion time in the window is one event"),
        Ending::Failed => ("failed", "every failure first seen in the window is one event"),
    };
    ["Method, sections 1 and 3: the jobs of the kind that ", name, " within (t - ", &length(window), ", t]; ", how, "."]
        .concat()
}

/// Completion times only grow under one name. So the jobs that a series showed are its changes and its first value,
/// and only the first can lie before the window.
fn succeeded(slo: &Slo, kind: Kind, window: Duration) -> String {
    let jobs = series_of_kind(slo, names::SUCCEEDED, kind);
    let range = ["[", &short_length(window), "]"].concat();
    let seconds = window.whole_seconds().to_string();
    [
        "sum(\n  changes(",
        &jobs,
        &range,
        ")\n  + (min_over_time(",
        &jobs,
        &range,
        ") > bool (time() - ",
        &seconds,
        "))\n)\nor vector(0)",
    ]
    .concat()
}

/// Likewise; the first does not count where it was there already just before the window.
fn failed(slo: &Slo, kind: Kind, window: Duration) -> String {
    let jobs = series_of_kind(slo, names::FAILED, kind);
    let short = short_length(window);
    let range = ["[", &short, "]"].concat();
    [
        "sum(changes(",
        &jobs,
        &range,
        ") + 1)\n- (\n  count(\n    min_over_time(",
        &jobs,
        &range,
        ")\n    == last_over_time(",
        &jobs,
        "[",
        BEFORE,
        "] offset ",
        &short,
        ")\n  )\n  or vector(0)\n)\nor vector(0)",
    ]
    .concat()
}

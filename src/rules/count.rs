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
        Ending::Succeeded => ("succeeded", "a job counts where its completion time lies"),
        Ending::Failed => ("failed", "a job counts where it was first seen failed"),
    };
    ["Method, sections 1 and 3: the jobs of the kind that ", name, " within (t - ", &length(window), ", t]; ", how, "."]
        .concat()
}

fn succeeded(slo: &Slo, kind: Kind, window: Duration) -> String {
    let jobs = series_of_kind(slo, names::SUCCEEDED, kind);
    let seconds = window.whole_seconds().to_string();
    ["count(last_over_time(", &jobs, "[", &short_length(window), "]) > time() - ", &seconds, ")\nor vector(0)"].concat()
}

/// A failure that was there just before the window is none of the window's.
fn failed(slo: &Slo, kind: Kind, window: Duration) -> String {
    let jobs = series_of_kind(slo, names::FAILED, kind);
    let window = short_length(window);
    [
        "count(\n  last_over_time(",
        &jobs,
        "[",
        &window,
        "])\n  unless last_over_time(",
        &jobs,
        "[",
        BEFORE,
        "] offset ",
        &window,
        ")\n)\nor vector(0)",
    ]
    .concat()
}

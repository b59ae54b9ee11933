//! Events, availability, budget and policy.

use super::selection::{self, Selections};
use super::weight::{Weight, decimal};
use super::window;
use super::writer::{Record, Writer};
use crate::review::wording::{fraction, length, short_length, target};
use crate::slo::{EventRole, EventValues, PolicyState, PolicyStep, Slo};
use crate::time::Duration;

/// What all windows of events have.
const OF_WINDOW: [Record; 2] = [
    Record {
        comment: "Method, section 3: all events within <length>.",
        name: "service_slo:events_total:count<window>",
        expression: "service_slo:events_good:count<window>{<id>}\n+ service_slo:events_bad:count<window>{<id>}",
    },
    Record {
        comment: "Method, section 4: the burn rate is (bad / total) / budget, over <length>; no data where total is 0.",
        name: "service_slo:error_budget:burn_rate<window>",
        expression: "\
(<bad*>service_slo:events_bad:count<window>{<id>})
/
(<total*>service_slo:events_total:count<window>{<id>} > 0)",
    },
];

/// What the SLO's own window has.
const OF_SLO: [Record; 6] = [
    Record {
        comment: "Method, section 3: the objective, <objective-shown>.",
        name: "service_slo:objective:ratio",
        expression: "vector(<objective>)",
    },
    Record {
        comment: "Method, section 4: the budget is 1 - target, <budget-shown>.",
        name: "service_slo:error_budget:ratio",
        expression: "vector(<budget>)",
    },
    Record {
        comment: "Method, section 3: ratio = good / (good + bad); no data without events, which is neither 0 % nor 100 %.",
        name: "service_slo:availability:ratio<slo-window>",
        expression: "\
service_slo:events_good:count<slo-window>{<id>}
/
(service_slo:events_total:count<slo-window>{<id>} > 0)",
    },
    Record {
        comment: "Method, section 4: remaining = 1 - spent, signed, never clamped.",
        name: "service_slo:error_budget:remaining_ratio<slo-window>",
        expression: "\
(
  <total*>service_slo:events_total:count<slo-window>{<id>}
  - <bad*>service_slo:events_bad:count<slo-window>{<id>}
)
/
(<total*>service_slo:events_total:count<slo-window>{<id>} > 0)",
    },
    Record {
        comment: "Method, section 4: failuresAllowed = floor(budget * total).",
        name: "service_slo:failures_allowed:count<slo-window>",
        expression: "floor(<total*>service_slo:events_total:count<slo-window>{<id>} / <bad>)",
    },
    Record {
        comment: "Method, section 4: failuresLeft = failuresAllowed - bad, signed.",
        name: "service_slo:failures_left:count<slo-window>",
        expression: "\
service_slo:failures_allowed:count<slo-window>{<id>}
- service_slo:events_bad:count<slo-window>{<id>}",
    },
];

const SPENT: Record = Record {
    comment: "Method, section 4: spent = bad / (budget * total): the failures of <length>, as a share of the budget of \
              <slo-length>. It may exceed 1.",
    name: "service_slo:error_budget:spent_ratio<window>",
    expression: "\
(<bad*>service_slo:events_bad:count<window>{<id>})
/
(<total*>service_slo:events_total:count<slo-window>{<id>} > 0)",
};

const POLICY: &str = "Method, section 5: the policy's state, strictest first, by a strict > in whole numbers. -1 noData, no \
    events in the window; <steps>0 normal.";

/// The steps of the policy, strictest first, each with the number of its state.
pub fn steps(slo: &Slo) -> impl Iterator<Item = (&'static str, &PolicyStep)> {
    [(PolicyState::Stabilise, "2"), (PolicyState::Freeze, "1")].into_iter().flat_map(|(state, number)| {
        slo.policy.steps.iter().filter(move |step| step.state == state).map(move |step| (number, step))
    })
}

/// The events of the window that the writer knows, and the burn rate over it.
pub fn write_window(writer: &mut Writer, slo: &Slo, selections: &Selections, window: Duration) {
    if !window::is_of_events(slo, window) {
        return;
    }
    for (name, jobs, role, other) in
        [("good", "succeeded", EventRole::Good, EventRole::Bad), ("bad", "failed", EventRole::Bad, EventRole::Good)]
    {
        let series = writer.fill(&["service_slo:events_", name, ":count<window>"].concat());
        let kinds = selections.counted(slo);
        writer.set("outcome", name.to_owned());
        let comment = if kinds.is_empty() {
            "Method, section 9: <outcome> events within <length>, as the series of the SLO file count them."
        } else {
            "Method, section 3: <outcome> events are the jobs of the counted kinds that ended so within <length>."
        };
        writer.begin(comment, "record", &series);
        if !kinds.is_empty() {
            writer.set("kinds", kinds);
            writer.lines(0, &["sum(service_slo_kind:jobs_", jobs, ":count<window>{<id>,<kinds>})"].concat());
        }
        write_series(writer, slo, role, other, selections);
        writer.labels("", "");
    }
    Weight::budget(slo.target).set(writer);
    OF_WINDOW.iter().for_each(|record| writer.record(record));
}

/// The events that series of no job count: of the role, or what the other leaves of the total.
fn write_series(writer: &mut Writer, slo: &Slo, role: EventRole, other: EventRole, selections: &Selections) {
    if !selection::has_series(slo) {
        return;
    }
    let lead = if selections.counted(slo).is_empty() { "round(" } else { "+ round(" };
    writer.lines(0, lead);
    if selection::series(slo, role).next().is_some() {
        write_sum(writer, slo, role, 2);
    } else {
        // Extrapolation may leave a part larger than the total.
        writer.lines(2, "clamp_min(");
        write_sum(writer, slo, EventRole::Total, 4);
        writer.lines(4, "-");
        write_sum(writer, slo, other, 4);
        writer.lines(4, ", 0");
        writer.lines(2, ")");
    }
    writer.lines(0, ")");
}

fn write_sum(writer: &mut Writer, slo: &Slo, role: EventRole, margin: usize) {
    writer.lines(margin, "(");
    for (index, source) in selection::series(slo, role).enumerate() {
        writer.set("series", source.name.clone());
        let sum = match source.values {
            EventValues::Counter => "(sum(increase(<series>[<window>])) or vector(0))",
            EventValues::Increase => "(sum(sum_over_time(<series>[<window>])) or vector(0))",
        };
        writer.lines(margin + 2, if index > 0 { "+" } else { "" });
        writer.lines(margin + 2, sum);
    }
    writer.lines(margin, ")");
}

/// The figures of the SLO's own window.
pub fn write_slo(writer: &mut Writer, slo: &Slo) {
    writer.set("objective", decimal(slo.target.fraction()));
    writer.set("budget", decimal(slo.target.budget()));
    writer.set("objective-shown", target(slo));
    writer.set("budget-shown", fraction(slo.target.budget()));
    Weight::budget(slo.target).set(writer);
    OF_SLO.iter().for_each(|record| writer.record(record));
    let mut written = Vec::new();
    for window in std::iter::once(slo.window).chain(slo.policy.steps.iter().map(|step| step.window)) {
        if !written.contains(&window) {
            written.push(window);
            writer.set_window("", window);
            writer.record(&SPENT);
        }
    }
    write_policy(writer, slo);
}

/// Each line of the expression gives a number where it holds, and `or` takes the first that does.
fn write_policy(writer: &mut Writer, slo: &Slo) {
    let mut words = String::new();
    for (number, step) in steps(slo) {
        for part in [
            number,
            " ",
            step.state.name(),
            ", more than ",
            &fraction(step.threshold),
            " of the budget spent within ",
            &length(step.window),
            "; ",
        ] {
            words.push_str(part);
        }
    }
    writer.set("steps", words);
    writer.begin(POLICY, "record", "service_slo:policy:state");
    writer.lines(0, "(service_slo:events_total:count<slo-window>{<id>} == 0) - 1");
    for (number, step) in steps(slo) {
        Weight::budget(slo.target).times(step.threshold).set(writer);
        writer.set("window", short_length(step.window));
        writer.set("state", number.to_owned());
        writer.lines(
            0,
            "\
or (
  <bad*>service_slo:events_bad:count<window>{<id>}
  > <total*>service_slo:events_total:count<slo-window>{<id>}
) * 0 + <state>",
        );
    }
    writer.lines(0, "or service_slo:events_total:count<slo-window>{<id>} * 0");
    writer.labels("", "");
}

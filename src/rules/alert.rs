//! The alerting rules: those of the SLO file as far as metrics can say them, and those of the policy.

use super::figure::steps;
use super::maintenance;
use super::selection::{Selections, matcher};
use super::weight::{Weight, decimal};
use super::writer::Writer;
use crate::review::alert_wording::condition;
use crate::review::sentence::text_of;
use crate::review::wording::fraction;
use crate::slo::{AlertCondition, AlertRule, Fraction, Severity, Slo};
use crate::time::Duration;

const FAILED_JOBS: &str = "sum(service_slo_kind:jobs_failed:count<window>{<id>,<kinds>}) >= <least>";

const FAILURE_RATIO: &str = "\
sum(service_slo_kind:jobs_failed:count<window>{<id>,<kinds>})
/ (
  sum(service_slo_kind:jobs_failed:count<window>{<id>,<kinds>})
  + sum(service_slo_kind:jobs_succeeded:count<window>{<id>,<kinds>})
)
and
<bad*>sum(service_slo_kind:jobs_failed:count<window>{<id>,<kinds>})
> <total*>(
  sum(service_slo_kind:jobs_failed:count<window>{<id>,<kinds>})
  + sum(service_slo_kind:jobs_succeeded:count<window>{<id>,<kinds>})
)";

const BURN_RATE: &str = "\
service_slo:error_budget:burn_rate<short-window>{<id>}
and (
  <bad*>service_slo:events_bad:count<short-window>{<id>}
  > <total*>service_slo:events_total:count<short-window>{<id>}
)
and (
  <bad*>service_slo:events_bad:count<long-window>{<id>}
  > <total*>service_slo:events_total:count<long-window>{<id>}
)
and service_slo:events_bad:count<short-window>{<id>} >= <least>";

const BURN_SHARE: &str = "; at <factor>, <long-length> spend <share> of the budget of <slo-length>";

/// The alert that says that maintenance goes on, by which an Alertmanager can inhibit the others.
const MAINTENANCE: &str = "maintenance-window";

/// Why metrics cannot say an alert; none where they can.
pub fn left_out(alert: &AlertRule, selections: &Selections) -> Option<&'static str> {
    match &alert.condition {
        AlertCondition::EvidenceAfterMitigation { .. } | AlertCondition::RecoveryTime { .. } => {
            Some("metrics carry neither failed jobs' texts nor mitigations")
        }
        AlertCondition::FailedJobs { kinds, .. } | AlertCondition::FailureRatio { kinds, .. } => {
            let told = kinds.iter().all(|&kind| selections.tells(kind));
            if told { None } else { Some("metrics cannot tell all of its kinds of job") }
        }
        AlertCondition::BurnRate { .. } => None,
    }
}

/// All of them.
pub fn write(writer: &mut Writer, slo: &Slo, selections: &Selections) {
    let service = if slo.service.display_name.is_empty() { &slo.service.name } else { &slo.service.display_name };
    writer.set("display", template_text(service));
    for alert in &slo.alerts {
        if left_out(alert, selections).is_none() {
            write_alert(writer, slo, alert);
        }
    }
    write_policy(writer, slo);
    if !slo.exclusions.maintenance.is_empty() {
        begin(
            writer,
            "Method, section 8: alerts are silenced while a maintenance window, [from, to), is active.",
            MAINTENANCE,
        );
        maintenance::write_each(writer, slo, "vector(time()) >= <from> < <to>");
        end(
            writer,
            slo,
            "none",
            "maintenance",
            "Jobs that touch it do not count. It is to inhibit the other alerts of this SLO.",
            "",
        );
    }
}

fn write_alert(writer: &mut Writer, slo: &Slo, alert: &AlertRule) {
    let condition = condition(slo, &alert.condition);
    let mut share = String::new();
    let (expression, figure) = match &alert.condition {
        AlertCondition::FailedJobs { kinds, window, at_least } => {
            writer.set_window("", *window);
            writer.set("kinds", matcher(slo, kinds));
            writer.set("least", at_least.to_string());
            (FAILED_JOBS, "Failed jobs now: {{ printf \"%.0f\" $value }}")
        }
        AlertCondition::FailureRatio { kinds, window, above } => {
            writer.set_window("", *window);
            writer.set("kinds", matcher(slo, kinds));
            Weight::of(*above).set(writer);
            (FAILURE_RATIO, "Failed now: {{ $value | humanizePercentage }}")
        }
        AlertCondition::BurnRate { short_window, long_window, above, minimum_failures } => {
            writer.set_window("short-", *short_window);
            writer.set_window("long-", *long_window);
            writer.set("least", minimum_failures.to_string());
            Weight::budget(slo.target).times(*above).set(writer);
            writer.set("factor", decimal(*above));
            writer.set("share", fraction(share_of_budget(*above, *long_window, slo.window)));
            share = writer.fill(BURN_SHARE);
            (BURN_RATE, "Burn rate now: {{ $value | humanize }} over <short-length>")
        }
        AlertCondition::EvidenceAfterMitigation { .. } | AlertCondition::RecoveryTime { .. } => return,
    };
    begin(writer, &["Method, section 8: ", &condition, &share, "."].concat(), &alert.name);
    writer.lines(0, expression);
    let description = [&writer.fill(figure), &share, ". ", &template_text(&alert.action)].concat();
    end(writer, slo, alert.severity.name(), &condition, description.trim_end(), &alert.runbook);
}

fn write_policy(writer: &mut Writer, slo: &Slo) {
    let mut before = "";
    for (number, step) in steps(slo) {
        // Several steps may set one state.
        if number == before {
            continue;
        }
        before = number;
        let (name, text) = (step.state.name(), text_of(slo, step.state));
        let comment = ["Method, section 5: the state is ", name, "."].concat();
        begin(writer, &comment, &["error-budget-policy-", name].concat());
        writer.lines(0, &["service_slo:policy:state{<id>} == ", number].concat());
        let description = ["Allowed: ", &text.allowed, " Blocked: ", &text.blocked].concat();
        let summary = ["the error budget policy says ", name].concat();
        end(writer, slo, Severity::Ticket.name(), &summary, &template_text(&description), "");
    }
}

fn begin(writer: &mut Writer, comment: &str, name: &str) {
    writer.begin(comment, "alert", &crate::quote::quoted(name));
}

/// The labels and annotations.
fn end(writer: &mut Writer, slo: &Slo, severity: &str, summary: &str, description: &str, runbook: &str) {
    writer.labels("severity", severity);
    writer.put("        annotations:\n");
    let summary = [&writer.fill("<display>: "), summary].concat();
    writer.entry("summary", &summary);
    writer.entry("description", description);
    let link = slo.service.links.iter().find(|link| link.rel == "runbook").map_or("", |link| &link.href);
    let runbook = if runbook.is_empty() { link } else { runbook };
    if !runbook.is_empty() {
        writer.entry("runbook_url", &template_text(runbook));
    }
}

/// Text of an SLO file as part of an annotation. Annotations are Go templates, in which it shall be nothing but text.
fn template_text(text: &str) -> String {
    text.trim().replace("{{", "{{ \"{{\" }}")
}

/// What a burn rate held for the long window spends of the SLO window's budget, rounded to a tenth of a percent.
fn share_of_budget(burn: Fraction, long: Duration, window: Duration) -> Fraction {
    let [long, window] = [long, window].map(|length| length.whole_seconds().unsigned_abs() / 60);
    let millionths = burn.ppb() / 1_000 * long / window.max(1);
    Fraction::from_ppb((millionths + 500) / 1_000 * 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::template_text;

    #[test]
    fn no_template_begins_in_text() {
        assert_eq!(template_text("a {{ query \"up\" }} b"), "a {{ \"{{\" }} query \"up\" }} b");
        assert_eq!(template_text("{{{"), "{{ \"{{\" }}{");
        assert_eq!(template_text("plain { text }}"), "plain { text }}");
    }
}

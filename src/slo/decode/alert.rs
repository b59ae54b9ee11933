use super::file::Document;
use crate::slo::cursor::{Cursor, list};
use crate::slo::object::Object;
use crate::slo::problem::Findings;
use crate::slo::shape::{ALERT, ALERT_RULES};
use crate::slo::{AlertCondition, AlertRule, Class, Fraction, Kind, Kinds, ONE_PPB, Severity, Signatures};
use crate::time::Duration;

const MAX_ALERTS: usize = 100;
const MAX_COUNT: u32 = 1_000_000;
const SEVERITIES: [(&str, Severity); 2] =
    [(Severity::Page.name(), Severity::Page), (Severity::Ticket.name(), Severity::Ticket)];

/// The conditions by name, each with the fields that belong to it: those that it needs, and those that it may have.
const CONDITIONS: [(&str, Condition); 5] = [
    ("failedJobs", Condition { make: failed_jobs, needs: &["kinds", "window", "atLeast"], may_have: &[] }),
    (
        "evidenceAfterMitigation",
        Condition { make: evidence_after_mitigation, needs: &["classes", "window", "atLeast"], may_have: &["kinds"] },
    ),
    ("failureRatio", Condition { make: failure_ratio, needs: &["kinds", "window", "above"], may_have: &[] }),
    ("recoveryTime", Condition { make: recovery_time, needs: &["window"], may_have: &["longerThan"] }),
    (
        "burnRate",
        Condition { make: burn_rate, needs: &["shortWindow", "longWindow", "above"], may_have: &["minimumFailures"] },
    ),
];

/// Fields that belong to some condition; the others belong to every alert.
const CONDITION_FIELDS: [&str; 9] =
    ["kinds", "classes", "window", "shortWindow", "longWindow", "atLeast", "above", "longerThan", "minimumFailures"];

#[derive(Clone, Copy)]
struct Condition {
    make: fn(&Object<'_>, &Context<'_>, &mut Findings) -> Option<AlertCondition>,
    needs: &'static [&'static str],
    may_have: &'static [&'static str],
}

/// What other documents of the file say; `None` where they could not be read.
struct Context<'a> {
    kinds: Option<&'a Kinds>,
    signatures: Option<&'a Signatures>,
    recovery_target: Option<Duration>,
}

/// Reads an `AlertRules` document.
pub(super) fn read(
    document: &Document<'_>,
    kinds: Option<&Kinds>,
    signatures: Option<&Signatures>,
    recovery_target: Option<Duration>,
    findings: &mut Findings,
) -> Vec<AlertRule> {
    let context = Context { kinds, signatures, recovery_target };
    let spec = document.spec.as_ref().and_then(|spec| spec.object(&ALERT_RULES, findings));
    let items = spec.and_then(|spec| spec.get("alerts")?.some_items(MAX_ALERTS, findings)).unwrap_or_default();
    let mut names: Vec<String> = Vec::new();
    let mut rules = Vec::new();
    for item in items {
        let Some(object) = item.object(&ALERT, findings) else { continue };
        let name = object.get("name").and_then(|field| name(&field, &mut names, findings));
        let severity = object.get("severity").and_then(|field| field.choice(&SEVERITIES, "severity", findings));
        let condition = condition(&object, &context, findings);
        let action = object.string_or_empty("action", findings);
        let runbook = object.string_or_empty("runbook", findings);
        if let (Some(name), Some(severity), Some(condition)) = (name, severity, condition) {
            rules.push(AlertRule { name, severity, condition, action, runbook });
        }
    }
    rules
}

fn name(field: &Cursor<'_>, before: &mut Vec<String>, findings: &mut Findings) -> Option<String> {
    let name = field.text(findings)?;
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if name.len() > 100 || !name.bytes().all(inner) {
        let remedy = "use at most 100 letters, digits, `_` and `-`";
        field.problem(findings, "not a name for an alert", remedy);
        return None;
    }
    if before.iter().any(|known| known == name) {
        field.problem(findings, format!("a second alert `{name}`"), "give each alert its own name");
        return None;
    }
    before.push(name.to_owned());
    Some(name.to_owned())
}

fn condition(object: &Object<'_>, context: &Context<'_>, findings: &mut Findings) -> Option<AlertCondition> {
    let field = object.get("condition")?;
    let condition = field.choice(&CONDITIONS, "condition", findings)?;
    let (needs, may_have) = (condition.needs, condition.may_have);
    for name in CONDITION_FIELDS {
        match object.get(name) {
            None if needs.contains(&name) => object.missing(name, findings),
            Some(stray) if !needs.contains(&name) && !may_have.contains(&name) => {
                let remedy = format!("it takes {}", list(needs.iter().chain(may_have).copied()));
                stray.problem(findings, format!("`{name}` does not belong to this condition"), remedy);
            }
            _ => {}
        }
    }
    (condition.make)(object, context, findings)
}

fn failed_jobs(object: &Object<'_>, context: &Context<'_>, findings: &mut Findings) -> Option<AlertCondition> {
    let kinds = kinds(object, context, findings);
    let window = duration(object, "window", findings);
    let at_least = count(object, "atLeast", findings);
    Some(AlertCondition::FailedJobs { kinds: kinds?, window: window?, at_least: at_least? })
}

fn evidence_after_mitigation(
    object: &Object<'_>,
    context: &Context<'_>,
    findings: &mut Findings,
) -> Option<AlertCondition> {
    let classes = classes(object, context, findings);
    let kinds = match object.get("kinds") {
        Some(_) => kinds(object, context, findings),
        None => Some(Vec::new()),
    };
    let window = duration(object, "window", findings);
    let at_least = count(object, "atLeast", findings);
    let (classes, kinds, window, at_least) = (classes?, kinds?, window?, at_least?);
    Some(AlertCondition::EvidenceAfterMitigation { classes, kinds, window, at_least })
}

fn failure_ratio(object: &Object<'_>, context: &Context<'_>, findings: &mut Findings) -> Option<AlertCondition> {
    let kinds = kinds(object, context, findings);
    let window = duration(object, "window", findings);
    let above = object.get("above").and_then(|above| above.share(Fraction::from_ppb(ONE_PPB), findings));
    if let Some(field) = object.get("above").filter(|_| above == Some(Fraction::from_ppb(ONE_PPB))) {
        field.problem(findings, "no ratio is above 100 %", "write a smaller share, such as 5%");
    }
    Some(AlertCondition::FailureRatio { kinds: kinds?, window: window?, above: above? })
}

fn recovery_time(object: &Object<'_>, context: &Context<'_>, findings: &mut Findings) -> Option<AlertCondition> {
    let window = duration(object, "window", findings);
    let longer_than = match object.get("longerThan") {
        Some(field) => field.duration(findings),
        None => {
            if context.recovery_target.is_none() {
                let remedy = "add `longerThan`, or a recovery SLO whose target is then taken";
                object.cursor().problem(findings, "there is no recovery target to compare with", remedy);
            }
            context.recovery_target
        }
    };
    Some(AlertCondition::RecoveryTime { window: window?, longer_than: longer_than? })
}

fn burn_rate(object: &Object<'_>, _: &Context<'_>, findings: &mut Findings) -> Option<AlertCondition> {
    let short_window = duration(object, "shortWindow", findings);
    let long_window = duration(object, "longWindow", findings);
    if let (Some(short), Some(long), Some(field)) = (short_window, long_window, object.get("longWindow"))
        && long <= short
    {
        field.problem(findings, "the long window is not longer than the short one", "swap them, or lengthen it");
    }
    let above = object.get("above").and_then(|field| factor(&field, findings));
    let minimum_failures = match object.get("minimumFailures") {
        Some(field) => field.whole(1, MAX_COUNT, findings),
        None => Some(1),
    };
    let (short_window, long_window) = (short_window?, long_window?);
    Some(AlertCondition::BurnRate { short_window, long_window, above: above?, minimum_failures: minimum_failures? })
}

/// A burn rate; 1 spends exactly the budget over the SLO's window.
fn factor(field: &Cursor<'_>, findings: &mut Findings) -> Option<Fraction> {
    let factor = field.decimal(9, "6", findings)?;
    if factor == 0 || factor > 1_000_000 * ONE_PPB {
        field.problem(findings, "the burn rate is out of range", "write a factor above 0, such as 6; at most 1000000");
        return None;
    }
    Some(Fraction::from_ppb(factor))
}

fn duration(object: &Object<'_>, name: &str, findings: &mut Findings) -> Option<Duration> {
    object.get(name).and_then(|field| field.duration(findings))
}

fn count(object: &Object<'_>, name: &str, findings: &mut Findings) -> Option<u32> {
    object.get(name).and_then(|field| field.whole(1, MAX_COUNT, findings))
}

fn kinds(object: &Object<'_>, context: &Context<'_>, findings: &mut Findings) -> Option<Vec<Kind>> {
    let items = object.get("kinds")?.some_items(MAX_ALERTS, findings)?;
    let known = context.kinds?;
    let mut found = Vec::new();
    for item in items {
        let Some(name) = item.text(findings) else { continue };
        match known.named(name) {
            Some(kind) if found.contains(&kind) => {
                item.problem(findings, format!("`{name}` is listed twice"), "list it once")
            }
            Some(kind) => found.push(kind),
            None => item.unknown(name, "kind of job", known.names.iter().map(String::as_str), findings),
        }
    }
    Some(found)
}

fn classes(object: &Object<'_>, context: &Context<'_>, findings: &mut Findings) -> Option<Vec<Class>> {
    let items = object.get("classes")?.some_items(MAX_ALERTS, findings)?;
    let known = context.signatures?;
    let mut found = Vec::new();
    for item in items {
        let Some(name) = item.text(findings) else { continue };
        match known.named(name) {
            Some(class) if !known.class(class).opens_incidents => {
                let message = format!("class `{name}` opens no incidents, so nothing of it comes after a mitigation");
                item.problem(findings, message, "write `opensIncidents: true` for the class, or leave it out here");
            }
            Some(class) if found.contains(&class) => {
                item.problem(findings, format!("`{name}` is listed twice"), "list it once")
            }
            Some(class) => found.push(class),
            None => {
                item.unknown(name, "class of failures", known.classes.iter().map(|class| class.name.as_str()), findings)
            }
        }
    }
    Some(found)
}

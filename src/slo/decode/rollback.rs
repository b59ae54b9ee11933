use super::file::Document;
use crate::slo::cursor::{Cursor, list};
use crate::slo::object::Object;
use crate::slo::problem::Findings;
use crate::slo::shape::{ROLLBACK_CHECK, ROLLBACK_PLAN, ROLLBACK_STEP, ROLLBACK_TRIGGER};
use crate::slo::{AlertRule, RollbackCheck, RollbackPlan, RollbackStep, RollbackTrigger, TriggerTest};
use crate::time::Duration;

const MAX_ITEMS: usize = 20;

/// The conditions by name, each with the fields that it needs.
const CONDITIONS: [(&str, &[&str]); 4] = [
    ("firesAfterMitigation", &["alerts", "after"]),
    ("fired", &["alerts"]),
    ("firing", &["alerts"]),
    ("recoveryOverTarget", &[]),
];

/// What other documents of the file say.
pub(super) struct Context<'a> {
    pub(super) alerts: &'a [AlertRule],
    pub(super) recovery_target: Option<Duration>,
}

/// Reads a `RollbackPlan` document.
pub(super) fn read(document: &Document<'_>, context: &Context<'_>, findings: &mut Findings) -> RollbackPlan {
    let Some(spec) = document.spec.as_ref().and_then(|spec| spec.object(&ROLLBACK_PLAN, findings)) else {
        return RollbackPlan::default();
    };
    let mut triggers: Vec<RollbackTrigger> = Vec::new();
    for item in spec.get("triggers").and_then(|items| items.some_items(MAX_ITEMS, findings)).unwrap_or_default() {
        let Some(trigger) = trigger(&item, context, findings) else { continue };
        if triggers.iter().any(|known| known.name == trigger.name) {
            item.problem(findings, format!("a second trigger `{}`", trigger.name), "give each trigger its own name");
            continue;
        }
        triggers.push(trigger);
    }
    let steps = spec.get("steps").and_then(|items| items.some_items(MAX_ITEMS, findings)).unwrap_or_default();
    let check = spec.get("check").and_then(|check| check.object(&ROLLBACK_CHECK, findings));
    RollbackPlan {
        triggers,
        steps: steps.iter().filter_map(|item| step(item, findings)).collect(),
        check: check.and_then(|object| {
            let window = object.get("window").and_then(|field| field.duration(findings));
            let text = object.string_or_empty("text", findings);
            Some(RollbackCheck { window: window?, text })
        }),
        document: spec.string_or_empty("document", findings),
    }
}

fn trigger(item: &Cursor<'_>, context: &Context<'_>, findings: &mut Findings) -> Option<RollbackTrigger> {
    let object = item.object(&ROLLBACK_TRIGGER, findings)?;
    let name = object.get("name").and_then(|name| name.name(findings));
    let field = object.get("condition")?;
    let needs = field.choice(&CONDITIONS, "condition", findings)?;
    for name in ["alerts", "after"] {
        match object.get(name) {
            None if needs.contains(&name) => object.missing(name, findings),
            Some(stray) if !needs.contains(&name) => {
                let remedy = match needs {
                    [] => "leave it out".to_owned(),
                    needs => format!("it takes {}", list(needs.iter().copied())),
                };
                stray.problem(findings, format!("`{name}` does not belong to this condition"), remedy);
            }
            _ => {}
        }
    }
    let test = match field.text(findings)? {
        "firesAfterMitigation" => {
            let alerts = alerts(&object, context, findings);
            let after = object.get("after").and_then(|field| field.duration(findings));
            TriggerTest::FiresAfterMitigation { alerts: alerts?, after: after? }
        }
        "fired" => TriggerTest::Fired { alerts: alerts(&object, context, findings)? },
        "firing" => TriggerTest::Firing { alerts: alerts(&object, context, findings)? },
        _ => {
            if context.recovery_target.is_none() {
                let remedy = "add a recovery SLO, whose target is then taken, or leave the trigger out";
                item.problem(findings, "there is no recovery target to compare with", remedy);
            }
            TriggerTest::RecoveryOverTarget { longer_than: context.recovery_target? }
        }
    };
    Some(RollbackTrigger { name: name?.to_owned(), test })
}

fn alerts(object: &Object<'_>, context: &Context<'_>, findings: &mut Findings) -> Option<Vec<usize>> {
    let items = object.get("alerts")?.some_items(MAX_ITEMS, findings)?;
    let mut found = Vec::new();
    for item in items {
        let Some(name) = item.text(findings) else { continue };
        match context.alerts.iter().position(|alert| alert.name == name) {
            Some(place) if found.contains(&place) => {
                item.problem(findings, format!("`{name}` is listed twice"), "list it once");
            }
            Some(place) => found.push(place),
            None => item.unknown(name, "alert", context.alerts.iter().map(|alert| alert.name.as_str()), findings),
        }
    }
    Some(found)
}

fn step(item: &Cursor<'_>, findings: &mut Findings) -> Option<RollbackStep> {
    let object = item.object(&ROLLBACK_STEP, findings)?;
    Some(RollbackStep {
        name: object.string_or_empty("name", findings),
        text: object.string_or_empty("text", findings),
    })
}

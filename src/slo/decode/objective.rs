use crate::slo::cursor::Cursor;
use crate::slo::object::Object;
use crate::slo::problem::Findings;
use crate::slo::shape::OBJECTIVE;
use crate::slo::{ONE_PPB, Target};
use crate::time::Duration;

/// How many decimal places a target may have as a share; a percentage has two less.
const PLACES: u32 = 9;
/// The longest recovery target, in seconds.
const MAX_RECOVERY_SECONDS: u64 = 30 * 86_400;

/// The only objective.
pub(super) fn only<'a>(field: &Cursor<'a>, findings: &mut Findings) -> Option<Object<'a>> {
    let objectives = field.some_items(64, findings)?;
    if objectives.len() > 1 {
        let message = format!("there are {} objectives", objectives.len());
        objectives[1].problem(findings, message, "keep one; a review is held against one objective");
    }
    objectives[0].object(&OBJECTIVE, findings)
}

/// The target of an availability objective.
pub(super) fn target(objective: &Object<'_>, findings: &mut Findings) -> Option<Target> {
    for name in ["op", "value"] {
        if let Some(field) = objective.get(name) {
            let message = format!("`{name}` belongs to a `thresholdMetric`, and the indicator has a `ratioMetric`");
            field.problem(findings, message, "leave it out");
        }
    }
    match (objective.get("target"), objective.get("targetPercent")) {
        (Some(share), None) => share_target(&share, findings),
        (None, Some(percent)) => percent_target(&percent, findings),
        (None, None) => {
            objective.missing("target", findings);
            None
        }
        (Some(_), Some(percent)) => {
            percent.problem(findings, "`target` is given too", "keep one of the two");
            None
        }
    }
}

/// How long a recovery may take, from an objective over a `thresholdMetric`: `op: lte` and `value` in seconds.
pub(super) fn recovery_target(objective: &Object<'_>, findings: &mut Findings) -> Option<Duration> {
    for name in ["target", "targetPercent"] {
        if let Some(field) = objective.get(name) {
            let message = format!("`{name}` is not used: every recovery by itself is held against `value`");
            field.note(findings, message);
        }
    }
    match objective.get("op") {
        None => objective.missing("op", findings),
        Some(op) => match op.text(findings) {
            None | Some("lte") => {}
            Some("lt" | "gt" | "gte") => {
                let message = "a recovery target is met up to and including its length";
                op.problem(findings, message, "write `lte`");
            }
            Some(other) => op.unknown(other, "operator", ["lte"].into_iter(), findings),
        },
    }
    let Some(value) = objective.get("value") else {
        objective.missing("value", findings);
        return None;
    };
    let millis = value.decimal(3, "1800 (seconds)", findings)?;
    if millis == 0 || millis > MAX_RECOVERY_SECONDS * 1_000 {
        let remedy = format!("a recovery target is given in seconds, above 0 and at most {MAX_RECOVERY_SECONDS}");
        value.problem(findings, "the recovery target is out of range", remedy);
        return None;
    }
    i64::try_from(millis).ok().map(Duration::from_millis)
}

fn share_target(field: &Cursor<'_>, findings: &mut Findings) -> Option<Target> {
    let text = field.scalar("a target", "write a share such as 0.99", findings)?;
    if let Some(percent) = text.strip_suffix('%') {
        let remedy = format!("write `targetPercent: {}`, or the share such as 0.99", percent.trim_end());
        field.problem(findings, "`target` is a share, not a percentage", remedy);
        return None;
    }
    let ppb = field.decimal(PLACES, "0.99", findings)?;
    if ppb > ONE_PPB {
        let message = format!("a target of `{text}` is above 1");
        field.problem(findings, message, "write a share such as 0.99; a percentage goes into `targetPercent`");
        return None;
    }
    in_range(field, ppb, "0.99", findings)
}

fn percent_target(field: &Cursor<'_>, findings: &mut Findings) -> Option<Target> {
    // A hundredth of a unit of 10^-7 is a unit of 10^-9, so the number stays the same.
    let ppb = field.decimal(PLACES - 2, "99.5", findings)?;
    if ppb > ONE_PPB {
        field.problem(findings, "a target above 100 %", "write a percentage such as 99.5");
        return None;
    }
    in_range(field, ppb, "99.5", findings)
}

fn in_range(field: &Cursor<'_>, ppb: u64, example: &str, findings: &mut Findings) -> Option<Target> {
    if ppb == 0 {
        field.problem(findings, "a target of 0 promises nothing", format!("write a target above 0, such as {example}"));
    } else if ppb == ONE_PPB {
        let message = "a target of 100 % leaves no error budget: the first failure would spend infinitely much of it";
        field.problem(findings, message, format!("write a target below 100 %, such as {example}"));
    }
    Target::from_ppb(ppb).ok()
}

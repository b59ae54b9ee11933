use super::file::Document;
use crate::slo::cursor::Cursor;
use crate::slo::object::Object;
use crate::slo::problem::Findings;
use crate::slo::shape::{BUDGET_POLICY, POLICY_NORMAL, POLICY_STEP};
use crate::slo::{BudgetPolicy, Fraction, ONE_PPB, PolicyState, PolicyStep, StateText};
use crate::time::Duration;

/// The states that a step can set.
const STATES: [(&str, PolicyState); 2] =
    [(PolicyState::Freeze.name(), PolicyState::Freeze), (PolicyState::Stabilise.name(), PolicyState::Stabilise)];
/// A budget can be overspent, so a threshold may lie above 100 %.
const MAX_THRESHOLD: Fraction = Fraction::from_ppb(10 * ONE_PPB);

/// Reads a `BudgetPolicy` document. `slo_window` is the availability SLO's, where it is known.
pub(super) fn read(
    document: &Document<'_>,
    slo_window: Option<Duration>,
    findings: &mut Findings,
) -> Option<BudgetPolicy> {
    let spec = document.spec.as_ref()?.object(&BUDGET_POLICY, findings)?;
    let mut steps: Vec<PolicyStep> = Vec::new();
    for item in spec.get("steps")?.some_items(8, findings)? {
        let Some(object) = item.object(&POLICY_STEP, findings) else { continue };
        let Some(step) = step(&object, slo_window, findings) else { continue };
        if steps.iter().any(|before| before.state == step.state) {
            let message = format!("a second step for `{}`", step.state.name());
            item.problem(findings, message, "keep one step for each state");
        }
        steps.push(step);
    }
    let normal = spec.get("normal")?.object(&POLICY_NORMAL, findings)?;
    Some(BudgetPolicy { steps, normal: text(&normal, findings)? })
}

fn step(object: &Object<'_>, slo_window: Option<Duration>, findings: &mut Findings) -> Option<PolicyStep> {
    let state = object.get("state").and_then(|state| state.choice(&STATES, "state", findings));
    let window = object.get("window").and_then(|field| window(&field, slo_window, findings));
    let threshold = object.get("threshold").and_then(|threshold| threshold.share(MAX_THRESHOLD, findings));
    let text = text(object, findings);
    Some(PolicyStep { state: state?, window: window?, threshold: threshold?, text: text? })
}

fn window(field: &Cursor<'_>, slo_window: Option<Duration>, findings: &mut Findings) -> Option<Duration> {
    let window = field.duration(findings)?;
    if slo_window.is_some_and(|slo_window| window > slo_window) {
        let remedy = "make it at most as long; spending is a share of that window's budget";
        field.problem(findings, "the step's window is longer than the SLO's", remedy);
        return None;
    }
    Some(window)
}

fn text(object: &Object<'_>, findings: &mut Findings) -> Option<StateText> {
    let allowed = object.get("allowed").and_then(|text| text.string(findings));
    let blocked = object.get("blocked").and_then(|text| text.string(findings));
    Some(StateText { allowed: allowed?, blocked: blocked? })
}

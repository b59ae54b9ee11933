use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::boundary::to_js;
use super::problem::slo_problem;
use crate::slo::{RollbackPlan, Slo};
use crate::time::Duration;

/// An SLO, as the page shows it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SloView<'a> {
    file: &'a str,
    service: &'a str,
    display_name: &'a str,
    description: &'a str,
    name: &'a str,
    target: f64,
    window_seconds: i64,
    recovery_target_seconds: Option<i64>,
    scope_pattern: &'a str,
    cujs: Vec<JourneyView<'a>>,
    links: Vec<LinkView<'a>>,
    owner: &'a str,
    approval: ApprovalView<'a>,
    policy: Vec<StepView<'a>>,
    rollback: RollbackView<'a>,
    notes: Vec<NoteView<'a>>,
}

#[derive(Serialize)]
struct JourneyView<'a> {
    id: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct LinkView<'a> {
    rel: &'a str,
    href: &'a str,
}

#[derive(Serialize)]
struct ApprovalView<'a> {
    status: &'a str,
    by: Option<&'a str>,
    at: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StepView<'a> {
    state: &'static str,
    window_seconds: i64,
    threshold: f64,
    allowed: &'a str,
    blocked: &'a str,
}

/// What to do once a trigger of the rollback plan is pulled. The triggers themselves are in the review document.
#[derive(Serialize)]
struct RollbackView<'a> {
    document: &'a str,
    steps: Vec<RollbackStepView<'a>>,
    check: Option<RollbackCheckView<'a>>,
}

#[derive(Serialize)]
struct RollbackStepView<'a> {
    name: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RollbackCheckView<'a> {
    window_seconds: i64,
    text: &'a str,
}

#[derive(Serialize)]
struct NoteView<'a> {
    line: u32,
    column: u32,
    path: &'a str,
    message: &'a str,
}

impl<'a> From<&'a Slo> for SloView<'a> {
    fn from(slo: &'a Slo) -> Self {
        let service = &slo.service;
        Self {
            file: &slo.file,
            service: &service.name,
            display_name: &service.display_name,
            description: &service.description,
            name: &slo.name,
            target: slo.target.fraction().as_f64(),
            window_seconds: slo.window.whole_seconds(),
            recovery_target_seconds: slo.recovery_target.map(Duration::whole_seconds),
            scope_pattern: slo.scope.pattern(),
            cujs: service.journeys.iter().map(|journey| JourneyView { id: &journey.id, text: &journey.text }).collect(),
            links: service.links.iter().map(|link| LinkView { rel: &link.rel, href: &link.href }).collect(),
            owner: &service.owner,
            approval: ApprovalView {
                status: &service.approval.status,
                by: service.approval.by.as_deref(),
                at: service.approval.at.as_deref(),
            },
            policy: slo
                .policy
                .steps
                .iter()
                .map(|step| StepView {
                    state: step.state.name(),
                    window_seconds: step.window.whole_seconds(),
                    threshold: step.threshold.as_f64(),
                    allowed: &step.text.allowed,
                    blocked: &step.text.blocked,
                })
                .collect(),
            rollback: RollbackView::from(&slo.rollback),
            notes: slo
                .notes
                .iter()
                .map(|note| NoteView { line: note.line, column: note.column, path: &note.path, message: &note.message })
                .collect(),
        }
    }
}

impl<'a> From<&'a RollbackPlan> for RollbackView<'a> {
    fn from(plan: &'a RollbackPlan) -> Self {
        Self {
            document: &plan.document,
            steps: plan.steps.iter().map(|step| RollbackStepView { name: &step.name, text: &step.text }).collect(),
            check: plan
                .check
                .as_ref()
                .map(|check| RollbackCheckView { window_seconds: check.window.whole_seconds(), text: &check.text }),
        }
    }
}

/// Reads an SLO file and gives it as the page shows it.
///
/// # Errors
///
/// An `SloProblem` with all that is wrong in the file.
#[wasm_bindgen(js_name = checkSlo)]
pub fn check_slo(name: &str, text: &str) -> Result<JsValue, JsValue> {
    let slo = Slo::parse(name, text).map_err(slo_problem)?;
    Ok(to_js(&SloView::from(&slo)))
}

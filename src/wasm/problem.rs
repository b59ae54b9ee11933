use serde::Serialize;
use wasm_bindgen::JsValue;

use super::boundary::to_js;
use super::summary::PositionView;
use crate::ingest::IngestError;
use crate::slo::SloErrors;

/// A file that cannot be used, as the page shows it.
#[derive(Serialize)]
struct FileProblem {
    r#type: &'static str,
    file: String,
    code: &'static str,
    what: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<PositionView>,
    remedy: String,
    /// Each series' name with how many have it, where the file is refused since nothing says what they count.
    #[serde(skip_serializing_if = "Option::is_none")]
    series: Option<Vec<(String, u64)>>,
}

/// An SLO file that is refused, as the page shows it.
#[derive(Serialize)]
struct SloProblem {
    r#type: &'static str,
    file: String,
    problems: Vec<SloProblemLine>,
    more: usize,
}

#[derive(Serialize)]
struct SloProblemLine {
    line: u32,
    column: u32,
    path: String,
    message: String,
    remedy: String,
}

pub(super) fn file_problem(error: IngestError) -> JsValue {
    to_js(&FileProblem {
        r#type: "file",
        file: error.file,
        code: error.code.name(),
        what: error.what,
        position: error.position.map(PositionView::from),
        remedy: error.remedy,
        series: error.unmapped.map(|unmapped| unmapped.names),
    })
}

/// A text that the page gave as annotations and that is something else.
pub(super) fn no_annotations(name: &str) -> JsValue {
    to_js(&FileProblem {
        r#type: "file",
        file: name.to_owned(),
        code: "no-annotations",
        what: "It is no file of annotations.".to_owned(),
        position: None,
        remedy: "Such a file is JSON that begins with {\"schema\": \"slo-review/annotations/1\"; the page saves one."
            .to_owned(),
        series: None,
    })
}

pub(super) fn slo_problem(errors: SloErrors) -> JsValue {
    let line = |problem: crate::slo::SloProblem| SloProblemLine {
        line: problem.line,
        column: problem.column,
        path: problem.path,
        message: problem.message,
        remedy: problem.remedy,
    };
    to_js(&SloProblem {
        r#type: "slo",
        file: errors.file,
        problems: errors.problems.into_iter().map(line).collect(),
        more: errors.more,
    })
}

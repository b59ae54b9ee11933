use serde::Deserialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::Session;
use super::boundary::{from_js, to_js, to_json};
use super::moment::instant;
use super::problem::slo_problem;
use crate::review::{LeftOut, NamedJob};
use crate::rules;
use crate::slo::{Slo, SloErrors, SloProblem};
use crate::slo::tuning::{self, Change, EditError};

/// What is tried out.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Trial {
    as_of: Option<String>,
    changes: Vec<ChangeRequest>,
    incidents: Vec<String>,
    jobs: Vec<NamedJob>,
}

/// A figure of the SLO file and what it is to be.
#[derive(Deserialize)]
struct ChangeRequest {
    id: String,
    value: String,
}

/// A figure of the SLO file, as the page shows it.
#[derive(serde::Serialize)]
struct TunableView {
    id: String,
    unit: &'static str,
    value: Option<String>,
}

#[wasm_bindgen]
impl Session {
    /// The figures of the SLO file that can be tuned: a list of `{id, unit, value}`.
    pub fn tunables(&self) -> JsValue {
        let view = |tunable: tuning::Tunable| TunableView {
            id: tunable.id,
            unit: tunable.unit.name(),
            value: tunable.value,
        };
        to_js(&tuning::tunables(self.slo_text()).into_iter().map(view).collect::<Vec<_>>())
    }

    /// The text of the SLO file with figures changed, for a list of `{id, value}`.
    ///
    /// # Errors
    ///
    /// An `SloProblem` where the file cannot hold them, a `TypeError` where the request is none.
    #[wasm_bindgen(js_name = tunedSlo)]
    pub fn tuned_slo(&self, changes: JsValue) -> Result<String, JsValue> {
        self.changed(from_js(changes)?).map(|(text, _)| text)
    }

    /// The same SLO as rules for Prometheus.
    ///
    /// # Errors
    ///
    /// As of `tunedSlo`.
    #[wasm_bindgen(js_name = tunedRules)]
    pub fn tuned_rules(&self, changes: JsValue) -> Result<String, JsValue> {
        self.changed(from_js(changes)?).map(|(_, slo)| rules::yaml(&slo))
    }

    /// What changed figures would have meant over the loaded data, for `{asOf?, changes, incidents, jobs}`, where
    /// incidents and jobs are left out: a `Tuned` as JSON text, or `undefined` without data.
    ///
    /// # Errors
    ///
    /// An `SloProblem` where the file cannot hold the changes, a `TypeError` where the request is none.
    pub fn tune(&mut self, trial: JsValue) -> Result<Option<String>, JsValue> {
        let trial: Trial = from_js(trial)?;
        let as_of = instant(trial.as_of.as_deref())?;
        let basis = self.basis();
        let Some(as_of) = as_of.or(basis.watermark()) else { return Ok(None) };
        let left_out = LeftOut { incidents: trial.incidents, jobs: trial.jobs };
        let (_, slo) = self.changed(trial.changes)?;
        Ok(Some(to_json(&basis.tuned(&slo, &left_out, as_of))))
    }
}

impl Session {
    /// The SLO with figures changed, as text and read. What cannot be written, and what cannot be read, is said alike.
    fn changed(&self, changes: Vec<ChangeRequest>) -> Result<(String, Slo), JsValue> {
        let changes: Vec<Change> =
            changes.into_iter().map(|change| Change { id: change.id, value: change.value }).collect();
        let file = &self.slo().file;
        let text = tuning::edit(self.slo_text(), &changes).map_err(|EditError { id, why }| {
            let problem = SloProblem { line: 0, column: 0, path: id, message: why, remedy: String::new() };
            slo_problem(SloErrors { file: file.clone(), problems: vec![problem], more: 0 })
        })?;
        let slo = Slo::parse(file, &text).map_err(slo_problem)?;
        Ok((text, slo))
    }
}

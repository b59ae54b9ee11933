use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::Session;
use super::boundary::{misuse, to_js, to_json};
use super::moment::instant;
use super::problem::slo_problem;
use crate::review::{LeftOut, NamedJob};
use crate::rules;
use crate::slo::tuning::{self, Change, EditError};
use crate::slo::{Slo, SloErrors, SloProblem};

/// A figure of the SLO file, as the page shows it.
#[derive(serde::Serialize)]
struct TunableView {
    id: String,
    unit: &'static str,
    value: Option<String>,
}

/// Changes come as one list of texts, each figure's id with its value behind it. Reading them as objects would weigh
/// thirty times as much.
#[wasm_bindgen]
impl Session {
    /// The figures of the SLO file that can be tuned: a list of `{id, unit, value}`.
    pub fn tunables(&self) -> JsValue {
        let view =
            |tunable: tuning::Tunable| TunableView { id: tunable.id, unit: tunable.unit.name(), value: tunable.value };
        to_js(&tuning::tunables(self.slo_text()).into_iter().map(view).collect::<Vec<_>>())
    }

    /// The SLO with figures changed: the text of a file of that name, or, where `as_rules` is set, its Prometheus rules.
    ///
    /// # Errors
    ///
    /// An `SloProblem` where the file cannot hold the changes.
    pub fn tuned(&self, file: &str, changes: Vec<String>, as_rules: bool) -> Result<String, JsValue> {
        let (text, slo) = self.changed(file, changes)?;
        Ok(if as_rules { rules::yaml(&slo) } else { text })
    }

    /// What changed figures would have meant over the loaded data up to `as_of`, as if incidents, by their ids, and failed
    /// jobs, by namespace, name and end, had not been: a `Tuned` as JSON text.
    ///
    /// # Errors
    ///
    /// An `SloProblem` where the file cannot hold the changes, a `TypeError` where an instant is none.
    pub fn tune(
        &mut self,
        as_of: &str,
        changes: Vec<String>,
        incidents: Vec<String>,
        jobs: Vec<String>,
    ) -> Result<String, JsValue> {
        let at = |text: &str| instant(Some(text))?.ok_or_else(|| misuse("an instant is set"));
        let as_of = at(as_of)?;
        let mut left_out = LeftOut { incidents, jobs: Vec::new() };
        let mut jobs = jobs.into_iter();
        while let (Some(namespace), Some(name), Some(end)) = (jobs.next(), jobs.next(), jobs.next()) {
            left_out.jobs.push(NamedJob { namespace, name, end: at(&end)? });
        }
        let (_, slo) = self.changed(&self.slo().file, changes)?;
        let basis = self.basis();
        let remainder = self.remainder.take().filter(|known| known.is_without(&left_out, as_of));
        let remainder = remainder.unwrap_or_else(|| basis.without(left_out, as_of));
        let tuned = to_json(&basis.tuned(&slo, &remainder));
        self.remainder = Some(remainder);
        Ok(tuned)
    }
}

impl Session {
    /// The SLO with figures changed, as text and read. What cannot be written, and what cannot be read, is said alike.
    fn changed(&self, file: &str, changes: Vec<String>) -> Result<(String, Slo), JsValue> {
        let mut list = Vec::new();
        let mut texts = changes.into_iter();
        while let (Some(id), Some(value)) = (texts.next(), texts.next()) {
            list.push(Change { id, value });
        }
        let text = tuning::edit(self.slo_text(), &list).map_err(|EditError { id, why }| {
            let problem = SloProblem { line: 0, column: 0, path: id, message: why, remedy: String::new() };
            slo_problem(SloErrors { file: file.to_owned(), problems: vec![problem], more: 0 })
        })?;
        let slo = Slo::parse(file, &text).map_err(slo_problem)?;
        Ok((text, slo))
    }
}

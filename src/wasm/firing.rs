use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::Session;
use super::boundary::{misuse, to_js};
use super::moment::instant;
use crate::review::FiringQuery;

#[wasm_bindgen]
impl Session {
    /// The failures behind the firing of an alert that began at `from`, at most `limit` of them: `FiringJobs`.
    ///
    /// # Errors
    ///
    /// A `TypeError` where `from` or `as_of` is no instant.
    #[wasm_bindgen(js_name = firingJobs)]
    pub fn firing_jobs(&mut self, alert: &str, from: &str, as_of: &str, limit: usize) -> Result<JsValue, JsValue> {
        let at = |text: &str| instant(Some(text))?.ok_or_else(|| misuse("this is no instant"));
        Ok(to_js(&self.basis().firing_jobs(FiringQuery { alert, from: at(from)?, as_of: at(as_of)?, limit })))
    }
}

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::Session;
use super::boundary::{from_js, to_js};

#[wasm_bindgen]
impl Session {
    /// The failures behind a firing of an alert: `FiringJobs` for a `FiringQuery`.
    ///
    /// # Errors
    ///
    /// A `TypeError` where the query is none.
    #[wasm_bindgen(js_name = firingJobs)]
    pub fn firing_jobs(&mut self, query: JsValue) -> Result<JsValue, JsValue> {
        Ok(to_js(&self.basis().firing_jobs(&from_js(query)?)))
    }
}

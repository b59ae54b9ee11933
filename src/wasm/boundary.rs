use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use crate::report;

/// A document as a plain JavaScript value: objects for maps, `null` for nothing and for numbers that are none.
///
/// It crosses as JSON text, written by the code that also writes the review for people: a second way to write every
/// document would weigh more than the text costs.
pub(super) fn to_js(document: &impl Serialize) -> JsValue {
    js_sys::JSON::parse(&to_json(document)).expect("what was written as JSON is JSON")
}

/// A document as JSON text.
pub(super) fn to_json(document: &impl Serialize) -> String {
    report::indented(document)
}

/// What JavaScript asks for.
///
/// # Errors
///
/// A JavaScript `TypeError` that says what is wrong with the request: a bug in the page, not in anybody's data.
pub(super) fn from_js<T: DeserializeOwned>(request: JsValue) -> Result<T, JsValue> {
    serde_wasm_bindgen::from_value(request).map_err(|error| misuse(&error.to_string()))
}

/// A broken promise of the page's code, as a JavaScript error.
pub(super) fn misuse(what: &str) -> JsValue {
    js_sys::TypeError::new(what).into()
}

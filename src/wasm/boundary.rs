use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

/// A document as a plain JavaScript value: objects for maps, `null` for nothing.
pub(super) fn to_js(document: &impl Serialize) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    document.serialize(&serializer).expect("documents have nothing that JavaScript cannot hold")
}

/// What JavaScript asks for. `undefined` stands for an empty request.
///
/// # Errors
///
/// A JavaScript `TypeError` that says what is wrong with the request: a bug in the page, not in anybody's data.
pub(super) fn from_js<T: DeserializeOwned>(request: JsValue) -> Result<T, JsValue> {
    serde_wasm_bindgen::from_value(request).map_err(|error| js_sys::TypeError::new(&error.to_string()).into())
}

/// A broken promise of the page's code, as a JavaScript error.
pub(super) fn misuse(what: &str) -> JsValue {
    js_sys::TypeError::new(what).into()
}

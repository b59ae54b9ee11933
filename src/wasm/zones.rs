use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::boundary::from_js;
use super::moment::ZoneTable;
use crate::time::Zone;

thread_local! {
    /// Whom to ask for a zone. The reader of calendars knows a plain function only, so this cannot stand in a session.
    static LOOKUP: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Says who knows the time zones that a calendar names without describing them: a function from a name, such as
/// `Europe/Prague`, to `{name, first, changes}` or `undefined`. Without one, such times are read as UTC, with a warning.
#[wasm_bindgen(js_name = setZones)]
pub fn set_zones(lookup: Function) {
    LOOKUP.set(Some(lookup));
}

/// The zone of that name, if the page knows it.
pub(super) fn by_name(name: &str) -> Option<Zone> {
    LOOKUP.with_borrow(|lookup| {
        let answer = lookup.as_ref()?.call1(&JsValue::NULL, &JsValue::from_str(name)).ok()?;
        from_js::<Option<ZoneTable>>(answer).ok()??.zone().ok()
    })
}

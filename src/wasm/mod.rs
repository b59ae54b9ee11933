//! The page's boundary: what JavaScript may call.

use wasm_bindgen::prelude::wasm_bindgen;

/// The version of this build, as in Cargo.toml.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

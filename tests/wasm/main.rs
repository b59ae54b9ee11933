//! The page's boundary, tested as wasm: `cargo xtask test wasm`.
#![cfg(target_arch = "wasm32")]

use slo_review::wasm::version;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn the_version_is_the_packages() {
    assert_eq!(version(), env!("CARGO_PKG_VERSION"));
}

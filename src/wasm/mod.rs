//! The page's boundary: what JavaScript may call. It converts and forwards, and decides nothing.

mod boundary;
mod chart;
mod firing;
mod moment;
mod problem;
mod prometheus;
mod session;
mod slo_view;
mod summary;
mod tuning;
mod zones;

use wasm_bindgen::prelude::wasm_bindgen;

pub use chart::*;
pub use prometheus::with_event_series;
pub use session::Session;
pub use slo_view::check_slo;
pub use zones::set_zones;

/// The version of this build, as in Cargo.toml.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

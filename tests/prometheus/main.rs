//! Our rules in a real Prometheus: `cargo xtask test prometheus`.

mod backfill;
mod cases;
mod history;
mod programs;
mod seen;
#[path = "../support/mod.rs"]
mod support;
mod week;

//! Our rules in a real Prometheus: `cargo xtask test prometheus`.

mod backfill;
mod cases;
mod export;
mod history;
mod programs;
#[path = "../rule_text/mod.rs"]
mod rule_text;
mod seen;
#[path = "../support/mod.rs"]
mod support;
mod week;

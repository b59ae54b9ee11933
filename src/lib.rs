//! Weekly SLO reviews, computed from what a team exported.
//!
//! Data flows one way through this crate, and its modules are in that order:
//! bytes → [`ingest`] → [`record`]s → [`sli`], [`budget`], [`policy`] → [`review`] → [`chart`], [`report`],
//! with two thin boundaries, [`wasm`](self) for the page and the command line.
//! The core is pure: no I/O, no clock, no wasm types; every instant comes in as an argument.

// The page is built without `Debug`, so no text that anybody reads may come from it.
#![cfg_attr(not(test), warn(clippy::use_debug))]

pub mod alerts;
pub mod budget;
pub mod chart;
pub mod ingest;
pub mod operations;
pub mod policy;
pub mod query;
mod quote;
pub mod record;
pub mod recovery;
pub mod report;
pub mod review;
pub mod rules;
pub mod signature;
pub mod sli;
pub mod slo;
mod sorted;
pub mod time;
mod tree;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

//! The core as wasm, tested as wasm: `cargo xtask test wasm`.
#![cfg(target_arch = "wasm32")]

mod boundary;
mod masks;
mod words;

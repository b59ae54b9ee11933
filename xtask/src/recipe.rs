//! How the page's wasm is compiled: for few bytes, since it is loaded over a network.
//!
//! The standard library that comes with Rust is compiled for speed, and with a text for every panic and the place of
//! each. The page brings its own instead, compiled for size, in which a panic stops at once. Its text would be seen by
//! nobody: a browser says "unreachable" with or without it, and the page says which part stopped, and at which file.
//! This takes about 45 KB off the page, after gzip.

/// What Cargo is told for the page and for nothing else. Tests in wasm use the standard library that comes with Rust.
///
/// Building the standard library, and leaving panics and `Debug` out, are not stable yet; `RUSTC_BOOTSTRAP` allows it on
/// the stable compiler, whose version is pinned in `rust-toolchain.toml`. Without `Debug`, `{:?}` writes nothing: no text that
/// anybody reads may need it.
pub const ENVIRONMENT: &[(&str, &str)] = &[
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    // Cargo adds these to what `.cargo/config.toml` says for the target.
    (
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none",
    ),
];

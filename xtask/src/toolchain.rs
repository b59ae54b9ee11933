use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::process;
use crate::project::Project;
use crate::recipe;
use crate::steps::Steps;

/// What the page is compiled for.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The standard library's source, as rustup calls it.
const LIBRARY_SOURCE: &str = "rust-src";

/// A program that Cargo installs into `.tools/`.
struct Tool {
    package: &'static str,
    program: &'static str,
    version: &'static str,
    /// How long its installation takes on two cores.
    takes: &'static str,
}

/// Trunk 0.22 needs a newer compiler than ours; the wasm-bindgen program must be of the crate's own version.
const TRUNK: Tool = Tool { package: "trunk", program: "trunk", version: "0.21.14", takes: "about 10 min" };
const WASM_BINDGEN: Tool =
    Tool { package: "wasm-bindgen-cli", program: "wasm-bindgen", version: "0.2.129", takes: "about 5 min" };

/// How many steps [`prepare`] has.
pub const STEPS: usize = 4;

/// Sees to it that the wasm target, the standard library's source, Trunk and wasm-bindgen are there.
pub fn prepare(project: &Project, steps: &mut Steps) -> Result<(), Failure> {
    wasm_target(project, steps)?;
    library_source(project, steps)?;
    TRUNK.prepare(project, steps)?;
    WASM_BINDGEN.prepare(project, steps)
}

/// What the build depends on besides the project's files.
pub fn versions() -> String {
    let compiler = process::version("rustc").unwrap_or_default();
    format!("{compiler}, trunk {}, wasm-bindgen {}, {:?}", TRUNK.version, WASM_BINDGEN.version, recipe::ENVIRONMENT)
}

/// The program that runs tests in wasm, which comes with wasm-bindgen.
pub fn wasm_test_runner(project: &Project) -> PathBuf {
    project.tool("wasm-bindgen-test-runner")
}

fn wasm_target(project: &Project, steps: &mut Steps) -> Result<(), Failure> {
    if printed(project, &["target-libdir", "--target", WASM]).is_some_and(|folder| folder.is_dir()) {
        steps.next(format_args!("the {WASM} target is there"));
        return Ok(());
    }
    steps.next(format_args!("adding the {WASM} target, less than a minute"));
    add_to_rust(project, "target", WASM)
}

/// The page is compiled together with a standard library of its own; see [`recipe`](crate::recipe).
fn library_source(project: &Project, steps: &mut Steps) -> Result<(), Failure> {
    let source = printed(project, &["sysroot"]).map(|sysroot| sysroot.join("lib/rustlib/src/rust/library/Cargo.lock"));
    if source.is_some_and(|source| source.is_file()) {
        steps.next("the standard library's source is there");
        return Ok(());
    }
    steps.next("adding the standard library's source, less than a minute");
    add_to_rust(project, "component", LIBRARY_SOURCE)
}

/// The path that the compiler prints when asked for it.
fn printed(project: &Project, what: &[&str]) -> Option<PathBuf> {
    let output = process::command(project, "rustc").arg("--print").args(what).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()))
}

fn add_to_rust(project: &Project, kind: &str, name: &str) -> Result<(), Failure> {
    if process::version("rustup").is_none() {
        return Err(Failure::with_remedy(
            format!("the {kind} {name} is missing, and rustup, which would add it, is not on PATH"),
            format!("install rustup from https://rustup.rs, or add the {kind} with whatever installed your Rust"),
        ));
    }
    process::run(process::command(project, "rustup").args([kind, "add", name]))
}

impl Tool {
    fn prepare(&self, project: &Project, steps: &mut Steps) -> Result<(), Failure> {
        let Self { package, program, version, takes } = self;
        let present = process::version(project.tool(program));
        if present.as_deref() == Some(&*format!("{program} {version}")) {
            steps.next(format_args!("{package} {version} is there"));
            return Ok(());
        }
        steps.next(format_args!("installing {package} {version} into .tools/, {takes} the first time"));
        let mut install = Command::new("cargo");
        install
            .current_dir(&project.root)
            .args(["install", package, "--version", version, "--locked", "--force", "--root", ".tools"])
            // The project's own settings are for its own code.
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_BUILD_TARGET");
        process::run(&mut install).map_err(|failure| {
            Failure::with_remedy(
                format!("{package} {version} could not be installed: {failure}"),
                "what Cargo printed above says why; it needs a connection to crates.io and a C compiler",
            )
        })
    }
}

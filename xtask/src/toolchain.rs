use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::process;
use crate::project::Project;
use crate::steps::Steps;

const WASM: &str = "wasm32-unknown-unknown";

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
pub const STEPS: usize = 3;

/// Sees to it that the wasm target, Trunk and wasm-bindgen are there.
pub fn prepare(project: &Project, steps: &mut Steps) -> Result<(), Failure> {
    wasm_target(project, steps)?;
    TRUNK.prepare(project, steps)?;
    WASM_BINDGEN.prepare(project, steps)
}

/// What the build depends on besides the project's files.
pub fn versions() -> String {
    let compiler = process::version("rustc").unwrap_or_default();
    format!("{compiler}, trunk {}, wasm-bindgen {}", TRUNK.version, WASM_BINDGEN.version)
}

/// The program that runs tests in wasm, which comes with wasm-bindgen.
pub fn wasm_test_runner(project: &Project) -> PathBuf {
    project.tool("wasm-bindgen-test-runner")
}

fn wasm_target(project: &Project, steps: &mut Steps) -> Result<(), Failure> {
    if has_wasm_target(project) {
        steps.next(format_args!("the {WASM} target is there"));
        return Ok(());
    }
    steps.next(format_args!("adding the {WASM} target, less than a minute"));
    if process::version("rustup").is_none() {
        return Err(Failure::with_remedy(
            format!("the {WASM} target is missing, and rustup, which would add it, is not on PATH"),
            "install rustup from https://rustup.rs, or add the target with whatever installed your Rust",
        ));
    }
    process::run(process::command(project, "rustup").args(["target", "add", WASM]))
}

fn has_wasm_target(project: &Project) -> bool {
    let output = process::command(project, "rustc")
        .args(["--print", "target-libdir", "--target", WASM])
        .stderr(Stdio::null())
        .output();
    output.is_ok_and(|output| PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()).is_dir())
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

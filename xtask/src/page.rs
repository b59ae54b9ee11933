use std::fs;
use std::path::PathBuf;

use crate::failure::Failure;
use crate::node;
use crate::offline;
use crate::origin::Origin;
use crate::pack;
use crate::policy;
use crate::process;
use crate::project::Project;
use crate::recipe;
use crate::size::{self, Report};
use crate::stamp::Stamp;
use crate::steps::Steps;
use crate::toolchain;

/// How many steps [`build`] has.
pub const STEPS: usize = toolchain::STEPS + node::STEPS + 1;

/// What in the project's folder the page is not made from; everything else counts, so that nothing new is forgotten.
const NOT_INPUTS: &[&str] = &[
    ".ci",
    ".git",
    ".gitignore",
    ".tools",
    "bench",
    "benches",
    "dist",
    "node_modules",
    "playwright.config.ts",
    "slo-review.html",
    "target",
    "tests",
    "xtask",
];

/// Installs what is missing and builds the page, which may ask that server and no other. Its weight is for the caller to
/// check.
pub fn build(project: &Project, connect: Option<&Origin>, steps: &mut Steps) -> Result<Report, Failure> {
    toolchain::prepare(project, steps)?;
    node::prepare(project, steps)?;
    assemble(project, connect, steps)
}

/// Builds the release page into `dist/` unless it is up to date, and says how large it is.
///
/// All tools are there. This is one step.
pub fn assemble(project: &Project, connect: Option<&Origin>, steps: &mut Steps) -> Result<Report, Failure> {
    if is_built(project)? {
        steps.next("the page in dist/ is up to date");
    } else {
        steps.next("building the page into dist/, about a minute, and longer the first time");
        // Taken now: what changes during the build must not pass for what was built.
        let stamp = stamp(project)?;
        // A page that is left half built must not pass for this one.
        let _ = fs::remove_file(stamp_file(project));
        // Trunk works offline, so that it brings no tools of its own; what the standard library depends on, which is in no
        // lock file of ours, must be there before.
        process::run(
            process::command(project, "cargo")
                .args(["fetch", "--quiet", "--locked", "--target", toolchain::WASM])
                .envs(recipe::ENVIRONMENT.iter().copied()),
        )?;
        process::run(
            process::command(project, project.tool("trunk"))
                .args(["--quiet", "build", "--release", "--offline"])
                .envs(recipe::ENVIRONMENT.iter().copied())
                // Would take the place of all other flags.
                .env_remove("RUSTFLAGS")
                .env("NO_COLOR", "true"),
        )?;
        pack::pack(&project.dist())?;
        stamp.keep_in(&stamp_file(project))?;
    }
    // Said in two small files of the built page, so that another server costs no other build.
    policy::apply(&project.dist(), connect)?;
    if let Some(origin) = connect {
        steps.note(format!("the page may ask {origin}, when its reader wants it to"));
    }
    offline::apply(&project.dist())?;
    let report = size::measure(&project.dist())?;
    steps.note(&report);
    Ok(report)
}

/// Whether `dist/` holds the page that the project's files give.
pub fn is_built(project: &Project) -> Result<bool, Failure> {
    Ok(stamp(project)?.is_kept_in(&stamp_file(project)) && project.dist().join("index.html").exists())
}

fn stamp(project: &Project) -> Result<Stamp, Failure> {
    let entries = fs::read_dir(&project.root).map_err(|error| Failure::file(&project.root, error))?;
    let inputs: Vec<_> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| !NOT_INPUTS.contains(&name.as_str()) && !name.ends_with(".md"))
        .collect();
    Stamp::new(project, &inputs, &toolchain::versions())
}

fn stamp_file(project: &Project) -> PathBuf {
    project.scratch().join("page.stamp")
}

use std::process::Command;

use crate::failure::Failure;
use crate::process;
use crate::project::Project;
use crate::stamp::Stamp;
use crate::steps::Steps;

/// The oldest Node that everything in package.json runs on.
const OLDEST: u32 = 20;

/// How many steps [`prepare`] has.
pub const STEPS: usize = 1;

/// Sees to it that Node is new enough and that node_modules holds what package-lock.json says.
pub fn prepare(project: &Project, steps: &mut Steps) -> Result<(), Failure> {
    check_node()?;
    let lock = Stamp::of_files(project, &["package-lock.json"])?;
    let kept = project.at("node_modules/.slo-review-stamp");
    if lock.is_kept_in(&kept) {
        steps.next("the packages in node_modules are those of package-lock.json");
        return Ok(());
    }
    steps.next("installing the packages of package-lock.json into node_modules, about 20 s");
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    if process::version(npm).is_none() {
        return Err(Failure::with_remedy("npm is not on PATH", "it comes with Node: https://nodejs.org"));
    }
    // No package needs to run a script of its own to be installed, so none may.
    let mut install = Command::new(npm);
    install.current_dir(&project.root).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    process::run(&mut install)?;
    lock.keep_in(&kept)
}

/// Runs the TypeScript compiler's checks over everything in tsconfig.json.
pub fn check_types(project: &Project) -> Command {
    let mut check = process::command(project, "node");
    check.args(["node_modules/typescript/bin/tsc", "--noEmit", "--pretty", "false"]);
    check
}

/// Runs Playwright's tests.
pub fn browser_tests(project: &Project) -> Command {
    let mut tests = process::command(project, "node");
    tests.args(["node_modules/@playwright/test/cli.js", "test"]);
    tests
}

/// Puts a built page into one file: it takes the page's folder and the file's path.
pub fn single_file(project: &Project) -> Command {
    let mut script = process::command(project, "node");
    script.arg("www/single-file.mjs");
    script
}

fn check_node() -> Result<(), Failure> {
    let remedy = format!("install Node {OLDEST} or newer, with npm: https://nodejs.org");
    let Some(version) = process::version("node") else {
        return Err(Failure::with_remedy("node is not on PATH", remedy));
    };
    match process::version_number(&version) {
        Some((major, _)) if major >= OLDEST => Ok(()),
        _ => Err(Failure::with_remedy(format!("node is {version}, which is too old"), remedy)),
    }
}

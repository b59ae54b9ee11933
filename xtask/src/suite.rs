use std::fs;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use crate::arguments::Part;
use crate::chromium;
use crate::counts::Counts;
use crate::failure::Failure;
use crate::node;
use crate::page;
use crate::process;
use crate::project::Project;
use crate::prometheus;
use crate::python;
use crate::server;
use crate::site::Site;
use crate::steps::Steps;
use crate::toolchain;

/// The wasm target's arguments: the page is built without the command line.
const WASM: [&str; 3] = ["--target", "wasm32-unknown-unknown", "--no-default-features"];

/// One thing that is checked.
struct Check {
    name: &'static str,
    part: Part,
    run: fn(&Project, &mut Steps) -> Result<Counts, Failure>,
}

/// Everything that is checked, in this order: what fails soonest comes first.
const CHECKS: [Check; 9] = [
    Check { name: "formatting", part: Part::Native, run: formatting },
    Check { name: "clippy, native", part: Part::Native, run: clippy_native },
    Check { name: "clippy, wasm", part: Part::Wasm, run: clippy_wasm },
    Check { name: "native tests", part: Part::Native, run: native_tests },
    Check { name: "prometheus", part: Part::Prometheus, run: prometheus_tests },
    Check { name: "wasm tests", part: Part::Wasm, run: wasm_tests },
    Check { name: "types", part: Part::Browser, run: types },
    Check { name: "page", part: Part::Browser, run: build },
    Check { name: "browser tests", part: Part::Browser, run: browser_tests },
];

/// One line of the summary.
struct Row {
    name: &'static str,
    counts: Counts,
    took: Duration,
}

/// Runs the parts and prints a summary, whose last line is `N passed, N failed`.
pub fn run(project: &Project, parts: &[Part]) -> Result<ExitCode, Failure> {
    let checks: Vec<_> = CHECKS.iter().filter(|check| parts.contains(&check.part)).collect();
    let mut rows = Vec::new();
    let tools = parts.iter().any(|part| matches!(part, Part::Wasm | Part::Browser));
    let mut steps = Steps::new(checks.len() + if tools { toolchain::STEPS + node::STEPS } else { 0 });
    if tools {
        let began = Instant::now();
        let prepared = toolchain::prepare(project, &mut steps).and_then(|()| node::prepare(project, &mut steps));
        if let Err(failure) = prepared {
            eprintln!("error: {failure}");
            rows.push(Row { name: "tools", counts: Counts::of_check(false), took: began.elapsed() });
            return Ok(summary(&rows));
        }
    }
    for check in checks {
        let began = Instant::now();
        let counts = (check.run)(project, &mut steps).unwrap_or_else(|failure| {
            eprintln!("error: {failure}");
            Counts::of_check(false)
        });
        rows.push(Row { name: check.name, counts, took: began.elapsed() });
    }
    Ok(summary(&rows))
}

fn formatting(project: &Project, steps: &mut Steps) -> Result<Counts, Failure> {
    steps.next("formatting");
    check(cargo(project).args(["fmt", "--all", "--check"]))
}

fn clippy_native(project: &Project, steps: &mut Steps) -> Result<Counts, Failure> {
    steps.next("clippy over the native code");
    check(cargo(project).args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--quiet",
        "--",
        "-D",
        "warnings",
    ]))
}

fn clippy_wasm(project: &Project, steps: &mut Steps) -> Result<Counts, Failure> {
    steps.next("clippy over the wasm code");
    let mut clippy = cargo(project);
    clippy.arg("clippy").args(WASM).args(["--lib", "--test", "wasm", "--locked", "--quiet", "--", "-D", "warnings"]);
    check(&mut clippy)
}

fn native_tests(project: &Project, steps: &mut Steps) -> Result<Counts, Failure> {
    steps.next("native tests, a few minutes the first time");
    python::check()?;
    rust_tests(cargo(project).args(["test", "--workspace", "--locked", "--no-fail-fast"]))
}

/// The rules that we write, and the queries that we show, in a real Prometheus.
fn prometheus_tests(project: &Project, steps: &mut Steps) -> Result<Counts, Failure> {
    steps.next("tests in a real Prometheus, about a minute");
    python::check()?;
    let programs = prometheus::find_or_unpack(project, steps)?;
    let mut tests = cargo(project);
    tests.args(["test", "--test", "prometheus", "--locked"]).env("PROMETHEUS_BIN", programs);
    rust_tests(&mut tests)
}

/// In Node, with the runner that comes with wasm-bindgen: a browser would need a driver beside it.
fn wasm_tests(project: &Project, steps: &mut Steps) -> Result<Counts, Failure> {
    steps.next("wasm tests, in Node");
    let mut tests = cargo(project);
    tests
        .arg("test")
        .args(WASM)
        .args(["--test", "wasm", "--locked"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", toolchain::wasm_test_runner(project));
    rust_tests(&mut tests)
}

fn types(project: &Project, steps: &mut Steps) -> Result<Counts, Failure> {
    steps.next("types of the page's scripts and of their tests");
    check(&mut node::check_types(project))
}

fn build(project: &Project, steps: &mut Steps) -> Result<Counts, Failure> {
    page::assemble(project, None, steps)?.check()?;
    Ok(Counts::of_check(true))
}

fn browser_tests(project: &Project, steps: &mut Steps) -> Result<Counts, Failure> {
    steps.next("browser tests, in Chromium");
    if !page::is_built(project)? {
        return Err(Failure::new("the page was not built, so there is nothing to test"));
    }
    let chromium = chromium::find_or_install()?;
    // Some tests point the page at it.
    let programs = prometheus::find_or_unpack(project, steps)?;
    // Below a path, so that an address that is not relative fails.
    let url = server::in_background(Site::new(&project.dist(), "some/path", None)?)?;
    // The same page, built for a Prometheus that tests start at that origin.
    let origin = server::free_origin()?;
    let connected = server::in_background(Site::new(&project.dist(), "some/path", Some(&origin))?)?;
    let report = project.at("target/browser.json");
    // What an earlier run wrote must not pass for this one's.
    let _ = fs::remove_file(&report);
    let mut tests = node::browser_tests(project);
    tests.env("CHROMIUM", chromium).env("PROMETHEUS_BIN", programs);
    tests.env("SLO_REVIEW_URL", url).env("SLO_REVIEW_CONNECTED_URL", connected);
    tests.env("SLO_REVIEW_PROMETHEUS", origin.to_string());
    let succeeded = process::listen(&mut tests, |_| ())?;
    let counts = fs::read_to_string(&report).ok().and_then(|report| Counts::from_playwright(&report));
    Ok(counts.unwrap_or_default().of_run(succeeded))
}

fn cargo(project: &Project) -> Command {
    process::command(project, "cargo")
}

fn check(command: &mut Command) -> Result<Counts, Failure> {
    process::run(command)?;
    Ok(Counts::of_check(true))
}

fn rust_tests(command: &mut Command) -> Result<Counts, Failure> {
    let mut counts = Counts::default();
    let succeeded = process::listen(command, |line| {
        if let Some(more) = Counts::from_rust_line(line) {
            counts = counts.and(more);
        }
    })?;
    Ok(counts.of_run(succeeded))
}

/// Prints the table and gives the exit code.
fn summary(rows: &[Row]) -> ExitCode {
    println!();
    for Row { name, counts: Counts { passed, failed, skipped }, took } in rows {
        let mark = if *failed == 0 { "ok    " } else { "FAILED" };
        let skipped = if *skipped == 0 { String::new() } else { format!(", {skipped} skipped") };
        println!("{mark} {name:<15} {passed:>5} passed, {failed:>3} failed{skipped}  {:>4} s", took.as_secs());
    }
    let all = rows.iter().fold(Counts::default(), |sum, row| sum.and(row.counts));
    println!("\n{} passed, {} failed", all.passed, all.failed);
    if all.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

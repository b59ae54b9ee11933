use std::fs;

use crate::arguments::Bench;
use crate::chromium;
use crate::failure::Failure;
use crate::page;
use crate::process;
use crate::project::Project;
use crate::python;
use crate::server;
use crate::site::Site;
use crate::steps::Steps;

/// Measures what was asked for and prints it.
pub fn run(project: &Project, bench: &Bench) -> Result<(), Failure> {
    match bench {
        Bench::Ingest { large, rounds } => {
            let large = large.then_some("--large");
            in_the_page(project, "bench/ingest.mjs", *rounds, large)
        }
        Bench::Logs { rounds } => in_the_page(project, "bench/logs.mjs", *rounds, None),
        Bench::Prometheus { rounds } => in_the_page(project, "bench/prometheus.mjs", *rounds, None),
        Bench::Review => process::run(process::command(project, "cargo").args(["bench", "--bench", "review"])),
    }
}

/// Runs a script that reads a large file in the real page, beside reading it in other ways.
fn in_the_page(project: &Project, script: &str, rounds: u32, flag: Option<&str>) -> Result<(), Failure> {
    page::build(project, None, &mut Steps::new(page::STEPS))?;
    python::check()?;
    let chromium = chromium::find_or_install()?;
    let data = project.scratch().join("bench");
    fs::create_dir_all(&data).map_err(|error| Failure::file(&data, error))?;
    let url = server::in_background(Site::new(&project.dist(), "", None)?)?;
    let mut bench = process::command(project, "node");
    bench.arg(script).env("CHROMIUM", chromium).env("SLO_REVIEW_URL", url);
    bench.arg(data).arg(rounds.to_string()).args(flag);
    process::run(&mut bench)
}

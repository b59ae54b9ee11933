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
        Bench::Ingest { large, rounds } => ingest(project, *large, *rounds),
        Bench::Review => process::run(process::command(project, "cargo").args(["bench", "--bench", "review"])),
    }
}

/// Reads a large export in the real page, beside reading its bytes alone and beside `JSON.parse`.
fn ingest(project: &Project, large: bool, rounds: u32) -> Result<(), Failure> {
    page::build(project, &mut Steps::new(page::STEPS))?;
    python::check()?;
    let chromium = chromium::find_or_install()?;
    let data = project.scratch().join("bench");
    fs::create_dir_all(&data).map_err(|error| Failure::file(&data, error))?;
    let url = server::in_background(Site::new(&project.dist(), "")?)?;
    let mut bench = process::command(project, "node");
    bench.arg("bench/ingest.mjs").env("CHROMIUM", chromium).env("SLO_REVIEW_URL", url);
    bench.arg(data).arg(rounds.to_string());
    if large {
        bench.arg("--large");
    }
    process::run(&mut bench)
}

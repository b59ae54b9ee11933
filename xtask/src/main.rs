//! Builds, serves, tests and measures slo-review. Run it as `cargo xtask`.

mod arguments;
mod bench;
mod chromium;
mod counts;
mod failure;
mod headers;
mod media;
mod node;
mod offline;
mod origin;
mod pack;
mod page;
mod policy;
mod process;
mod project;
mod prometheus;
mod python;
mod recipe;
mod server;
mod single_file;
mod site;
mod size;
mod stamp;
mod steps;
mod streams;
mod suite;
mod toolchain;

use std::process::ExitCode;

use arguments::{Arguments, Build, Task};
use failure::Failure;
use project::Project;

fn main() -> ExitCode {
    match Arguments::from_environment().map_err(Failure::from).and_then(run) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("\nerror: {failure}");
            ExitCode::from(2)
        }
    }
}

fn run(Arguments { task }: Arguments) -> Result<ExitCode, Failure> {
    let project = Project::here();
    match task {
        Task::Help => print!("{}", arguments::HELP),
        Task::Build(Build::Folder { connect }) => {
            page::build(&project, connect.as_ref(), &mut steps::Steps::new(page::STEPS))?.check()?;
        }
        Task::Build(Build::SingleFile) => {
            let steps = &mut steps::Steps::new(page::STEPS + single_file::STEPS);
            let report = page::build(&project, None, steps)?;
            single_file::build(&project, steps)?;
            report.check()?;
        }
        Task::Serve(serve) => server::serve(&project, &serve)?,
        Task::Test(parts) => return suite::run(&project, &parts),
        Task::Bench(bench) => bench::run(&project, &bench)?,
    }
    Ok(ExitCode::SUCCESS)
}

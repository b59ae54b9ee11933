//! `slo-review review`, `rules` and `queries`: each prints what was asked for on standard output and everything else on
//! standard error.

mod arguments;
mod failure;
mod load;
mod output;
mod queries;
mod review;
mod rules;
mod zone;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

/// Exit status where a file or an argument cannot be used. It is also what wrong arguments give.
const UNUSABLE: u8 = 2;

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Review(arguments) => review::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Queries(arguments) => queries::run(&arguments),
    };
    outcome.unwrap_or_else(|failure| {
        eprintln!("{failure}");
        ExitCode::from(UNUSABLE)
    })
}

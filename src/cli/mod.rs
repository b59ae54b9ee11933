//! `slo-review review`: reads exports, prints the review on standard output and everything else on standard error.

mod arguments;
mod failure;
mod load;
mod review;
mod zone;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use failure::Failure;

/// Exit status where a file or an argument cannot be used. It is also what wrong arguments give.
const UNUSABLE: u8 = 2;

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Review(arguments) => review::run(&arguments),
        Command::Rules => {
            Err(Failure::one("writing Prometheus rules is not part of this version; `slo-review review` is"))
        }
    };
    outcome.unwrap_or_else(|failure| {
        eprintln!("{failure}");
        ExitCode::from(UNUSABLE)
    })
}

use std::process::ExitCode;

use slo_review::query::{self, Chunks};
use slo_review::report::plain;
use slo_review::slo::Slo;
use slo_review::time::Duration;

use super::arguments::{Client, QueriesArguments};
use super::failure::Failure;
use super::{load, output};

/// Prints what to ask a Prometheus for, as a script for a shell or as expressions alone.
///
/// # Errors
///
/// Where the SLO file or the time cannot be used, or nothing can be printed.
pub fn run(arguments: &QueriesArguments) -> Result<ExitCode, Failure> {
    let slo = match &arguments.slo {
        Some(file) => load::read_slo(file)?,
        None => Slo::ai_slot_build(),
    };
    let to = arguments.to.instant;
    let from = arguments.from.map_or(to - slo.window, |from| from.instant);
    let step = arguments.step.map(|seconds| Duration::from_seconds(seconds.into()));
    let chunks = Chunks::of(from, to, step, None).map_err(Failure::one)?;
    let mut text = String::new();
    for query in query::of(&slo) {
        text.extend(["# ", &plain(&query.about), "\n"]);
        match arguments.client {
            Client::Curl => text.push_str(&query::curl(&arguments.server, &query, &chunks)),
            Client::Promtool => text.push_str(&query::promtool(&arguments.server, &query, &chunks)),
            Client::Promql => text.extend([&query.promql, "\n"]),
        }
    }
    if text.is_empty() {
        return Err(Failure::one(
            "the SLO file knows its events by the names of files alone: export those series under these names",
        ));
    }
    output::print(&text)?;
    output::note_slo(&slo);
    query::notes(&slo).iter().for_each(|note| output::note(note));
    Ok(ExitCode::SUCCESS)
}

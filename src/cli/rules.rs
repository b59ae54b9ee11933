use std::process::ExitCode;

use slo_review::slo::Slo;

use super::arguments::RulesArguments;
use super::failure::Failure;
use super::{load, output};

/// Prints the rules of the SLO file, or of the embedded default.
///
/// # Errors
///
/// Where the file cannot be used or nothing can be printed.
pub fn run(arguments: &RulesArguments) -> Result<ExitCode, Failure> {
    let slo = match &arguments.slo {
        Some(file) => load::read_slo(file)?,
        None => Slo::ai_slot_build(),
    };
    output::print(&slo_review::rules::yaml(&slo))?;
    output::note_slo(&slo);
    Ok(ExitCode::SUCCESS)
}

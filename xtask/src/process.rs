use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::project::Project;

/// A command in the project's folder, with the project's own programs found first.
pub fn command(project: &Project, program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(&project.root).env("PATH", project.search_path());
    command
}

/// What the program prints when asked for its version, or `None` if it is not there or fails.
pub fn version(program: impl AsRef<OsStr>) -> Option<String> {
    let output = Command::new(program).arg("--version").stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs a command to its end, its output shown. Fails if it cannot be started or does not succeed.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command.status().map_err(|error| not_started(command, error))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("`{}` failed ({status})", shown(command)))) }
}

/// Runs a command to its end, gives every line of its standard output to `hear` and shows it too.
///
/// The result is whether the command succeeded.
pub fn listen(command: &mut Command, mut hear: impl FnMut(&str)) -> Result<bool, Failure> {
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| not_started(command, error))?;
    let output = child.stdout.take().expect("the output is piped");
    for line in BufReader::new(output).split(b'\n') {
        let Ok(line) = line else { break };
        let line = String::from_utf8_lossy(&line);
        // Whoever reads our output may have gone; the command's result still counts.
        let _ = writeln!(std::io::stdout(), "{line}");
        hear(&line);
    }
    let status = child.wait().map_err(|error| not_started(command, error))?;
    Ok(status.success())
}

/// The version number at the start of a word, such as 20.11.1 in `v20.11.1` or `Python 3.11.7`.
pub fn version_number(text: &str) -> Option<(u32, u32)> {
    let word = text
        .split_whitespace()
        .map(|word| word.trim_start_matches('v'))
        .find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    let mut numbers = word.split('.').map(|number| number.parse().ok());
    Some((numbers.next()??, numbers.next().flatten().unwrap_or(0)))
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

fn not_started(command: &Command, error: std::io::Error) -> Failure {
    Failure::new(format!("`{}` could not be started: {error}", shown(command)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_numbers_are_found_in_what_programs_print() {
        for (text, number) in [
            ("v20.11.1", Some((20, 11))),
            ("Python 3.11.7", Some((3, 11))),
            ("trunk 0.21.14", Some((0, 21))),
            ("v22", Some((22, 0))),
            ("none", None),
        ] {
            assert_eq!(version_number(text), number, "{text}");
        }
    }
}

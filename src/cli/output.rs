use std::io::{ErrorKind, Write, stdout};

use slo_review::report;
use slo_review::slo::{EMBEDDED_DEFAULT, Slo};

use super::failure::Failure;

/// Prints what was asked for. A reader that has seen enough and closes the pipe is no trouble.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut output = stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::one(format!("standard output cannot be written: {error}")))
        }
        _ => Ok(()),
    }
}

/// Says something beside it.
pub fn note(text: &str) {
    eprintln!("warning: {}", report::plain(text));
}

/// Says what the author of the SLO file should know. The embedded default's author knows it well enough.
pub fn note_slo(slo: &Slo) {
    let notes = if slo.file == EMBEDDED_DEFAULT { &[] } else { slo.notes.as_slice() };
    for noted in notes {
        note(&format!("{}:{}:{}: {}: {}", slo.file, noted.line, noted.column, noted.path, noted.message));
    }
}

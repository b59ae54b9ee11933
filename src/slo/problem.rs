use std::collections::BinaryHeap;
use std::fmt;

use crate::tree::{Complaints, Place};

/// How many problems of one file are listed; the rest is only counted.
const LISTED: usize = 50;

/// One thing that is wrong in an SLO file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct SloProblem {
    /// The line, counted from 1.
    pub line: u32,
    /// The column in characters, counted from 1.
    pub column: u32,
    /// The field, such as `spec.objectives[0].target`; empty where the whole document or file is meant.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub remedy: String,
}

impl fmt::Display for SloProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.line, self.column)?;
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{}; {}", self.message, self.remedy)
    }
}

/// Why an SLO file was refused: everything that was found wrong in it, at least one problem, in the file's order.
///
/// It prints one problem a line, as `file:line:column: path: message; remedy`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SloErrors {
    /// The file's name.
    pub file: String,
    /// The problems, at most 50.
    pub problems: Vec<SloProblem>,
    /// How many more there were.
    pub more: usize,
}

impl fmt::Display for SloErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{}:{problem}", self.file)?;
        }
        if self.more > 0 {
            write!(f, "\n{}: and {} more", self.file, self.more)?;
        }
        Ok(())
    }
}

impl std::error::Error for SloErrors {}

/// Something in an SLO file that is allowed, and that its author should know: a field that is accepted and not used,
/// or a time read as UTC because it has no offset.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct SloNote {
    /// The line, counted from 1.
    pub line: u32,
    /// The column in characters, counted from 1.
    pub column: u32,
    /// The field.
    pub path: String,
    /// What there is to know.
    pub message: String,
}

/// Collects what is found while a file is read, so that its author sees all of it at once.
#[derive(Debug, Default)]
pub(super) struct Findings {
    problems: Vec<SloProblem>,
    more: usize,
    notes: Vec<SloNote>,
}

impl Findings {
    pub(super) fn problem(
        &mut self,
        place: Place,
        path: impl Into<String>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        if self.problems.len() == LISTED {
            self.more += 1;
            return;
        }
        let (path, message, remedy) = (path.into(), message.into(), remedy.into());
        self.problems.push(SloProblem { line: place.line, column: place.column, path, message, remedy });
    }

    pub(super) fn note(&mut self, place: Place, path: impl Into<String>, message: impl Into<String>) {
        if self.notes.len() < LISTED {
            let (path, message) = (path.into(), message.into());
            self.notes.push(SloNote { line: place.line, column: place.column, path, message });
        }
    }

    pub(super) fn any_problem(&self) -> bool {
        !self.problems.is_empty()
    }

    /// The errors, if there are any problems; else the notes.
    pub(super) fn finish(self, file: &str) -> Result<Vec<SloNote>, SloErrors> {
        if self.problems.is_empty() {
            return Ok(BinaryHeap::from(self.notes).into_sorted_vec());
        }
        // A heap sorts with a tenth of the code that a sort is in wasm.
        let problems = BinaryHeap::from(self.problems).into_sorted_vec();
        Err(SloErrors { file: file.to_owned(), problems, more: self.more })
    }
}

impl Complaints for Findings {
    fn complain(&mut self, place: Place, path: String, message: String, remedy: String) {
        self.problem(place, path, message, remedy);
    }
}

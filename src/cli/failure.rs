use std::fmt;

use slo_review::report::plain;

/// Why nothing could be printed: one line for each thing that cannot be used.
#[derive(Debug, Default)]
pub struct Failure {
    lines: Vec<String>,
}

impl Failure {
    /// A single reason.
    pub fn one(reason: impl fmt::Display) -> Self {
        let mut failure = Self::default();
        failure.add(reason);
        failure
    }

    /// Adds a reason; one that has several lines stays so.
    pub fn add(&mut self, reason: impl fmt::Display) {
        self.lines.extend(reason.to_string().lines().map(|line| plain(line).into_owned()));
    }

    /// The value, unless there is any reason against it.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.lines.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, line) in self.lines.iter().enumerate() {
            let end = if index > 0 { "\n" } else { "" };
            write!(f, "{end}error: {line}")?;
        }
        Ok(())
    }
}

use std::fmt::Display;

/// Says which step a task is at: `[3/6] installing trunk 0.21.14, about 10 min the first time`.
pub struct Steps {
    at: usize,
    of: usize,
}

impl Steps {
    /// A task of so many steps.
    pub fn new(of: usize) -> Self {
        Self { at: 0, of }
    }

    /// Begins the next step.
    pub fn next(&mut self, what: impl Display) {
        self.at += 1;
        eprintln!("[{}/{}] {what}", self.at, self.of);
    }

    /// Says more about the step that is under way.
    pub fn note(&self, what: impl Display) {
        eprintln!("      {what}");
    }
}

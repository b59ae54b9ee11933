//! Failure signatures: which class a text of a failure belongs to, and by which rule (method, section 6).

mod colour;
mod finding;
mod matcher;
mod needle;

pub use colour::without_colours;
pub use finding::{Finding, Rule};
pub use matcher::{Matcher, RuleKind, RuleView};

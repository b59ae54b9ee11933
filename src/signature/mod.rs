//! Failure signatures: which class a text of a failure belongs to, and by which rule (method, section 6).

mod finding;
mod matcher;

pub use finding::{Finding, Rule};
pub use matcher::{Matcher, RuleKind, RuleView};

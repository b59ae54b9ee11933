//! Figures of an SLO file that a team tunes: where they stand in its text, and the same text with other ones.
//!
//! A change is made in the text and read like any file. So what is tried out is exactly what would be loaded, its author's
//! comments and order stay, and a value that the file could not hold is refused with the file's own words.

mod edit;
mod tunable;

pub(in crate::slo) use edit::offset;
pub use edit::{Change, EditError, edit};
pub use tunable::{Tunable, Unit, tunables};

//! Kubernetes Job objects, in whatever envelope they come.

mod envelope;
mod list;
mod object;
mod version;

pub use envelope::outline_members;
pub use list::ListCover;
pub use object::Object;
pub use version::{JobVersion, TimeNotes};

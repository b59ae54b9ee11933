//! Small files as a bounded tree whose every value knows where it stands: YAML, and JSON.
//!
//! What may be large is never read this way; see `ingest::document`.

pub(crate) mod json;
mod node;
pub(crate) mod yaml;

pub(crate) use node::{Entry, Node, Place, Value, join, shorten};

/// Takes what is wrong in a text, with its place, the path of the field, and what to do about it.
pub(crate) trait Complaints {
    /// Takes one complaint.
    fn complain(&mut self, place: Place, path: String, message: String, remedy: String);
}

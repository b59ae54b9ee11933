//! YAML as a bounded tree whose every value knows where it stands. JSON is YAML too.

mod node;
mod reader;

pub(super) use node::shorten;
pub(super) use node::{Entry, Node, Place, Value};
pub(super) use reader::{documents, join};

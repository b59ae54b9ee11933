//! From bytes to records: what a file is, and what it holds.
//!
//! [`FileReader`] takes the bytes of one file in pieces of any size. It unpacks gzip, recognises the format by its
//! structure, and never holds the file whole.

mod annotations;
mod collector;
mod diagnosis;
mod document;
mod error;
mod exclusions;
mod foreign;
mod intake;
mod json_beginning;
mod kubernetes;
mod prometheus;
mod reader;
mod small;
mod table;
mod timeline;

pub use error::{ErrorCode, IngestError};
pub use reader::{FileReader, Loaded};

//! From bytes to records: what a file is, and what it holds.
//!
//! [`FileReader`] takes the bytes of one file in pieces of any size. It unpacks gzip, recognises the format by its
//! structure, and never holds the file whole.

mod annotations;
mod calendar;
mod collector;
mod diagnosis;
mod document;
mod error;
mod exclusion_files;
mod exclusions;
mod fields;
mod foreign;
mod foreign_json;
mod gzip;
mod intake;
mod json_beginning;
mod kubernetes;
mod log;
mod loki;
mod prometheus;
mod reader;
mod rows;
mod runtime_deploy;
mod runtime_errors;
mod small;
mod small_table;
mod table;
mod text;
mod timeline;

pub use calendar::ZoneLookup;
pub use error::{ErrorCode, IngestError, UnmappedSeries};
pub use reader::{FileReader, Loaded};

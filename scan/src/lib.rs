//! JSON, read without holding it: a scanner finds each record, passes over what nobody needs, and hands on the rest.
//!
//! It is a crate of its own because every byte of a file passes through it: in the page's build it is made for speed,
//! and most else for size.

mod decimal;
mod labels;
mod leaves;
mod lines;
mod mask;
mod members;
mod outline;
mod plain;
mod record;
mod samples;
mod scanner;
mod skip;
mod stamp;
mod string;
mod window;
mod words;

pub use decimal::decimal;
pub use labels::Labels;
pub use leaves::leaves;
pub use lines::{LONGEST_LINE, Line, LineScanner, Quiet};
pub use mask::{BLOCK, Masks};
pub use members::{Value, decode, elements, members};
pub use outline::{Node, NodeId, Outline, RecordKind};
pub use record::{Pruned, Run, Sink};
pub use scanner::Scanner;
pub use skip::{Layout, Skipped, Skipper};
pub use stamp::StampReader;
pub use string::string;
pub use window::{Locator, Place};
pub use words::WordFilter;

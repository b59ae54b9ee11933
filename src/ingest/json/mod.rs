//! JSON, read without holding it: a scanner finds each record, passes over what nobody needs, and hands on the rest.

mod mask;
mod outline;
mod plain;
mod record;
mod scanner;
mod skip;
mod window;

pub use mask::{BLOCK, Masks};
pub use outline::{Node, NodeId, Outline, RecordKind};
pub use record::{Pruned, Sink};
pub use scanner::Scanner;
pub use skip::{Layout, Skipped, Skipper};
pub use window::Place;

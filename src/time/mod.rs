//! Instants, durations and the two kinds of interval that the method knows.

mod chronology;
mod duration;
mod instant;
mod interval;
mod timestamp;
mod zone;

pub use chronology::{chronology, in_turn, sortable};
pub use duration::Duration;
pub use instant::Instant;
pub use interval::{Interval, TrailingWindow};
pub use timestamp::{Timestamp, TimestampError};
pub use zone::Zone;

//! Instants, durations and the two kinds of interval that the method knows.

mod duration;
mod instant;
mod interval;
mod timestamp;

pub use duration::Duration;
pub use instant::Instant;
pub use interval::{Interval, TrailingWindow};
pub use timestamp::{Timestamp, TimestampError};

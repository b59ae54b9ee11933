//! Logs: lines of Go's `slog` in JSON, plain lines, and what `kubectl logs` puts before them.

pub mod line;
mod prefix;
mod reader;
mod recognise;

pub use reader::LogReader;
pub use recognise::is_log;

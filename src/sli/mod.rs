//! SLI-1, availability: which jobs are events, how many were good, and how much of the time the data shows
//! (method, section 3).

mod confidence;
mod coverage;
mod event;
mod history;
mod maintenance;
mod outcomes;
mod percent;
mod tally;

pub use confidence::{Confidence, wilson};
pub use coverage::{Coverage, Covers};
pub use event::Event;
pub use history::History;
pub use maintenance::MaintenanceWindows;
pub use outcomes::Outcomes;
pub use percent::Percent;
pub use tally::Tally;

//! Series that count events where there is no job for each: as files have them, and the events that they count together
//! (method, section 9).

mod combine;
mod table;

pub use combine::{Counts, EventIncrease};
pub use table::CountTable;
pub(super) use table::{CountRun, CountSeries};

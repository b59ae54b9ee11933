//! Series of kube-state-metrics, as files have them, and the jobs that they tell of together (method, section 9).

mod instants;
mod join;
mod life;
mod metric;
mod progression;
mod step;
mod table;

pub use instants::{Instants, LONGEST_GAP, Timeline};
pub(super) use join::Joined;
pub(super) use life::{Creation, End, Fate, Life};
pub use metric::JobMetric;
pub use progression::Progression;
pub(super) use step::Steps;
pub use table::SeriesTable;
pub(super) use table::{NameRow, Packed, RunRow, SeriesLabel, pack_all, unpack_all};

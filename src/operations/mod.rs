//! Figures of the pipeline's work: how long builds take, how many start, how many fail (method, section 10).

mod work;

pub use work::{Work, nearest_rank};

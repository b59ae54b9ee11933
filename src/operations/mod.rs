//! Figures of the pipeline's work: how long builds take, how many start, how many fail (method, section 10).

mod course;
mod work;

pub use course::WorkCourse;
pub use work::{Work, nearest_rank};

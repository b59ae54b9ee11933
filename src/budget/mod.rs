//! The error budget and how fast it burns (method, section 4).

mod burn;
mod spending;

pub use burn::{BURN_WINDOWS, burn_rate};
pub use spending::Spending;

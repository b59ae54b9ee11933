//! What the error budget policy says: at an instant, over all loaded time, and when it lifts (method, section 5).

mod change;
mod lift;
mod rules;
mod sweep;

pub use change::{Change, changes};
pub use lift::{Lift, lifts_at};
pub use rules::Rules;

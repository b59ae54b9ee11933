//! The alerts of the SLO file, replayed over the loaded data: when each would have fired, and whom it would have paged
//! (method, section 8).
//!
//! A rule's window changes only where an event enters or leaves it, so every firing has exact ends.

mod cause;
mod condition;
mod failure;
mod firing;
mod judgement;
mod material;
mod point;
mod replay;
mod rollback;
mod sweep;

pub use cause::Cause;
pub use condition::{Above, AtLeast, Burn};
pub use failure::{EvidencePoint, Failure};
pub use firing::{Firing, Peak, Stretch};
pub use judgement::{Judgement, NEAR_BEFORE};
pub use material::Material;
pub use point::{Count, Point, Points};
pub use replay::{AlertState, Replay, Replaying};
pub use rollback::{Trigger, TriggerReason, TriggerValue};
pub use sweep::{Condition, Span, spans};

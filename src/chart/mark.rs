use serde::{Deserialize, Serialize};

use super::{ReadoutLine, Tone};
use crate::time::Instant;

/// One thing that a chart of recoveries shows by itself: an incident, a day's recoveries, or a turn that an incident
/// took.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Its shape, which tells apart what a colour alone must not.
    pub sign: Sign,
    /// What it says where there is room.
    pub label: String,
    /// Where it stands.
    #[serde(with = "super::millis")]
    pub at: Instant,
    /// Where its time ends, where it has some: the day's end, or the incident's recovery.
    #[serde(with = "super::millis")]
    pub to: Instant,
    /// The duration that counts, in seconds: literal, the mean of a day, or the age of an open incident.
    pub value: f64,
    /// Another one to compare with, in seconds: the verified duration, or the longest of a day. None where it is no
    /// other.
    pub other: f64,
    /// How it is meant.
    pub tone: Tone,
    /// Whether it is still going on.
    pub open: bool,
    /// Whether it counts for nothing, because an outage of something else excuses it.
    pub excluded: bool,
    /// Whether nothing but a timeline says so.
    pub reported: bool,
    /// What is read out of it, most telling first.
    pub facts: Vec<ReadoutLine>,
}

/// The shape of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sign {
    /// Class `cache`; the recovery of one incident.
    Circle,
    /// The success that stayed clean, where it is not the recovery.
    Ring,
    /// Class `build-ref`.
    Square,
    /// Any other class.
    Triangle,
    /// A turn that an incident took, as an upright line.
    Line,
    /// The same, of what is only planned or promised, in dashes.
    Dashes,
    /// The day of a mean.
    Column,
}

impl Sign {
    /// The sign of a failure class.
    pub(super) fn of_class(class: &str) -> Self {
        match class {
            "cache" => Self::Circle,
            "build-ref" => Self::Square,
            _ => Self::Triangle,
        }
    }
}

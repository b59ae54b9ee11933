use serde::{Deserialize, Serialize};

use crate::time::Instant;

/// What a reviewer states about incidents. Maintenance windows and outages that a reviewer adds are among the file's
/// [`Exclusions`](super::Exclusions).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotations {
    /// When incidents were mitigated.
    pub mitigations: Vec<StatedMitigation>,
    /// Notes on incidents.
    pub notes: Vec<IncidentNote>,
}

impl Annotations {
    /// How many there are of either.
    pub fn len(&self) -> usize {
        self.mitigations.len() + self.notes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A reviewer says when an incident was mitigated. It takes the place of what timelines say of that incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedMitigation {
    /// The incident's class.
    pub class: String,
    /// When the incident opened, as the reviewer saw it. More data may move its beginning; the incident meant is then the
    /// one that was running at this instant.
    pub opened: Instant,
    /// When it was mitigated; none where the reviewer says that it is not known, whatever timelines say.
    pub mitigated: Option<Instant>,
}

/// A reviewer's note on an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentNote {
    /// The incident's class.
    pub class: String,
    /// When the incident opened, as the reviewer saw it.
    pub opened: Instant,
    /// What the note says.
    pub text: String,
}

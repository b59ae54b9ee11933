use serde::{Deserialize, Serialize};

use crate::time::Instant;

/// What a timeline says of one incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineIncident {
    /// Its own id; may be empty.
    pub id: String,
    /// Its title; may be empty.
    pub title: String,
    /// The failure class as written, such as `cache`; none where the format has none.
    pub class: Option<String>,
    /// When it opened, where that is stated.
    pub opened: Option<Instant>,
    /// When it was mitigated, where that is stated beside the events.
    pub mitigated: Option<Instant>,
    /// When it was recovered, where that is stated.
    pub recovered: Option<Instant>,
    /// Its events, in the order read.
    pub events: Vec<TimelineEvent>,
    /// The line of the file on which it begins.
    pub line: u64,
}

/// One entry of an incident's timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEvent {
    /// When.
    pub at: Instant,
    /// What kind of entry.
    pub kind: TimelineEventKind,
    /// What it says; may be empty.
    pub text: String,
}

/// The kinds of entry of a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TimelineEventKind {
    /// Somebody or something noticed.
    Detected,
    /// The failure was mitigated. Only this kind means anything to the figures.
    Mitigation,
    /// Somebody said that it was over.
    Recovery,
    /// Anything else.
    Note,
}

impl TimelineEventKind {
    /// The name that timelines and the review document use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Detected => "detected",
            Self::Mitigation => "mitigation",
            Self::Recovery => "recovery",
            Self::Note => "note",
        }
    }
}

impl TimelineIncident {
    /// All instants at which it says that the incident was mitigated.
    pub fn mitigations(&self) -> impl Iterator<Item = Instant> {
        let events = self.events.iter().filter(|event| event.kind == TimelineEventKind::Mitigation);
        self.mitigated.into_iter().chain(events.map(|event| event.at))
    }

    /// All instants that it states.
    pub fn instants(&self) -> impl Iterator<Item = Instant> {
        let stated = [self.opened, self.mitigated, self.recovered];
        stated.into_iter().flatten().chain(self.events.iter().map(|event| event.at))
    }
}

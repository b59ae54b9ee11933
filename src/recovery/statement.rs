use super::records::Records;
use crate::record::TimelineIncident;
use crate::time::Instant;

/// Who says that an incident was mitigated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatedBy {
    /// An incident timeline.
    Timeline,
    /// The reviewer.
    Reviewer,
}

impl StatedBy {
    /// The name that the review document uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Reviewer => "reviewer",
        }
    }
}

/// Somebody says when an incident was mitigated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Statement<'a> {
    /// When the mitigation is said to have been.
    pub at: Instant,
    /// The class of the incident meant, as written.
    pub class: Option<&'a str>,
    /// Who says it.
    pub by: StatedBy,
    /// The file that says it.
    pub file: &'a str,
    /// The timeline that says it; none of the reviewer.
    pub timeline: Option<&'a TimelineIncident>,
}

/// A statement that belongs to no incident.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stray<'a> {
    /// The statement.
    pub statement: Statement<'a>,
    /// Why it belongs to none.
    pub why: StrayReason,
}

/// Why a mitigation belongs to no incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StrayReason {
    /// It states no class.
    NoClass,
    /// The SLO knows no such class, or its evidence opens no incidents.
    ForeignClass,
    /// No incident of its class ran then.
    NoIncident,
}

/// Where a timeline's statement stands: the timeline's file and place.
#[derive(Clone, Copy, Debug)]
pub(super) struct TimelinePlace {
    pub file: u32,
    pub incident: u32,
}

impl TimelinePlace {
    pub(super) fn get<'a>(self, records: &Records<'a>) -> (&'a str, &'a TimelineIncident) {
        let file = &records.files[self.file as usize];
        (&file.name, &file.timelines[self.incident as usize])
    }
}

/// All timelines of all files.
pub(super) fn timelines<'a>(
    records: &Records<'a>,
) -> impl Iterator<Item = (TimelinePlace, &'a TimelineIncident)> + use<'a> {
    records.files.iter().enumerate().flat_map(|(file, loaded)| {
        let place = move |incident: usize| TimelinePlace { file: file as u32, incident: incident as u32 };
        loaded.timelines.iter().enumerate().map(move |(incident, timeline)| (place(incident), timeline))
    })
}

use std::rc::Rc;

use crate::record::{LoadedFile, Mention, Population};
use crate::sli::{History, MaintenanceWindows};
use crate::slo::Slo;

/// What recovery is computed from.
#[derive(Clone, Copy, Debug)]
pub struct Records<'a> {
    /// The SLO: its classes of failures, its kinds of job, its scope and its outages.
    pub slo: &'a Slo,
    /// The loaded files: mentions, timelines, outages, annotations.
    pub files: &'a [Rc<LoadedFile>],
    /// The jobs of all files.
    pub population: &'a Population,
    /// The events of the availability SLI: their successes end incidents.
    pub history: &'a History,
    /// The maintenance windows. They exclude evidence from alerts, never an incident.
    pub maintenance: &'a MaintenanceWindows,
}

/// Where a mention stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MentionPlace {
    pub file: u32,
    pub mention: u32,
}

impl<'a> Records<'a> {
    pub(super) fn mention(&self, place: MentionPlace) -> Mention<'a> {
        self.files[place.file as usize].mentions.get(place.mention as usize)
    }

    /// What tells two mentions of one instant apart, whatever the order of the files.
    pub(super) fn order(&self, place: MentionPlace) -> (&'a str, &'a str, u64) {
        let mention = self.mention(place);
        (mention.text, &self.files[place.file as usize].name, mention.line)
    }

    /// All mentions of all files.
    pub(super) fn mentions(&self) -> impl Iterator<Item = (MentionPlace, Mention<'a>)> + use<'a> {
        self.files.iter().enumerate().flat_map(|(file, loaded)| {
            let place = move |mention: usize| MentionPlace { file: file as u32, mention: mention as u32 };
            loaded.mentions.iter().enumerate().map(move |(mention, said)| (place(mention), said))
        })
    }
}

use super::EvidenceClass;
use super::records::{MentionPlace, Records};
use crate::signature::Finding;
use crate::slo::Kind;
use crate::time::Instant;

/// A piece of evidence that the pipeline failed: a failed job, or a text of a job or run that is not loaded (method,
/// section 6).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence<'a> {
    /// The failed job's end, or the earliest text's time.
    pub at: Instant,
    /// Its class, as far as the texts up to the reviewed instant tell.
    pub class: EvidenceClass,
    /// What gave the class.
    pub finding: Finding,
    /// The namespace; empty where it is not known.
    pub namespace: &'a str,
    /// The job's name; empty where only a run is known.
    pub job: &'a str,
    /// The run's id; empty where it is not known.
    pub run: &'a str,
    /// The job's kind, one of the pipeline; none where only a run is known.
    pub kind: Option<Kind>,
    /// The job's place in the [`Population`](crate::record::Population), where it is loaded.
    pub place: Option<u32>,
    /// Whether maintenance takes it out of the alerts: by the job's run, else by the text's time.
    pub excluded: bool,
    pub(super) told: Told,
}

/// Where the text lies that gave the class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Nowhere: nothing is said.
    Nowhere,
    /// Among the job's own messages.
    Message(u32),
    /// Among the mentions.
    Mention(MentionPlace),
}

/// The text that gave a piece of evidence its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EvidenceText<'a> {
    /// The file that holds it.
    pub file: &'a str,
    /// The line of that file; none of a job's own message.
    pub line: Option<u64>,
    /// The text.
    pub text: &'a str,
}

impl<'a> Evidence<'a> {
    /// The text that gave the class; none where the job has no text at all.
    pub fn text(&self, records: &Records<'a>) -> Option<EvidenceText<'a>> {
        match self.told {
            Told::Nowhere => None,
            Told::Message(number) => {
                let messages = records.population.sourced_messages(self.place? as usize);
                messages.get(number as usize).map(|&(text, file)| EvidenceText { file, line: None, text })
            }
            Told::Mention(place) => {
                let mention = records.mention(place);
                let file = &records.files[place.file as usize].name;
                Some(EvidenceText { file, line: Some(mention.line), text: mention.text })
            }
        }
    }
}

use super::EvidenceClass;
use super::records::{MentionPlace, Records};
use crate::record::Mention;
use crate::signature::Finding;
use crate::time::Instant;

/// The texts of one class of one job or run that is not loaded: one piece of evidence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heard {
    pub class: EvidenceClass,
    /// The earliest text's time.
    pub at: Instant,
    pub finding: Finding,
    /// The earliest text.
    pub text: MentionPlace,
    /// The earliest text that gives a namespace.
    pub namespace: Option<MentionPlace>,
}

impl Heard {
    pub(super) fn new(class: EvidenceClass, mention: &Mention<'_>, place: MentionPlace) -> Self {
        let namespace = (!mention.namespace.is_empty()).then_some(place);
        Self { class, at: mention.at, finding: mention.finding, text: place, namespace }
    }

    /// Takes the texts of another piece as texts of this one.
    pub(super) fn join(&mut self, records: &Records<'_>, other: &Self) {
        let order = |heard: &Self| (heard.at, heard.finding, records.order(heard.text));
        if order(other) < order(self) {
            (self.at, self.finding, self.text) = (other.at, other.finding, other.text);
        }
        let order = |place: MentionPlace| (records.mention(place).at, records.mention(place).namespace);
        if let Some(new) = other.namespace
            && self.namespace.is_none_or(|known| order(new) < order(known))
        {
            self.namespace = Some(new);
        }
    }

    /// Adds a piece to those of one job or run.
    pub(super) fn add(self, records: &Records<'_>, pieces: &mut Vec<Self>) {
        match pieces.iter_mut().find(|known| known.class == self.class) {
            Some(known) => known.join(records, &self),
            None => pieces.push(self),
        }
    }
}

use super::Candidate;
use super::records::Records;
use crate::sli::{Event, History};
use crate::time::Instant;

/// The successes that may be a recovery, reduced to those that are ever the first to end of all that started at or after
/// some instant. Their starts rise with their ends, so that one binary search finds it.
#[derive(Debug)]
pub(super) struct Successes {
    /// Start, end and place among the events, by both.
    frontier: Vec<(Instant, Instant)>,
}

impl Successes {
    /// All successes of the history, in maintenance or not.
    pub(super) fn new(history: &History) -> Self {
        let mut frontier: Vec<(Instant, Instant)> = Vec::new();
        for event in history.events().iter().filter(|event| event.good) {
            if frontier.last().is_none_or(|(start, _)| event.start > *start) {
                frontier.push((event.start, event.end));
            }
        }
        Self { frontier }
    }

    /// The first to end, up to `as_of`, of all that started at or after `since`.
    pub(super) fn first(&self, records: &Records<'_>, since: Instant, as_of: Instant) -> Option<Candidate> {
        let (_, end) = *self.frontier.get(self.frontier.partition_point(|(start, _)| *start < since))?;
        if end > as_of {
            return None;
        }
        let events = records.history.events();
        let from = events.partition_point(|event| event.end < end);
        let name = |event: &Event| {
            let job = records.population.job(event.job as usize);
            (job.namespace(), job.name(), job.uid())
        };
        // Of several that end at one instant any will do, but always the same one.
        let equals = events[from..].iter().take_while(|event| event.end == end);
        let event = equals
            .filter(|event| event.good && event.start >= since)
            .min_by(|one, other| name(one).cmp(&name(other)))?;
        Some(Candidate { at: end, job: event.job, voided: None })
    }
}

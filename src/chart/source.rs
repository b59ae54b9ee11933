use crate::record::Maintenance;
use crate::slo::{PolicyStep, Target};
use crate::time::{Duration, Instant, TrailingWindow};

/// One, in parts per billion.
const BILLION: u128 = 1_000_000_000;

/// One event of the availability SLI: a job of a counted kind, in scope, that ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// When the job ended.
    pub end: Instant,
    /// Whether it succeeded.
    pub good: bool,
    /// Whether maintenance takes it out of every figure.
    pub excluded: bool,
    /// Its namespace, a place in [`Source::namespaces`].
    pub namespace: u32,
}

/// What the charts are made of.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// All events, sorted by their end.
    pub events: &'a [Event],
    /// The namespaces' names.
    pub namespaces: &'a [String],
    /// Maintenance windows, in any order; they may overlap.
    pub maintenance: &'a [Maintenance],
    /// The stretches of time, `[from, to]`, for which the data has job outcomes: sorted, not overlapping.
    pub covers: &'a [(Instant, Instant)],
    /// The objective.
    pub target: Target,
    /// The length of the SLO's window.
    pub window: Duration,
    /// The error budget policy's steps.
    pub steps: &'a [PolicyStep],
    /// The instant being reviewed; later events are ignored.
    pub as_of: Instant,
}

impl<'a> Source<'a> {
    /// The review's window, `(as_of - window, as_of]`.
    pub fn review_window(&self) -> TrailingWindow {
        TrailingWindow { end: self.as_of, length: self.window }
    }

    /// The events whose end is in `(from, to]`, excluded ones among them.
    pub(super) fn between(&self, from: Instant, to: Instant) -> &'a [Event] {
        let start = self.events.partition_point(|event| event.end <= from);
        let end = self.events.partition_point(|event| event.end <= to);
        &self.events[start..end.max(start)]
    }
}

/// How many events went well and how many did not; excluded ones are counted apart and nowhere else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Succeeded.
    pub good: u64,
    /// Failed.
    pub bad: u64,
    /// Taken out by maintenance, whatever they were.
    pub excluded: u64,
}

impl Tally {
    /// The tally of some events.
    pub fn of(events: &[Event]) -> Self {
        let mut tally = Self::default();
        for event in events {
            tally.add(event);
        }
        tally
    }

    /// Counts one event.
    pub fn add(&mut self, event: &Event) {
        *self.place(event) += 1;
    }

    /// Takes back an event that was counted.
    pub fn remove(&mut self, event: &Event) {
        *self.place(event) -= 1;
    }

    fn place(&mut self, event: &Event) -> &mut u64 {
        match (event.excluded, event.good) {
            (true, _) => &mut self.excluded,
            (false, true) => &mut self.good,
            (false, false) => &mut self.bad,
        }
    }

    /// The events that count, good or bad.
    pub fn total(&self) -> u64 {
        self.good + self.bad
    }

    /// Whether the objective is met, in integers; `None` without events (method, section 3).
    pub fn meets(&self, target: Target) -> Option<bool> {
        let promised = u128::from(target.ppb()) * u128::from(self.total());
        (self.total() > 0).then(|| u128::from(self.good) * BILLION >= promised)
    }
}

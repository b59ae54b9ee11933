use super::{Event, Outcomes, Tally};
use crate::time::{Duration, Instant, TrailingWindow};

/// All events in the order in which they ended, with running sums, so that the outcomes of any window are two binary
/// searches.
#[derive(Clone, Debug, Default)]
pub struct History {
    events: Vec<Event>,
    /// `sums[i]` are the outcomes of the first `i` events.
    sums: Vec<Sums>,
    /// When the failures that count ended, in order.
    failures: Vec<Instant>,
    /// Events that are known by their number alone, in order, each with the outcomes up to and with it.
    tallies: Vec<Tally>,
    tally_sums: Vec<Outcomes>,
}

/// [`Outcomes`] in a quarter of the memory: there are never more than `u32::MAX` jobs.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    good: u32,
    bad: u32,
    excluded_good: u32,
    excluded_bad: u32,
}

impl History {
    /// Takes the events, in any order.
    pub fn new(mut events: Vec<Event>) -> Self {
        events.sort_unstable_by_key(|event| (event.end, event.job));
        let failures = events.iter().filter(|event| !event.good && !event.excluded).map(|event| event.end).collect();
        let mut sums = Vec::with_capacity(events.len() + 1);
        let mut sum = Sums::default();
        sums.push(sum);
        for event in &events {
            *match (event.good, event.excluded) {
                (true, false) => &mut sum.good,
                (false, false) => &mut sum.bad,
                (true, true) => &mut sum.excluded_good,
                (false, true) => &mut sum.excluded_bad,
            } += 1;
            sums.push(sum);
        }
        Self { events, sums, failures, tallies: Vec::new(), tally_sums: Vec::new() }
    }

    /// Adds events that are known by their number alone, in order of time.
    #[must_use]
    pub fn with_tallies(self, tallies: Vec<Tally>) -> Self {
        let mut sum = Outcomes::default();
        let tally_sums = tallies.iter().map(|tally| {
            let (good, bad) = if tally.excluded {
                (&mut sum.excluded_good, &mut sum.excluded_bad)
            } else {
                (&mut sum.good, &mut sum.bad)
            };
            *good += tally.good;
            *bad += tally.bad;
            sum
        });
        Self { tally_sums: tally_sums.collect(), tallies, ..self }
    }

    /// The events that are known by their number alone, in order of time. They are not among [`events`](Self::events).
    pub fn tallies(&self) -> &[Tally] {
        &self.tallies
    }

    /// How many tallies are of `t` or earlier: the index of the first later one.
    pub fn tally_position(&self, t: Instant) -> usize {
        self.tallies.partition_point(|tally| tally.at <= t)
    }

    /// The events, by `end`.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// When the failures that count ended, in order.
    pub fn failures(&self) -> &[Instant] {
        &self.failures
    }

    /// How many events ended at or before `t`: the index of the first that ended later.
    pub fn position(&self, t: Instant) -> usize {
        self.events.partition_point(|event| event.end <= t)
    }

    /// The events that ended in the window.
    pub fn within(&self, window: TrailingWindow) -> &[Event] {
        &self.events[self.position(window.from())..self.position(window.end)]
    }

    /// How the events that ended in the window came out.
    pub fn outcomes(&self, window: TrailingWindow) -> Outcomes {
        let jobs = self.before(self.position(window.end)) - self.before(self.position(window.from()));
        if self.tallies.is_empty() { jobs } else { jobs + (self.tallied(window.end) - self.tallied(window.from())) }
    }

    /// The outcomes of the events of `(end - length, end]`.
    pub fn outcomes_over(&self, length: Duration, end: Instant) -> Outcomes {
        self.outcomes(TrailingWindow { end, length })
    }

    /// The outcomes of the tallies up to `t`.
    fn tallied(&self, t: Instant) -> Outcomes {
        let position = self.tally_position(t).checked_sub(1);
        position.map_or(Outcomes::default(), |last| self.tally_sums[last])
    }

    fn before(&self, index: usize) -> Outcomes {
        let sums = self.sums.get(index).copied().unwrap_or_default();
        Outcomes {
            good: u64::from(sums.good),
            bad: u64::from(sums.bad),
            excluded_good: u64::from(sums.excluded_good),
            excluded_bad: u64::from(sums.excluded_bad),
        }
    }
}

use super::source::{Event, Tally};
use crate::time::{Duration, Instant};

/// The tally of a trailing window as its right end moves through time: events enter at their end, and leave one
/// window's length later, which is the first instant at which `(t - w, t]` no longer holds them.
pub(super) struct Trailing<'a> {
    events: &'a [Event],
    window: Duration,
    entering: usize,
    leaving: usize,
    tally: Tally,
}

impl<'a> Trailing<'a> {
    /// The window over events sorted by their end, standing at `at`.
    pub(super) fn standing_at(events: &'a [Event], window: Duration, at: Instant) -> Self {
        let leaving = events.partition_point(|event| event.end <= at - window);
        let entering = events.partition_point(|event| event.end <= at).max(leaving);
        Self { events, window, entering, leaving, tally: Tally::of(&events[leaving..entering]) }
    }

    /// What the window holds.
    pub(super) fn tally(&self) -> Tally {
        self.tally
    }

    /// Moves the right end to `to`, and calls `seen` after every instant on the way at which the window's content
    /// changed; events that enter and leave at one instant do so together.
    pub(super) fn advance(&mut self, to: Instant, mut seen: impl FnMut(Instant, Tally)) {
        while let Some(at) = self.next_change().filter(|at| *at <= to) {
            while let Some(event) = self.events.get(self.entering).filter(|event| event.end <= at) {
                self.tally.add(event);
                self.entering += 1;
            }
            while let Some(event) =
                self.events[..self.entering].get(self.leaving).filter(|event| event.end + self.window <= at)
            {
                self.tally.remove(event);
                self.leaving += 1;
            }
            seen(at, self.tally);
        }
    }

    fn next_change(&self) -> Option<Instant> {
        let enters = self.events.get(self.entering).map(|event| event.end);
        let leaves = self.events[..self.entering].get(self.leaving).map(|event| event.end + self.window);
        enters.into_iter().chain(leaves).min()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn event(end: i64, good: bool, excluded: bool) -> Event {
        Event { end: Instant::from_millis(end), good, excluded, namespace: 0 }
    }

    proptest! {
        #[test]
        fn every_change_agrees_with_counting_anew(
            mut ends in prop::collection::vec((0i64..60, any::<bool>(), any::<bool>()), 0..40),
            window in 1i64..30,
            start in -5i64..60,
        ) {
            ends.sort_by_key(|(end, _, _)| *end);
            let events: Vec<_> = ends.into_iter().map(|(end, good, excluded)| event(end, good, excluded)).collect();
            let window = Duration::from_millis(window);
            let brute = |at: Instant| {
                let inside: Vec<_> = events.iter().copied().filter(|e| at - window < e.end && e.end <= at).collect();
                Tally::of(&inside)
            };
            let mut trailing = Trailing::standing_at(&events, window, Instant::from_millis(start));
            prop_assert_eq!(trailing.tally(), brute(Instant::from_millis(start)));
            let mut seen = Vec::new();
            trailing.advance(Instant::from_millis(200), |at, tally| seen.push((at, tally)));
            for (at, tally) in &seen {
                prop_assert_eq!(*tally, brute(*at));
            }
            prop_assert!(seen.windows(2).all(|pair| pair[0].0 < pair[1].0));
            prop_assert_eq!(trailing.tally(), Tally::default());
        }
    }
}

use crate::sli::{Event, Outcomes};
use crate::time::{Duration, Instant};

/// What a trailing window holds as its right end moves through time: events enter at their end, and leave one window's
/// length later, which is the first instant at which `(t - w, t]` no longer holds them.
pub(super) struct Trailing<'a> {
    events: &'a [Event],
    window: Duration,
    entering: usize,
    leaving: usize,
    entered: Outcomes,
    left: Outcomes,
}

impl<'a> Trailing<'a> {
    /// The window over events sorted by their end, standing at `at`.
    pub(super) fn standing_at(events: &'a [Event], window: Duration, at: Instant) -> Self {
        let leaving = events.partition_point(|event| event.end <= at - window);
        // What left before it stands there is never looked at, so the counting begins after it.
        let events = &events[leaving..];
        let none = Outcomes::default();
        let mut trailing = Self { events, window, entering: 0, leaving: 0, entered: none, left: none };
        trailing.enter(at);
        trailing
    }

    /// What the window holds.
    pub(super) fn outcomes(&self) -> Outcomes {
        self.entered - self.left
    }

    /// Moves the right end to `to`, and calls `seen` at every instant on the way at which the window's content
    /// changed, with what it holds then; events that enter and leave at one instant do so together.
    pub(super) fn advance(&mut self, to: Instant, seen: &mut dyn FnMut(Instant, Outcomes)) {
        while let Some(at) = self.next_change().filter(|at| *at <= to) {
            self.enter(at);
            while let Some(event) = self.oldest().filter(|event| event.end + self.window <= at) {
                self.left.add(event.good, event.excluded);
                self.leaving += 1;
            }
            seen(at, self.outcomes());
        }
    }

    fn enter(&mut self, at: Instant) {
        while let Some(event) = self.events.get(self.entering).filter(|event| event.end <= at) {
            self.entered.add(event.good, event.excluded);
            self.entering += 1;
        }
    }

    /// The oldest event in the window.
    fn oldest(&self) -> Option<&'a Event> {
        self.events[..self.entering].get(self.leaving)
    }

    fn next_change(&self) -> Option<Instant> {
        let enters = self.events.get(self.entering).map(|event| event.end);
        let leaves = self.oldest().map(|event| event.end + self.window);
        enters.into_iter().chain(leaves).min()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_change_agrees_with_counting_anew(
            mut ends in prop::collection::vec((0i64..60, any::<bool>(), any::<bool>()), 0..40),
            window in 1i64..30,
            start in -5i64..60,
        ) {
            ends.sort_by_key(|(end, _, _)| *end);
            let event = |(end, good, excluded)| {
                let end = Instant::from_millis(end);
                Event { end, start: end, job: 0, namespace: 0, good, excluded }
            };
            let events: Vec<_> = ends.into_iter().map(event).collect();
            let window = Duration::from_millis(window);
            let brute = |at: Instant| {
                let mut outcomes = Outcomes::default();
                for event in events.iter().filter(|event| at - window < event.end && event.end <= at) {
                    outcomes.add(event.good, event.excluded);
                }
                outcomes
            };
            let mut trailing = Trailing::standing_at(&events, window, Instant::from_millis(start));
            prop_assert_eq!(trailing.outcomes(), brute(Instant::from_millis(start)));
            let mut changes = 0;
            for at in start..100 {
                let mut seen = Vec::new();
                trailing.advance(Instant::from_millis(at), &mut |_, outcomes| seen.push(outcomes));
                changes += seen.len();
                prop_assert!(seen.len() <= 1, "one instant, one change");
                prop_assert_eq!(trailing.outcomes(), brute(Instant::from_millis(at)));
                prop_assert!(seen.iter().all(|outcomes| *outcomes == brute(Instant::from_millis(at))));
            }
            prop_assert!(changes <= 2 * events.len());
            prop_assert_eq!(trailing.outcomes(), Outcomes::default());
        }
    }
}

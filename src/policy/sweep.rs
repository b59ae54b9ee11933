use super::Rules;
use crate::sli::{Event, History};
use crate::slo::PolicyState;
use crate::time::{Duration, Instant};

/// A walk forward in time over the instants at which the state can change: each event's `end`, where it enters, and
/// `end + w` for each window `w`, where it leaves. Every event is passed once for entering and once for each window.
pub(super) struct Sweep<'a> {
    rules: &'a Rules,
    /// The events that ever enter.
    events: &'a [Event],
    /// The next to enter.
    entering: usize,
    /// For each window the next to leave it.
    leaving: Vec<usize>,
    /// Events in the SLO's window.
    total: u64,
    /// Failures in each window.
    bad: Vec<u64>,
}

impl<'a> Sweep<'a> {
    /// A walk over all time, from before the first event.
    pub(super) fn over(history: &'a History, rules: &'a Rules) -> Self {
        let windows = rules.windows().len();
        Self {
            rules,
            events: history.events(),
            entering: 0,
            leaving: vec![0; windows],
            total: 0,
            bad: vec![0; windows],
        }
    }

    /// A walk from `t` on in which nothing enters any more: what was there only ages out.
    pub(super) fn aging(history: &'a History, rules: &'a Rules, t: Instant) -> Self {
        let entered = history.position(t);
        let over = |&window: &Duration| history.outcomes_over(window, t);
        Self {
            rules,
            events: &history.events()[..entered],
            entering: entered,
            leaving: rules.windows().iter().map(|&window| history.position(t - window)).collect(),
            total: over(&rules.windows()[0]).total(),
            bad: rules.windows().iter().map(|window| over(window).bad).collect(),
        }
    }

    /// The state after what happened so far.
    pub(super) fn state(&self) -> PolicyState {
        self.rules.state(self.total, &self.bad)
    }

    /// Goes to the next instant at which anything enters or leaves, lets everything of that instant take effect
    /// together, and says which instant it is. `None` when nothing is left.
    pub(super) fn advance(&mut self) -> Option<Instant> {
        let leaves = self.rules.windows().iter().zip(&self.leaving);
        let next = leaves
            .filter(|(_, index)| **index < self.entering)
            .map(|(&window, &index)| self.events[index].end + window)
            .chain(self.events.get(self.entering).map(|event| event.end))
            .min()?;

        while let Some(event) = self.events.get(self.entering).filter(|event| event.end <= next) {
            self.entering += 1;
            if !event.excluded {
                self.total += 1;
                if !event.good {
                    self.bad.iter_mut().for_each(|bad| *bad += 1);
                }
            }
        }
        for (number, &window) in self.rules.windows().iter().enumerate() {
            let index = &mut self.leaving[number];
            while *index < self.entering && self.events[*index].end + window <= next {
                let event = &self.events[*index];
                *index += 1;
                if event.excluded {
                    continue;
                }
                self.total -= u64::from(number == 0);
                self.bad[number] -= u64::from(!event.good);
            }
        }
        Some(next)
    }
}

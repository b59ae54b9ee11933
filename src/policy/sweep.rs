use super::Rules;
use crate::sli::{Event, History, Tally};
use crate::slo::PolicyState;
use crate::time::Instant;

/// A walk forward in time over the instants at which the state can change: each event's `end`, where it enters, and
/// `end + w` for each window `w`, where it leaves. Successes matter to the SLO's window alone, so only it passes all
/// events; the other windows pass the failures, which are few.
pub(super) struct Sweep<'a> {
    rules: &'a Rules,
    /// The events that ever enter.
    events: &'a [Event],
    /// The failures among them that count.
    failures: &'a [Instant],
    /// The next event to enter.
    entering: usize,
    /// The next event to leave the SLO's window.
    leaving: usize,
    /// Failures that entered.
    entered: usize,
    /// For each window the next failure to leave it.
    left: Vec<usize>,
    /// When the next failure leaves any window. Failures are few, so it is looked for only after one moved.
    next_to_leave: Option<Instant>,
    /// The least and the most events with which the state stays what it was, unless a failure moves.
    steady: Option<(u64, u64)>,
    /// Events in the SLO's window that count.
    total: u64,
    /// Failures in each window.
    bad: Vec<u64>,
    /// The tallies that ever enter, those that entered, and for each window those that left it and the failures in it.
    tallies: &'a [Tally],
    tallies_entered: usize,
    tallies_left: Vec<usize>,
    tallied_bad: Vec<u64>,
}

impl<'a> Sweep<'a> {
    /// A walk over all time, from before the first event.
    pub(super) fn over(history: &'a History, rules: &'a Rules) -> Self {
        let windows = rules.windows().len();
        Self {
            rules,
            events: history.events(),
            failures: history.failures(),
            entering: 0,
            leaving: 0,
            entered: 0,
            left: vec![0; windows],
            next_to_leave: None,
            steady: None,
            total: 0,
            bad: vec![0; windows],
            tallies: history.tallies(),
            tallies_entered: 0,
            tallies_left: vec![0; windows],
            tallied_bad: vec![0; windows],
        }
    }

    /// A walk from `t` on in which nothing enters any more: what was there only ages out.
    pub(super) fn aging(history: &'a History, rules: &'a Rules, t: Instant) -> Self {
        let entering = history.position(t);
        let failures_until = |t| history.failures().partition_point(|end| *end <= t);
        let entered = failures_until(t);
        let left: Vec<usize> = rules.windows().iter().map(|&window| failures_until(t - window)).collect();
        let window = rules.windows()[0];
        let mut sweep = Self {
            rules,
            events: &history.events()[..entering],
            failures: &history.failures()[..entered],
            entering,
            leaving: history.position(t - window),
            entered,
            total: history.outcomes_over(window, t).total(),
            bad: vec![0; left.len()],
            left,
            next_to_leave: None,
            steady: None,
            tallies: &history.tallies()[..history.tally_position(t)],
            tallies_entered: history.tally_position(t),
            tallies_left: rules.windows().iter().map(|&window| history.tally_position(t - window)).collect(),
            tallied_bad: Vec::new(),
        };
        let in_window = |left: &usize| sweep.tallies[*left..].iter().map(|tally| tally.counted().1).sum();
        let tallied_bad = sweep.tallies_left.iter().map(in_window).collect();
        sweep.tallied_bad = tallied_bad;
        sweep.move_failures(t);
        sweep
    }

    /// The state after what happened so far.
    pub(super) fn state(&self) -> PolicyState {
        if self.tallies.is_empty() {
            return self.rules.state(self.total, &self.bad);
        }
        let bad: Vec<u64> = self.bad.iter().zip(&self.tallied_bad).map(|(jobs, tallied)| jobs + tallied).collect();
        self.rules.state(self.total, &bad)
    }

    /// Goes to the next instant at which anything enters or leaves, lets everything of that instant take effect
    /// together, and says which instant it is. `None` when nothing is left.
    pub(super) fn advance(&mut self) -> Option<Instant> {
        let next = self.next()?;
        while let Some(event) = self.events.get(self.entering).filter(|event| event.end <= next) {
            self.entering += 1;
            self.total += u64::from(!event.excluded);
        }
        let window = self.rules.windows()[0];
        while self.leaving < self.entering && self.events[self.leaving].end + window <= next {
            self.total -= u64::from(!self.events[self.leaving].excluded);
            self.leaving += 1;
        }
        if is_due(self.next_to_leave, next) || is_due(self.failures.get(self.entered).copied(), next) {
            self.move_failures(next);
        }
        self.move_tallies(next);
        Some(next)
    }

    /// Passes over instants at which the state surely stays what it is: no failure moves, and too few events do.
    pub(super) fn skip(&mut self) {
        if !self.tallies.is_empty() {
            return;
        }
        let (least, most) = match self.steady {
            Some(steady) if (steady.0..=steady.1).contains(&self.total) => steady,
            _ => self.rules.steady(self.total, &self.bad),
        };
        self.steady = Some((least, most));
        // So many may enter, and so many leave, each of them changing the total by one at most.
        let slack = (self.total - least).min(most - self.total) / 2;
        if slack == 0 {
            return;
        }
        let window = self.rules.windows()[0];
        let end = |place: usize| self.events.get(place.saturating_add(slack as usize)).map(|event| event.end);
        let enters = end(self.entering);
        let leaves = end(self.leaving).map(|end| end + window);
        let failure = self.failures.get(self.entered).copied();
        let Some(before) = [enters, leaves, failure, self.next_to_leave].into_iter().flatten().min() else { return };
        while let Some(event) = self.events.get(self.entering).filter(|event| event.end < before) {
            self.entering += 1;
            self.total += u64::from(!event.excluded);
        }
        while let Some(event) =
            self.events[..self.entering].get(self.leaving).filter(|event| event.end + window < before)
        {
            self.leaving += 1;
            self.total -= u64::from(!event.excluded);
        }
    }

    /// Lets failures enter and leave up to `t`.
    fn move_failures(&mut self, t: Instant) {
        while self.failures.get(self.entered).is_some_and(|end| *end <= t) {
            self.entered += 1;
        }
        self.next_to_leave = None;
        self.steady = None;
        for ((&window, left), bad) in self.rules.windows().iter().zip(&mut self.left).zip(&mut self.bad) {
            while *left < self.entered && self.failures[*left] + window <= t {
                *left += 1;
            }
            *bad = (self.entered - *left) as u64;
            if *left < self.entered {
                let leaves = self.failures[*left] + window;
                self.next_to_leave = Some(self.next_to_leave.map_or(leaves, |next| next.min(leaves)));
            }
        }
    }

    /// Lets tallies enter and leave up to `t`.
    fn move_tallies(&mut self, t: Instant) {
        while let Some(tally) = self.tallies.get(self.tallies_entered).filter(|tally| tally.at <= t) {
            let (all, bad) = tally.counted();
            self.tallies_entered += 1;
            self.total += all;
            self.tallied_bad.iter_mut().for_each(|sum| *sum += bad);
        }
        for (number, &window) in self.rules.windows().iter().enumerate() {
            let left = &mut self.tallies_left[number];
            while *left < self.tallies_entered && self.tallies[*left].at + window <= t {
                let (all, bad) = self.tallies[*left].counted();
                self.tallied_bad[number] -= bad;
                // The SLO's own window is the first.
                self.total -= if number == 0 { all } else { 0 };
                *left += 1;
            }
        }
    }

    /// When the next tally enters or leaves.
    fn next_tally(&self) -> Option<Instant> {
        let leaves =
            self.rules.windows().iter().zip(&self.tallies_left).filter(|(_, left)| **left < self.tallies_entered);
        let leaves = leaves.map(|(&window, left)| self.tallies[*left].at + window);
        leaves.chain(self.tallies.get(self.tallies_entered).map(|tally| tally.at)).min()
    }

    /// The next instant at which anything enters or leaves.
    fn next(&self) -> Option<Instant> {
        let enters = self.events.get(self.entering).map(|event| event.end);
        let leaves = (self.leaving < self.entering).then(|| self.events[self.leaving].end + self.rules.windows()[0]);
        let tally = if self.tallies.is_empty() { None } else { self.next_tally() };
        [enters, leaves, self.next_to_leave, tally].into_iter().flatten().min()
    }
}

/// Whether something that is to happen has happened by `t`.
fn is_due(due: Option<Instant>, t: Instant) -> bool {
    due.is_some_and(|due| due <= t)
}

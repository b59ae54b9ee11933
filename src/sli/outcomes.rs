use std::ops::{Add, Sub};

use crate::slo::{ONE_PPB, Target};

/// How the events of a stretch of time came out, in numbers of events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// Jobs that succeeded and count.
    pub good: u64,
    /// Jobs that failed and count.
    pub bad: u64,
    /// Jobs that succeeded and are excluded.
    pub excluded_good: u64,
    /// Jobs that failed and are excluded.
    pub excluded_bad: u64,
}

impl Outcomes {
    /// Events that count.
    pub const fn total(&self) -> u64 {
        self.good + self.bad
    }

    /// Events that do not count, good or bad alike.
    pub const fn excluded(&self) -> u64 {
        self.excluded_good + self.excluded_bad
    }

    /// The same events as if nothing were excluded.
    pub const fn without_exclusions(&self) -> Self {
        Self {
            good: self.good + self.excluded_good,
            bad: self.bad + self.excluded_bad,
            excluded_good: 0,
            excluded_bad: 0,
        }
    }

    /// The share of good events, or `None` without events: no data is neither 0 % nor 100 %.
    pub fn ratio(&self) -> Option<f64> {
        (self.total() > 0).then(|| self.good as f64 / self.total() as f64)
    }

    /// Whether the objective is met: `good * 10^9 >= target_ppb * total`, or `None` without events.
    pub fn meets(&self, target: Target) -> Option<bool> {
        let (good, total) = (u128::from(self.good), u128::from(self.total()));
        (total > 0).then(|| good * u128::from(ONE_PPB) >= u128::from(target.ppb()) * total)
    }

    /// Whether one failure overspends the whole budget: `total * (1 - target) < 1`.
    pub fn is_low_volume(&self, target: Target) -> bool {
        u128::from(self.total()) * u128::from(target.budget().ppb()) < u128::from(ONE_PPB)
    }

    /// Adds one event.
    pub fn add(&mut self, good: bool, excluded: bool) {
        *match (good, excluded) {
            (true, false) => &mut self.good,
            (false, false) => &mut self.bad,
            (true, true) => &mut self.excluded_good,
            (false, true) => &mut self.excluded_bad,
        } += 1;
    }
}

impl Add for Outcomes {
    type Output = Self;

    /// The events of two sources together.
    fn add(self, other: Self) -> Self {
        Self {
            good: self.good + other.good,
            bad: self.bad + other.bad,
            excluded_good: self.excluded_good + other.excluded_good,
            excluded_bad: self.excluded_bad + other.excluded_bad,
        }
    }
}

impl Sub for Outcomes {
    type Output = Self;

    /// The events of a stretch of time without those of its beginning.
    fn sub(self, earlier: Self) -> Self {
        Self {
            good: self.good - earlier.good,
            bad: self.bad - earlier.bad,
            excluded_good: self.excluded_good - earlier.excluded_good,
            excluded_bad: self.excluded_bad - earlier.excluded_bad,
        }
    }
}

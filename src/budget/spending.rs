use crate::sli::{Outcomes, Percent};
use crate::slo::{Fraction, ONE_PPB, Target};

/// How much of the SLO window's error budget was spent, held as the integers that decide it.
///
/// The budget is `(1 - target) * total`, `total` being the events of the SLO's window. `bad` may be the failures of
/// that window or of a shorter one within it: the share is always of the whole window's budget (method, section 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spending {
    /// Failures that count.
    pub bad: u64,
    /// Events of the SLO's window that count.
    pub total: u64,
    /// The budget, as a fraction of events.
    pub budget: Fraction,
}

impl Spending {
    /// The spending of the SLO's window itself.
    pub fn of_window(window: Outcomes, target: Target) -> Self {
        Self { bad: window.bad, total: window.total(), budget: target.budget() }
    }

    /// The failures of a shorter window within, as a share of the same budget.
    pub fn with_bad(self, bad: u64) -> Self {
        Self { bad, ..self }
    }

    /// Failures, in parts per billion of an event.
    fn spent_ppb(&self) -> u128 {
        u128::from(self.bad) * u128::from(ONE_PPB)
    }

    /// Failures that the budget allows, in parts per billion of an event.
    fn allowed_ppb(&self) -> u128 {
        u128::from(self.total) * u128::from(self.budget.ppb())
    }

    /// The spent share of the budget, as a ratio of 1; it may exceed 1. `None` without events.
    pub fn spent(&self) -> Option<f64> {
        (self.total > 0).then(|| self.spent_ppb() as f64 / self.allowed_ppb() as f64)
    }

    /// The share that is left, `1 - spent`; negative once more than all is spent. `None` without events.
    pub fn remaining(&self) -> Option<f64> {
        let left = self.allowed_ppb() as i128 - self.spent_ppb() as i128;
        (self.total > 0).then(|| left as f64 / self.allowed_ppb() as f64)
    }

    /// The spent share as a percentage, rounded up. `None` without events.
    pub fn spent_percent(&self, decimals: u32) -> Option<Percent> {
        (self.total > 0).then(|| Percent::ceil(self.spent_ppb() as i128, self.allowed_ppb() as i128, decimals))
    }

    /// The share that is left as a percentage, rounded down. `None` without events.
    pub fn remaining_percent(&self, decimals: u32) -> Option<Percent> {
        let left = self.allowed_ppb() as i128 - self.spent_ppb() as i128;
        (self.total > 0).then(|| Percent::floor(left, self.allowed_ppb() as i128, decimals))
    }

    /// Whether more than `threshold` of the budget is spent: strictly, in integers. Never so without events.
    pub fn exceeds(&self, threshold: Fraction) -> bool {
        // bad / (budget * total) > threshold, both sides times 10^18. 64 bits of threshold, 30 of budget and 32 of
        // total stay below 2^127.
        self.total > 0 && self.spent_ppb() * u128::from(ONE_PPB) > self.allowed_ppb() * u128::from(threshold.ppb())
    }

    /// The most events of the window with which so many failures exceed `threshold`; none where no number of events does.
    pub fn exceeds_up_to(&self, threshold: Fraction) -> Option<u64> {
        // The largest total for which the comparison above holds.
        let above = self.spent_ppb() * u128::from(ONE_PPB);
        let an_event = u128::from(self.budget.ppb()) * u128::from(threshold.ppb());
        let total = above.checked_sub(1)?.checked_div(an_event);
        total.map_or(Some(u64::MAX), |total| Some(u64::try_from(total).unwrap_or(u64::MAX))).filter(|total| *total > 0)
    }

    /// Whole failures that the window allows: `floor(budget * total)`.
    pub fn failures_allowed(&self) -> u64 {
        (self.allowed_ppb() / u128::from(ONE_PPB)) as u64
    }

    /// Whole failures that are left; negative once there were more than allowed.
    pub fn failures_left(&self) -> i64 {
        self.failures_allowed() as i64 - self.bad as i64
    }
}

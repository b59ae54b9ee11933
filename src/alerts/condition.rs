use super::Count;
use super::sweep::Condition;
use crate::slo::{Fraction, ONE_PPB, Target};
use crate::time::Duration;

/// At least so many failures within the window.
#[derive(Clone, Copy, Debug)]
pub struct AtLeast {
    /// The window.
    pub window: [Duration; 1],
    /// How many.
    pub failures: u32,
}

impl Condition for AtLeast {
    fn windows(&self) -> &[Duration] {
        &self.window
    }

    fn holds(&self, counts: &[Count]) -> bool {
        counts[0].bad >= self.failures.max(1)
    }

    fn most(&self, _: u32) -> u64 {
        0
    }

    fn is_worse(&self, count: Count, than: Count) -> bool {
        count.bad > than.bad
    }
}

/// More than this share of the window's jobs failed.
#[derive(Clone, Copy, Debug)]
pub struct Above {
    /// The window.
    pub window: [Duration; 1],
    /// The share; exactly that much does not fire.
    pub share: Fraction,
}

impl Condition for Above {
    fn windows(&self) -> &[Duration] {
        &self.window
    }

    fn holds(&self, counts: &[Count]) -> bool {
        let Count { bad, total } = counts[0];
        u128::from(bad) * u128::from(ONE_PPB) > u128::from(self.share.ppb()) * u128::from(total)
    }

    fn most(&self, bad: u32) -> u64 {
        most_below(u128::from(bad) * u128::from(ONE_PPB), u128::from(self.share.ppb()))
    }

    fn is_worse(&self, count: Count, than: Count) -> bool {
        has_larger_share(count, than)
    }
}

/// The budget burns faster than a factor over both windows, with enough failures in the short one.
#[derive(Clone, Copy, Debug)]
pub struct Burn {
    /// The short and the long window.
    pub windows: [Duration; 2],
    /// The factor; exactly that much does not fire.
    pub above: Fraction,
    /// How many failures the short window needs.
    pub minimum_failures: u32,
    /// The objective whose budget burns.
    pub target: Target,
}

impl Condition for Burn {
    fn windows(&self) -> &[Duration] {
        &self.windows
    }

    fn holds(&self, counts: &[Count]) -> bool {
        counts[0].bad >= self.minimum_failures.max(1) && counts.iter().all(|&count| self.burns(count))
    }

    fn most(&self, bad: u32) -> u64 {
        // The long window has the failures of the short one in it.
        if bad < self.minimum_failures {
            return 0;
        }
        most_below(
            u128::from(bad) * u128::from(ONE_PPB) * u128::from(ONE_PPB),
            u128::from(self.above.ppb()) * u128::from(self.target.budget().ppb()),
        )
    }

    fn is_worse(&self, count: Count, than: Count) -> bool {
        has_larger_share(count, than)
    }
}

impl Burn {
    /// Whether `(bad / total) / budget > above`, in integers.
    fn burns(&self, Count { bad, total }: Count) -> bool {
        let spent = u128::from(bad) * u128::from(ONE_PPB) * u128::from(ONE_PPB);
        let allowed = u128::from(self.above.ppb()) * u128::from(self.target.budget().ppb()) * u128::from(total);
        spent > allowed
    }
}

/// The largest number by which `each` can be multiplied and stays below `limit`; zero for a limit of zero.
fn most_below(limit: u128, each: u128) -> u64 {
    let most = limit.saturating_sub(1).checked_div(each);
    if limit == 0 { 0 } else { most.map_or(u64::MAX, |most| u64::try_from(most).unwrap_or(u64::MAX)) }
}

fn has_larger_share(count: Count, than: Count) -> bool {
    u64::from(count.bad) * u64::from(than.total) > u64::from(than.bad) * u64::from(count.total)
}

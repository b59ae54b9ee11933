/// Equally spaced instants, in milliseconds since the epoch. The samples of a range query are such.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Progression {
    /// The first.
    pub first: i64,
    /// The last; `first` where there is only one.
    pub last: i64,
    /// The distance; 0 where there is only one.
    pub step: i64,
}

impl Progression {
    /// How many instants there are.
    pub fn count(&self) -> u64 {
        if self.step > 0 { ((self.last - self.first) / self.step) as u64 + 1 } else { 1 }
    }

    /// The last instant before `t`.
    pub fn before(&self, t: i64) -> Option<i64> {
        if self.first >= t {
            None
        } else if self.last < t {
            Some(self.last)
        } else {
            // The first is before `t` and the last is not, so there is a step.
            Some(self.first + (t - 1 - self.first) / self.step * self.step)
        }
    }

    /// The part of it in `[from, to)`, if there is any.
    pub fn within(&self, from: i64, to: i64) -> Option<Self> {
        let last = self.before(to)?;
        let first = match self.before(from) {
            None => self.first,
            Some(before) if before == self.last => return None,
            Some(before) => before + self.step,
        };
        (first <= last).then_some(Self { first, last, step: if first == last { 0 } else { self.step } })
    }

    /// The instants themselves.
    pub fn instants(self) -> impl Iterator<Item = i64> {
        (0..self.count() as i64).map(move |index| self.first + index * self.step)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn equals_the_list_of_its_instants(first in -50_i64..50, step in 1_i64..9, count in 1_i64..9, from in -60_i64..60, length in 0_i64..60) {
            let step = if count == 1 { 0 } else { step };
            let all = Progression { first, last: first + (count - 1) * step, step };
            let list: Vec<i64> = (0..count).map(|index| first + index * step).collect();
            prop_assert_eq!(all.count(), count as u64);
            prop_assert_eq!(all.instants().collect::<Vec<_>>(), list.clone());
            prop_assert_eq!(all.before(from), list.iter().copied().filter(|t| *t < from).max());
            let inside: Vec<i64> = list.into_iter().filter(|t| (from..from + length).contains(t)).collect();
            let part = all.within(from, from + length);
            let found: Vec<i64> = part.into_iter().flat_map(Progression::instants).collect();
            prop_assert_eq!(found, inside);
        }
    }
}

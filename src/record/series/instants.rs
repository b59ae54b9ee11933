use std::collections::BinaryHeap;

use super::Progression;
use crate::record::Cover;
use crate::time::{Duration, Instant};

/// Gaps longer than this are no time that was seen (method, sections 3 and 9).
pub const LONGEST_GAP: Duration = Duration::from_seconds(300);

/// Progressions that are held before they are merged.
const BATCH: usize = 4_096;

/// The instants at which a file has any sample.
///
/// All series of a range query lie on one grid, so a week of them comes down to a handful of progressions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Instants {
    /// Merged up to `merged`, as they came from there on.
    parts: Vec<Progression>,
    merged: usize,
}

impl Instants {
    /// Adds instants.
    pub fn add(&mut self, part: Progression) {
        if self.parts.last().is_some_and(|last| contains(last, &part)) {
            return;
        }
        self.parts.push(part);
        if self.parts.len() >= BATCH.max(2 * self.merged) {
            self.merge();
        }
    }

    /// Brings them into as few progressions as they fit, ordered by their first instant.
    pub fn merge(&mut self) {
        // Those of one grid come together: by step, then by their place on it. A heap sorts with little code.
        let grids: BinaryHeap<(i64, i64, i64, i64)> = std::mem::take(&mut self.parts)
            .into_iter()
            .map(|part| (part.step, if part.step > 0 { part.first % part.step } else { 0 }, part.first, part.last))
            .collect();
        let mut merged: Vec<Progression> = Vec::new();
        for (step, phase, first, last) in grids.into_sorted_vec() {
            match merged.last_mut() {
                Some(before)
                    if before.step == step
                        && (step == 0 || before.first % step == phase)
                        && first - before.last <= step =>
                {
                    before.last = before.last.max(last);
                }
                _ => merged.push(Progression { first, last, step }),
            }
        }
        let by_first: BinaryHeap<Progression> = merged.into_iter().collect();
        self.parts = by_first.into_sorted_vec();
        self.merged = self.parts.len();
    }

    /// The instants of progressions that were merged.
    pub(in crate::record) fn of_merged(parts: Vec<Progression>) -> Self {
        Self { merged: parts.len(), parts }
    }

    /// The progressions; merged ones are ordered by their first instant.
    pub fn parts(&self) -> &[Progression] {
        &self.parts
    }

    /// The stretches of time between instants that are at most [`LONGEST_GAP`] apart.
    pub fn covers(&self) -> Vec<Cover> {
        let longest = LONGEST_GAP.as_millis();
        // A progression is one stretch where its step is short enough, else each instant is one by itself; these can
        // still be joined by others in between.
        let mut edges: BinaryHeap<(i64, i64)> = BinaryHeap::new();
        for part in &self.parts {
            if part.step <= longest {
                edges.push((part.first, part.last));
            } else {
                edges.extend(part.instants().map(|at| (at, at)));
            }
        }
        let mut covers: Vec<(i64, i64)> = Vec::new();
        for (from, to) in edges.into_sorted_vec() {
            match covers.last_mut() {
                Some((_, last)) if from - *last <= longest => *last = (*last).max(to),
                _ => covers.push((from, to)),
            }
        }
        let instant = Instant::from_millis;
        covers.into_iter().map(|(from, to)| Cover { from: instant(from), to: instant(to) }).collect()
    }
}

fn contains(whole: &Progression, part: &Progression) -> bool {
    let on_grid = |t: i64| {
        t == whole.first
            || (whole.step > 0 && t >= whole.first && t <= whole.last && (t - whole.first) % whole.step == 0)
    };
    on_grid(part.first) && on_grid(part.last) && (part.step == 0 || (whole.step > 0 && part.step % whole.step == 0))
}

/// For the last instant of several files before another.
#[derive(Debug, Default)]
pub struct Timeline {
    /// By the first instant, each with the greatest last instant up to it.
    parts: Vec<(Progression, i64)>,
    /// What all files cover together: a query cut into several files leaves no gap between them.
    pub(in crate::record) covers: Vec<Cover>,
}

impl Timeline {
    /// Puts the instants of several files together.
    pub fn of<'a>(files: impl IntoIterator<Item = &'a Instants>) -> Self {
        let mut all = Instants::default();
        for part in files.into_iter().flat_map(Instants::parts) {
            all.add(*part);
        }
        all.merge();
        let mut greatest = i64::MIN;
        let parts = all.parts.iter().map(|part| {
            greatest = greatest.max(part.last);
            (*part, greatest)
        });
        Self { parts: parts.collect(), covers: all.covers() }
    }

    /// The last instant of all.
    pub fn last(&self) -> Option<i64> {
        self.parts.last().map(|(_, greatest)| *greatest)
    }

    /// The last instant before `t`.
    pub fn before(&self, t: i64) -> Option<i64> {
        let begun = self.parts.partition_point(|(part, _)| part.first < t);
        let mut found: Option<i64> = None;
        for (part, greatest) in self.parts[..begun].iter().rev() {
            if found.is_some_and(|found| *greatest <= found) {
                break;
            }
            found = found.max(part.before(t));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn parts() -> impl Strategy<Value = Vec<Progression>> {
        let part = (0_i64..40, prop_oneof![Just(60_000_i64), Just(90_000), Just(400_000), Just(1_000)], 1_i64..6);
        let part = part.prop_map(|(first, step, count)| {
            let (first, step) = (first * 30_000, if count == 1 { 0 } else { step });
            Progression { first, last: first + (count - 1) * step, step }
        });
        proptest::collection::vec(part, 0..12)
    }

    proptest! {
        #[test]
        fn merged_instants_are_the_same_set(parts in parts(), t in 0_i64..3_000_000) {
            let mut set = BTreeSet::new();
            let mut instants = Instants::default();
            for part in parts {
                set.extend(part.instants());
                instants.add(part);
            }
            instants.merge();
            let merged: BTreeSet<i64> = instants.parts().iter().flat_map(|part| part.instants()).collect();
            prop_assert_eq!(&merged, &set);
            let timeline = Timeline::of([&instants]);
            prop_assert_eq!(timeline.before(t), set.range(..t).next_back().copied());
            prop_assert_eq!(timeline.last(), set.last().copied());

            let mut covers: Vec<(i64, i64)> = Vec::new();
            for at in set {
                match covers.last_mut() {
                    Some((_, to)) if at - *to <= 300_000 => *to = at,
                    _ => covers.push((at, at)),
                }
            }
            let found: Vec<(i64, i64)> = instants.covers().iter().map(|c| (c.from.as_millis(), c.to.as_millis())).collect();
            prop_assert_eq!(found, covers);
        }
    }
}

use std::collections::BinaryHeap;

use crate::record::Cover;
use crate::time::{Duration, Instant, TrailingWindow};

/// How much of a window the data shows, in exact milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// How much of the window is covered.
    pub covered: Duration,
    /// The window's length.
    pub window: Duration,
}

impl Coverage {
    /// The covered share, as a ratio of 1. A window without length counts as not covered.
    pub fn ratio(&self) -> f64 {
        match self.window.as_millis() {
            0 => 0.0,
            window => self.covered.as_millis() as f64 / window as f64,
        }
    }

    /// Whether a verdict over the window is provisional: less than 90 % of it is covered, compared in integers.
    pub fn is_provisional(&self) -> bool {
        i128::from(self.covered.as_millis()) * 10 < i128::from(self.window.as_millis()) * 9
    }
}

/// The union of what the files cover, prepared so that the coverage of any window is two binary searches.
#[derive(Clone, Debug, Default)]
pub struct Covers {
    /// Disjoint and in order, each with the covered time before it.
    merged: Vec<(Cover, Duration)>,
}

impl Covers {
    /// The union of the covers. One that ends before it begins covers nothing.
    pub fn union(covers: impl IntoIterator<Item = Cover>) -> Self {
        // A heap sorts with a tenth of the code that a sort is in wasm.
        let covers: BinaryHeap<(Instant, Instant)> = covers.into_iter().map(|cover| (cover.from, cover.to)).collect();
        let covers = covers.into_sorted_vec().into_iter().map(|(from, to)| Cover { from, to });
        let covers = covers.filter(|cover| cover.from <= cover.to);
        let mut merged: Vec<(Cover, Duration)> = Vec::new();
        for cover in covers {
            match merged.last_mut() {
                Some((last, _)) if cover.from <= last.to => last.to = last.to.max(cover.to),
                last => {
                    let before = last.map_or(Duration::ZERO, |(last, before)| *before + (last.to - last.from));
                    merged.push((cover, before));
                }
            }
        }
        Self { merged }
    }

    /// The disjoint stretches of time that are covered, in order.
    pub fn stretches(&self) -> impl Iterator<Item = Cover> {
        self.merged.iter().map(|(cover, _)| *cover)
    }

    /// How much of the window is covered (method, section 3).
    pub fn coverage(&self, window: TrailingWindow) -> Coverage {
        let covered = self.covered_until(window.end) - self.covered_until(window.from());
        Coverage { covered, window: window.length }
    }

    /// The covered time up to `t`.
    fn covered_until(&self, t: Instant) -> Duration {
        let begun = self.merged.partition_point(|(cover, _)| cover.from <= t);
        begun.checked_sub(1).map_or(Duration::ZERO, |last| {
            let (cover, before) = self.merged[last];
            before + (t.min(cover.to) - cover.from)
        })
    }
}

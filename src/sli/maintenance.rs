use std::collections::BinaryHeap;

use crate::record::Maintenance;
use crate::time::{Instant, Interval};

/// All maintenance windows, whatever file they came from, ordered so that one binary search answers which of them a
/// run touches.
#[derive(Clone, Debug, Default)]
pub struct MaintenanceWindows {
    /// By beginning, then end, then reason: the same in whatever order the files came.
    windows: Vec<Maintenance>,
    /// For each window the latest end of it and all before it, in milliseconds.
    reach: Vec<i64>,
}

impl MaintenanceWindows {
    /// Takes all windows together. One stated twice is one; one that does not end after it begins is none.
    pub fn new(windows: impl IntoIterator<Item = Maintenance>) -> Self {
        let windows: Vec<Maintenance> =
            windows.into_iter().filter(|window| end_of(&window.interval) > window.interval.from.as_millis()).collect();
        let order: BinaryHeap<((Instant, i64, &str), usize)> =
            windows.iter().enumerate().map(|(place, window)| (order(window), place)).collect();
        // A heap sorts with a tenth of the code that a sort is in wasm.
        let places: Vec<usize> = order.into_sorted_vec().into_iter().map(|(_, place)| place).collect();
        let mut windows: Vec<Maintenance> = places.into_iter().map(|place| windows[place].clone()).collect();
        windows.dedup();
        let reach = windows
            .iter()
            .scan(i64::MIN, |latest, window| {
                *latest = (*latest).max(end_of(&window.interval));
                Some(*latest)
            })
            .collect();
        Self { windows, reach }
    }

    /// The windows, by beginning.
    pub fn windows(&self) -> &[Maintenance] {
        &self.windows
    }

    /// The first window, by beginning, that the run touches: `start < to` and `end >= from` (method, section 3). Its
    /// index into [`windows`](Self::windows).
    pub fn touching(&self, start: Instant, end: Instant) -> Option<usize> {
        // The first window at which the reach passes the start is one that itself ends after the start; it is touched
        // unless it begins after the end, and then so do all that follow it.
        let index = self.reach.partition_point(|&reach| reach <= start.as_millis());
        self.windows.get(index).filter(|window| window.interval.from <= end).map(|_| index)
    }

    /// The union of the windows: disjoint and in order.
    pub fn union(&self) -> Vec<Interval> {
        let mut union: Vec<Interval> = Vec::new();
        for window in &self.windows {
            match union.last_mut() {
                Some(last) if window.interval.from.as_millis() <= end_of(last) => {
                    if end_of(&window.interval) > end_of(last) {
                        last.to = window.interval.to;
                    }
                }
                _ => union.push(window.interval),
            }
        }
        union
    }
}

/// The window's end in milliseconds; "until further notice" is the end of time.
fn end_of(interval: &Interval) -> i64 {
    interval.to.map_or(i64::MAX, Instant::as_millis)
}

fn order(window: &Maintenance) -> (Instant, i64, &str) {
    (window.interval.from, end_of(&window.interval), window.reason.as_str())
}

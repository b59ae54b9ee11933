use crate::time::{Duration, Instant};

/// One event as a rule sees it: when it counts, and whether it is a failure; packed, because there is one a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point(i64);

impl Point {
    /// An event at an instant; `bad` is a failure or a piece of evidence.
    pub const fn new(at: Instant, bad: bool) -> Self {
        Self(at.as_millis() << 1 | bad as i64)
    }

    /// When it counts.
    pub const fn at(self) -> Instant {
        Instant::from_millis(self.0 >> 1)
    }

    /// Whether it is a failure or a piece of evidence.
    pub const fn is_bad(self) -> bool {
        self.0 & 1 == 1
    }
}

/// How many events lie in a window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// The failures among them.
    pub bad: u32,
    /// All of them.
    pub total: u32,
}

/// Points in order of time, with what makes windows over them fast.
#[derive(Clone, Debug, Default)]
pub struct Points {
    points: Vec<Point>,
    /// The places of the failures.
    bad: Vec<u32>,
    /// `bad_before[i]` failures come before place `i`.
    bad_before: Vec<u32>,
}

impl Points {
    /// Takes points that are in order of time already.
    pub fn new(points: Vec<Point>) -> Self {
        let mut bad = Vec::new();
        let mut bad_before = Vec::with_capacity(points.len() + 1);
        for (place, point) in points.iter().enumerate() {
            bad_before.push(bad.len() as u32);
            if point.is_bad() {
                bad.push(place as u32);
            }
        }
        bad_before.push(bad.len() as u32);
        Self { points, bad, bad_before }
    }

    /// The points.
    pub fn as_slice(&self) -> &[Point] {
        &self.points
    }

    /// How many points lie at or before `t`.
    pub(super) fn until(&self, t: Instant) -> usize {
        self.points.partition_point(|point| point.at() <= t)
    }

    /// How many points lie before `t`.
    pub(super) fn before(&self, t: Instant) -> usize {
        self.points.partition_point(|point| point.at() < t)
    }

    /// What lies in `(t - window, t]`.
    pub fn within(&self, t: Instant, window: Duration) -> Count {
        self.count(self.until(t - window), self.until(t))
    }

    /// The place of the first failure at or after a place.
    pub(super) fn next_bad(&self, place: usize) -> Option<usize> {
        self.bad.get(self.bad_before[place] as usize).map(|&bad| bad as usize)
    }

    /// What lies between two places.
    pub(super) fn count(&self, from: usize, to: usize) -> Count {
        Count { bad: self.bad_before[to] - self.bad_before[from], total: (to - from) as u32 }
    }
}

use super::{Duration, Instant};

/// A half-open stretch of time, `[from, to)`, as maintenance and outages have it. Without `to` it lasts until further notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Interval {
    /// The first instant inside.
    pub from: Instant,
    /// The first instant after it, or none.
    pub to: Option<Instant>,
}

impl Interval {
    /// Whether a run over the closed interval `[start, end]` touches this one: `start < to` and `end >= from`
    /// (method, section 3).
    pub fn touches_run(&self, start: Instant, end: Instant) -> bool {
        self.to.is_none_or(|to| start < to) && end >= self.from
    }

    /// Whether `t` lies inside.
    pub fn contains(&self, t: Instant) -> bool {
        self.from <= t && self.to.is_none_or(|to| t < to)
    }
}

/// A trailing window, left-open and right-closed: `(end - length, end]` (method, section 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrailingWindow {
    /// The last instant inside.
    pub end: Instant,
    /// How far it reaches back.
    pub length: Duration,
}

impl TrailingWindow {
    /// The instant just outside, on the left.
    pub fn from(&self) -> Instant {
        self.end - self.length
    }

    /// Whether `t` lies inside.
    pub fn contains(&self, t: Instant) -> bool {
        self.from() < t && t <= self.end
    }
}

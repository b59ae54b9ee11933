use super::Count;
use crate::time::{Duration, Instant};

/// A stretch of time over which an alert fires, `[from, to)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Firing {
    /// The first instant at which it fires.
    pub from: Instant,
    /// The first instant at which it does not any more; none while it goes on.
    pub to: Option<Instant>,
    /// The worst that was seen in it.
    pub peak: Peak,
    /// Its parts during which a maintenance window silences it.
    pub silenced: Vec<Stretch>,
    /// Whom it pages about: `namespace/class/kind`, sorted, each once. Only alerts that count failures or evidence one
    /// by one have any.
    pub notifications: Vec<String>,
}

/// A part of a firing, `[from, to)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its first instant.
    pub from: Instant,
    /// The first instant after it; none where it goes on as the firing does.
    pub to: Option<Instant>,
}

/// The worst that was seen while an alert fired.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Peak {
    /// Failures or pieces of evidence in the window.
    Number(u32),
    /// Failures and all jobs of the window with the largest share of failures.
    Share(Count),
    /// A burn rate.
    Rate(f64),
    /// The longest incident.
    Length(Duration),
}

impl Peak {
    /// The figure of the review document: a number, a ratio of 1, a rate, or seconds.
    pub fn figure(self) -> f64 {
        match self {
            Self::Number(number) => f64::from(number),
            Self::Share(Count { bad, total }) => f64::from(bad) / f64::from(total.max(1)),
            Self::Rate(rate) => rate,
            Self::Length(length) => length.as_millis() as f64 / 1_000.0,
        }
    }
}

impl Firing {
    /// Whether it fires at `t`.
    pub fn contains(&self, t: Instant) -> bool {
        self.from <= t && self.to.is_none_or(|to| t < to)
    }

    /// Whether any instant of `(after, until]` lies in it.
    pub fn touches(&self, after: Instant, until: Instant) -> bool {
        self.from <= until && self.to.is_none_or(|to| to > after + Duration::from_millis(1))
    }
}

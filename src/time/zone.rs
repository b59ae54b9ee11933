use super::{Duration, Instant};

/// A time zone as a table: which offset from UTC holds from which instant on. The core knows no zone database; the
/// command line and the page fill the table for the stretch of time that they show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    name: String,
    /// Offset in seconds east of UTC before the first change.
    first: i32,
    /// Instants at which the offset changes, in order, each with the offset from then on.
    changes: Vec<(Instant, i32)>,
}

impl Default for Zone {
    fn default() -> Self {
        Self::utc()
    }
}

impl Zone {
    /// UTC.
    pub fn utc() -> Self {
        Self { name: "UTC".to_owned(), first: 0, changes: Vec::new() }
    }

    /// A zone that begins with the offset `first`, in seconds east of UTC, and changes as listed, in order.
    pub fn new(name: impl Into<String>, first: i32, changes: Vec<(Instant, i32)>) -> Self {
        Self { name: name.into(), first, changes }
    }

    /// The zone's IANA name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is UTC itself.
    pub fn is_utc(&self) -> bool {
        self.first == 0 && self.changes.is_empty()
    }

    /// Seconds east of UTC at `t`.
    pub fn offset_at(&self, t: Instant) -> i32 {
        let passed = self.changes.partition_point(|(at, _)| *at <= t);
        passed.checked_sub(1).map_or(self.first, |last| self.changes[last].1)
    }

    /// The civil day that it is in the zone at `t`, such as `2026-02-21`.
    pub fn day_at(&self, t: Instant) -> String {
        let mut day = (t + Duration::from_seconds(self.offset_at(t).into())).to_string();
        day.truncate(day.find('T').unwrap_or(day.len()));
        day
    }
}

use std::fmt;
use std::ops::{Add, Sub};

use chrono::{Datelike, Timelike};

use super::Duration;

/// A point in time: UTC, in whole milliseconds since the Unix epoch. Finer digits are cut off (method, section 1).
///
/// It prints as RFC 3339 in UTC, with whole seconds, or with milliseconds where they are not whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// The instant `millis` milliseconds after the Unix epoch.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// The instant `seconds` seconds after the Unix epoch, saturating.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1_000))
    }

    /// Milliseconds since the Unix epoch.
    pub const fn as_millis(self) -> i64 {
        self.0
    }
}

impl Add<Duration> for Instant {
    type Output = Self;

    fn add(self, length: Duration) -> Self {
        Self(self.0.saturating_add(length.as_millis()))
    }
}

impl Sub<Duration> for Instant {
    type Output = Self;

    fn sub(self, length: Duration) -> Self {
        Self(self.0.saturating_sub(length.as_millis()))
    }
}

impl Sub for Instant {
    type Output = Duration;

    fn sub(self, earlier: Self) -> Duration {
        Duration::from_millis(self.0.saturating_sub(earlier.0))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(moment) = chrono::DateTime::from_timestamp_millis(self.0) else {
            // Beyond the calendar of chrono only arithmetic on hostile input can lead; the number still tells.
            return write!(f, "{} ms since 1970", self.0);
        };
        let (year, month, day) = (moment.year(), moment.month(), moment.day());
        write!(f, "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}", moment.hour(), moment.minute(), moment.second())?;
        match self.0.rem_euclid(1_000) {
            0 => f.write_str("Z"),
            millis => write!(f, ".{millis:03}Z"),
        }
    }
}

impl serde::Serialize for Instant {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Instant {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let timestamp = super::Timestamp::parse(text.as_bytes()).map_err(serde::de::Error::custom)?;
        timestamp.instant().ok_or_else(|| serde::de::Error::custom("the instant is not set"))
    }
}

use std::fmt;

use super::Instant;

/// What a timestamp in a file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timestamp {
    /// An instant, written with its offset from UTC.
    Exact(Instant),
    /// An instant written without an offset: read as UTC, and to be counted in a warning.
    WithoutOffset(Instant),
    /// `0001-01-01T00:00:00Z`, how Go writes a time that was never set.
    NotSet,
}

/// A text that is no timestamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimestampError;

impl fmt::Display for TimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a timestamp; expected RFC 3339 such as 2026-02-26T12:00:00Z")
    }
}

impl std::error::Error for TimestampError {}

impl Timestamp {
    /// Reads RFC 3339 and the dirt met around it: a space for the `T`, lower-case letters, one-digit hours, no
    /// seconds, 0 to 9 and more fraction digits (cut to milliseconds), offsets with or without a colon, `-00:00`,
    /// and none at all; also seconds (9 to 11 digits, a fraction allowed) and milliseconds (12 to 14 digits) since the
    /// Unix epoch. Dates alone are no timestamps.
    ///
    /// ```
    /// use slo_review::time::{Instant, Timestamp};
    /// assert_eq!(Timestamp::parse(b"1970-01-01T00:00:01Z"), Ok(Timestamp::Exact(Instant::from_seconds(1))));
    /// assert_eq!(Timestamp::parse(b"1970-01-01 0:00:01"), Ok(Timestamp::WithoutOffset(Instant::from_seconds(1))));
    /// ```
    pub fn parse(text: &[u8]) -> Result<Self, TimestampError> {
        if text.len() >= 9 && text[..9].iter().all(u8::is_ascii_digit) {
            return Self::parse_epoch(text);
        }
        let mut rest = Cursor(text);
        let year = rest.digits(4, 4)?;
        rest.expect(b"-")?;
        let month = rest.digits(1, 2)?;
        rest.expect(b"-")?;
        let day = rest.digits(1, 2)?;
        rest.expect(b"Tt ")?;
        let hour = rest.digits(1, 2)?;
        rest.expect(b":")?;
        let minute = rest.digits(2, 2)?;
        let second = if rest.eat(b":") { rest.digits(2, 2)? } else { 0 };
        let millis = if rest.eat(b".,") { rest.fraction()? } else { 0 };
        let offset = rest.offset()?;

        // A leap second has no place of its own in Unix time; it is read as the second before it.
        let second = if second == 60 { 59 } else { second };
        if hour > 23 || minute > 59 || second > 59 {
            return Err(TimestampError);
        }
        let days = days_since_epoch(year, month, day).ok_or(TimestampError)?;
        let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second - offset.unwrap_or(0) * 60;
        let instant = Instant::from_millis(seconds * 1_000 + millis);
        if year == 1 && month == 1 && day == 1 && offset == Some(0) && hour == 0 && minute == 0 && second == 0 {
            return Ok(Self::NotSet);
        }
        Ok(if offset.is_some() { Self::Exact(instant) } else { Self::WithoutOffset(instant) })
    }

    fn parse_epoch(text: &[u8]) -> Result<Self, TimestampError> {
        let mut rest = Cursor(text);
        let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number = rest.digits(9, 14)?;
        let fraction = if length <= 11 && rest.eat(b".") { rest.fraction()? } else { 0 };
        if !rest.0.is_empty() {
            return Err(TimestampError);
        }
        let millis = if length <= 11 { number * 1_000 + fraction } else { number };
        Ok(Self::Exact(Instant::from_millis(millis)))
    }

    /// The instant, or `None` where the time was never set.
    pub fn instant(self) -> Option<Instant> {
        match self {
            Self::Exact(instant) | Self::WithoutOffset(instant) => Some(instant),
            Self::NotSet => None,
        }
    }
}

/// Days from 1970-01-01 to the civil date, or `None` where there is no such date.
fn days_since_epoch(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    if year < 1 || day < 1 || day > longest {
        return None;
    }
    // Counted in years that begin in March, so that the leap day comes last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    Some(year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719_468)
}

struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    fn digits(&mut self, least: usize, most: usize) -> Result<i64, TimestampError> {
        let count = self.0.iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
        if count < least {
            return Err(TimestampError);
        }
        let (digits, rest) = self.0.split_at(count);
        self.0 = rest;
        Ok(digits.iter().fold(0, |value, digit| value * 10 + i64::from(digit - b'0')))
    }

    fn eat(&mut self, any: &[u8]) -> bool {
        match self.0 {
            [first, rest @ ..] if any.contains(first) => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    fn expect(&mut self, any: &[u8]) -> Result<(), TimestampError> {
        if self.eat(any) { Ok(()) } else { Err(TimestampError) }
    }

    /// Milliseconds of a fraction of any length; what is finer is cut off.
    fn fraction(&mut self) -> Result<i64, TimestampError> {
        let count = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if count == 0 {
            return Err(TimestampError);
        }
        let (digits, rest) = self.0.split_at(count);
        self.0 = rest;
        Ok((0..3).fold(0, |value, place| value * 10 + digits.get(place).map_or(0, |digit| i64::from(digit - b'0'))))
    }

    /// Minutes east of UTC, or `None` where nothing is said. Nothing may follow.
    fn offset(&mut self) -> Result<Option<i64>, TimestampError> {
        let sign = match self.0 {
            [] => return Ok(None),
            [b'Z' | b'z'] => return Ok(Some(0)),
            [b'+', ..] => 1,
            [b'-', ..] => -1,
            _ => return Err(TimestampError),
        };
        self.0 = &self.0[1..];
        let hours = self.digits(2, 2)?;
        self.eat(b":");
        let minutes = if self.0.is_empty() { 0 } else { self.digits(2, 2)? };
        if !self.0.is_empty() || hours > 23 || minutes > 59 {
            return Err(TimestampError);
        }
        Ok(Some(sign * (hours * 60 + minutes)))
    }
}

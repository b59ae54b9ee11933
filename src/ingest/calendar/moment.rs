use chrono::{Datelike, NaiveDate};

use super::line::Line;

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// Civil time: seconds since 1970-01-01T00:00:00 on the clock on some wall, wherever that hangs.
pub type Civil = i64;

/// A value of a date or a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The civil time; midnight where only a date is given.
    pub civil: Civil,
    /// Whether only a date is given.
    pub is_date: bool,
    /// Whether it is in UTC.
    pub is_utc: bool,
}

impl Moment {
    /// Reads `YYYYMMDD`, `YYYYMMDDTHHMMSS` or the same with `Z` (RFC 5545, sections 3.3.4 and 3.3.5).
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.split_once(['T', 't']).map_or((text, None), |(date, time)| (date, Some(time)));
        let days = days_of(number(date, 0, 4)? as i32, number(date, 4, 6)?, number(date, 6, 8)?)?;
        if date.len() != 8 {
            return None;
        }
        let Some(time) = time else { return Some(Self { civil: days * DAY, is_date: true, is_utc: false }) };
        let is_utc = time.ends_with(['Z', 'z']);
        let time = &time[..time.len() - usize::from(is_utc)];
        let (hour, minute) = (number(time, 0, 2)?, number(time, 2, 4)?);
        // Some leave the seconds out. A leap second has no place of its own.
        let second = if time.len() == 4 { 0 } else { number(time, 4, 6)?.min(59) };
        if !matches!(time.len(), 4 | 6) || hour > 23 || minute > 59 {
            return None;
        }
        let civil = days * DAY + i64::from(hour * 3_600 + minute * 60 + second);
        Some(Self { civil, is_date: false, is_utc })
    }
}

fn number(text: &str, from: usize, to: usize) -> Option<u32> {
    let digits = text.get(from..to)?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// Days since 1970-01-01 of a date; none where there is no such date.
pub fn days_of(year: i32, month: u32, day: u32) -> Option<i64> {
    let date = NaiveDate::from_ymd_opt(year, month, day)?;
    Some(i64::from(date.num_days_from_ce()) - EPOCH)
}

/// The date of a day since 1970-01-01; none beyond all calendars.
pub fn date_of(days: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(days.checked_add(EPOCH)?).ok()?)
}

/// What chrono counts 1970-01-01 as.
const EPOCH: i64 = 719_163;

/// The longest length that is read, in days.
const LONGEST: i64 = 3_660_000;

/// A length of time: days by the calendar, and seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// Days as the calendar counts them; one may have 23 or 25 hours.
    pub days: i64,
    /// Seconds beside them.
    pub seconds: i64,
}

impl Length {
    /// Reads a duration such as `P1W`, `P2DT3H` or `PT30M` (RFC 5545, section 3.3.6).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix('+').unwrap_or(text).strip_prefix(['P', 'p'])?;
        let mut length = Self::default();
        let mut number = None;
        for byte in text.bytes() {
            if byte.is_ascii_digit() {
                let so_far: i64 = number.unwrap_or(0);
                number = Some((so_far * 10 + i64::from(byte - b'0')).min(1_000_000_000));
                continue;
            }
            match byte.to_ascii_uppercase() {
                b'T' if number.is_none() => {}
                b'W' => length.days += number.take()? * 7,
                b'D' => length.days += number.take()?,
                b'H' => length.seconds += number.take()? * 3_600,
                b'M' => length.seconds += number.take()? * 60,
                b'S' => length.seconds += number.take()?,
                _ => return None,
            }
        }
        (number.is_none() && length.days <= LONGEST && length.seconds <= LONGEST * DAY).then_some(length)
    }
}

/// An offset such as `+0100` or `-053000`, in seconds east of UTC.
pub fn offset(line: &Line<'_>) -> Option<i32> {
    let text = line.value();
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = (number(text, 1, 3)?, number(text, 3, 5)?);
    let seconds = if text.len() > 5 { number(text, 5, 7)? } else { 0 };
    let offset = i32::try_from(hours * 3_600 + minutes * 60 + seconds).ok()?;
    (hours < 24).then_some(sign * offset)
}

//! Instants and lengths of time in words, always in UTC.

use chrono::{DateTime, Datelike, NaiveDateTime, Timelike};

use crate::review::wording::{counted, elapsed};
use crate::time::{Duration, Instant};

pub(super) const DAY: Duration = Duration::from_days(1);

fn civil(at: Instant) -> NaiveDateTime {
    // Instants come from four-digit years, which chrono knows all of.
    DateTime::from_timestamp_millis(at.as_millis()).unwrap_or_default().naive_utc()
}

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// An instant in the given format, in UTC, with the letters that strftime has: `%a`, `%-d`, `%b`, `%Y`, `%G`, `%V`, `%H`,
/// `%M` and `%S`.
///
/// chrono's own formatting knows all of them, and weighs 12 KB in the page.
pub(super) fn formatted(at: Instant, format: &str) -> String {
    let moment = civil(at);
    let mut text = String::new();
    for (index, part) in format.split('%').enumerate() {
        let part = part.trim_start_matches('-');
        let letter = part.chars().next().filter(|_| index > 0);
        let (number, digits) = match letter {
            Some('a') => {
                text.push_str(WEEKDAYS[moment.weekday().num_days_from_monday() as usize]);
                (None, 0)
            }
            Some('b') => {
                text.push_str(MONTHS[moment.month0() as usize]);
                (None, 0)
            }
            Some('d') => (Some(moment.day()), 1),
            Some('Y') => (Some(moment.year().unsigned_abs()), 4),
            Some('G') => (Some(moment.iso_week().year().unsigned_abs()), 4),
            Some('V') => (Some(moment.iso_week().week()), 2),
            Some('H') => (Some(moment.hour()), 2),
            Some('M') => (Some(moment.minute()), 2),
            Some('S') => (Some(moment.second()), 2),
            _ => (None, 0),
        };
        if let Some(number) = number {
            text.push_str(&format!("{number:0digits$}"));
        }
        text.push_str(if letter.is_some() { &part[1..] } else { part });
    }
    text
}

/// `26 Feb 2026 12:00 UTC`, with seconds where they are not zero; finer parts are cut.
pub(super) fn moment(at: Instant) -> String {
    let whole = at.as_millis().rem_euclid(60_000) < 1_000;
    formatted(at, if whole { "%-d %b %Y %H:%M UTC" } else { "%-d %b %Y %H:%M:%S UTC" })
}

/// The beginning of the civil day in UTC that the instant lies in.
pub(super) fn day_of(at: Instant) -> Instant {
    Instant::from_millis(at.as_millis().div_euclid(DAY.as_millis()) * DAY.as_millis())
}

/// About how long something is, in a unit that leaves a small number: `10 minutes` for 614 seconds.
pub(super) fn span(length: Duration) -> String {
    let seconds = length.whole_seconds();
    let units = [(86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")];
    let exact = units.into_iter().find(|(size, _)| seconds >= *size && seconds % size == 0);
    // Where no unit fits exactly, the largest that leaves at least two of it is close enough to read.
    let near = || units.into_iter().find(|(size, _)| seconds >= 2 * size);
    match exact.filter(|(size, _)| seconds / size < 120).or_else(near) {
        Some((size, unit)) => counted((seconds / size) as u64, unit),
        None => "1 second".to_owned(),
    }
}

/// How long something took in the two largest units that are not zero, for labels: `1 h 12 min`.
pub(super) fn in_brief(length: Duration) -> String {
    let mut text = elapsed(length);
    if let Some((end, _)) = text.match_indices(' ').nth(3) {
        text.truncate(end);
    }
    text
}

/// The same of a number of seconds.
pub(super) fn in_brief_seconds(seconds: f64) -> String {
    in_brief(Duration::from_millis((seconds * 1_000.0).ceil() as i64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_have_two_units() {
        let cases = [
            (1_800_000, "30 min"),
            (1_800_001, "30 min 1 s"),
            (3_601_000, "1 h 1 s"),
            (264_365_000, "3 d 1 h"),
            (0, "0 s"),
        ];
        for (millis, text) in cases {
            assert_eq!(in_brief(Duration::from_millis(millis)), text);
        }
    }

    #[test]
    fn lengths_read_well() {
        let cases = [
            (604_800, "7 days"),
            (86_400, "1 day"),
            (129_600, "36 hours"),
            (2_592_000, "30 days"),
            (614, "10 minutes"),
            (90, "90 seconds"),
            (0, "1 second"),
        ];
        for (seconds, text) in cases {
            assert_eq!(span(Duration::from_seconds(seconds)), text);
        }
    }

    #[test]
    fn moments_are_in_utc() {
        let at = Instant::from_seconds(1_772_107_200);
        assert_eq!(moment(at), "26 Feb 2026 12:00 UTC");
        assert_eq!(moment(at + Duration::from_seconds(7)), "26 Feb 2026 12:00:07 UTC");
        assert_eq!(moment(day_of(at)), "26 Feb 2026 00:00 UTC");
    }
}

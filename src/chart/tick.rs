use serde::{Deserialize, Serialize};

use super::moment::{day_of, formatted, in_brief};
use crate::review::wording::count;
use crate::time::{Duration, Instant};

/// A mark on the time axis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeTick {
    /// Where.
    #[serde(with = "super::millis")]
    pub at: Instant,
    /// What it says.
    pub label: String,
}

/// Distances between marks, shortest first: parts of an hour, hours, civil days, ISO weeks; always in UTC.
const STEPS: [Duration; 16] = [
    Duration::from_minutes(1),
    Duration::from_minutes(5),
    Duration::from_minutes(15),
    Duration::from_minutes(30),
    Duration::from_hours(1),
    Duration::from_hours(3),
    Duration::from_hours(6),
    Duration::from_hours(12),
    Duration::from_days(1),
    Duration::from_days(2),
    Duration::from_days(7),
    Duration::from_days(14),
    Duration::from_days(28),
    Duration::from_days(91),
    Duration::from_days(182),
    Duration::from_days(364),
];

/// The marks of `[from, to]`, as close as their labels allow on `width` pixels.
///
/// `measure` gives a label's width in pixels; between two labels there is at least `gap`.
pub(super) fn time_ticks(
    from: Instant,
    to: Instant,
    width: f64,
    gap: f64,
    measure: impl Fn(&str) -> f64,
) -> Vec<TimeTick> {
    let span = (to - from).as_millis() as f64;
    let mut best = Vec::new();
    for step in STEPS {
        let pixels = width * step.as_millis() as f64 / span;
        // Labels narrower than this are none, and thousands of marks need not be made to see that.
        if pixels < 16.0 {
            continue;
        }
        for weekday in [true, false] {
            let ticks = marks(from, to, step, weekday);
            if ticks.iter().all(|tick| measure(&tick.label) + gap <= pixels) {
                return ticks;
            }
            best = ticks;
        }
    }
    best.truncate(1);
    best
}

fn marks(from: Instant, to: Instant, step: Duration, weekday: bool) -> Vec<TimeTick> {
    let weeks = step >= Duration::from_days(7);
    // Weeks begin on Mondays, and 5 January 1970 was one.
    let anchor = if weeks { Duration::from_days(4) } else { Duration::ZERO };
    let first = (from - anchor).as_millis().div_euclid(step.as_millis());
    let mark = |place: i64| Instant::from_millis(place * step.as_millis()) + anchor;
    let label = |at: Instant| {
        let format = if step < Duration::from_days(1) && at != day_of(at) {
            "%H:%M"
        } else if step < Duration::from_days(7) {
            if weekday { "%a %-d %b" } else { "%-d %b" }
        } else if step < Duration::from_days(91) {
            if weekday { "W%V, %-d %b" } else { "%-d %b" }
        } else {
            "%-d %b %Y"
        };
        formatted(at, format)
    };
    (first..)
        .map(mark)
        .skip_while(|at| *at < from)
        .take_while(|at| *at <= to)
        .map(|at| TimeTick { at, label: label(at) })
        .collect()
}

/// A mark on the value axis: a ratio of 1, or a number of seconds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ValueTick {
    /// Where.
    pub(super) value: f64,
    /// What it says.
    pub(super) label: String,
}

/// Distances between the marks of an axis of durations, in seconds.
const LENGTHS: [i64; 17] =
    [10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400, 172_800, 604_800, 2_419_200];

/// The marks of an axis of durations from none to at least `highest` seconds: at most `most` marks, or more than that
/// only where the longest distance between them is too short.
pub(super) fn duration_ticks(highest: f64, most: usize) -> Vec<ValueTick> {
    let intervals = |length: i64| (highest / length as f64).ceil().max(1.0);
    let fitting = LENGTHS.into_iter().find(|length| intervals(*length) < most.max(2) as f64);
    let longest = LENGTHS[LENGTHS.len() - 1];
    // Beyond months the distance grows with what is to be shown, so that the marks stay few.
    let length = fitting.unwrap_or_else(|| longest * (intervals(longest) as i64 / most.max(2) as i64 + 1));
    let tick = |place: i64| {
        let seconds = place * length;
        let label = if place == 0 { "0".to_owned() } else { in_brief(Duration::from_seconds(seconds)) };
        ValueTick { value: seconds as f64, label }
    };
    (0..=intervals(length) as i64).map(tick).collect()
}

/// The marks of an axis of numbers from none to at least `highest`: about `most` of them, a round number apart.
pub(super) fn count_ticks(highest: f64, most: usize) -> Vec<ValueTick> {
    let least = (highest / (most.max(2) - 1) as f64).max(1.0);
    let mut step = 1_u64;
    // 1, 2, 5, 10, 20, …
    while (step as f64) < least {
        step = if step.to_string().starts_with('2') { step / 2 * 5 } else { step * 2 };
    }
    let marks = (highest / step as f64).ceil().max(1.0) as u64;
    (0..=marks).map(|place| ValueTick { value: (place * step) as f64, label: count(place * step) }).collect()
}

/// The marks of a value axis that ends exactly at `highest` and begins at or below `lowest`, with its first mark: at
/// most `most` marks a round distance apart. The top has a mark as well, unless that would crowd the one below it.
pub(super) fn value_ticks(lowest: f64, highest: f64, most: usize) -> Vec<ValueTick> {
    let (lowest, highest) = (lowest * 100.0, highest * 100.0);
    let span = (highest - lowest).max(1e-7);
    let most = most.max(2) as f64;
    let power = (span / most).log10().floor() as i32;
    let steps = (power..).flat_map(|power| [1.0, 2.0, 5.0].map(|factor| (factor * 10f64.powi(power), power)));
    // A hair of tolerance, so that what lies on a mark does not ask for another one.
    let first = |step: f64| (lowest / step + 1e-9).floor();
    let fitting = steps.into_iter().find(|(step, _)| (highest / step - first(*step)) + 1.0 <= most + 1e-9);
    let (step, power) = fitting.expect("steps grow without end");
    let decimals = (-power).max(0) as usize;
    let tick = |value: f64| {
        let sign = if value < 0.0 { "\u{2212}" } else { "" };
        ValueTick { value: value / 100.0, label: format!("{sign}{:.decimals$}%", value.abs()) }
    };
    let mut values: Vec<f64> = Vec::new();
    let mut place = first(step);
    while place * step <= highest + step * 1e-9 {
        values.push(place * step);
        place += 1.0;
    }
    if values.last().is_some_and(|last| highest - last >= step / 2.0) {
        values.push(highest);
    }
    values.into_iter().map(tick).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Instant = Instant::from_seconds(1_772_107_200);

    fn labels(length: Duration, width: f64) -> Vec<String> {
        time_ticks(NOON - length, NOON, width, 12.0, |label| label.len() as f64 * 7.0)
            .into_iter()
            .map(|tick| tick.label)
            .collect()
    }

    #[test]
    fn marks_follow_the_calendar() {
        let week = ["Fri 20 Feb", "Sat 21 Feb", "Sun 22 Feb", "Mon 23 Feb", "Tue 24 Feb", "Wed 25 Feb", "Thu 26 Feb"];
        assert_eq!(labels(Duration::from_days(7), 700.0), week);
        let narrow = ["20 Feb", "21 Feb", "22 Feb", "23 Feb", "24 Feb", "25 Feb", "26 Feb"];
        assert_eq!(labels(Duration::from_days(7), 400.0), narrow);
        assert_eq!(labels(Duration::from_days(28), 500.0), ["W06, 2 Feb", "W07, 9 Feb", "W08, 16 Feb", "W09, 23 Feb"]);
        assert_eq!(labels(Duration::from_hours(12), 300.0), ["26 Feb", "03:00", "06:00", "09:00", "12:00"]);
    }

    #[test]
    fn durations_have_round_marks_of_time() {
        let shown =
            |highest, most| duration_ticks(highest, most).into_iter().map(|tick| tick.label).collect::<Vec<_>>();
        assert_eq!(shown(1_800.0, 5), ["0", "10 min", "20 min", "30 min"]);
        assert_eq!(shown(7_200.0, 5), ["0", "30 min", "1 h", "1 h 30 min", "2 h"]);
        assert_eq!(shown(0.0, 5), ["0", "10 s"]);
        assert_eq!(shown(260_000.0, 4), ["0", "2 d", "4 d"]);
        assert!(shown(1e9, 4).len() <= 5);
    }

    #[test]
    fn value_axes_have_round_marks() {
        let shown = |lowest, highest, most| {
            value_ticks(lowest, highest, most).into_iter().map(|tick| tick.label).collect::<Vec<_>>()
        };
        assert_eq!(shown(0.98, 1.0, 5), ["98.0%", "98.5%", "99.0%", "99.5%", "100.0%"]);
        assert_eq!(shown(0.9998, 1.0, 5), ["99.980%", "99.985%", "99.990%", "99.995%", "100.000%"]);
        assert_eq!(shown(-0.57, 1.0, 5), ["\u{2212}100%", "\u{2212}50%", "0%", "50%", "100%"]);
        assert_eq!(shown(-3.6, 1.0, 5), ["\u{2212}400%", "\u{2212}200%", "0%", "100%"]);
        assert_eq!(shown(0.0, 1.0, 6), ["0%", "20%", "40%", "60%", "80%", "100%"]);
        assert_eq!(shown(1.0, 1.0, 5).last().map(String::as_str), Some("100.00000000%"));
        assert_eq!(shown(-1e7, 1.0, 5).first().map(String::as_str), Some("\u{2212}1000000000%"));
    }
}

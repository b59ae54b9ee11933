//! Civil days in a time zone. They are counted as days since 1 January 1970, and may be 23 or 25 hours long.

use super::TimeTick;
use super::moment::{DAY, formatted};
use crate::time::{Duration, Instant, Zone};

/// The civil day that an instant lies in.
pub(super) fn day_at(zone: &Zone, at: Instant) -> i64 {
    let local = at + Duration::from_seconds(zone.offset_at(at).into());
    local.as_millis().div_euclid(DAY.as_millis())
}

/// The first instant of a civil day, which is not always midnight: where a clock is put forward at midnight, there is
/// none.
pub(super) fn begin(zone: &Zone, day: i64) -> Instant {
    let local = Instant::from_millis(day.saturating_mul(DAY.as_millis()));
    // No zone is further from UTC than this, and the first instant of a day is the only border between its days.
    let (mut before, mut inside) = (local - DAY * 2, local + DAY * 2);
    while (inside - before).as_millis() > 1 {
        let middle = before + Duration::from_millis((inside - before).as_millis() / 2);
        if day_at(zone, middle) < day { before = middle } else { inside = middle }
    }
    inside
}

/// A day's name: `Sat 21 Feb`, and the year where asked for.
pub(super) fn name(day: i64, year: bool) -> String {
    formatted(Instant::from_millis(day * DAY.as_millis()), if year { "%a %-d %b %Y" } else { "%a %-d %b" })
}

/// The days from the first to the last, each at its first instant.
pub(super) fn days(zone: &Zone, first: i64, last: i64) -> Vec<TimeTick> {
    (first..=last).map(|day| TimeTick { at: begin(zone, day), label: name(day, false) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        crate::time::Timestamp::parse(text.as_bytes()).expect("an instant").instant().expect("set")
    }

    #[test]
    fn a_day_is_as_long_as_the_clocks_make_it() {
        let (spring, autumn) = (at("2026-03-29T01:00:00Z"), at("2026-10-25T01:00:00Z"));
        let berlin = Zone::new("Europe/Berlin", 3_600, vec![(spring, 7_200), (autumn, 3_600)]);
        let hours = |day: &str| {
            let day = day_at(&berlin, at(day));
            (begin(&berlin, day + 1) - begin(&berlin, day)).whole_seconds() / 3_600
        };
        assert_eq!(hours("2026-03-28T12:00:00Z"), 24);
        assert_eq!(hours("2026-03-29T12:00:00Z"), 23);
        assert_eq!(hours("2026-10-25T12:00:00Z"), 25);
        assert_eq!(begin(&berlin, day_at(&berlin, at("2026-03-29T12:00:00Z"))), at("2026-03-28T23:00:00Z"));
        assert_eq!(name(day_at(&berlin, at("2026-03-28T23:30:00Z")), true), "Sun 29 Mar 2026");
    }

    #[test]
    fn a_day_without_midnight_begins_where_the_clock_was_put() {
        let change = at("2026-04-24T22:00:00Z");
        let cairo = Zone::new("Africa/Cairo", 7_200, vec![(change, 10_800)]);
        let day = day_at(&cairo, change);
        assert_eq!(name(day, false), "Sat 25 Apr");
        assert_eq!(begin(&cairo, day), change);
        assert_eq!(day_at(&cairo, change - Duration::from_millis(1)), day - 1);
    }
}

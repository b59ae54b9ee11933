use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::Tz;
use slo_review::time::{Duration, Instant, Zone};

/// How far beyond the data the table reaches; a review shows nothing that lies further off.
const REACH: Duration = Duration::from_days(366);

/// Offsets are looked at this far apart. No zone has changed its offset twice within it for more than a century.
const STEP: Duration = Duration::from_hours(12);

/// The zone's offsets from before the one instant until after the other, as a table.
pub fn table(zone: Tz, earliest: Instant, newest: Instant) -> Zone {
    let first = earliest - REACH;
    let mut changes = Vec::new();
    let mut at = first;
    while at < newest + REACH {
        let next = at + STEP;
        if offset(zone, at) != offset(zone, next) {
            let change = change_between(zone, at, next);
            changes.push((change, offset(zone, change)));
        }
        at = next;
    }
    Zone::new(zone.name(), offset(zone, first), changes)
}

/// The zone of that name, as a calendar may need it.
pub fn by_name(name: &str) -> Option<Zone> {
    // From 1970 until 2100.
    name.parse().ok().map(|zone| table(zone, Instant::from_seconds(0), Instant::from_seconds(4_102_444_800)))
}

/// The first second after `before` with another offset; `after` has it.
fn change_between(zone: Tz, before: Instant, after: Instant) -> Instant {
    let (mut before, mut after) = (before.as_millis().div_euclid(1_000), after.as_millis().div_euclid(1_000));
    let old = offset(zone, Instant::from_seconds(before));
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        if offset(zone, Instant::from_seconds(middle)) == old { before = middle } else { after = middle }
    }
    Instant::from_seconds(after)
}

/// Seconds east of UTC; none beyond the calendar.
fn offset(zone: Tz, t: Instant) -> i32 {
    DateTime::from_timestamp_millis(t.as_millis())
        .map_or(0, |moment| zone.offset_from_utc_datetime(&moment.naive_utc()).fix().local_minus_utc())
}

use crate::review::wording::utc;
use crate::time::{Duration, Instant, Zone};

/// An instant in UTC and, where the zone is another, beside it in local time:
/// `2026-02-26 12:00:00 UTC (13:00:00 +01:00)`. The local date is given where it differs.
pub fn both(t: Instant, zone: &Zone) -> String {
    let universal = utc(t);
    if zone.is_utc() {
        return universal;
    }
    let offset = zone.offset_at(t);
    let local = utc(t + Duration::from_seconds(offset.into()));
    let local = local.trim_end_matches(" UTC");
    let (date, time) = local.split_once(' ').unwrap_or(("", local));
    let date = if universal.starts_with(date) { String::new() } else { format!("{date} ") };
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.unsigned_abs() / 60;
    format!("{universal} ({date}{time} {sign}{:02}:{:02})", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_local_time_beside_utc() {
        let berlin = Zone::new("Europe/Berlin", 3_600, vec![(Instant::from_seconds(1_774_746_000), 7_200)]);
        let newfoundland = Zone::new("America/St_Johns", -12_600, Vec::new());
        for (seconds, zone, expected) in [
            (1_774_745_999, &berlin, "2026-03-29 00:59:59 UTC (01:59:59 +01:00)"),
            (1_774_746_000, &berlin, "2026-03-29 01:00:00 UTC (03:00:00 +02:00)"),
            (1_774_738_800 - 1, &newfoundland, "2026-03-28 22:59:59 UTC (19:29:59 -03:30)"),
            (1_774_738_800 + 7_200, &newfoundland, "2026-03-29 01:00:00 UTC (2026-03-28 21:30:00 -03:30)"),
            (0, &Zone::utc(), "1970-01-01 00:00:00 UTC"),
        ] {
            assert_eq!(both(Instant::from_seconds(seconds), zone), expected);
        }
    }
}

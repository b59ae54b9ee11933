use super::Columns;
use super::moment::{DAY, day_of, formatted, moment};
use crate::time::{Duration, Instant};

/// One row of a chart's table: a civil day in UTC, or an ISO week where there are too many days to read.
pub(super) struct Day {
    /// The instant just outside, on the left.
    pub(super) from: Instant,
    /// The last instant inside.
    pub(super) to: Instant,
    /// Its name.
    pub(super) label: String,
}

/// The table's rows, one a day.
pub(super) fn rows(columns: Columns, row: &mut dyn FnMut(Day) -> Vec<String>) -> Vec<Vec<String>> {
    days(columns).into_iter().map(row).collect()
}

/// More rows than this are not read by anyone.
const MOST_DAYS: i64 = 100;

/// The days that the columns' time is made of, oldest first; the first and the last may be partial.
///
/// They are left-open and right-closed like every window, so that their counts add up to the window's.
pub(super) fn days(columns: Columns) -> Vec<Day> {
    let many = (columns.to - columns.from).as_millis() > MOST_DAYS * DAY.as_millis();
    let length = if many { DAY * 7 } else { DAY };
    // 5 January 1970 was a Monday.
    let anchor = if many { DAY * 4 } else { Duration::ZERO };
    let mut days = Vec::new();
    let mut from = columns.from;
    while from < columns.to {
        let since = (from - anchor).as_millis().div_euclid(length.as_millis());
        let begin = Instant::from_millis(since * length.as_millis()) + anchor;
        let to = (begin + length).min(columns.to);
        let mut label = formatted(begin, if many { "%G-W%V" } else { "%a %-d %b %Y" });
        if from > begin {
            label.push_str(&format!(", from {}", formatted(from, "%H:%M")));
        }
        if to < begin + length {
            label.push_str(&format!(
                ", to {}",
                if day_of(to) == day_of(begin) { formatted(to, "%H:%M") } else { moment(to) }
            ));
        }
        days.push(Day { from, to, label });
        from = to;
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_has_partial_days_at_its_ends() {
        let to = Instant::from_seconds(1_772_107_200);
        let days = days(Columns::new(to - DAY * 7, to, 100));
        assert_eq!(days.len(), 8);
        assert_eq!(days[0].label, "Thu 19 Feb 2026, from 12:00");
        assert_eq!(days[1].label, "Fri 20 Feb 2026");
        assert_eq!(days[7].label, "Thu 26 Feb 2026, to 12:00");
        assert!(days.windows(2).all(|pair| pair[0].to == pair[1].from));
    }

    #[test]
    fn a_year_is_told_in_weeks() {
        let to = Instant::from_seconds(1_772_107_200);
        let days = days(Columns::new(to - DAY * 364, to, 100));
        assert_eq!(days.len(), 53);
        assert_eq!(days[1].label, "2025-W10");
    }
}

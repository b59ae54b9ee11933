use chrono::Datelike;

use super::moment::{Civil, DAY, date_of, days_of};
use super::rule::{Frequency, Rule};

/// Days and times that may be looked at for all the rules of a file. A rule that falls on a day once in years looks at
/// thousands of days for one occurrence, and a hostile one at all there are.
pub const MOST_STEPS: u64 = 10_000_000;

/// The last year that is looked at.
const LAST_YEAR: i32 = 9_999;

impl Rule {
    /// Hands on the occurrences of the rule from `start` on, in order, until `take` has had enough or there are no more.
    /// `is_date` says that only dates are meant. `steps` is what may still be looked at. Whether the rule was finished.
    ///
    /// As in other implementations, a beginning on which the rule does not fall is no occurrence.
    pub fn occurrences(
        &self,
        start: Civil,
        is_date: bool,
        steps: &mut u64,
        take: &mut dyn FnMut(Civil) -> bool,
    ) -> bool {
        let Some(start_date) = date_of(start.div_euclid(DAY)) else { return true };
        let mut rule = self.clone();
        rule.complete(start_date);
        let times = rule.times(start, is_date);
        let mut left = rule.count;
        let mut days = Vec::new();
        for period in 0_i64.. {
            let Some(base) = rule.period(start, period * rule.interval, &mut days) else { return true };
            let spent = 1 + days.len() as u64;
            let Some(rest) = steps.checked_sub(spent) else { return false };
            *steps = rest;
            days.retain(|&day| date_of(day).is_some_and(|date| rule.has_day(date)) && rule.has_time(base));
            let total = days.len() * times.len();
            for index in 0..total {
                let Some(rest) = steps.checked_sub(1) else { return false };
                *steps = rest;
                if !rule.has_position(index, total) {
                    continue;
                }
                let time = times[index % times.len()];
                // In a period shorter than a day, the times are counted from its beginning.
                let at = if rule.frequency <= Frequency::Daily {
                    days[index / times.len()] * DAY + time
                } else {
                    base + time
                };
                if at < start {
                    continue;
                }
                if left == Some(0) || !take(at) {
                    return true;
                }
                left = left.map(|left| left - 1);
            }
        }
        true
    }

    /// Fills in the days of the period that begins `ahead` years, months, weeks and so on after the first one, and gives
    /// back when it begins; none beyond the last year.
    fn period(&self, start: Civil, ahead: i64, days: &mut Vec<i64>) -> Option<Civil> {
        days.clear();
        let today = start.div_euclid(DAY);
        let date = date_of(today)?;
        let (first, end) = match self.frequency {
            Frequency::Yearly => {
                let year = i32::try_from(i64::from(date.year()) + ahead).ok().filter(|year| *year <= LAST_YEAR)?;
                (days_of(year, 1, 1)?, days_of(year + 1, 1, 1)?)
            }
            Frequency::Monthly => {
                let month = i64::from(date.year()) * 12 + i64::from(date.month0()) + ahead;
                let first_of = |month: i64| days_of((month / 12) as i32, (month % 12) as u32 + 1, 1);
                if month / 12 > i64::from(LAST_YEAR) {
                    return None;
                }
                (first_of(month)?, first_of(month + 1)?)
            }
            Frequency::Weekly => {
                let first = today - i64::from(date.weekday().days_since(self.week_start)) + ahead * 7;
                (first, first + 7)
            }
            Frequency::Daily => (today + ahead, today + ahead + 1),
            Frequency::Hourly | Frequency::Minutely | Frequency::Secondly => {
                let unit = self.unit();
                let base = start.div_euclid(unit) * unit + ahead * unit;
                days.push(base.div_euclid(DAY));
                return date_of(base.div_euclid(DAY)).filter(|date| date.year() <= LAST_YEAR).map(|_| base);
            }
        };
        date_of(first).filter(|date| date.year() <= LAST_YEAR)?;
        days.extend(first..end);
        Some(first * DAY)
    }

    /// The seconds of a period that is shorter than a day.
    fn unit(&self) -> i64 {
        match self.frequency {
            Frequency::Hourly => 3_600,
            Frequency::Minutely => 60,
            _ => 1,
        }
    }

    /// The times within a day, or within a shorter period, at which the rule falls, in seconds from its beginning.
    fn times(&self, start: Civil, is_date: bool) -> Vec<i64> {
        if is_date {
            return vec![0];
        }
        let part = |list: &[i32], finest: Frequency, own: i64| match list {
            _ if self.frequency >= finest => vec![0],
            [] => vec![own],
            list => list.iter().map(|value| i64::from(*value)).collect(),
        };
        let own = start.rem_euclid(DAY);
        let mut times = Vec::new();
        for hour in part(&self.hours, Frequency::Hourly, own / 3_600) {
            for minute in part(&self.minutes, Frequency::Minutely, own / 60 % 60) {
                for second in part(&self.seconds, Frequency::Secondly, own % 60) {
                    times.push(hour * 3_600 + minute * 60 + second);
                }
            }
        }
        times
    }

    /// Whether a period that is shorter than a day is among the hours, minutes and seconds named.
    fn has_time(&self, base: Civil) -> bool {
        let is_in = |list: &[i32], finest: Frequency, value: i64| {
            self.frequency < finest || list.is_empty() || list.contains(&(value as i32))
        };
        let time = base.rem_euclid(DAY);
        is_in(&self.hours, Frequency::Hourly, time / 3_600)
            && is_in(&self.minutes, Frequency::Minutely, time / 60 % 60)
            && is_in(&self.seconds, Frequency::Secondly, time % 60)
    }

    /// Whether an occurrence is taken, by its place among those of its period.
    fn has_position(&self, index: usize, total: usize) -> bool {
        let (from_start, from_end) = (index as i64 + 1, index as i64 - total as i64);
        self.positions.is_empty()
            || self.positions.iter().any(|wanted| i64::from(*wanted) == from_start || i64::from(*wanted) == from_end)
    }
}

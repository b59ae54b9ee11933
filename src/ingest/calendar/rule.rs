use chrono::{Datelike, NaiveDate, Weekday};

use super::moment::Moment;

/// Most values in one list of a rule; there are 366 days in a year, and each may be counted from both ends.
const MOST_VALUES: usize = 800;

/// How often a rule repeats, from the rarest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Frequency {
    /// Every year.
    Yearly,
    /// Every month.
    Monthly,
    /// Every week.
    Weekly,
    /// Every day.
    Daily,
    /// Every hour.
    Hourly,
    /// Every minute.
    Minutely,
    /// Every second.
    Secondly,
}

/// A recurrence rule (RFC 5545, section 3.3.10).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// How often it repeats.
    pub frequency: Frequency,
    /// Every how many years, months and so on.
    pub interval: i64,
    /// How many times in all.
    pub count: Option<u64>,
    /// The last moment, inclusive.
    pub until: Option<Moment>,
    /// On which day weeks begin.
    pub week_start: Weekday,
    /// Months, from 1.
    pub months: Vec<i32>,
    /// Weeks of the year, from its end if negative.
    pub weeks: Vec<i32>,
    /// Days of the year, from its end if negative.
    pub year_days: Vec<i32>,
    /// Days of the month, from its end if negative.
    pub month_days: Vec<i32>,
    /// Days of the week, each with which of the month or year it is, from its end if negative; 0 is every one.
    pub week_days: Vec<(i32, Weekday)>,
    /// Hours of the day.
    pub hours: Vec<i32>,
    /// Minutes of the hour.
    pub minutes: Vec<i32>,
    /// Seconds of the minute.
    pub seconds: Vec<i32>,
    /// Which of each period's occurrences, from the end if negative.
    pub positions: Vec<i32>,
}

impl Rule {
    /// Reads a rule. The error says what cannot be read; nothing of a rule is passed over, for it would mean other times.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut rule = Self {
            frequency: Frequency::Yearly,
            interval: 1,
            count: None,
            until: None,
            week_start: Weekday::Mon,
            months: Vec::new(),
            weeks: Vec::new(),
            year_days: Vec::new(),
            month_days: Vec::new(),
            week_days: Vec::new(),
            hours: Vec::new(),
            minutes: Vec::new(),
            seconds: Vec::new(),
            positions: Vec::new(),
        };
        let mut has_frequency = false;
        for part in text.split(';').filter(|part| !part.trim().is_empty()) {
            rule.take(part.trim(), &mut has_frequency).ok_or_else(|| {
                let part: String = part.chars().take(60).collect();
                format!("its recurrence has `{part}`, which is not read")
            })?;
        }
        if has_frequency { Ok(rule) } else { Err("its recurrence has no FREQ".to_owned()) }
    }

    fn take(&mut self, part: &str, has_frequency: &mut bool) -> Option<()> {
        let (key, value) = part.split_once('=')?;
        match key.to_ascii_uppercase().as_str() {
            "FREQ" => {
                use Frequency::{Daily, Hourly, Minutely, Monthly, Secondly, Weekly, Yearly};
                *has_frequency = true;
                self.frequency = match value.to_ascii_uppercase().as_str() {
                    "YEARLY" => Yearly,
                    "MONTHLY" => Monthly,
                    "WEEKLY" => Weekly,
                    "DAILY" => Daily,
                    "HOURLY" => Hourly,
                    "MINUTELY" => Minutely,
                    "SECONDLY" => Secondly,
                    _ => return None,
                };
            }
            "INTERVAL" => self.interval = i64::from(value.parse::<u16>().ok().filter(|interval| *interval > 0)?),
            "COUNT" => self.count = Some(u64::from(value.parse::<u32>().ok()?)),
            "UNTIL" => self.until = Some(Moment::parse(value)?),
            "WKST" => self.week_start = week_day(value)?,
            "BYMONTH" => self.months = numbers(value, 1, 12, false)?,
            "BYWEEKNO" => self.weeks = numbers(value, 1, 53, true)?,
            "BYYEARDAY" => self.year_days = numbers(value, 1, 366, true)?,
            "BYMONTHDAY" => self.month_days = numbers(value, 1, 31, true)?,
            "BYHOUR" => self.hours = numbers(value, 0, 23, false)?,
            "BYMINUTE" => self.minutes = numbers(value, 0, 59, false)?,
            "BYSECOND" => self.seconds = numbers(value, 0, 59, false)?,
            "BYSETPOS" => self.positions = numbers(value, 1, 366, true)?,
            "BYDAY" => {
                for day in value.split(',') {
                    let day = day.trim();
                    let (nth, name) = day.split_at_checked(day.len().checked_sub(2)?)?;
                    let nth = if nth.is_empty() { 0 } else { *numbers(nth, 1, 53, true)?.first()? };
                    self.week_days.push((nth, week_day(name)?));
                }
                (self.week_days.len() <= MOST_VALUES).then_some(())?;
            }
            _ => return None,
        }
        Some(())
    }

    /// Whether the rule names days in any way.
    fn names_days(&self) -> bool {
        !(self.weeks.is_empty() && self.year_days.is_empty() && self.month_days.is_empty() && self.week_days.is_empty())
    }

    /// Fills in what a rule leaves to its first occurrence.
    pub fn complete(&mut self, start: NaiveDate) {
        if self.names_days() {
            return;
        }
        match self.frequency {
            Frequency::Yearly => {
                if self.months.is_empty() {
                    self.months.push(start.month() as i32);
                }
                self.month_days.push(start.day() as i32);
            }
            Frequency::Monthly => self.month_days.push(start.day() as i32),
            Frequency::Weekly => self.week_days.push((0, start.weekday())),
            Frequency::Daily | Frequency::Hourly | Frequency::Minutely | Frequency::Secondly => {}
        }
    }

    /// Whether the rule falls on that day.
    pub fn has_day(&self, date: NaiveDate) -> bool {
        let (day, days) = (date.day() as i32, days_in_month(date));
        let (year_day, year_days) = (date.ordinal() as i32, if date.leap_year() { 366 } else { 365 });
        let is_in = |list: &[i32], value: i32, count: i32| {
            list.is_empty() || list.iter().any(|wanted| *wanted == value || *wanted == value - count - 1)
        };
        is_in(&self.months, date.month() as i32, 12)
            && is_in(&self.month_days, day, days)
            && is_in(&self.year_days, year_day, year_days)
            && (self.weeks.is_empty() || {
                let (week, weeks) = self.week_of(date);
                is_in(&self.weeks, week, weeks)
            })
            && (self.week_days.is_empty() || {
                // Which Monday it is, is counted in the month, or in the year where no month is named.
                let in_year = self.frequency == Frequency::Yearly && self.months.is_empty();
                let (place, length) = if in_year { (year_day, year_days) } else { (day, days) };
                let (nth, from_end) = ((place - 1) / 7 + 1, -((length - place) / 7 + 1));
                let mut week_days = self.week_days.iter();
                week_days.any(|(wanted, name)| {
                    *name == date.weekday() && (*wanted == 0 || *wanted == nth || *wanted == from_end)
                })
            })
    }

    /// The week's number, and how many its year has. The first week is the first with four days in the year.
    fn week_of(&self, date: NaiveDate) -> (i32, i32) {
        let into_week = |date: NaiveDate| date.weekday().days_since(self.week_start) as i32;
        // The middle of the week decides which year it belongs to.
        let middle = date.num_days_from_ce() - into_week(date) + 3;
        let Some(middle) = NaiveDate::from_num_days_from_ce_opt(middle) else { return (0, 0) };
        let week = middle.ordinal0() as i32 / 7 + 1;
        // December 28 is always in the last week.
        let Some(last) = NaiveDate::from_ymd_opt(middle.year(), 12, 28) else { return (0, 0) };
        let last_middle = last.ordinal0() as i32 - into_week(last) + 3;
        (week, last_middle / 7 + 1)
    }
}

/// How many days the date's month has.
fn days_in_month(date: NaiveDate) -> i32 {
    match date.month() {
        2 if date.leap_year() => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A list of numbers between two bounds, also negated if they may count from the end.
fn numbers(text: &str, least: i32, most: i32, from_end: bool) -> Option<Vec<i32>> {
    let mut numbers = Vec::new();
    for word in text.split(',') {
        let number: i32 = word.trim().parse().ok()?;
        let size = if from_end { number.abs() } else { number };
        if size < least || size > most || numbers.len() == MOST_VALUES {
            return None;
        }
        // Kept in order, and each once.
        if let Err(gap) = numbers.binary_search(&number) {
            numbers.insert(gap, number);
        }
    }
    Some(numbers)
}

fn week_day(name: &str) -> Option<Weekday> {
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    let names = [("MO", Mon), ("TU", Tue), ("WE", Wed), ("TH", Thu), ("FR", Fri), ("SA", Sat), ("SU", Sun)];
    names.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, day)| day)
}

//! How numbers, lengths of time and instants read in sentences.

use crate::sli::Percent;
use crate::slo::{Fraction, ONE_PPB, PolicyState, Slo};
use crate::time::{Duration, Instant};

/// A count with thousands set apart: `1,060`.
pub fn count(number: impl Into<i128>) -> String {
    let number: i128 = number.into();
    let digits = number.unsigned_abs().to_string();
    let mut text = if number < 0 { "-".to_owned() } else { String::new() };
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A count with its noun: `1 job`, `2 jobs`.
pub fn counted(number: u64, noun: &str) -> String {
    format!("{} {noun}{}", count(number), if number == 1 { "" } else { "s" })
}

/// A length of time in the largest unit that it is a whole number of: `7 days`, `15 minutes`.
pub fn length(length: Duration) -> String {
    let millis = length.as_millis();
    let units = [("day", 86_400_000), ("hour", 3_600_000), ("minute", 60_000), ("second", 1_000)];
    match units.iter().find(|(_, unit)| millis != 0 && millis % unit == 0) {
        Some(("day", unit)) if millis / unit == 1 => "24 hours".to_owned(),
        Some((name, unit)) => counted((millis / unit).unsigned_abs(), name),
        None => format!("{millis} ms"),
    }
}

/// The same in short: `7d`, `15m`.
pub fn short_length(length: Duration) -> String {
    let millis = length.as_millis();
    let units = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000)];
    match units.iter().find(|(name, unit)| millis % unit == 0 && !(*name == "d" && millis / unit < 2)) {
        Some((name, unit)) => format!("{}{name}", millis / unit),
        None => format!("{millis}ms"),
    }
}

/// How long something took: `48 min 58 s`, `1 d 2 h`. What is finer than a second is
/// rounded up, toward the bad side.
pub fn elapsed(length: Duration) -> String {
    let millis = length.as_millis();
    let seconds = millis.div_euclid(1_000) + i64::from(millis.rem_euclid(1_000) > 0);
    let parts = [(seconds / 86_400, "d"), (seconds / 3_600 % 24, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s")];
    let mut text = String::new();
    for (number, unit) in parts.into_iter().filter(|(number, _)| *number != 0) {
        let gap = if text.is_empty() { "" } else { " " };
        text.extend([gap, &number.to_string(), " ", unit]);
    }
    if text.is_empty() { "0 s".to_owned() } else { text }
}

/// An instant for people: `2026-02-26 12:00:00 UTC`.
pub fn utc(t: Instant) -> String {
    let text = t.to_string();
    match text.strip_suffix('Z') {
        Some(moment) => format!("{} UTC", moment.replacen('T', " ", 1)),
        None => text,
    }
}

/// A state's name at the head of a line.
pub fn state(state: PolicyState) -> &'static str {
    match state {
        PolicyState::NoData => "No data",
        PolicyState::Normal => "Normal",
        PolicyState::Freeze => "Freeze",
        PolicyState::Stabilise => "Stabilise",
    }
}

/// A state's name within a sentence.
pub fn state_in_sentence(state: PolicyState) -> &'static str {
    match state {
        PolicyState::NoData => "no data",
        other => other.name(),
    }
}

/// The objective as written: `99%`, `99.95%`. It is exact.
pub fn target(slo: &Slo) -> String {
    fraction(slo.target.fraction())
}

/// A fraction as a percentage, exactly: `80%`.
pub fn fraction(fraction: Fraction) -> String {
    // Nine places of a ratio are seven of a percentage, so nothing is rounded.
    Percent::floor(i128::from(fraction.ppb()), i128::from(ONE_PPB), 7).short().to_string()
}

/// Decimals with which availability is shown: two, or as many as the objective has.
pub fn availability_decimals(slo: &Slo) -> u32 {
    let target = target(slo);
    let decimals = target.trim_end_matches('%').split_once('.').map_or(0, |(_, decimals)| decimals.len());
    decimals.max(2) as u32
}

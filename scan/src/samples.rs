use crate::decimal::decimal;
use crate::plain::{same, white_length};
use crate::record::{Run, Sink};

/// Longest value that is kept, in bytes. Numbers are shorter; what is longer is no number and is handed on empty.
const LONGEST_VALUE: usize = 64;

/// The latest time that is one: the end of the year 5138, where seconds have eleven digits; in milliseconds.
const LAST_TIME: i64 = 99_999_999_999_999;

/// Longest end of a sample that is looked for as a whole, in bytes: a value of 24 digits with what stands around it. Numbers
/// are mostly shorter.
const LONGEST_ENDING: usize = 32;

/// Digits of a time in whole seconds, from 2001 to 2286.
const TIME_DIGITS: usize = 10;

/// Longest sample that is waited for, in bytes.
const LONGEST_SAMPLE: usize = 4_096;

/// The samples of the series under way, taken together into runs.
///
/// A series mostly repeats itself: the same value at the same distance. So of each run only its beginning, distance and
/// length are handed on, and a sample costs the reading of a number and a comparison.
#[derive(Debug)]
pub(super) struct Samples {
    first: i64,
    last: i64,
    step: i64,
    /// Samples in the run; none is open where it is 0.
    count: u32,
    value: [u8; LONGEST_VALUE],
    length: usize,
    /// What follows the time of a sample of the run, as it is mostly written: `,"VALUE"]`. Then zeros.
    ending: [u8; LONGEST_ENDING],
    ending_length: usize,
}

/// What may come next in an array of samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Its opening bracket, which may be that of a single sample.
    Opening,
    SampleOrEnd,
    Sample,
    CommaOrEnd,
}

/// Where the reading of samples came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// After the closing bracket.
    End(usize),
    /// More bytes must be known.
    More(usize),
    /// No sample: where it began, and the byte that cannot be.
    Odd { start: usize, at: usize },
}

impl Samples {
    pub(super) fn new() -> Self {
        Self {
            first: 0,
            last: 0,
            step: 0,
            count: 0,
            value: [0; LONGEST_VALUE],
            length: 0,
            ending: [0; LONGEST_ENDING],
            ending_length: 0,
        }
    }

    /// Hands on the run under way.
    pub(super) fn flush(&mut self, sink: &mut dyn Sink) {
        if self.count > 0 {
            let value = &self.value[..self.length];
            sink.run(Run { first: self.first, step: self.step, count: self.count, value });
            self.count = 0;
        }
    }

    /// Reads samples of an array from `at` on. `next` says what may come there, and is kept up.
    pub(super) fn pass(&mut self, bytes: &[u8], mut at: usize, next: &mut Next, sink: &mut dyn Sink) -> Stop {
        loop {
            if matches!(next, Next::SampleOrEnd | Next::Sample) && self.count > 0 {
                let after = self.alike(bytes, at, sink);
                if after > at {
                    // A comma stands before the place reached.
                    at = after;
                    *next = Next::Sample;
                }
            }
            match (*next, bytes.get(at)) {
                (_, None) => return Stop::More(at),
                (_, Some(b' ' | b'\n' | b'\r' | b'\t')) => at += white_length(&bytes[at..]).0,
                (Next::SampleOrEnd | Next::Sample, Some(b'[')) => match self.sample(bytes, at, sink) {
                    Stop::End(after) => {
                        at = after;
                        *next = Next::CommaOrEnd;
                        if bytes.get(at) == Some(&b',') {
                            at += 1;
                            *next = Next::Sample;
                        }
                    }
                    other => return other,
                },
                (Next::CommaOrEnd, Some(b',')) => {
                    at += 1;
                    *next = Next::Sample;
                }
                (Next::SampleOrEnd | Next::CommaOrEnd, Some(b']')) => return Stop::End(at + 1),
                _ => return Stop::Odd { start: at, at },
            }
        }
    }

    /// Reads samples as they are mostly written, as long as they have the value of the run and a comma follows: `[TIME,"VALUE"],`.
    /// Gives the place after the last comma; `at` where none is so.
    fn alike(&mut self, bytes: &[u8], mut at: usize, sink: &mut dyn Sink) -> usize {
        let length = self.ending_length;
        if length == 0 {
            return at;
        }
        let ending = &self.ending[..length];
        while let Some(sample) = bytes.get(at..at + 1 + TIME_DIGITS + LONGEST_ENDING) {
            let (Some(seconds), b'[') = (ten_digits(&sample[1..1 + TIME_DIGITS]), sample[0]) else { break };
            let found = &sample[1 + TIME_DIGITS..];
            if !(same(&found[..length], ending) && found[length] == b',') {
                break;
            }
            let time = seconds * 1_000;
            let step = time - self.last;
            if step > 0 && (self.count == 1 || step == self.step) && self.count < u32::MAX {
                self.step = step;
                self.count += 1;
            } else {
                let value = &self.value[..self.length];
                sink.run(Run { first: self.first, step: self.step, count: self.count, value });
                (self.first, self.step, self.count) = (time, 0, 1);
            }
            self.last = time;
            at += 1 + TIME_DIGITS + length + 1;
        }
        at
    }

    /// Reads the sample whose opening bracket is at `start`.
    pub(super) fn sample(&mut self, bytes: &[u8], start: usize, sink: &mut dyn Sink) -> Stop {
        // What is too long is refused for that, wherever it is cut into pieces.
        let odd = |at: usize| Stop::Odd { start, at: if at - start > LONGEST_SAMPLE { start } else { at } };
        let more = || if bytes.len() - start > LONGEST_SAMPLE { odd(bytes.len()) } else { Stop::More(start) };
        let after_white = |at: usize| match bytes.get(at) {
            Some(b' ' | b'\n' | b'\r' | b'\t') => at + white_length(&bytes[at..]).0,
            _ => at,
        };
        let mut at = after_white(start + 1);
        // The time: seconds, with a fraction or without. What else a number may look like is read slowly.
        let begin = at;
        let mut time: i64 = 0;
        while let Some(digit @ b'0'..=b'9') = bytes.get(at) {
            time = time.wrapping_mul(10).wrapping_add(i64::from(digit - b'0'));
            at += 1;
        }
        let time = if bytes.get(at) == Some(&b',') && (1..=11).contains(&(at - begin)) {
            time * 1_000
        } else {
            let quoted = bytes.get(begin) == Some(&b'"');
            at = begin + usize::from(quoted);
            let begin = at;
            while let Some(b'0'..=b'9' | b'.' | b'+' | b'-' | b'e' | b'E') = bytes.get(at) {
                at += 1;
            }
            if at == bytes.len() {
                return more();
            }
            let time = decimal(&bytes[begin..at], 3).filter(|time| (0..=LAST_TIME).contains(time));
            let Some(time) = time else { return odd(at) };
            if quoted {
                if bytes[at] != b'"' {
                    return odd(at);
                }
                at += 1;
            }
            at = after_white(at);
            time
        };
        match bytes.get(at) {
            Some(b',') => at = after_white(at + 1),
            Some(_) => return odd(at),
            None => return more(),
        }
        // The value, in quotes; as a bare number it is understood.
        let quoted = match bytes.get(at) {
            Some(b'"') => {
                at += 1;
                true
            }
            Some(b'0'..=b'9' | b'-') => false,
            Some(_) => return odd(at),
            None => return more(),
        };
        let begin = at;
        let known = begin + self.length;
        let same = quoted
            && self.count > 0
            && self.length > 0
            && bytes.get(known) == Some(&b'"')
            && bytes[begin..known] == self.value[..self.length];
        if same {
            at = known;
        } else {
            loop {
                match bytes.get(at) {
                    None => return more(),
                    Some(b'"') if quoted => break,
                    Some(b'\\') if quoted => at += 2,
                    Some(byte) if quoted && *byte < b' ' => return odd(at),
                    Some(b',' | b']' | b' ' | b'\n' | b'\r' | b'\t') if !quoted => break,
                    Some(byte) if !quoted && !byte.is_ascii_alphanumeric() && !matches!(byte, b'+' | b'-' | b'.') => {
                        return odd(at);
                    }
                    Some(_) => at += 1,
                }
            }
        }
        let end = at;
        at = after_white(at + usize::from(quoted));
        match bytes.get(at) {
            Some(b']') if at - start <= LONGEST_SAMPLE => {}
            Some(_) => return odd(at),
            None => return more(),
        }
        if same && time > self.last && (self.count == 1 || time - self.last == self.step) && self.count < u32::MAX {
            self.step = time - self.last;
            self.count += 1;
        } else {
            if !same {
                self.begin(&bytes[begin..end], quoted, sink);
            } else {
                self.flush(sink);
            }
            (self.first, self.step, self.count) = (time, 0, 1);
        }
        self.last = time;
        Stop::End(at + 1)
    }

    /// Ends the run under way, and keeps the value of the next.
    fn begin(&mut self, value: &[u8], quoted: bool, sink: &mut dyn Sink) {
        self.flush(sink);
        let value = if value.len() > LONGEST_VALUE { &[] } else { value };
        self.length = value.len();
        self.value[..value.len()].copy_from_slice(value);
        self.ending_length = 0;
        // One byte more is looked at: the comma after it.
        if quoted && !value.is_empty() && value.len() + 4 < LONGEST_ENDING {
            self.ending = [0; LONGEST_ENDING];
            self.ending[..2].copy_from_slice(b",\"");
            self.ending[2..2 + value.len()].copy_from_slice(value);
            self.ending[2 + value.len()..4 + value.len()].copy_from_slice(b"\"]");
            self.ending_length = value.len() + 4;
        }
    }
}

/// The number that ten digits are; `None` if one of them is none.
#[inline]
fn ten_digits(digits: &[u8]) -> Option<i64> {
    let (eight, two) = digits.split_first_chunk::<8>()?;
    let (&[tens, ones], []) = two.split_first_chunk::<2>()? else { return None };
    let mut value = u64::from_le_bytes(*eight);
    let above = value.wrapping_add(0x4646_4646_4646_4646);
    let below = value.wrapping_sub(0x3030_3030_3030_3030);
    if (above | below) & 0x8080_8080_8080_8080 != 0 || !tens.is_ascii_digit() || !ones.is_ascii_digit() {
        return None;
    }
    // Neighbours are joined: eight digits to four numbers of two, to two of four, to one.
    value = below.wrapping_mul(10).wrapping_add(below >> 8) & 0x00ff_00ff_00ff_00ff;
    value = value.wrapping_mul(100).wrapping_add(value >> 16) & 0x0000_ffff_0000_ffff;
    value = value.wrapping_mul(10_000).wrapping_add(value >> 32) & 0xffff_ffff;
    Some(value as i64 * 100 + i64::from(tens - b'0') * 10 + i64::from(ones - b'0'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ten_digits_are_their_number(text in "[0-9]{10}|[ -~]{10}|[0-9]{9}[^0-9]|[/:][0-9]{9}|[0-9]{4}[\u{80}-\u{ff}][0-9]{4}") {
            let expected = text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten();
            prop_assert_eq!(ten_digits(&text.as_bytes()[..10]), expected);
        }
    }
}

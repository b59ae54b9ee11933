/// Reads times in the one form that programs in containers write, `2026-02-19T02:07:06.047298730Z`: with a `T`, in
/// UTC, with up to nine digits of a fraction or none.
///
/// The last date is remembered, since the next line mostly has the same.
#[derive(Clone, Debug)]
pub struct StampReader {
    date: [u8; 10],
    /// Milliseconds from the epoch to its midnight.
    midnight: i64,
}

impl Default for StampReader {
    fn default() -> Self {
        Self { date: *b"1970-01-01", midnight: 0 }
    }
}

impl StampReader {
    /// The time that the bytes begin with, in milliseconds since the epoch, and how many bytes it takes.
    ///
    /// None where they begin with anything else, be it a time in another form.
    #[inline]
    pub fn read(&mut self, bytes: &[u8]) -> Option<(i64, usize)> {
        let (date, rest) = bytes.split_first_chunk::<10>()?;
        let (clock, rest) = rest.split_first_chunk::<9>()?;
        let [b'T', h1, h2, b':', m1, m2, b':', s1, s2] = *clock else { return None };
        let (hour, minute, second) = (two(h1, h2)?, two(m1, m2)?, two(s1, s2)?);
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        if *date != self.date {
            self.midnight = midnight(date)?;
            self.date = *date;
        }
        let mut millis = 0;
        let mut length = 0;
        if let Some((b'.', fraction)) = rest.split_first() {
            let mut worth = 100;
            for byte in fraction.iter().take(9) {
                let digit = byte.wrapping_sub(b'0');
                if digit > 9 {
                    break;
                }
                millis += worth * i64::from(digit);
                worth /= 10;
                length += 1;
            }
            if length == 0 {
                return None;
            }
            length += 1;
        }
        if rest.get(length) != Some(&b'Z') {
            return None;
        }
        Some((self.midnight + (hour * 3_600 + minute * 60 + second) * 1_000 + millis, 20 + length))
    }
}

fn two(tens: u8, ones: u8) -> Option<i64> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens <= 9 && ones <= 9).then(|| i64::from(tens) * 10 + i64::from(ones))
}

/// Milliseconds from the epoch to the midnight before a date from the year 1000 on; none where there is no such date.
fn midnight(date: &[u8; 10]) -> Option<i64> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *date else { return None };
    let (year, month, day) = (two(y1, y2)? * 100 + two(y3, y4)?, two(m1, m2)?, two(d1, d2)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return None,
    };
    // Before that years are what programs write for a time that was never set.
    if year < 1_000 || day < 1 || day > longest {
        return None;
    }
    // Counted in years that begin in March, so that the leap day comes last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    Some((year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719_468) * 86_400_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(i64, usize)> {
        StampReader::default().read(text.as_bytes())
    }

    #[test]
    fn times_in_utc_are_read_to_the_millisecond() {
        assert_eq!(read("1970-01-01T00:00:01Z"), Some((1_000, 20)));
        assert_eq!(read("1970-01-02T00:00:00.0019Z rest"), Some((86_400_001, 25)));
        assert_eq!(read("2026-02-19T02:07:06.047298730Z\",\"x\""), Some((1_771_466_826_047, 30)));
        assert_eq!(read("2024-02-29T23:59:59.999999999Z"), Some((1_709_251_199_999, 30)));
    }

    #[test]
    fn everything_else_is_left_to_others() {
        for text in [
            "",
            "2026-02-19T02:07:06",
            "2026-02-19T02:07:06+00:00",
            "2026-02-19T02:07:06.Z",
            "2026-02-19T02:07:06.0123456789Z",
            "2026-02-19 02:07:06Z",
            "2026-02-30T02:07:06Z",
            "2026-13-01T02:07:06Z",
            "2026-02-19T24:00:00Z",
            "2026-02-19T02:07:60Z",
            "0001-01-01T00:00:00Z",
            "2026-02-1xT02:07:06Z",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_that_is_none_is_not_remembered() {
        let mut reader = StampReader::default();
        for _ in 0..2 {
            assert_eq!(reader.read(b"2026-02-31T00:00:00Z"), None);
            assert_eq!(reader.read(b"1970-01-01T00:00:00Z"), Some((0, 20)));
        }
    }
}

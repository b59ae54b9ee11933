/// A number as JSON and Prometheus write it, in units of `10^-places`; finer digits are cut off. `None` where it is no
/// number, or is beyond what 64 bits hold.
///
/// No floating point is involved, so that what is written comes out exactly.
pub fn decimal(text: &[u8], places: u32) -> Option<i64> {
    let (negative, text) = match text.split_first()? {
        (b'-', rest) => (true, rest),
        (b'+', rest) => (false, rest),
        _ => (false, text),
    };
    let mut digits: u64 = 0;
    // How far the point lies behind the digits taken so far.
    let mut shift = places as i32;
    let (mut met_digit, mut met_point) = (false, false);
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'0'..=b'9' => {
                met_digit = true;
                if digits < u64::MAX / 10 - 1 {
                    digits = digits * 10 + u64::from(byte - b'0');
                    shift -= i32::from(met_point);
                } else {
                    shift += i32::from(!met_point);
                }
            }
            b'.' if !met_point => met_point = true,
            b'e' | b'E' if met_digit => {
                shift += exponent(text.get(at + 1..)?)?;
                break;
            }
            _ => return None,
        }
        at += 1;
    }
    if !met_digit {
        return None;
    }
    while shift > 0 && digits != 0 {
        digits = digits.checked_mul(10)?;
        shift -= 1;
    }
    while shift < 0 && digits != 0 {
        digits /= 10;
        shift += 1;
    }
    let number = i64::try_from(digits).ok()?;
    Some(if negative { -number } else { number })
}

/// A power of ten of at most three digits, to the end of the text.
fn exponent(text: &[u8]) -> Option<i32> {
    let (sign, digits) = match text.split_first()? {
        (b'-', rest) => (-1, rest),
        (b'+', rest) => (1, rest),
        _ => (1, text),
    };
    let fits = (1..=3).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    fits.then(|| sign * digits.iter().fold(0, |number, digit| number * 10 + i32::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_numbers_as_prometheus_and_json_write_them() {
        let cases: [(&str, u32, Option<i64>); 22] = [
            ("1771686000", 3, Some(1_771_686_000_000)),
            ("1771686900.138", 3, Some(1_771_686_900_138)),
            ("1771686900.1389", 3, Some(1_771_686_900_138)),
            ("1.771686e+09", 3, Some(1_771_686_000_000)),
            ("1e-07", 6, Some(0)),
            ("1e-6", 6, Some(1)),
            ("-0.5", 3, Some(-500)),
            ("+2", 0, Some(2)),
            ("0", 6, Some(0)),
            ("0e999", 3, Some(0)),
            ("1e999", 3, None),
            ("1e9999", 3, None),
            ("12345678901234567890123456789e-20", 3, Some(123_456_789_012)),
            ("99999999999999999999", 0, None),
            ("NaN", 3, None),
            ("+Inf", 3, None),
            ("", 3, None),
            (".", 3, None),
            ("e5", 3, None),
            ("1e", 3, None),
            ("1.2.3", 3, None),
            ("1 ", 3, None),
        ];
        for (text, places, expected) in cases {
            assert_eq!(decimal(text.as_bytes(), places), expected, "{text} to {places} places");
        }
    }

    proptest! {
        #[test]
        fn thousandths_come_out_exactly(millis in -1_i64 << 52..1_i64 << 52) {
            let sign = if millis < 0 { "-" } else { "" };
            let text = format!("{sign}{}.{:03}", millis.abs() / 1_000, millis.abs() % 1_000);
            prop_assert_eq!(decimal(text.as_bytes(), 3), Some(millis));
        }
    }
}

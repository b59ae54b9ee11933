use std::fmt;

/// Why a text is no decimal that can be kept exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DecimalError {
    NotANumber,
    Exponent,
    Negative,
    TooPrecise { places: u32 },
    TooLarge,
}

impl fmt::Display for DecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotANumber => f.write_str("is not a decimal number"),
            Self::Exponent => f.write_str("is written with an exponent"),
            Self::Negative => f.write_str("has a sign"),
            Self::TooPrecise { places } => write!(f, "has more than {places} decimal places"),
            Self::TooLarge => f.write_str("is too large"),
        }
    }
}

/// Reads a decimal such as `0.995` as a whole number of units of `10^-places`, exactly; it never becomes a float.
pub(super) fn parse(text: &str, places: u32) -> Result<u64, DecimalError> {
    let exponent = text.trim_start_matches(|letter: char| letter.is_ascii_digit() || "+-.".contains(letter));
    if exponent.len() < text.len()
        && exponent.starts_with(['e', 'E'])
        && text.starts_with(|c: char| !c.is_ascii_alphabetic())
    {
        return Err(DecimalError::Exponent);
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !fraction.is_none_or(digits) {
        return Err(DecimalError::NotANumber);
    }
    if unsigned.len() < text.len() {
        return Err(DecimalError::Negative);
    }
    let fraction = fraction.unwrap_or_default();
    if fraction.len() > places as usize {
        return Err(DecimalError::TooPrecise { places });
    }
    let scale = 10_u64.pow(places - fraction.len() as u32);
    let value = whole
        .bytes()
        .chain(fraction.bytes())
        .try_fold(0_u64, |value, digit| value.checked_mul(10)?.checked_add(u64::from(digit - b'0')));
    value.and_then(|value| value.checked_mul(scale)).ok_or(DecimalError::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::{DecimalError, parse};

    #[test]
    fn decimals_are_exact_or_refused() {
        let cases = [
            ("0.99", Ok(990_000_000)),
            ("0.999999999", Ok(999_999_999)),
            ("0.000000001", Ok(1)),
            ("1", Ok(1_000_000_000)),
            ("1.0", Ok(1_000_000_000)),
            ("007.5", Ok(7_500_000_000)),
            ("0.9999999990", Err(DecimalError::TooPrecise { places: 9 })),
            ("1e-2", Err(DecimalError::Exponent)),
            ("9.9E1", Err(DecimalError::Exponent)),
            ("-0.5", Err(DecimalError::Negative)),
            ("+0.5", Err(DecimalError::Negative)),
            (".5", Err(DecimalError::NotANumber)),
            ("0.", Err(DecimalError::NotANumber)),
            ("0x1", Err(DecimalError::NotANumber)),
            ("1_0", Err(DecimalError::NotANumber)),
            ("0,99", Err(DecimalError::NotANumber)),
            ("eel", Err(DecimalError::NotANumber)),
            ("", Err(DecimalError::NotANumber)),
            ("18446744074", Err(DecimalError::TooLarge)),
            ("99999999999999999999999", Err(DecimalError::TooLarge)),
        ];
        for (text, expected) in cases {
            assert_eq!(parse(text, 9), expected, "{text}");
        }
    }
}

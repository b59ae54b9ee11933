//! Figures in words: every one is computed in integers and rounded toward the bad side (method, section 3).

use crate::slo::Fraction;

/// `numerator / denominator` in percent with two decimals, rounded down, so that 98.996 % prints as `98.99%` and
/// anything short of all never prints as `100.00%`. A negative ratio is rounded down too, away from zero.
pub(super) fn floor_percent(numerator: i128, denominator: i128) -> String {
    debug_assert!(denominator > 0);
    let hundredths = (numerator * 10_000).div_euclid(denominator);
    let sign = if hundredths < 0 { "\u{2212}" } else { "" };
    let size = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}%", grouped((size / 100) as u64), size % 100)
}

/// A ratio that somebody wrote down, in percent with all its decimals and no more: `99%`, `99.95%`.
pub(super) fn exact_percent(ratio: Fraction) -> String {
    let whole = ratio.ppb() / 10_000_000;
    let rest = format!("{:07}", ratio.ppb() % 10_000_000);
    let rest = rest.trim_end_matches('0');
    if rest.is_empty() { format!("{whole}%") } else { format!("{whole}.{rest}%") }
}

/// A count with its thousands set apart: `1,341`.
pub(super) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A count with its noun, whose plural takes an s: `1 job`, `1,341 jobs`.
pub(super) fn counted(count: u64, noun: &str) -> String {
    format!("{} {noun}{}", grouped(count), if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_round_toward_the_bad_side() {
        let cases = [
            (1_320, 1_341, "98.43%"),
            (98_996, 100_000, "98.99%"),
            (999_999, 1_000_000, "99.99%"),
            (5, 5, "100.00%"),
            (0, 7, "0.00%"),
            (-565_996, 1_000_000, "\u{2212}56.60%"),
            (-1, 3, "\u{2212}33.34%"),
            (-50, 1, "\u{2212}5,000.00%"),
        ];
        for (numerator, denominator, text) in cases {
            assert_eq!(floor_percent(numerator, denominator), text, "{numerator}/{denominator}");
        }
    }

    #[test]
    fn written_ratios_keep_their_decimals() {
        for (ppb, text) in
            [(990_000_000, "99%"), (999_500_000, "99.95%"), (999_999_999, "99.9999999%"), (1, "0.0000001%")]
        {
            assert_eq!(exact_percent(Fraction::from_ppb(ppb)), text);
        }
    }

    #[test]
    fn thousands_are_set_apart() {
        for (count, text) in
            [(0, "0 jobs"), (1, "1 job"), (999, "999 jobs"), (1_341, "1,341 jobs"), (1_000_000, "1,000,000 jobs")]
        {
            assert_eq!(counted(count, "job"), text);
        }
    }
}

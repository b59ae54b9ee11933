use super::writer::Writer;
use crate::slo::{Fraction, ONE_PPB, Target};

/// A ratio of two whole numbers, by which counts are weighed against each other. Thresholds are so compared in whole
/// numbers: exactly 80 % does not trigger, which a division could miss by a rounding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    /// Factors without a common one below.
    numerator: Vec<u64>,
    denominator: u64,
}

impl Weight {
    /// The budget as a share of events.
    pub fn budget(target: Target) -> Self {
        Self { numerator: vec![1], denominator: 1 }.times(target.budget())
    }

    /// A fraction.
    pub fn of(fraction: Fraction) -> Self {
        Self { numerator: vec![1], denominator: 1 }.times(fraction)
    }

    /// So much of it. Two fractions at most: their denominators are 10^9, and so the product stays below 2^60.
    pub fn times(mut self, fraction: Fraction) -> Self {
        let (mut above, mut below) = (fraction.ppb(), ONE_PPB);
        let common = gcd(above, below);
        above /= common;
        below /= common;
        for factor in &mut self.numerator {
            let common = gcd(*factor, below);
            *factor /= common;
            below /= common;
        }
        let common = gcd(above, self.denominator);
        above /= common;
        self.denominator = self.denominator / common * below;
        // A product that would not fit stays two factors.
        match self.numerator[0].checked_mul(above) {
            Some(product) => self.numerator[0] = product,
            None => self.numerator.push(above),
        }
        self
    }

    /// Gives the names `bad*` and `total*` the factors with which a part and its whole are compared, and `bad` that of
    /// the part: `part / whole > weight` is `<bad*>part > <total*>whole`.
    pub fn set(&self, writer: &mut Writer) {
        writer.set("bad*", factors(&[self.denominator]));
        writer.set("total*", factors(&self.numerator));
        writer.set("bad", self.denominator.to_string());
    }
}

/// `125 * `, or nothing for 1.
fn factors(numbers: &[u64]) -> String {
    let mut text = String::new();
    for number in numbers.iter().filter(|number| **number != 1) {
        text.push_str(&number.to_string());
        text.push_str(" * ");
    }
    text
}

fn gcd(a: u64, b: u64) -> u64 {
    let (mut a, mut b) = (a, b);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// A fraction as a decimal, exactly: `0.99`, `6`, `14.4`.
pub fn decimal(fraction: Fraction) -> String {
    let mut text = (fraction.ppb() / ONE_PPB).to_string();
    let mut rest = fraction.ppb() % ONE_PPB;
    let mut unit = ONE_PPB / 10;
    text.push_str(if rest > 0 { "." } else { "" });
    while rest > 0 {
        text.push(char::from(b'0' + (rest / unit) as u8));
        rest %= unit;
        unit /= 10;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Weight, decimal};
    use crate::slo::{Fraction, Target};

    #[test]
    fn decimals_are_exact() {
        for (ppb, expected) in [
            (990_000_000, "0.99"),
            (6_000_000_000, "6"),
            (14_400_000_000, "14.4"),
            (1, "0.000000001"),
            (1_000_000_001, "1.000000001"),
        ] {
            assert_eq!(decimal(Fraction::from_ppb(ppb)), expected);
        }
    }

    #[test]
    fn thresholds_become_whole_numbers() {
        let budget = |ppb: u64| Weight::budget(Target::from_ppb(1_000_000_000 - ppb).unwrap());
        let weights: [(u64, u64, &[u64], u64); 6] = [
            (10_000_000, 800_000_000, &[1], 125),
            (10_000_000, 500_000_000, &[1], 200),
            (10_000_000, 6_000_000_000, &[3], 50),
            (10_000_000, 100_000_000_000, &[1], 1),
            (1, 1, &[1], 1_000_000_000_000_000_000),
            (999_999_999, 999_999_999_999_999, &[999_999_999, 999_999_999_999_999], 1_000_000_000_000_000_000),
        ];
        for (share, threshold, numerator, denominator) in weights {
            let weight = budget(share).times(Fraction::from_ppb(threshold));
            assert_eq!((&weight.numerator[..], weight.denominator), (numerator, denominator), "{share} {threshold}");
        }
    }
}

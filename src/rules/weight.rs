use crate::slo::{Fraction, ONE_PPB, Target};

/// A ratio of two whole numbers in lowest terms, by which counts are weighed against each other. Thresholds are so
/// compared in whole numbers: exactly 80 % does not trigger, which a division could miss by a rounding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight {
    numerator: u128,
    denominator: u128,
}

impl Weight {
    /// The budget as a share of events.
    pub fn budget(target: Target) -> Self {
        Self::reduced(u128::from(target.budget().ppb()), u128::from(ONE_PPB))
    }

    /// A fraction.
    pub fn of(fraction: Fraction) -> Self {
        Self::reduced(u128::from(fraction.ppb()), u128::from(ONE_PPB))
    }

    /// This many times the other.
    pub fn times(self, other: Self) -> Self {
        // Each is at most 10^15 by 10^9, so both products stay below 2^127.
        Self::reduced(self.numerator * other.numerator, self.denominator * other.denominator)
    }

    /// `part / whole > self`, in whole numbers.
    pub fn exceeded(self, part: &str, whole: &str) -> String {
        [&self.above(part), " > ", &self.below(whole)].concat()
    }

    /// `part / (self * whole)`, with one division only. There is no sample where `whole` is zero.
    pub fn share(self, part: &str, whole: &str) -> String {
        ["(", &self.above(part), ")\n/\n(", &self.below(whole), " > 0)"].concat()
    }

    /// `1 - part / (self * whole)`, likewise.
    pub fn rest(self, part: &str, whole: &str) -> String {
        let below = self.below(whole);
        ["(", &below, " - ", &self.above(part), ")\n/\n(", &below, " > 0)"].concat()
    }

    /// `floor(self * whole)`.
    pub fn floor(self, whole: &str) -> String {
        let below = self.below(whole);
        match self.denominator {
            1 => below,
            denominator => ["floor(", &below, " / ", &denominator.to_string(), ")"].concat(),
        }
    }

    fn above(self, part: &str) -> String {
        scaled(self.denominator, part)
    }

    fn below(self, whole: &str) -> String {
        scaled(self.numerator, whole)
    }

    fn reduced(numerator: u128, denominator: u128) -> Self {
        let (mut a, mut b) = (numerator, denominator);
        while b > 0 {
            (a, b) = (b, a % b);
        }
        Self { numerator: numerator / a, denominator: denominator / a }
    }
}

/// A fraction as a decimal, exactly: `0.99`, `6`, `14.4`.
pub fn decimal(fraction: Fraction) -> String {
    let (whole, rest) = (fraction.ppb() / ONE_PPB, fraction.ppb() % ONE_PPB);
    if rest == 0 {
        return whole.to_string();
    }
    let digits = ["000000000", &rest.to_string()].concat();
    [&whole.to_string(), ".", digits[digits.len() - 9..].trim_end_matches('0')].concat()
}

fn scaled(factor: u128, of: &str) -> String {
    if factor == 1 { of.to_owned() } else { [&factor.to_string(), " * ", of].concat() }
}

#[cfg(test)]
mod tests {
    use super::{Weight, decimal};
    use crate::slo::{Fraction, Target};

    #[test]
    fn decimals_are_exact() {
        for (ppb, expected) in
            [(990_000_000, "0.99"), (6_000_000_000, "6"), (14_400_000_000, "14.4"), (1, "0.000000001")]
        {
            assert_eq!(decimal(Fraction::from_ppb(ppb)), expected);
        }
    }

    #[test]
    fn thresholds_become_whole_numbers() {
        let budget = Weight::budget(Target::from_ppb(990_000_000).unwrap());
        let step = budget.times(Weight::of(Fraction::from_ppb(800_000_000)));
        assert_eq!(step.exceeded("bad", "total"), "125 * bad > total");
        assert_eq!(budget.times(Weight::of(Fraction::from_ppb(6_000_000_000))).exceeded("b", "t"), "50 * b > 3 * t");
        assert_eq!(budget.floor("total"), "floor(total / 100)");
        assert_eq!(budget.rest("bad", "total"), "(total - 100 * bad)\n/\n(total > 0)");
        let finest = Weight::budget(Target::from_ppb(999_999_999).unwrap()).times(Weight::of(Fraction::from_ppb(1)));
        assert_eq!(finest.exceeded("b", "t"), "1000000000000000000 * b > t");
    }
}

use std::fmt;

/// A ratio of two integers as a percentage, rounded in integers toward the side that the caller names: no figure may
/// look better than it is (method, section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent {
    /// Units of the last decimal.
    units: i128,
    /// Decimals shown.
    decimals: u32,
}

impl Percent {
    /// `numerator / denominator` rounded down: for what had better be high. The denominator is positive.
    pub fn floor(numerator: i128, denominator: i128, decimals: u32) -> Self {
        Self { units: (numerator * scale(decimals)).div_euclid(denominator), decimals }
    }

    /// `numerator / denominator` rounded up: for what had better be low. The denominator is positive.
    pub fn ceil(numerator: i128, denominator: i128, decimals: u32) -> Self {
        Self { units: -(-numerator * scale(decimals)).div_euclid(denominator), decimals }
    }

    /// The same without zeros that say nothing: `80 %` for `80.00 %`.
    pub fn short(mut self) -> Self {
        while self.decimals > 0 && self.units % 10 == 0 {
            self.units /= 10;
            self.decimals -= 1;
        }
        self
    }
}

fn scale(decimals: u32) -> i128 {
    100 * 10_i128.pow(decimals)
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one = 10_i128.pow(self.decimals);
        let sign = if self.units < 0 { "-" } else { "" };
        let units = self.units.abs();
        write!(f, "{sign}{}", units / one)?;
        if self.decimals > 0 {
            write!(f, ".{:0width$}", units % one, width = self.decimals as usize)?;
        }
        f.write_str("%")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_to_the_named_side() {
        for (numerator, denominator, floor, ceil) in [
            (98_996, 100_000, "98.99%", "99.00%"),
            (1, 1, "100.00%", "100.00%"),
            (999_999, 1_000_000, "99.99%", "100.00%"),
            (0, 7, "0.00%", "0.00%"),
            (1, 3, "33.33%", "33.34%"),
            (-1, 3, "-33.34%", "-33.33%"),
            (-1, 100_000, "-0.01%", "0.00%"),
            (80, 100, "80.00%", "80.00%"),
        ] {
            assert_eq!(Percent::floor(numerator, denominator, 2).to_string(), floor, "{numerator}/{denominator}");
            assert_eq!(Percent::ceil(numerator, denominator, 2).to_string(), ceil, "{numerator}/{denominator}");
        }
    }

    #[test]
    fn drops_only_idle_zeros() {
        for (numerator, denominator, short) in [(1, 1, "100%"), (999, 1_000, "99.9%"), (9_995, 10_000, "99.95%")] {
            assert_eq!(Percent::floor(numerator, denominator, 2).short().to_string(), short);
        }
    }
}

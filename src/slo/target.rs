use std::fmt;

/// One, in parts per billion.
pub const ONE_PPB: u64 = 1_000_000_000;

/// A ratio in whole parts per billion, so that thresholds are compared in integers. It may exceed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fraction(u64);

impl Fraction {
    /// `ppb` parts per billion.
    pub const fn from_ppb(ppb: u64) -> Self {
        Self(ppb)
    }

    /// The ratio in parts per billion.
    pub const fn ppb(self) -> u64 {
        self.0
    }

    /// The nearest floating-point ratio of 1, for output only; nothing is compared on it.
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / ONE_PPB as f64
    }
}

/// An objective: a ratio strictly between 0 and 1, in whole parts per billion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target(Fraction);

impl Target {
    /// The target of `ppb` parts per billion, refused unless it lies strictly between 0 and 1.
    pub const fn from_ppb(ppb: u64) -> Result<Self, TargetError> {
        if ppb == 0 || ppb >= ONE_PPB { Err(TargetError) } else { Ok(Self(Fraction(ppb))) }
    }

    /// The target in parts per billion.
    pub const fn ppb(self) -> u64 {
        self.0.0
    }

    /// The target as a ratio.
    pub const fn fraction(self) -> Fraction {
        self.0
    }

    /// The error budget, `1 - target`, as a fraction of events. Never zero.
    pub const fn budget(self) -> Fraction {
        Fraction(ONE_PPB - self.0.0)
    }
}

/// A target that leaves no budget, or no objective.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TargetError;

impl fmt::Display for TargetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a target must lie strictly between 0 and 1; at 100 % there is no error budget to spend")
    }
}

impl std::error::Error for TargetError {}

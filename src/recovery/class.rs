use crate::signature::{Finding, Matcher};
use crate::slo::{Class, Signatures};

/// The class of a piece of evidence (method, section 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EvidenceClass {
    /// A class of the SLO's signatures.
    Known(Class),
    /// The job's own output is there and matches nothing.
    Other,
    /// Nothing says why it failed.
    Unknown,
}

impl EvidenceClass {
    /// What left-over evidence is called, and an incident that a timeline reports without a class.
    pub const UNKNOWN: &str = "unknown";

    /// The class that a finding gives.
    pub fn of(finding: Finding, matcher: &Matcher) -> Self {
        match finding {
            Finding::Rule(rule) => Self::Known(matcher.rule(rule).class),
            Finding::OwnOutput => Self::Other,
            Finding::Nothing => Self::Unknown,
        }
    }

    /// The name that the review document uses.
    pub fn name(self, signatures: &Signatures) -> &str {
        match self {
            Self::Known(class) => &signatures.class(class).name,
            Self::Other => "other",
            Self::Unknown => Self::UNKNOWN,
        }
    }
}

use serde::{Deserialize, Serialize};

/// A rule of the SLO's signatures: its place in the order in which they are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Rule(pub u16);

/// What a text says about a failure. A stronger finding is less than a weaker one, so that of several texts of one job
/// the least finding is the job's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Finding {
    /// The first rule that matches it: the class is the rule's.
    Rule(Rule),
    /// The job's own output, and it matches no rule: the class is `other`.
    OwnOutput,
    /// Neither: the class is `unknown`.
    Nothing,
}

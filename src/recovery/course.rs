use super::{Candidate, Verification};
use crate::time::{Duration, Instant};

/// How long a candidate must stay clean to be verified (method, section 7).
pub const VERIFICATION: Duration = Duration::from_minutes(30);

/// How an incident goes from where recovery is looked for.
#[derive(Debug)]
pub(super) struct Course {
    pub candidates: Vec<Candidate>,
    pub verified: Option<Instant>,
    pub verification: Verification,
    pub over: Option<Instant>,
}

impl Course {
    /// Looks for recovery among runs started at or after `since`. `evidence` has the instants of the class in order, and
    /// `success` gives the first success, up to `as_of`, of runs started at or after an instant.
    pub(super) fn follow(
        since: Instant,
        evidence: &[Instant],
        as_of: Instant,
        success: impl Fn(Instant) -> Option<Candidate>,
    ) -> Self {
        let mut course =
            Self { candidates: Vec::new(), verified: None, verification: Verification::Unverified, over: None };
        let mut since = since;
        while let Some(mut candidate) = success(since) {
            let proven = candidate.at + VERIFICATION;
            let next = evidence.get(evidence.partition_point(|at| *at <= candidate.at));
            candidate.voided = next.copied().filter(|at| *at <= proven);
            course.candidates.push(candidate);
            match candidate.voided {
                Some(evidence) => since = evidence,
                None => {
                    let over = as_of >= proven;
                    course.verified = Some(candidate.at);
                    course.verification = if over { Verification::Clean } else { Verification::Pending };
                    course.over = over.then_some(proven);
                    break;
                }
            }
        }
        course
    }
}

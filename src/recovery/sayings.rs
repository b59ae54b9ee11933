use super::evidence::Told;
use super::records::Records;
use crate::signature::Finding;
use crate::time::Instant;

/// What the texts of a failed job say, as far as it depends on when they were written: each saying is later and says
/// more than the one before it. So the last up to an instant is what is known there.
#[derive(Debug, Default)]
pub(super) struct Sayings(Vec<Saying>);

/// From when on something is known of a failure, and by which text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Saying {
    pub at: Instant,
    pub finding: Finding,
    pub told: Told,
}

impl Sayings {
    /// Takes what is known whenever the job has failed.
    pub(super) fn of(finding: Finding, told: Told) -> Self {
        Self(vec![Saying { at: Instant::from_millis(i64::MIN), finding, told }])
    }

    /// Takes one more text. There are never more sayings than the SLO has rules, so this is quick.
    pub(super) fn hear(&mut self, records: &Records<'_>, new: Saying) {
        let mut at = self.0.partition_point(|known| known.at <= new.at);
        if let Some(before) = at.checked_sub(1).map(|at| self.0[at]) {
            let equal = before.at == new.at && before.finding == new.finding;
            if before.finding < new.finding
                || before.finding == new.finding && !(equal && precedes(records, &new, &before))
            {
                return;
            }
            if before.at == new.at {
                at -= 1;
            }
        }
        let weaker = self.0[at..].iter().take_while(|known| known.finding >= new.finding).count();
        self.0.splice(at..at + weaker, [new]);
    }

    /// What is known at `as_of`.
    pub(super) fn at(&self, as_of: Instant) -> Option<&Saying> {
        self.0[..self.0.partition_point(|known| known.at <= as_of)].last()
    }
}

/// Which of two texts that say the same at the same time is shown, whatever the order of the files.
fn precedes(records: &Records<'_>, one: &Saying, other: &Saying) -> bool {
    match (one.told, other.told) {
        (Told::Mention(one), Told::Mention(other)) => records.order(one) < records.order(other),
        _ => false,
    }
}

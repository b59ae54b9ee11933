use super::{Failure, Firing, Replaying};
use crate::slo::{AlertCondition, AlertRule};
use crate::time::{Duration, Instant};

/// One of the failures that a rule counts: what may have made its alert fire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cause {
    /// When it counts.
    pub at: Instant,
    /// The failed job's place in the [`Population`](crate::record::Population), where it is loaded.
    pub job: Option<u32>,
    /// Its place in the list of evidence, where it is known; rules about jobs do not say it.
    pub evidence: Option<usize>,
    /// The incident that it is evidence of, of a rule about incidents: a place in their list.
    incident: Option<usize>,
}

impl Replaying<'_> {
    /// All failures up to `as_of` that the rule at that place counts, by time: failed jobs, pieces of evidence, or the
    /// evidence of the incidents that last too long.
    pub fn causes(&self, place: usize) -> Vec<Cause> {
        let piece = |evidence: usize, incident| {
            let point = &self.evidence[evidence];
            Cause { at: point.at, job: point.job, evidence: Some(evidence), incident }
        };
        let of_job =
            |failure: &Failure| Cause { at: failure.at, job: Some(failure.job), evidence: None, incident: None };
        let failures = self.material.failures().iter().take_while(|failure| failure.at <= self.as_of);
        match &self.slo.alerts[place].condition {
            AlertCondition::FailedJobs { kinds, .. } | AlertCondition::FailureRatio { kinds, .. } => {
                failures.filter(|failure| kinds.contains(&failure.kind)).map(of_job).collect()
            }
            AlertCondition::BurnRate { .. } => {
                failures.filter(|failure| self.slo.kinds.is_counted(failure.kind)).map(of_job).collect()
            }
            AlertCondition::EvidenceAfterMitigation { classes, kinds, .. } => {
                let counted = (0..self.evidence.len()).filter(|&at| self.counts(&self.evidence[at], classes, kinds));
                counted.map(|at| piece(at, None)).collect()
            }
            AlertCondition::RecoveryTime { longer_than, .. } => {
                let long = self.incidents.iter().enumerate().filter(|(_, incident)| {
                    let length = incident.recovered.unwrap_or(self.as_of) - incident.opened;
                    incident.excluded.is_none() && length > *longer_than
                });
                let mut causes: Vec<Cause> = Vec::new();
                for (place, incident) in long {
                    for &evidence in &incident.evidence {
                        // Incidents of two classes may overlap, so little ever has to move; a sort would weigh more.
                        let at = causes.partition_point(|known| known.evidence < Some(evidence));
                        causes.insert(at, piece(evidence, Some(place)));
                    }
                }
                causes
            }
        }
    }

    /// Whether a cause lies inside of a window of the rule at some instant of the firing. Of a rule with two windows that
    /// is the longer one, since it does not fire without what is in there; of one about incidents, whether the firing
    /// began because of the cause's incident.
    pub fn caused(&self, rule: &AlertRule, cause: &Cause, firing: &Firing) -> bool {
        let window = match rule.condition {
            AlertCondition::FailedJobs { window, .. }
            | AlertCondition::EvidenceAfterMitigation { window, .. }
            | AlertCondition::FailureRatio { window, .. } => window,
            AlertCondition::BurnRate { long_window, .. } => long_window,
            AlertCondition::RecoveryTime { longer_than, .. } => {
                return cause.incident.is_some_and(|place| {
                    let long = self.incidents[place].opened + longer_than + Duration::from_millis(1);
                    firing.from <= long && firing.to.is_none_or(|to| long <= to)
                });
            }
        };
        cause.at > firing.from - window && firing.to.is_none_or(|to| cause.at < to)
    }
}

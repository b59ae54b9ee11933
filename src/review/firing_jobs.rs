use super::Basis;
use super::document::Seconds;
use crate::alerts::Cause;
use crate::recovery::Recovery;
use crate::time::Instant;

/// Which failures of a firing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FiringQuery<'a> {
    /// The alert's name.
    pub alert: &'a str,
    /// The first instant of the firing, as the review document says it.
    pub from: Instant,
    /// The reviewed instant.
    pub as_of: Instant,
    /// How many rows at most, the newest.
    pub limit: usize,
}

/// The failures that made an alert fire: those in its window at some instant of a firing.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct FiringJobs {
    /// How many there are.
    pub total: u64,
    /// The newest of them, newest first.
    pub rows: Vec<FiringJob>,
}

/// A failed job, or a text that tells of one that is not loaded.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FiringJob {
    /// When it failed, or when the text is of.
    pub at: Instant,
    /// The namespace; empty where it is not known.
    pub namespace: String,
    /// The job's name, or the id of its run where only that is known.
    pub name: String,
    /// The kind; empty where it is not known.
    pub kind: String,
    /// The class of its failure.
    pub class: String,
    /// The reason that Kubernetes gives; empty where it is not known.
    pub reason: String,
    /// How long the job ran; null where it is not loaded.
    pub duration_seconds: Option<Seconds>,
    /// The incident that it is evidence of; null where it is of none.
    pub incident: Option<String>,
}

impl Basis {
    /// The failures behind a firing; none where the alert has no firing that begins then.
    pub fn firing_jobs(&self, query: FiringQuery<'_>) -> FiringJobs {
        let recovery = self.recovery(query.as_of);
        let Some(place) = self.slo().alerts.iter().position(|rule| rule.name == query.alert) else {
            return FiringJobs::default();
        };
        self.replaying(&recovery, |replaying| {
            let replay = replaying.of(place);
            let Some(firing) = replay.firings.iter().find(|firing| firing.from == query.from) else {
                return FiringJobs::default();
            };
            let rule = &self.slo().alerts[place];
            let mut causes = replaying.causes(place);
            causes.retain(|cause| replaying.caused(rule, cause, firing));
            let newest = causes.iter().rev().take(query.limit);
            FiringJobs {
                total: causes.len() as u64,
                rows: newest.map(|cause| self.firing_job(&recovery, cause)).collect(),
            }
        })
    }

    fn firing_job(&self, recovery: &Recovery<'_>, cause: &Cause) -> FiringJob {
        let slo = self.slo();
        // A failed job of the pipeline is evidence as well, whichever of the two the rule counts.
        let of_job = || {
            let first = recovery.evidence.partition_point(|piece| piece.at < cause.at);
            let same = |at: &usize| recovery.evidence[*at].place == cause.job;
            (first..recovery.evidence.len()).take_while(|&at| recovery.evidence[at].at == cause.at).find(same)
        };
        let evidence = cause.evidence.or_else(of_job);
        let piece = evidence.map(|at| &recovery.evidence[at]);
        let incident = recovery
            .incidents
            .iter()
            .find(|incident| evidence.is_some_and(|at| incident.evidence.binary_search(&at).is_ok()));
        let job = cause.job.map(|place| self.population().job(place as usize));
        let kind = job.map(|job| job.kind()).or(piece.and_then(|piece| piece.kind));
        let named =
            |piece: &crate::recovery::Evidence<'_>| if piece.job.is_empty() { piece.run } else { piece.job }.to_owned();
        FiringJob {
            at: cause.at,
            namespace: job.map_or_else(|| piece.map_or("", |piece| piece.namespace), |job| job.namespace()).to_owned(),
            name: job.map_or_else(|| piece.map_or_else(String::new, named), |job| job.name().to_owned()),
            kind: kind.map_or("", |kind| slo.kinds.name(kind)).to_owned(),
            class: piece.map_or("", |piece| piece.class.name(&slo.signatures)).to_owned(),
            reason: job.map_or("", |job| job.reason()).to_owned(),
            duration_seconds: job.and_then(|job| job.run()).map(|run| Seconds(run.end - run.start)),
            incident: incident.map(|incident| incident.id.clone()),
        }
    }
}

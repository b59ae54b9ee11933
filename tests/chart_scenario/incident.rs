//! Incidents to draw, each told by its numbers of minutes.

use slo_review::recovery::{Candidate, Incident, IncidentSource, Verification};
use slo_review::time::{Duration, Instant};

/// An incident of a class that opened so many minutes before an instant and recovered after so many more.
pub fn incident(class: &str, before: i64, as_of: Instant, lasted: Option<i64>) -> Incident {
    let opened = as_of - Duration::from_minutes(before);
    let recovered = lasted.map(|minutes| opened + Duration::from_minutes(minutes));
    Incident {
        id: String::new(),
        class: class.to_owned(),
        opened,
        mitigated: None,
        recovered,
        verified: recovered,
        verification: if recovered.is_some() { Verification::Clean } else { Verification::Unverified },
        over: recovered.map(|recovered| recovered + Duration::from_minutes(30)),
        candidates: recovered.map(|at| Candidate { at, job: 0, voided: None }).into_iter().collect(),
        evidence: Vec::new(),
        excluded: None,
        source: IncidentSource::Jobs,
    }
}

/// The same with a known mitigation and recovery, after which it failed again at `voided`, and stayed clean only at
/// `verified`; all in minutes after the opening.
pub fn relapsed(known: Incident, mitigated: i64, voided: i64, verified: i64) -> Incident {
    let at = |minutes: i64| known.opened + Duration::from_minutes(minutes);
    let mut candidates = known.candidates.clone();
    candidates[0].voided = Some(at(voided));
    candidates.push(Candidate { at: at(verified), job: 0, voided: None });
    Incident {
        mitigated: Some(at(mitigated)),
        verified: Some(at(verified)),
        over: Some(at(verified + 30)),
        source: IncidentSource::Timeline,
        candidates,
        ..known
    }
}

/// What only a timeline says.
pub fn reported(known: Incident) -> Incident {
    let over = known.recovered;
    Incident { verified: None, over, candidates: Vec::new(), source: IncidentSource::Reported, ..known }
}

use crate::time::{Duration, Instant};

/// One incident, as it stands at the reviewed instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    /// `<class>-<n>`, n counting the incidents of the class by their opening from 1.
    pub id: String,
    /// The name of its failure class; `unknown` where a timeline reports it without one.
    pub class: String,
    /// The first evidence's instant.
    pub opened: Instant,
    /// When it was mitigated, where that is known.
    pub mitigated: Option<Instant>,
    /// The first candidate where mitigation is known, else the verified one; none while it is open.
    pub recovered: Option<Instant>,
    /// The first candidate that stayed clean so far.
    pub verified: Option<Instant>,
    /// How far the verification has come.
    pub verification: Verification,
    /// The instant up to which evidence joins it, where that is known already.
    pub over: Option<Instant>,
    /// The candidates in order; the last may be the one that stayed clean.
    pub candidates: Vec<Candidate>,
    /// Its evidence: places in the recovery's list, by time.
    pub evidence: Vec<usize>,
    /// The outage that excludes it: a place in the list of outages.
    pub excluded: Option<usize>,
    /// Where it comes from.
    pub source: IncidentSource,
}

/// A success that may be the recovery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// When the job ended.
    pub at: Instant,
    /// The job's place in the [`Population`](crate::record::Population).
    pub job: u32,
    /// The evidence that came within the verification half hour, which makes it void.
    pub voided: Option<Instant>,
}

/// How far an incident's verification has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verification {
    /// A candidate stayed clean for the whole half hour, or a timeline reports the incident.
    Clean,
    /// A candidate is clean so far, and the half hour is not over.
    Pending,
    /// No candidate has stayed clean, or there is none.
    Unverified,
}

impl Verification {
    /// The name that the review document uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Pending => "pending",
            Self::Unverified => "unverified",
        }
    }
}

/// Where an incident comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IncidentSource {
    /// Evidence alone.
    Jobs,
    /// Evidence, with a mitigation that a timeline or the reviewer states.
    Timeline,
    /// A timeline states it whole.
    Reported,
}

impl IncidentSource {
    /// The name that the review document uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jobs => "jobs",
            Self::Timeline => "timeline",
            Self::Reported => "reported",
        }
    }
}

/// How an incident stands against the target: the one thing from which its word, colour and sign follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IncidentState {
    /// Open, and not longer than the target so far.
    Open,
    /// Open for longer than the target.
    Breached,
    /// Recovered within the target.
    Within,
    /// Recovered too late.
    Missed,
    /// Recovered, and there is no target to hold it against.
    Recovered,
}

impl IncidentState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Open, Self::Breached, Self::Within, Self::Missed, Self::Recovered];

    /// The name that the review document uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Breached => "breached",
            Self::Within => "within",
            Self::Missed => "missed",
            Self::Recovered => "recovered",
        }
    }
}

impl Incident {
    /// How long it took, where it is recovered.
    pub fn duration(&self) -> Option<Duration> {
        self.recovered.map(|recovered| recovered - self.opened)
    }

    /// How it stands at `as_of` against the target: exactly as long is within it.
    pub fn state(&self, as_of: Instant, target: Option<Duration>) -> IncidentState {
        match (self.duration(), target) {
            (Some(_), None) => IncidentState::Recovered,
            (Some(duration), Some(target)) if duration <= target => IncidentState::Within,
            (Some(_), Some(_)) => IncidentState::Missed,
            (None, Some(target)) if as_of - self.opened > target => IncidentState::Breached,
            (None, _) => IncidentState::Open,
        }
    }
}

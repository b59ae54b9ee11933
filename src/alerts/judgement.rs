use super::{Firing, Replay};
use crate::recovery::Incident;
use crate::sli::History;
use crate::time::{Duration, Instant, TrailingWindow};

/// How long before an incident's opening a firing still belongs to it: the first failures of an outage may be of another
/// class, or of none.
pub const NEAR_BEFORE: Duration = Duration::from_minutes(30);

/// How good an alert was over the loaded data.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judgement {
    /// Incidents that it could have caught: all that evidence opened.
    pub incidents: u64,
    /// Those that it caught: a firing touches the time from half an hour before the opening to the recovery.
    pub caught: u64,
    /// For each caught incident, how long after the opening it fired first; zero where it fired already. In order of the
    /// incidents.
    pub delays: Vec<Duration>,
    /// For each caught incident, the failures that count from its opening until it fired first.
    pub failures_before: Vec<u64>,
    /// All firings.
    pub firings: u64,
    /// Firings that touch no incident.
    pub false_alarms: u64,
    /// Pages or tickets sent in all: one a key, or one a firing where there are no keys.
    pub sent: u64,
}

impl Judgement {
    /// Judges a replay up to `as_of` against the incidents as they stand then.
    pub fn of(replay: &Replay, incidents: &[Incident], history: &History, as_of: Instant) -> Self {
        let mut judgement = Self { firings: replay.firings.len() as u64, ..Self::default() };
        judgement.sent = replay.firings.iter().map(Firing::sent).sum();
        for incident in incidents {
            judgement.incidents += 1;
            let Some(first) = replay.firings.iter().find(|firing| is_near(firing, incident, as_of)) else { continue };
            let fired = first.from.max(incident.opened);
            let delay = fired - incident.opened;
            judgement.caught += 1;
            judgement.delays.push(delay);
            // The opening failure itself counts, so the window begins just before it.
            let length = delay + Duration::from_millis(1);
            judgement.failures_before.push(history.outcomes(TrailingWindow { end: fired, length }).bad);
        }
        let is_false = |firing: &&Firing| !incidents.iter().any(|incident| is_near(firing, incident, as_of));
        judgement.false_alarms = replay.firings.iter().filter(is_false).count() as u64;
        judgement
    }

    /// The median delay of the caught incidents, the later one of two in the middle.
    pub fn median_delay(&self) -> Option<Duration> {
        let mut delays = self.delays.clone();
        delays.sort_unstable();
        delays.get(delays.len() / 2).copied()
    }
}

impl Firing {
    /// How many pages or tickets it sends.
    pub fn sent(&self) -> u64 {
        self.notifications.len().max(1) as u64
    }
}

/// Whether the firing touches the time from half an hour before the incident's opening to its recovery.
fn is_near(firing: &Firing, incident: &Incident, as_of: Instant) -> bool {
    let from = incident.opened - NEAR_BEFORE;
    let to = incident.recovered.unwrap_or(as_of);
    firing.from <= to && firing.to.is_none_or(|end| end > from)
}

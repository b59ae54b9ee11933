use super::{Firing, Replay, Replaying};
use crate::slo::{AlertCondition, TriggerTest};
use crate::time::{Duration, Instant, TrailingWindow};

/// Whether a trigger of the rollback plan is pulled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TriggerValue {
    /// It is.
    True,
    /// It is not.
    False,
    /// It cannot be told, because a mitigation is not known.
    NotEvaluable,
}

/// A trigger of the plan, and why it is pulled or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// Its name.
    pub name: String,
    /// Whether it is pulled.
    pub value: TriggerValue,
    /// What speaks for its value.
    pub reason: TriggerReason,
}

/// What speaks for a trigger's value. Incidents and alerts are places in their lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TriggerReason {
    /// The alert fires, or fired, at this instant.
    Alert {
        /// The alert's place in the SLO.
        alert: usize,
        /// When: the beginning of the firing, or the instant at which it was looked at.
        at: Instant,
    },
    /// The incident is, or was, longer than the target.
    Incident(usize),
    /// Nothing speaks for it.
    Nothing,
    /// The mitigation of this incident is not known.
    Unmitigated(usize),
}

impl Replaying<'_> {
    /// The triggers of the SLO's rollback plan, over the replays of its alerts (method, section 8).
    pub fn rollback(&self, replays: &[Replay]) -> Vec<Trigger> {
        let plan = &self.slo.rollback;
        let trigger = |name: &String, (value, reason)| Trigger { name: name.clone(), value, reason };
        plan.triggers.iter().map(|stated| trigger(&stated.name, self.test(&stated.test, replays))).collect()
    }

    fn window(&self) -> TrailingWindow {
        TrailingWindow { end: self.as_of, length: self.slo.window }
    }

    fn test(&self, test: &TriggerTest, replays: &[Replay]) -> (TriggerValue, TriggerReason) {
        let window = self.window();
        let firings = |alert: usize| replays.get(alert).map_or(&[][..], |replay| replay.firings.as_slice());
        let (found, blind) = match test {
            TriggerTest::FiresAfterMitigation { alerts, after } => {
                (self.fires_after_mitigation(alerts, *after, &firings), self.unmitigated(|_| true))
            }
            TriggerTest::Fired { alerts } => {
                let fired = alerts.iter().find_map(|&alert| {
                    let firing =
                        firings(alert).iter().rev().find(|firing| firing.touches(window.from(), window.end))?;
                    Some(TriggerReason::Alert { alert, at: firing.from })
                });
                let blind = alerts.iter().find_map(|&alert| {
                    let AlertCondition::EvidenceAfterMitigation { classes, .. } = &self.slo.alerts[alert].condition
                    else {
                        return None;
                    };
                    let of_rule =
                        |name: &str| classes.iter().any(|&class| self.slo.signatures.class(class).name == name);
                    self.unmitigated(of_rule)
                });
                (fired, blind)
            }
            TriggerTest::Firing { alerts } => {
                let fires = alerts.iter().find_map(|&alert| {
                    let firing = firings(alert).last().filter(|firing| firing.to.is_none())?;
                    Some(TriggerReason::Alert { alert, at: firing.from })
                });
                (fires, None)
            }
            TriggerTest::RecoveryOverTarget { longer_than } => (self.long_incident(*longer_than), None),
        };
        match (found, blind) {
            (Some(reason), _) => (TriggerValue::True, reason),
            (None, Some(incident)) => (TriggerValue::NotEvaluable, TriggerReason::Unmitigated(incident)),
            (None, None) => (TriggerValue::False, TriggerReason::Nothing),
        }
    }

    fn fires_after_mitigation<'f>(
        &self,
        alerts: &[usize],
        after: Duration,
        firings: &dyn Fn(usize) -> &'f [Firing],
    ) -> Option<TriggerReason> {
        let looked_at = self.incidents.iter().filter_map(|incident| Some(incident.mitigated? + after));
        looked_at.filter(|&at| self.window().contains(at)).find_map(|at| {
            let alert =
                alerts.iter().copied().find(|&alert| firings(alert).iter().any(|firing| firing.contains(at)))?;
            Some(TriggerReason::Alert { alert, at })
        })
    }

    /// The first incident of such a class, not over before the window, of which no mitigation is known.
    fn unmitigated(&self, of_class: impl Fn(&str) -> bool) -> Option<usize> {
        let from = self.window().from();
        self.incidents.iter().position(|incident| {
            incident.mitigated.is_none() && incident.over.is_none_or(|over| over > from) && of_class(&incident.class)
        })
    }

    /// The longest incident that counts, is open or recovered within the window, and longer than that.
    fn long_incident(&self, longer_than: Duration) -> Option<TriggerReason> {
        let mut longest: Option<(Duration, usize)> = None;
        for (place, incident) in self.incidents.iter().enumerate() {
            let is_in = incident.recovered.is_none_or(|recovered| self.window().contains(recovered));
            let length = incident.recovered.unwrap_or(self.as_of) - incident.opened;
            let counts = incident.excluded.is_none() && is_in && length > longer_than;
            if counts && longest.is_none_or(|(known, _)| length > known) {
                longest = Some((length, place));
            }
        }
        longest.map(|(_, place)| TriggerReason::Incident(place))
    }
}

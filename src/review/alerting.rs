use super::Basis;
use super::alert_wording as wording;
use super::document::*;
use crate::alerts::{AlertState, EvidencePoint, Judgement, Replay, Replaying, Trigger, TriggerValue};
use crate::recovery::{EvidenceClass, Incident, Recovery};
use crate::sli::{History, Outcomes};
use crate::slo::{AlertCondition, Class, ONE_PPB};
use crate::time::{Duration, Instant, TrailingWindow};

/// Alerts, rollback triggers and the figures of the work, at an instant.
#[derive(Default)]
pub(super) struct Alerting {
    pub(super) alerts: Vec<AlertEntry>,
    pub(super) rollback: Vec<TriggerEntry>,
    pub(super) operations: OperationsSection,
}

impl Basis {
    /// Replays the alerts as they stand when the recovery does.
    pub(super) fn alerting(&self, recovery: &Recovery<'_>) -> Alerting {
        self.replaying(recovery, |replaying| {
            let replays = replaying.all();
            let triggers = replaying.rollback(&replays);
            let incidents = &recovery.incidents;
            Alerting {
                alerts: replays.iter().map(|replay| self.alert(replaying, replay)).collect(),
                rollback: triggers.iter().map(|trigger| self.trigger(trigger, incidents, recovery.as_of)).collect(),
                operations: self.operations(recovery),
            }
        })
    }

    /// Asks the replay of the alerts as they stand when the recovery does.
    pub(super) fn replaying<Answer>(
        &self,
        recovery: &Recovery<'_>,
        ask: impl FnOnce(&Replaying<'_>) -> Answer,
    ) -> Answer {
        let evidence = self.evidence_points(recovery);
        let job = self.classes_of(&evidence);
        ask(&Replaying {
            slo: self.slo(),
            material: self.alert_material(),
            evidence: &evidence,
            incidents: &recovery.incidents,
            maintenance: self.maintenance(),
            job: &|place| job(place),
            as_of: recovery.as_of,
        })
    }

    /// Of a failed job's place, its namespace and the name of its class.
    pub(super) fn classes_of<'a>(
        &'a self,
        evidence: &[EvidencePoint<'a>],
    ) -> impl Fn(u32) -> (&'a str, &'a str) + use<'a> {
        let mut classes: Vec<(u32, &'a str)> =
            evidence.iter().filter_map(|point| Some((point.job?, point.class))).collect();
        classes.sort_unstable_by_key(|(place, _)| *place);
        move |place| {
            let found = classes.binary_search_by_key(&place, |(place, _)| *place);
            let class = found.map_or(EvidenceClass::UNKNOWN, |found| classes[found].1);
            (self.population().job(place as usize).namespace(), class)
        }
    }

    /// The evidence as the alerts see it.
    pub(super) fn evidence_points<'a>(&'a self, recovery: &Recovery<'a>) -> Vec<EvidencePoint<'a>> {
        let point = |evidence: &crate::recovery::Evidence<'a>| EvidencePoint {
            at: evidence.at,
            class: evidence.class.name(&self.slo().signatures),
            namespace: evidence.namespace,
            kind: evidence.kind,
            job: evidence.place,
            after_mitigation: false,
            excluded: evidence.excluded,
        };
        let mut points: Vec<EvidencePoint<'a>> = recovery.evidence.iter().map(point).collect();
        for incident in &recovery.incidents {
            let Some(mitigated) = incident.mitigated else { continue };
            for &place in &incident.evidence {
                points[place].after_mitigation = points[place].at > mitigated;
            }
        }
        points
    }

    fn alert(&self, replaying: &Replaying<'_>, replay: &Replay) -> AlertEntry {
        let (slo, as_of) = (self.slo(), replaying.as_of);
        let rule = &slo.alerts[replay.rule];
        let window = TrailingWindow { end: as_of, length: slo.window };
        let within = || replay.firings.iter().filter(|firing| firing.touches(window.from(), window.end));
        let counting = replaying.incidents.iter().filter(|incident| incident.excluded.is_none());
        let oldest =
            counting.filter(|incident| incident.recovered.is_none()).map(|incident| as_of - incident.opened).max();
        let blind = (replay.state == AlertState::NotEvaluable).then(|| replaying.blind(rule)).flatten();
        AlertEntry {
            name: rule.name.clone(),
            severity: rule.severity.name(),
            state: replay.state.name(),
            unit: wording::unit(&rule.condition),
            firings: replay
                .firings
                .iter()
                .map(|firing| FiringEntry {
                    from: firing.from,
                    to: firing.to,
                    peak: firing.peak.figure(),
                    silenced: firing
                        .silenced
                        .iter()
                        .map(|part| SilencedPart { from: part.from, to: part.to })
                        .collect(),
                    notifications: firing.notifications.clone(),
                })
                .collect(),
            condition: wording::condition(slo, &rule.condition),
            now: wording::now(slo, &rule.condition, &replaying.now(replay.rule), oldest),
            budget_share: budget_share(&rule.condition, slo.window),
            reason: wording::reason(replay, as_of, blind),
            last_fired: replay.firings.last().map(|firing| firing.from),
            fired_in_window: within().count() as u64,
            sent_in_window: within().map(|firing| firing.sent()).sum(),
            judgement: self.judgement(replay, replaying, self.history()),
            action: rule.action.clone(),
            runbook: rule.runbook.clone(),
        }
    }

    pub(super) fn judgement(&self, replay: &Replay, replaying: &Replaying<'_>, history: &History) -> JudgementEntry {
        let judgement = Judgement::of(replay, replaying.incidents, history, replaying.as_of);
        let weeks = self.earliest().map(|earliest| replaying.as_of - earliest);
        let week = Duration::from_days(7).as_millis() as f64;
        let weeks = weeks.map(|length| length.as_millis() as f64 / week).filter(|weeks| *weeks > 0.0);
        let most = judgement.failures_before.iter().copied().max();
        JudgementEntry {
            incidents: judgement.incidents,
            caught: judgement.caught,
            median_delay_seconds: judgement.median_delay().map(Seconds),
            longest_delay_seconds: judgement.delays.iter().copied().max().map(Seconds),
            most_failures_before: most,
            firings: judgement.firings,
            false_alarms: judgement.false_alarms,
            sent: judgement.sent,
            sent_per_week: weeks.map(|weeks| judgement.sent as f64 / weeks),
        }
    }

    fn trigger(&self, trigger: &Trigger, incidents: &[Incident], as_of: Instant) -> TriggerEntry {
        TriggerEntry {
            trigger: trigger.name.clone(),
            value: match trigger.value {
                TriggerValue::True => TriggerState::Known(true),
                TriggerValue::False => TriggerState::Known(false),
                TriggerValue::NotEvaluable => TriggerState::NotEvaluable,
            },
            reason: wording::trigger(self.slo(), trigger, incidents, as_of),
        }
    }

    fn operations(&self, recovery: &Recovery<'_>) -> OperationsSection {
        let over = |length| TrailingWindow { end: recovery.as_of, length };
        let (quarter, hour) = (over(Duration::from_minutes(15)), over(Duration::from_hours(1)));
        let window = over(self.slo().window);
        let (work, history, population) = (self.work(), self.history(), self.population());
        let [last_15m, last_1h] = [quarter, hour].map(|window| work.outcomes(history, population, window));
        let failed = |outcomes: Outcomes| {
            let total = outcomes.total();
            (total > 0).then(|| outcomes.bad as f64 / total as f64)
        };
        let signatures = &self.slo().signatures;
        let opening = signatures.classes.iter().enumerate().filter(|(_, class)| class.opens_incidents);
        let evidence = opening.map(|(place, class)| {
            let of_class = EvidenceClass::Known(Class(place as u8));
            let within = |window: TrailingWindow| {
                let pieces =
                    recovery.evidence.iter().filter(|piece| piece.class == of_class && window.contains(piece.at));
                pieces.count() as u64
            };
            EvidenceCount {
                class: class.name.clone(),
                last_15m: within(quarter),
                last_1h: within(hour),
                in_window: within(window),
            }
        });
        OperationsSection {
            build_p95_seconds: work.p95(history, population, window).map(Seconds),
            started_last_15m: Some(work.started(quarter)),
            failed_ratio_last_1h: failed(last_1h),
            failed_ratio_last_15m: failed(last_15m),
            builds_succeeded: work.outcomes(history, population, window).good,
            failed_last_1h: last_1h.bad,
            ended_last_1h: last_1h.total(),
            failed_last_15m: last_15m.bad,
            ended_last_15m: last_15m.total(),
            evidence: evidence.collect(),
        }
    }
}

/// The share of the SLO window's budget that a burn of just that speed uses over the long window, as a ratio of 1.
fn budget_share(condition: &AlertCondition, window: Duration) -> Option<f64> {
    let AlertCondition::BurnRate { long_window, above, .. } = condition else { return None };
    let used = u128::from(above.ppb()) * long_window.as_millis() as u128;
    Some(used as f64 / (u128::from(ONE_PPB) * window.as_millis().max(1) as u128) as f64)
}

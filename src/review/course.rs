use super::Basis;
use crate::alerts::{Cause, Points, Replay};
use crate::operations::WorkCourse;
use crate::recovery::{EvidenceClass, Recovery};
use crate::slo::{AlertCondition, AlertRule, Class};
use crate::time::{Duration, Instant, TrailingWindow};

/// How an alert went up to an instant: what a chart of it is made of.
#[derive(Clone, Debug)]
pub struct AlertCourse<'a> {
    /// Its rule.
    pub rule: &'a AlertRule,
    /// When it fired, and how it stands.
    pub replay: Replay,
    /// The failures that the rule counts, by time.
    pub causes: Vec<Cause>,
    /// All events that the rule counts, failed or not, of a rule that compares the two.
    pub points: Option<&'a Points>,
    /// The firing that is looked at, where one is.
    pub firing: Option<LookedAt>,
}

/// A firing that is looked at.
#[derive(Clone, Copy, Debug)]
pub struct LookedAt {
    /// Its place among the alert's firings.
    pub place: usize,
    /// When the first failure failed that made it fire; its own beginning where none is known.
    pub first: Instant,
    /// How many failures did.
    pub causes: u64,
}

impl Basis {
    /// How the alert of that name went up to when the recovery stands, with a look at the firing that began at `from`;
    /// none where the SLO has no such alert.
    pub fn alert_course(&self, recovery: &Recovery<'_>, name: &str, from: Option<Instant>) -> Option<AlertCourse<'_>> {
        let place = self.slo().alerts.iter().position(|rule| rule.name == name)?;
        let rule = &self.slo().alerts[place];
        let compares = matches!(rule.condition, AlertCondition::FailureRatio { .. } | AlertCondition::BurnRate { .. });
        Some(self.replaying(recovery, |replaying| {
            let (replay, causes) = (replaying.of(place), replaying.causes(place));
            let looked_at = replay.firings.iter().position(|firing| Some(firing.from) == from);
            let firing = looked_at.map(|place| {
                let firing = &replay.firings[place];
                let caused = || causes.iter().filter(|cause| replaying.caused(rule, cause, firing));
                let first = caused().next().map_or(firing.from, |cause| cause.at.min(firing.from));
                LookedAt { place, first, causes: caused().count() as u64 }
            });
            let points = self.alert_material().points(place).filter(|_| compares);
            AlertCourse { rule, replay, causes, points, firing }
        }))
    }

    /// How the work went up to when the recovery stands.
    pub fn work_course(&self, recovery: &Recovery<'_>) -> WorkCourse<'_> {
        let window = TrailingWindow { end: recovery.as_of, length: self.slo().window };
        // The longest window of a figure at the SLO window's very beginning.
        let before = TrailingWindow { length: window.length + Duration::from_hours(1), ..window };
        let mut course = WorkCourse {
            noun: self.work().noun(),
            builds: self.work().builds(self.history(), self.population(), before).copied().collect(),
            starts: self.work().starts(before),
            ..WorkCourse::default()
        };
        let classes = &self.slo().signatures.classes;
        let opening: Vec<usize> = (0..classes.len()).filter(|&place| classes[place].opens_incidents).collect();
        for piece in recovery.evidence.iter().filter(|piece| window.contains(piece.at)) {
            let is_of = |&place: &usize| piece.class == EvidenceClass::Known(Class(place as u8));
            course.evidence.extend(opening.iter().position(is_of).map(|class| (piece.at, class)));
        }
        course.classes = opening.iter().map(|&place| classes[place].name.as_str()).collect();
        course
    }
}

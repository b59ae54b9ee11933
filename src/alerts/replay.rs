use super::sweep::spans;
use super::{
    Above, AtLeast, Burn, Condition, Count, EvidencePoint, Firing, Material, Peak, Point, Points, Span, Stretch,
};
use crate::budget::burn_rate;
use crate::recovery::Incident;
use crate::sli::{MaintenanceWindows, Outcomes};
use crate::slo::{AlertCondition, AlertRule, Class, Kind, Slo};
use crate::time::{Duration, Instant, Interval, TrailingWindow};

/// An alert's history up to an instant.
#[derive(Clone, Debug, PartialEq)]
pub struct Replay {
    /// The place of its rule in the SLO.
    pub rule: usize,
    /// How it stands at the instant.
    pub state: AlertState,
    /// When it fired, in order.
    pub firings: Vec<Firing>,
}

/// How an alert stands at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertState {
    /// It fires.
    Firing,
    /// It does not.
    Inactive,
    /// It cannot be told, because the mitigation of an incident that is not over is not known. That is not "ok".
    NotEvaluable,
}

impl AlertState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Firing, Self::Inactive, Self::NotEvaluable];

    /// The name that the review document uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Firing => "firing",
            Self::Inactive => "inactive",
            Self::NotEvaluable => "notEvaluable",
        }
    }
}

/// Everything that a replay is made from.
#[derive(Clone, Copy)]
pub struct Replaying<'a> {
    /// The SLO with its rules.
    pub slo: &'a Slo,
    /// The jobs.
    pub material: &'a Material,
    /// The evidence as it stands at `as_of`, by time.
    pub evidence: &'a [EvidencePoint<'a>],
    /// The incidents as they stand at `as_of`.
    pub incidents: &'a [Incident],
    /// The maintenance windows.
    pub maintenance: &'a MaintenanceWindows,
    /// Of a failed job's place, its namespace and the name of its class.
    pub job: &'a dyn Fn(u32) -> (&'a str, &'a str),
    /// The instant being reviewed; what is later is ignored.
    pub as_of: Instant,
}

impl Replaying<'_> {
    /// Replays every alert of the SLO, in its order.
    pub fn all(&self) -> Vec<Replay> {
        let silences = self.maintenance.union();
        self.slo.alerts.iter().enumerate().map(|(place, rule)| self.one(place, rule, &silences)).collect()
    }

    /// What the rule at that place counts at `as_of`: for each of its windows a count, the shortest first; nothing for
    /// rules about incidents.
    pub fn now(&self, place: usize) -> Vec<Count> {
        let points = self.material.points(place);
        let over = |window| points.map_or(Count::default(), |points| points.within(self.as_of, window));
        match &self.slo.alerts[place].condition {
            AlertCondition::FailedJobs { window, .. } | AlertCondition::FailureRatio { window, .. } => {
                vec![over(*window)]
            }
            AlertCondition::BurnRate { short_window, long_window, .. } => vec![over(*short_window), over(*long_window)],
            AlertCondition::EvidenceAfterMitigation { classes, kinds, window, .. } => {
                let within = TrailingWindow { end: self.as_of, length: *window };
                let counted = self.evidence.iter().filter(|point| self.counts(point, classes, kinds));
                let bad = counted.filter(|point| within.contains(point.at)).count() as u32;
                vec![Count { bad, total: bad }]
            }
            AlertCondition::RecoveryTime { .. } => Vec::new(),
        }
    }

    /// Whether a rule about evidence after mitigation counts the piece.
    pub(super) fn counts(&self, point: &EvidencePoint<'_>, classes: &[Class], kinds: &[Kind]) -> bool {
        point.after_mitigation
            && !point.excluded
            && (kinds.is_empty() || point.kind.is_some_and(|kind| kinds.contains(&kind)))
            && classes.iter().any(|&class| self.slo.signatures.class(class).name == point.class)
    }

    /// Replays the alert at that place of the SLO.
    pub fn of(&self, place: usize) -> Replay {
        self.one(place, &self.slo.alerts[place], &self.maintenance.union())
    }

    fn one(&self, place: usize, rule: &AlertRule, silences: &[Interval]) -> Replay {
        let mut firings = self.firings(place, rule);
        for firing in &mut firings {
            firing.silenced = silenced(firing, silences, self.as_of);
        }
        let state = if firings.last().is_some_and(|firing| firing.to.is_none()) {
            AlertState::Firing
        } else if self.blind(rule).is_some() {
            AlertState::NotEvaluable
        } else {
            AlertState::Inactive
        };
        Replay { rule: place, state, firings }
    }

    fn firings(&self, place: usize, rule: &AlertRule) -> Vec<Firing> {
        let none = Points::default();
        let points = self.material.points(place).unwrap_or(&none);
        match &rule.condition {
            AlertCondition::FailedJobs { kinds, window, at_least } => {
                let condition = AtLeast { window: [*window], failures: *at_least };
                let failures = self.material.failures();
                self.found(
                    points,
                    &condition,
                    |span| Peak::Number(span.peak.bad),
                    |span| {
                        let first = failures.partition_point(|failure| failure.at <= span.from - *window);
                        let near = failures[first..].iter().take_while(|failure| self.enters(failure.at, span));
                        let of_kind = near.filter(|failure| kinds.contains(&failure.kind));
                        keys(of_kind.map(|failure| {
                            let (namespace, class) = (self.job)(failure.job);
                            (namespace, class, self.slo.kinds.name(failure.kind))
                        }))
                    },
                )
            }
            AlertCondition::EvidenceAfterMitigation { classes, kinds, window, at_least } => {
                let condition = AtLeast { window: [*window], failures: *at_least };
                let counted: Vec<&EvidencePoint<'_>> =
                    self.evidence.iter().filter(|point| self.counts(point, classes, kinds)).collect();
                let points = Points::new(counted.iter().map(|point| Point::new(point.at, true)).collect());
                self.found(
                    &points,
                    &condition,
                    |span| Peak::Number(span.peak.bad),
                    |span| {
                        let first = counted.partition_point(|point| point.at <= span.from - *window);
                        let near = counted[first..].iter().take_while(|point| self.enters(point.at, span));
                        keys(near.map(|point| {
                            (point.namespace, point.class, point.kind.map_or("", |kind| self.slo.kinds.name(kind)))
                        }))
                    },
                )
            }
            AlertCondition::FailureRatio { window, above, .. } => {
                let condition = Above { window: [*window], share: *above };
                self.found(points, &condition, |span| Peak::Share(span.peak), |_| Vec::new())
            }
            AlertCondition::BurnRate { short_window, long_window, above, minimum_failures } => {
                let condition = Burn {
                    windows: [*short_window, *long_window],
                    above: *above,
                    minimum_failures: *minimum_failures,
                    target: self.slo.target,
                };
                self.found(points, &condition, |span| Peak::Rate(self.rate(span)), |_| Vec::new())
            }
            AlertCondition::RecoveryTime { window, longer_than } => self.long_incidents(*window, *longer_than),
        }
    }

    /// The firings of a condition over points.
    fn found(
        &self,
        points: &Points,
        condition: &dyn Condition,
        peak: impl Fn(&Span) -> Peak,
        notifications: impl Fn(&Span) -> Vec<String>,
    ) -> Vec<Firing> {
        let firing = |span: &Span| Firing {
            from: span.from,
            to: span.to,
            peak: peak(span),
            silenced: Vec::new(),
            notifications: notifications(span),
        };
        spans(points, condition, self.as_of).iter().map(firing).collect()
    }

    /// Whether something at `at` has entered the window before the span is over.
    fn enters(&self, at: Instant, span: &Span) -> bool {
        span.to.map_or(at <= self.as_of, |to| at < to)
    }

    fn rate(&self, span: &Span) -> f64 {
        let (bad, total) = (u64::from(span.peak.bad), u64::from(span.peak.total));
        burn_rate(Outcomes { good: total - bad, bad, ..Outcomes::default() }, self.slo.target).unwrap_or_default()
    }

    /// The stretches of time over which an incident that counts is, or lately was, longer than that.
    fn long_incidents(&self, window: Duration, longer_than: Duration) -> Vec<Firing> {
        let mut firings: Vec<Firing> = Vec::new();
        // They are in order of their opening, and so of when each begins to be long.
        for incident in self.incidents.iter().filter(|incident| incident.excluded.is_none()) {
            let length = incident.recovered.unwrap_or(self.as_of) - incident.opened;
            if length <= longer_than {
                continue;
            }
            let from = incident.opened + longer_than + Duration::from_millis(1);
            let to = incident.recovered.map(|recovered| recovered + window).filter(|&to| to <= self.as_of);
            match firings.last_mut() {
                Some(last) if last.to.is_none_or(|end| from <= end) => {
                    last.to = last.to.zip(to).map(|(one, other)| one.max(other));
                    if let Peak::Length(longest) = last.peak {
                        last.peak = Peak::Length(longest.max(length));
                    }
                }
                _ => firings.push(Firing {
                    from,
                    to,
                    peak: Peak::Length(length),
                    silenced: Vec::new(),
                    notifications: Vec::new(),
                }),
            }
        }
        firings
    }

    /// The incident on whose mitigation, which is not known, the rule depends.
    pub fn blind(&self, rule: &AlertRule) -> Option<&Incident> {
        let AlertCondition::EvidenceAfterMitigation { classes, .. } = &rule.condition else { return None };
        self.incidents.iter().find(|incident| {
            incident.mitigated.is_none()
                && incident.over.is_none_or(|over| self.as_of < over)
                && classes.iter().any(|&class| self.slo.signatures.class(class).name == incident.class)
        })
    }
}

/// The keys of what an alert pages about; `-` stands for what is not known.
fn keys<'k>(failures: impl Iterator<Item = (&'k str, &'k str, &'k str)>) -> Vec<String> {
    // Most failures of a firing have the key of another one, so keys are told apart before they are written.
    let mut distinct: Vec<(&str, &str, &str)> = Vec::new();
    for failure in failures {
        if let Err(place) = distinct.binary_search(&failure) {
            distinct.insert(place, failure);
        }
    }
    let known = |part: &'k str| if part.is_empty() { "-" } else { part };
    let mut keys: Vec<String> = Vec::with_capacity(distinct.len());
    for (namespace, class, kind) in distinct {
        let key = [known(namespace), known(class), known(kind)].join("/");
        if let Err(place) = keys.binary_search(&key) {
            keys.insert(place, key);
        }
    }
    keys
}

/// The parts of a firing that lie in a maintenance window.
fn silenced(firing: &Firing, silences: &[Interval], as_of: Instant) -> Vec<Stretch> {
    let mut parts = Vec::new();
    for silence in silences.iter().filter(|silence| silence.from <= as_of) {
        let from = silence.from.max(firing.from);
        let to = match (silence.to.filter(|&to| to <= as_of), firing.to) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        if to.is_none_or(|to| from < to) {
            parts.push(Stretch { from, to });
        }
    }
    parts
}

use std::rc::Rc;

use super::{Failure, Point, Points};
use crate::record::{Outcome, Population};
use crate::sli::{History, MaintenanceWindows};
use crate::slo::{AlertCondition, Kind, Slo};

/// What the replay needs of the jobs at any instant; made once.
#[derive(Clone, Debug, Default)]
pub struct Material {
    /// For each rule of the SLO the events that it counts; none for rules that count no jobs.
    points: Vec<Option<Rc<Points>>>,
    /// The failures that count, by end.
    failures: Vec<Failure>,
}

impl Material {
    /// Gathers it. `failed` are the places of all in-scope jobs that failed, by end. Jobs whose places are in `left_out`,
    /// which is in order, are as if they had never been; neither `failed` nor the history has them.
    pub fn new(
        slo: &Slo,
        population: &Population,
        history: &History,
        maintenance: &MaintenanceWindows,
        failed: impl Iterator<Item = u32>,
        left_out: &[u32],
    ) -> Self {
        let counts = |job: u32| {
            let run = population.job(job as usize).run().filter(|_| left_out.binary_search(&job).is_err())?;
            maintenance.touching(run.start, run.end).is_none().then_some(run.end)
        };
        let failures: Vec<Failure> = failed
            .filter_map(|job| Some(Failure { at: counts(job)?, job, kind: population.job(job as usize).kind() }))
            .collect();
        let mut made: Vec<(Option<Vec<Kind>>, Rc<Points>)> = Vec::new();
        let mut points = Vec::with_capacity(slo.alerts.len());
        for rule in &slo.alerts {
            points.push(match &rule.condition {
                AlertCondition::FailedJobs { kinds, .. } => {
                    let of_kind = failures.iter().filter(|failure| kinds.contains(&failure.kind));
                    Some(Rc::new(Points::new(of_kind.map(|failure| Point::new(failure.at, true)).collect())))
                }
                AlertCondition::FailureRatio { kinds, .. } => {
                    Some(shared(&mut made, Some(kinds), || of_kinds(kinds, slo, population, history, &counts)))
                }
                AlertCondition::BurnRate { .. } => Some(shared(&mut made, None, || {
                    let events = history.events().iter().filter(|event| !event.excluded);
                    events.map(|event| Point::new(event.end, !event.good)).collect()
                })),
                AlertCondition::EvidenceAfterMitigation { .. } | AlertCondition::RecoveryTime { .. } => None,
            });
        }
        Self { points, failures }
    }

    /// The events that the rule at that place of the SLO counts.
    pub fn points(&self, rule: usize) -> Option<&Points> {
        self.points.get(rule)?.as_deref()
    }

    /// The failures that count, by end.
    pub fn failures(&self) -> &[Failure] {
        &self.failures
    }
}

/// The points of those kinds, made once however many rules count them; of the SLI's events for no kinds.
fn shared(
    made: &mut Vec<(Option<Vec<Kind>>, Rc<Points>)>,
    kinds: Option<&Vec<Kind>>,
    make: impl FnOnce() -> Vec<Point>,
) -> Rc<Points> {
    if let Some((_, points)) = made.iter().find(|(known, _)| known.as_ref() == kinds) {
        return Rc::clone(points);
    }
    let points = Rc::new(Points::new(make()));
    made.push((kinds.cloned(), Rc::clone(&points)));
    points
}

/// The terminal jobs of the kinds that count, by end.
fn of_kinds(
    kinds: &[Kind],
    slo: &Slo,
    population: &Population,
    history: &History,
    counts: &dyn Fn(u32) -> Option<crate::time::Instant>,
) -> Vec<Point> {
    if kinds.iter().all(|&kind| slo.kinds.is_counted(kind)) {
        // They are among the SLI's events, which are in order already.
        let events = history.events().iter().filter(|event| !event.excluded);
        let events = events.filter(|event| kinds.contains(&population.job(event.job as usize).kind()));
        return events.map(|event| Point::new(event.end, !event.good)).collect();
    }
    let mut points = Vec::new();
    for (place, job) in population.iter().enumerate() {
        if job.in_scope()
            && kinds.contains(&job.kind())
            && let Some(end) = counts(place as u32)
        {
            points.push(Point::new(end, job.recorded() == Outcome::Failed));
        }
    }
    points.sort_unstable();
    points
}

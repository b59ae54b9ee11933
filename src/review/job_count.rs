use super::{Basis, JobsSection};
use crate::record::Outcome;
use crate::time::Instant;

/// Counts the jobs as they stood at the instant: `total` over all scopes, everything else in scope, over all kinds and
/// all loaded time (method, section 2).
pub fn count(basis: &Basis, as_of: Option<Instant>) -> JobsSection {
    let kinds = &basis.slo().kinds;
    let mut section =
        JobsSection { by_kind: kinds.names.iter().map(|name| (name.clone(), 0)).collect(), ..JobsSection::default() };
    let Some(as_of) = as_of else { return section };
    for job in basis.population().iter() {
        let Some(outcome) = job.outcome_at(as_of) else { continue };
        section.total += 1;
        if !job.in_scope() {
            continue;
        }
        section.in_scope += 1;
        section.by_kind[usize::from(job.kind().0)].1 += 1;
        if matches!(outcome, Outcome::Succeeded | Outcome::Failed) && job.end_error().is_some() {
            section.estimated += 1;
        }
        *match outcome {
            Outcome::Succeeded => &mut section.succeeded,
            Outcome::Failed => &mut section.failed,
            Outcome::Malformed => &mut section.malformed,
            Outcome::Aborted => &mut section.aborted,
            Outcome::Suspended => &mut section.suspended,
            Outcome::Running => &mut section.running,
            Outcome::Pending => &mut section.pending,
        } += 1;
        if outcome == Outcome::Running && kinds.is_pipeline(job.kind()) && job.is_overdue_at(as_of) {
            section.stuck += 1;
        }
    }
    section
}

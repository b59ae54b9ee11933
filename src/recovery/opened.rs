use super::correction::Corrections;
use super::course::Course;
use super::statement::Statement;
use super::{Candidate, Incident, IncidentSource, Known};
use crate::time::Instant;

/// The evidence of one class, what is stated of the class, and the successes.
pub(super) struct ClassRecords<'a, 'r> {
    pub class: &'r str,
    /// When the evidence came, in order.
    pub instants: &'r [Instant],
    /// The same pieces' places in the list of all evidence.
    pub places: &'r [usize],
    /// What timelines state, by time, up to `as_of`.
    pub statements: &'r [Statement<'a>],
    /// What the reviewer states.
    pub corrections: &'r Corrections<'a>,
    pub as_of: Instant,
}

impl<'a> ClassRecords<'a, '_> {
    /// The incidents that the evidence opens, in order (method, section 7).
    pub(super) fn incidents(&self, success: impl Fn(Instant) -> Option<Candidate>) -> Vec<Known<'a>> {
        let mut incidents = Vec::new();
        let mut next = 0;
        while let Some(&opened) = self.instants.get(next) {
            let follow = |since| Course::follow(since, self.instants, self.as_of, &success);
            let unmitigated = follow(opened);
            let until = unmitigated.over;
            let belongs = |t: Instant| opened <= t && until.is_none_or(|until| t <= until);
            let mut by = self.statements.iter().find(|statement| belongs(statement.at)).copied();
            let mut course = by.map_or(unmitigated, |statement| follow(statement.at));
            // The reviewer means the incident as it was before he said anything of it.
            if let Some(correction) = self.corrections.of(self.class, opened, course.over, belongs) {
                by = correction;
                course = follow(by.map_or(opened, |statement| statement.at));
            }
            let end = course.over.map_or(self.instants.len(), |over| self.instants.partition_point(|at| *at <= over));
            let first = course.candidates.first().map(|candidate| candidate.at);
            incidents.push(Known {
                incident: Incident {
                    id: String::new(),
                    class: self.class.to_owned(),
                    opened,
                    mitigated: by.map(|statement| statement.at),
                    recovered: if by.is_some() { first } else { course.verified },
                    verified: course.verified,
                    verification: course.verification,
                    over: course.over,
                    candidates: course.candidates,
                    evidence: self.places[next..end].to_vec(),
                    excluded: None,
                    source: if by.is_some() { IncidentSource::Timeline } else { IncidentSource::Jobs },
                },
                mitigable_until: until,
                mitigated_by: by,
                reported_in: None,
            });
            next = end;
        }
        incidents
    }
}

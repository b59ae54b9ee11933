use crate::sli::Event;
use crate::time::Instant;

/// How the work went up to an instant: what the charts of it are made of.
#[derive(Clone, Debug, Default)]
pub struct WorkCourse<'a> {
    /// What one of the jobs is called whose durations and failures are looked at: `build`, or `job`.
    pub noun: &'static str,
    /// Those among the events that count, by end, as far back as the SLO's window and an hour before it.
    pub builds: Vec<Event>,
    /// When jobs started, in order.
    pub starts: &'a [Instant],
    /// The names of the classes that open incidents.
    pub classes: Vec<&'a str>,
    /// The evidence of these classes in the SLO's window, by time: when, and the place of its class.
    pub evidence: Vec<(Instant, usize)>,
}

use super::names::Ending;
use super::selection::Selections;
use crate::budget::BURN_WINDOWS;
use crate::slo::{AlertCondition, Kind, Slo};
use crate::time::Duration;

/// What must be counted for the figures and the alerts, and no more.
#[derive(Clone, Debug)]
pub struct Demand {
    /// The counted kinds whose jobs metrics can tell.
    pub counted: Vec<Kind>,
    /// All windows, shortest first.
    pub windows: Vec<Duration>,
    /// The windows over which events are counted, shortest first.
    pub event_windows: Vec<Duration>,
    /// What is counted, by kind, ending and window.
    counts: Vec<(Kind, Ending, Duration)>,
}

impl Demand {
    /// What the SLO's objective, policy, review and alerts ask for.
    pub fn of(slo: &Slo, selections: &Selections) -> Self {
        let counted: Vec<Kind> = slo.kinds.counted.iter().copied().filter(|&kind| selections.tells(kind)).collect();
        let mut event_windows = vec![slo.window];
        slo.policy.steps.iter().for_each(|step| insert(&mut event_windows, step.window));
        BURN_WINDOWS.into_iter().for_each(|window| insert(&mut event_windows, window));
        let mut demand = Self { counted, windows: Vec::new(), event_windows: Vec::new(), counts: Vec::new() };
        for alert in &slo.alerts {
            match &alert.condition {
                AlertCondition::FailedJobs { kinds, window, .. } if tells(selections, kinds) => {
                    demand.count(kinds, &[Ending::Failed], *window);
                }
                AlertCondition::FailureRatio { kinds, window, .. } if tells(selections, kinds) => {
                    demand.count(kinds, &[Ending::Succeeded, Ending::Failed], *window);
                }
                AlertCondition::BurnRate { short_window, long_window, .. } => {
                    insert(&mut event_windows, *short_window);
                    insert(&mut event_windows, *long_window);
                }
                _ => {}
            }
        }
        for &window in &event_windows {
            demand.count(&demand.counted.clone(), &[Ending::Succeeded, Ending::Failed], window);
        }
        demand.event_windows = event_windows;
        demand
    }

    /// The kinds and endings that are counted over the window, each once, by kind.
    pub fn over(&self, window: Duration) -> impl Iterator<Item = (Kind, Ending)> {
        self.counts.iter().filter(move |count| count.2 == window).map(|&(kind, ending, _)| (kind, ending))
    }

    /// The kinds of which anything is counted, with how the jobs end, each once, by kind.
    pub fn kinds(&self) -> Vec<(Kind, Ending)> {
        let mut kinds = Vec::new();
        for &(kind, ending, _) in &self.counts {
            insert(&mut kinds, (kind, ending));
        }
        kinds
    }

    fn count(&mut self, kinds: &[Kind], endings: &[Ending], window: Duration) {
        insert(&mut self.windows, window);
        for &kind in kinds {
            for &ending in endings {
                insert(&mut self.counts, (kind, ending, window));
            }
        }
    }
}

/// Whether metrics can tell the jobs of all these kinds.
pub fn tells(selections: &Selections, kinds: &[Kind]) -> bool {
    kinds.iter().all(|&kind| selections.tells(kind))
}

/// Adds what is not there yet, in order.
fn insert<T: Ord>(set: &mut Vec<T>, item: T) {
    if let Err(place) = set.binary_search(&item) {
        set.insert(place, item);
    }
}

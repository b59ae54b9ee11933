//! The windows of the rules, and what must be counted over each.

use super::selection::Selections;
use crate::budget::BURN_WINDOWS;
use crate::slo::{AlertCondition, Kind, Slo};
use crate::time::Duration;

/// How a job ended, as far as rules tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It succeeded.
    Succeeded,
    /// It failed.
    Failed,
}

impl Ending {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Succeeded, Self::Failed];
}

/// All windows that anything asks for, shortest first.
pub fn all(slo: &Slo) -> Vec<Duration> {
    let mut windows = Vec::new();
    insert(&mut windows, slo.window);
    BURN_WINDOWS.into_iter().for_each(|window| insert(&mut windows, window));
    slo.policy.steps.iter().for_each(|step| insert(&mut windows, step.window));
    for alert in &slo.alerts {
        match alert.condition {
            AlertCondition::FailedJobs { window, .. } | AlertCondition::FailureRatio { window, .. } => {
                insert(&mut windows, window);
            }
            AlertCondition::BurnRate { short_window, long_window, .. } => {
                insert(&mut windows, short_window);
                insert(&mut windows, long_window);
            }
            _ => {}
        }
    }
    windows
}

/// Whether the SLI's events are counted over the window, for the objective, the policy, a burn rate or an alert on one.
pub fn is_of_events(slo: &Slo, window: Duration) -> bool {
    window == slo.window
        || BURN_WINDOWS.contains(&window)
        || slo.policy.steps.iter().any(|step| step.window == window)
        || slo.alerts.iter().any(|alert| match alert.condition {
            AlertCondition::BurnRate { short_window, long_window, .. } => {
                window == short_window || window == long_window
            }
            _ => false,
        })
}

/// Whether jobs of the kind that ended so are counted over the window; over any, where none is given.
pub fn is_counted(slo: &Slo, selections: &Selections, kind: Kind, ending: Ending, window: Option<Duration>) -> bool {
    let same = |other: Duration| window.is_none_or(|window| window == other);
    selections.tells(kind)
        && (slo.kinds.is_counted(kind) && window.is_none_or(|window| is_of_events(slo, window))
            || slo.alerts.iter().any(|alert| match &alert.condition {
                AlertCondition::FailedJobs { kinds, window, .. } => {
                    ending == Ending::Failed && same(*window) && kinds.contains(&kind)
                }
                AlertCondition::FailureRatio { kinds, window, .. } => same(*window) && kinds.contains(&kind),
                _ => false,
            }))
}

fn insert(windows: &mut Vec<Duration>, window: Duration) {
    let place = windows.iter().take_while(|known| **known < window).count();
    if windows.get(place) != Some(&window) {
        windows.insert(place, window);
    }
}

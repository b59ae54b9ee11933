use super::{Basis, ExclusionEffect};
use crate::time::TrailingWindow;

/// The maintenance windows that took events out of the window, by beginning, each with how many. A run that touches
/// several counts with the first.
pub fn effects(basis: &Basis, window: TrailingWindow) -> Vec<ExclusionEffect> {
    let windows = basis.maintenance().windows();
    let mut counts = vec![(0, 0); windows.len()];
    for event in basis.history().within(window).iter().filter(|event| event.excluded) {
        if let Some(index) = basis.maintenance().touching(event.start, event.end) {
            let (good, bad) = &mut counts[index];
            *good += u64::from(event.good);
            *bad += u64::from(!event.good);
        }
    }
    windows
        .iter()
        .zip(counts)
        .filter(|(_, (good, bad))| good + bad > 0)
        .map(|(window, (good, bad))| ExclusionEffect {
            from: window.interval.from,
            to: window.interval.to,
            reason: window.reason.clone(),
            good,
            bad,
        })
        .collect()
}

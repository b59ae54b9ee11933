use crate::sli::Outcomes;
use crate::slo::{ONE_PPB, Target};
use crate::time::Duration;

/// The windows whose burn rates a review gives, in its order.
pub const BURN_WINDOWS: [Duration; 6] = [
    Duration::from_minutes(15),
    Duration::from_hours(1),
    Duration::from_hours(6),
    Duration::from_hours(24),
    Duration::from_days(3),
    Duration::from_days(7),
];

/// The burn rate over a window: `(bad / total) / budget`, where 1 spends exactly the budget. `None` without events
/// (method, section 4).
pub fn burn_rate(window: Outcomes, target: Target) -> Option<f64> {
    // In integers up to the one division, so that 5 of 500 at 99 % burn at exactly 1.
    let spent = u128::from(window.bad) * u128::from(ONE_PPB);
    let budget = u128::from(window.total()) * u128::from(target.budget().ppb());
    (budget > 0).then(|| spent as f64 / budget as f64)
}

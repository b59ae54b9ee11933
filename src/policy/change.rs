use super::Rules;
use super::sweep::Sweep;
use crate::sli::{Covers, History};
use crate::slo::PolicyState;
use crate::time::{Instant, TrailingWindow};

/// A change of the policy's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Change {
    /// When.
    pub at: Instant,
    /// The state before.
    pub from: PolicyState,
    /// The state from then on.
    pub to: PolicyState,
    /// Whether less than 90 % of the SLO window before it is covered: early data swings.
    pub provisional: bool,
}

/// Every change of the state over all time, in order, up to the last event's leaving. The state starts at `noData`.
///
/// What happens up to an instant decides the state there, so the changes as seen at an earlier `asOf` are the
/// beginning of these.
pub fn changes(history: &History, rules: &Rules, covers: &Covers) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut sweep = Sweep::over(history, rules);
    let mut from = PolicyState::NoData;
    while let Some(at) = sweep.advance() {
        let to = sweep.state();
        if to != from {
            let window = TrailingWindow { end: at, length: rules.windows()[0] };
            changes.push(Change { at, from, to, provisional: covers.coverage(window).is_provisional() });
            from = to;
        }
        sweep.skip();
    }
    changes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::sli::Event;
    use crate::slo::{Fraction, PolicyStep, Slo, StateText, Target};
    use crate::time::Duration;

    /// Every instant looked at.
    fn one_by_one(history: &History, rules: &Rules) -> Vec<(Instant, PolicyState)> {
        let mut sweep = Sweep::over(history, rules);
        let mut changes = Vec::new();
        let mut from = PolicyState::NoData;
        while let Some(at) = sweep.advance() {
            if sweep.state() != from {
                from = sweep.state();
                changes.push((at, from));
            }
        }
        changes
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

        /// What is passed over is never a change: with many events a failure, events that share instants, excluded ones,
        /// and budgets that are spent at some number of events.
        #[test]
        fn nothing_that_is_passed_over_changes_the_state(
            ends in proptest::collection::vec((0..4_000_i64, proptest::bool::weighted(0.02), proptest::bool::weighted(0.1)), 0..600),
            window in 200..3_000_i64,
            target in 900_u64..999,
            steps in proptest::collection::vec((any::<bool>(), 50..3_000_i64, 20..250_u64), 0..3),
        ) {
            let event = |(number, (end, bad, excluded)): (usize, (i64, bool, bool))| {
                let end = Instant::from_seconds(end);
                Event { end, start: end, job: number as u32, namespace: 0, good: !bad, excluded }
            };
            let history = History::new(ends.into_iter().enumerate().map(event).collect());
            let mut slo = Slo::ai_slot_build();
            slo.window = Duration::from_seconds(window);
            slo.target = Target::from_ppb(target * 1_000_000).unwrap();
            slo.policy.steps = steps.into_iter().map(|(strict, window, percent)| PolicyStep {
                state: if strict { PolicyState::Stabilise } else { PolicyState::Freeze },
                window: Duration::from_seconds(window),
                threshold: Fraction::from_ppb(percent * 10_000_000),
                text: StateText::default(),
            }).collect();
            let rules = Rules::of(&slo);
            let found: Vec<_> =
                changes(&history, &rules, &Covers::default()).iter().map(|change| (change.at, change.to)).collect();
            prop_assert_eq!(found, one_by_one(&history, &rules));
        }
    }
}

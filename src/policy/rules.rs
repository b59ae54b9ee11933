use crate::budget::Spending;
use crate::sli::History;
use crate::slo::{Fraction, PolicyState, Slo, Target};
use crate::time::{Duration, Instant};

/// The policy's steps, made ready to be asked at a great many instants.
#[derive(Clone, Debug)]
pub struct Rules {
    target: Target,
    steps: Vec<Step>,
    /// The windows over which failures are counted, each once. The SLO's own is first.
    windows: Vec<Duration>,
}

/// One step, with its window as an index.
#[derive(Clone, Debug)]
struct Step {
    state: PolicyState,
    window: usize,
    threshold: Fraction,
}

impl Rules {
    /// The rules that the SLO states.
    pub fn of(slo: &Slo) -> Self {
        let mut windows = vec![slo.window];
        let mut steps: Vec<Step> = Vec::new();
        // The strictest come first, so that the first that triggers decides.
        let strictest_first = [PolicyState::Stabilise, PolicyState::Freeze]
            .into_iter()
            .flat_map(|state| slo.policy.steps.iter().filter(move |step| step.state == state));
        for step in strictest_first {
            let known = windows.iter().position(|window| *window == step.window);
            let window = known.unwrap_or_else(|| {
                windows.push(step.window);
                windows.len() - 1
            });
            steps.push(Step { state: step.state, window, threshold: step.threshold });
        }
        Self { target: slo.target, steps, windows }
    }

    /// The windows over which failures are counted, each once. The SLO's own is first.
    pub fn windows(&self) -> &[Duration] {
        &self.windows
    }

    /// The state, given the events of the SLO's window and the failures of each of [`windows`](Self::windows).
    pub(super) fn state(&self, total: u64, bad: &[u64]) -> PolicyState {
        if total == 0 {
            return PolicyState::NoData;
        }
        let budget = self.target.budget();
        self.steps
            .iter()
            .find(|step| Spending { bad: bad[step.window], total, budget }.exceeds(step.threshold))
            .map_or(PolicyState::Normal, |step| step.state)
    }

    /// The least and the most events of the SLO's window with which the state stays what it is with `total` of them, while
    /// the failures stay as they are. Fewer events make the budget smaller, so each step triggers up to some number.
    pub(super) fn steady(&self, total: u64, bad: &[u64]) -> (u64, u64) {
        if total == 0 {
            return (0, 0);
        }
        let (mut least, mut most) = (1, u64::MAX);
        for step in &self.steps {
            let threshold = Spending { bad: bad[step.window], total, budget: self.target.budget() };
            let Some(up_to) = threshold.exceeds_up_to(step.threshold) else { continue };
            if total <= up_to {
                most = most.min(up_to);
            } else {
                least = least.max(up_to + 1);
            }
        }
        (least, most)
    }

    /// The state at `t`, from the events up to then.
    pub fn state_at(&self, history: &History, t: Instant) -> PolicyState {
        let total = history.outcomes_over(self.windows[0], t).total();
        let bad: Vec<u64> = self.windows.iter().map(|&window| history.outcomes_over(window, t).bad).collect();
        self.state(total, &bad)
    }

    /// The state at `t` as if nothing were excluded.
    pub fn state_without_exclusions_at(&self, history: &History, t: Instant) -> PolicyState {
        let over = |window| history.outcomes_over(window, t).without_exclusions();
        let bad: Vec<u64> = self.windows.iter().map(|&window| over(window).bad).collect();
        self.state(over(self.windows[0]).total(), &bad)
    }
}

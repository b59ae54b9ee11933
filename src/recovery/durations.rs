use crate::time::Duration;

/// How long some incidents took, in order: the figures of a mean time to recovery (method, section 7). Without incidents
/// there are none, never zero.
#[derive(Clone, Debug, Default)]
pub struct Durations(Vec<Duration>);

impl Durations {
    /// Adds one.
    pub fn add(&mut self, duration: Duration) {
        self.0.insert(self.0.partition_point(|known| *known <= duration), duration);
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The mean in milliseconds.
    pub fn mean_millis(&self) -> Option<f64> {
        let sum: i128 = self.0.iter().map(|duration| i128::from(duration.as_millis())).sum();
        (!self.0.is_empty()).then(|| sum as f64 / self.0.len() as f64)
    }

    /// The median in milliseconds; of an even number the mean of the two in the middle.
    pub fn median_millis(&self) -> Option<f64> {
        let upper = *self.0.get(self.0.len() / 2)?;
        let lower = self.0[(self.0.len() - 1) / 2];
        Some((lower.as_millis() as f64 + upper.as_millis() as f64) / 2.0)
    }

    /// The longest.
    pub fn max(&self) -> Option<Duration> {
        self.0.last().copied()
    }

    /// How many are within the target; exactly as long is within.
    pub fn within(&self, target: Duration) -> usize {
        self.0.partition_point(|duration| *duration <= target)
    }
}

impl FromIterator<Duration> for Durations {
    fn from_iter<I: IntoIterator<Item = Duration>>(durations: I) -> Self {
        let mut all = Self::default();
        durations.into_iter().for_each(|duration| all.add(duration));
        all
    }
}

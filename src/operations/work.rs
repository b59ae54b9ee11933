use crate::record::Population;
use crate::sli::{Event, History, Outcomes};
use crate::slo::{Kind, Kinds};
use crate::time::{Duration, Instant, TrailingWindow};

/// What the figures of the work need of the jobs at any instant; made once.
#[derive(Clone, Debug, Default)]
pub struct Work {
    /// What one of the jobs is called whose durations and failures are looked at.
    noun: &'static str,
    /// The kinds whose durations and failures are looked at.
    build: Vec<Kind>,
    /// When in-scope jobs of the kinds that are waited for started, or were created where they have not, in order.
    starts: Vec<Instant>,
}

impl Work {
    /// Gathers it. The service's kind `build` is looked at, and `build` and `mirror` are waited for; a service that has
    /// no kind of that name is looked at by its counted kinds, and waited for by its pipeline's.
    pub fn new(kinds: &Kinds, population: &Population) -> Self {
        let build = kinds.named("build");
        let waited_for: Vec<Kind> = match build {
            Some(build) => [Some(build), kinds.named("mirror")].into_iter().flatten().collect(),
            None => kinds.pipeline.clone(),
        };
        let of_kind = population.iter().filter(|job| job.in_scope() && waited_for.contains(&job.kind()));
        let mut starts: Vec<Instant> = of_kind.filter_map(|job| job.start()).collect();
        starts.sort_unstable();
        let noun = if build.is_some() { "build" } else { "job" };
        Self { noun, build: build.map_or_else(|| kinds.counted.clone(), |build| vec![build]), starts }
    }

    /// What one of the jobs is called whose durations and failures are looked at: `build`, or `job` of a service that
    /// has no such kind.
    pub fn noun(&self) -> &'static str {
        self.noun
    }

    /// When jobs started in the window, in order; one that waits for its start counts from its creation.
    pub fn starts(&self, window: TrailingWindow) -> &[Instant] {
        let until = |t: Instant| self.starts.partition_point(|&start| start <= t);
        &self.starts[until(window.from())..until(window.end)]
    }

    /// How many did.
    pub fn started(&self, window: TrailingWindow) -> u64 {
        self.starts(window).len() as u64
    }

    /// The builds among the events of the window that count.
    pub fn builds<'a>(
        &'a self,
        history: &'a History,
        population: &'a Population,
        window: TrailingWindow,
    ) -> impl Iterator<Item = &'a Event> {
        let counted = history.within(window).iter().filter(|event| !event.excluded);
        counted.filter(|event| self.build.contains(&population.job(event.job as usize).kind()))
    }

    /// How the builds that ended in the window came out.
    pub fn outcomes(&self, history: &History, population: &Population, window: TrailingWindow) -> Outcomes {
        let mut outcomes = Outcomes::default();
        self.builds(history, population, window).for_each(|event| outcomes.add(event.good, false));
        outcomes
    }

    /// The 95th percentile, by nearest rank, of how long the builds took that succeeded in the window.
    pub fn p95(&self, history: &History, population: &Population, window: TrailingWindow) -> Option<Duration> {
        let succeeded = self.builds(history, population, window).filter(|event| event.good);
        let values: Vec<Duration> = succeeded.map(|event| event.end - event.start).collect();
        nearest_rank(&values, 95)
    }
}

/// The percentile by nearest rank: the least value that at least so many per cent of all are not above.
///
/// It is found by halving the range of the values: a selection would weigh ten times as much in the page.
pub fn nearest_rank(values: &[Duration], percent: usize) -> Option<Duration> {
    let rank = (values.len() * percent).div_ceil(100);
    let (mut low, mut high) = (values.iter().min()?.as_millis(), values.iter().max()?.as_millis());
    while low < high {
        let middle = low + (high - low) / 2;
        let reached = values.iter().filter(|value| value.as_millis() <= middle).count();
        if reached >= rank { high = middle } else { low = middle + 1 }
    }
    Some(Duration::from_millis(high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_rank_is_a_value_that_was_seen() {
        let values = |count: i64| (1..=count).rev().map(Duration::from_seconds).collect::<Vec<_>>();
        let cases =
            [(0, None), (1, Some(1)), (2, Some(2)), (19, Some(19)), (20, Some(19)), (100, Some(95)), (101, Some(96))];
        for (count, expected) in cases {
            assert_eq!(nearest_rank(&values(count), 95), expected.map(Duration::from_seconds), "of {count}");
        }
    }
}

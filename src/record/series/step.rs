/// Distances that are told apart. A query has one step; more come from gaps.
const MOST: usize = 32;

/// How often each distance between consecutive samples was met.
#[derive(Clone, Debug, Default)]
pub struct Steps {
    counts: Vec<(i64, u64)>,
}

impl Steps {
    /// Counts a distance.
    pub fn count(&mut self, step: i64, times: u64) {
        if step <= 0 || times == 0 {
            return;
        }
        match self.counts.iter().position(|(known, _)| *known == step) {
            Some(place) => self.counts[place].1 += times,
            None if self.counts.len() < MOST => self.counts.push((step, times)),
            // One met more often than the rarest takes its place; the commonest is never the rarest.
            None => {
                if let Some(rarest) = self.counts.iter_mut().min_by_key(|(_, count)| *count)
                    && rarest.1 <= times
                {
                    *rarest = (step, times);
                }
            }
        }
    }

    /// The commonest, the shorter one where two are met equally often; 0 without any.
    pub fn commonest(&self) -> i64 {
        let best = self.counts.iter().max_by_key(|(step, count)| (*count, -*step));
        best.map_or(0, |(step, _)| *step)
    }
}

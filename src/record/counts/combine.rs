use std::collections::BTreeMap;

use super::{CountSeries, CountTable};
use crate::slo::{EventRole, EventValues};
use crate::time::Instant;

/// Millionths in one: `increase()` gives fractions.
const ONE: i64 = 1_000_000;

/// Events known by their number, at one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventIncrease {
    /// The instant of the sample that shows them.
    pub at: Instant,
    /// How many were good.
    pub good: u64,
    /// How many were bad.
    pub bad: u64,
}

/// The events that the series of all files count together.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// In order of time; nothing where only one of good, bad and total is there.
    pub increases: Vec<EventIncrease>,
    /// The roles that series have, where they give no ratio: it takes two.
    pub alone: Option<EventRole>,
    /// By how many events the part exceeds the total in the end.
    pub excess: u64,
}

impl Counts {
    /// Puts the series of several files together.
    pub fn of<'a>(tables: impl IntoIterator<Item = &'a CountTable>) -> Self {
        let mut sums: [BTreeMap<i64, i64>; 3] = Default::default();
        for (series, samples) in distinct(tables) {
            let sum = &mut sums[series.role as usize];
            let mut before: Option<i64> = None;
            for (at, value) in samples {
                let increase = match (series.values, before) {
                    (EventValues::Increase, _) => value,
                    // What it counted before its first sample is not known.
                    (EventValues::Counter, None) => 0,
                    // A counter that falls began anew.
                    (EventValues::Counter, Some(before)) if value < before => value,
                    (EventValues::Counter, Some(before)) => value - before,
                };
                before = Some(value);
                let sum = sum.entry(at).or_default();
                *sum = sum.saturating_add(increase.max(0));
            }
        }
        let [good, bad, total] = &sums;
        match (good.is_empty(), bad.is_empty(), total.is_empty()) {
            (false, false, _) => Self { increases: side_by_side(good, bad), ..Self::default() },
            (false, true, false) => part_of(good, total, |part, rest| (part, rest)),
            (true, false, false) => part_of(bad, total, |part, rest| (rest, part)),
            (true, true, true) => Self::default(),
            (false, true, true) => Self { alone: Some(EventRole::Good), ..Self::default() },
            (true, false, true) => Self { alone: Some(EventRole::Bad), ..Self::default() },
            (true, true, false) => Self { alone: Some(EventRole::Total), ..Self::default() },
        }
    }
}

/// Each series once, with its samples in order of time: of replicas the one that saw most, and each sample once however
/// many files have it.
fn distinct<'a>(tables: impl IntoIterator<Item = &'a CountTable>) -> Vec<(CountSeries, BTreeMap<i64, i64>)> {
    let mut all: BTreeMap<CountSeries, BTreeMap<i64, i64>> = BTreeMap::new();
    for table in tables {
        for place in 0..table.runs.len() {
            let run = table.runs.get(place);
            let samples = all.entry(table.series[run.series as usize].clone()).or_default();
            for at in run.instants.instants() {
                let value = samples.entry(at).or_insert(run.value);
                *value = (*value).max(run.value);
            }
        }
    }
    let mut chosen: Vec<(CountSeries, BTreeMap<i64, i64>)> = Vec::new();
    for (series, samples) in all {
        match chosen.last_mut() {
            // Sorted, the replicas of a series follow one another.
            Some((last, kept)) if (last.role, last.values, &last.labels) == (series.role, series.values, &series.labels) => {
                if samples.len() > kept.len() {
                    (*last, *kept) = (series, samples);
                }
            }
            _ => chosen.push((series, samples)),
        }
    }
    chosen
}

/// Whole events of a sum that grows by fractions: what it is rounded to, less what was given out.
#[derive(Default)]
struct Whole {
    sum: i64,
    given: i64,
}

impl Whole {
    fn add(&mut self, increase: i64) -> u64 {
        self.sum = self.sum.saturating_add(increase);
        let whole = self.sum.saturating_add(ONE / 2) / ONE;
        let more = whole - self.given;
        self.given = whole;
        more.unsigned_abs()
    }
}

/// Good and bad events counted each by themselves.
fn side_by_side(good: &BTreeMap<i64, i64>, bad: &BTreeMap<i64, i64>) -> Vec<EventIncrease> {
    let mut instants: Vec<i64> = good.keys().copied().collect();
    for at in bad.keys().filter(|at| !good.contains_key(at)) {
        instants.insert(instants.partition_point(|known| known < at), *at);
    }
    let (mut goods, mut bads) = (Whole::default(), Whole::default());
    let of = |sums: &BTreeMap<i64, i64>, at: i64| sums.get(&at).copied().unwrap_or(0);
    let increases = instants.into_iter().map(|at| EventIncrease {
        at: Instant::from_millis(at),
        good: goods.add(of(good, at)),
        bad: bads.add(of(bad, at)),
    });
    increases.filter(|increase| increase.good + increase.bad > 0).collect()
}

/// A part counted beside the total: the rest is what it leaves. The part never exceeds the total; what it has too much,
/// by a scrape a moment later or by the dirt of `increase()`, waits for the total's next sample.
fn part_of(part: &BTreeMap<i64, i64>, total: &BTreeMap<i64, i64>, order: fn(u64, u64) -> (u64, u64)) -> Counts {
    let (mut parts, mut rests) = (Whole::default(), Whole::default());
    let mut waiting: i64 = 0;
    let mut increases = Vec::new();
    let mut incoming = part.iter().peekable();
    for (&at, &all) in total {
        while let Some((_, more)) = incoming.next_if(|(seen, _)| **seen <= at) {
            waiting = waiting.saturating_add(*more);
        }
        let taken = waiting.min(all);
        waiting -= taken;
        let (good, bad) = order(parts.add(taken), rests.add(all - taken));
        if good + bad > 0 {
            increases.push(EventIncrease { at: Instant::from_millis(at), good, bad });
        }
    }
    Counts { increases, alone: None, excess: (waiting / ONE).unsigned_abs() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Progression;

    fn table(series: &[(EventRole, EventValues, &str, &[(i64, f64)])]) -> CountTable {
        let mut table = CountTable::default();
        for (role, values, labels, samples) in series {
            let (labels, replica) = labels.split_once('|').unwrap_or((labels, ""));
            let place = table.add_series(*role, *values, labels.to_owned(), replica.to_owned());
            for (at, value) in *samples {
                table.add(place, Progression { first: *at, last: *at, step: 0 }, (value * ONE as f64).round() as i64);
            }
        }
        table
    }

    fn increases(series: &[(EventRole, EventValues, &str, &[(i64, f64)])]) -> Vec<(i64, u64, u64)> {
        let counts = Counts::of([&table(series)]);
        counts.increases.iter().map(|increase| (increase.at.as_millis(), increase.good, increase.bad)).collect()
    }

    use EventRole::{Bad, Good, Total};
    use EventValues::{Counter, Increase};

    #[test]
    fn counters_are_differenced_with_resets() {
        let found = increases(&[
            (Good, Counter, "", &[(1, 100.0), (2, 105.0), (3, 105.0), (4, 3.0), (5, 10.0)]),
            (Bad, Counter, "", &[(1, 7.0), (2, 8.0), (5, 8.0)]),
        ]);
        assert_eq!(found, [(2, 5, 1), (4, 3, 0), (5, 7, 0)]);
    }

    #[test]
    fn the_rest_of_a_total_is_the_other_part() {
        let total: &[(i64, f64)] = &[(1, 0.0), (2, 10.0), (3, 30.0)];
        let part: &[(i64, f64)] = &[(1, 0.0), (2, 9.0), (3, 28.0)];
        assert_eq!(increases(&[(Good, Counter, "", part), (Total, Counter, "", total)]), [(2, 9, 1), (3, 19, 1)]);
        assert_eq!(increases(&[(Bad, Counter, "", part), (Total, Counter, "", total)]), [(2, 1, 9), (3, 1, 19)]);
    }

    #[test]
    fn a_part_that_comes_too_early_waits() {
        let found = increases(&[
            (Good, Counter, "", &[(1, 0.0), (2, 5.0), (3, 8.0)]),
            (Total, Counter, "", &[(1, 0.0), (2, 4.0), (3, 8.0)]),
        ]);
        assert_eq!(found, [(2, 4, 0), (3, 4, 0)]);
    }

    #[test]
    fn the_dirt_of_increase_makes_no_event() {
        let total: Vec<(i64, f64)> = (0..10_000).map(|at| (at, 1.000_0)).collect();
        let good: Vec<(i64, f64)> = (0..10_000).map(|at| (at, 1.000_1)).collect();
        let counts = Counts::of([&table(&[(Good, Increase, "", &good), (Total, Increase, "", &total)])]);
        let sum = |of: fn(&EventIncrease) -> u64| counts.increases.iter().map(of).sum::<u64>();
        assert_eq!((sum(|i| i.good), sum(|i| i.bad), counts.excess), (10_000, 0, 1));
    }

    #[test]
    fn fractions_add_up() {
        let thirds: Vec<(i64, f64)> = (0..3_000).map(|at| (at, 0.333_333)).collect();
        let found = increases(&[(Good, Increase, "", &thirds), (Bad, Increase, "", &[(0, 0.2)])]);
        assert_eq!(found.iter().map(|(_, good, bad)| good + bad).sum::<u64>(), 1_000);
    }

    #[test]
    fn replicas_are_one_and_instances_are_several() {
        let samples: &[(i64, f64)] = &[(1, 0.0), (2, 10.0)];
        let fewer: &[(i64, f64)] = &[(2, 9.0)];
        let bad: &[(i64, f64)] = &[(1, 0.0)];
        let replicas = increases(&[(Good, Counter, "x|0", fewer), (Good, Counter, "x|1", samples), (Bad, Counter, "", bad)]);
        assert_eq!(replicas, [(2, 10, 0)]);
        let instances = increases(&[(Good, Counter, "x", samples), (Good, Counter, "y", samples), (Bad, Counter, "", bad)]);
        assert_eq!(instances, [(2, 20, 0)]);
    }

    #[test]
    fn the_same_samples_twice_count_once() {
        let series: (EventRole, EventValues, &str, &[(i64, f64)]) = (Good, Counter, "", &[(1, 1.0), (2, 5.0)]);
        let bad: (EventRole, EventValues, &str, &[(i64, f64)]) = (Bad, Counter, "", &[(2, 0.0)]);
        let (one, two) = (table(&[series, bad]), table(&[(Good, Counter, "", &[(2, 5.0), (3, 6.0)])]));
        let sum = |tables: &[&CountTable]| Counts::of(tables.iter().copied()).increases.iter().map(|i| i.good).sum::<u64>();
        assert_eq!(sum(&[&one, &two]), 5);
        assert_eq!(sum(&[&two, &one, &one]), 5);
    }

    #[test]
    fn one_kind_alone_is_no_ratio() {
        let counts = Counts::of([&table(&[(Total, Counter, "", &[(1, 1.0), (2, 5.0)])])]);
        assert_eq!((counts.alone, counts.increases.len()), (Some(Total), 0));
    }
}

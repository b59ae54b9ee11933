use std::collections::BinaryHeap;

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
        let tables: Vec<&CountTable> = tables.into_iter().filter(|table| !table.is_empty()).collect();
        let (series, samples) = distinct(&tables);
        // By instant, role and increase; a heap sorts with little code.
        let mut increases: BinaryHeap<(i64, i64, i64, i64)> = BinaryHeap::new();
        let mut roles = [false; 3];
        let mut before: Option<(i64, i64)> = None;
        for (place, at, value, _) in samples {
            let of = &series[place as usize];
            let last = before.filter(|(known, _)| *known == place).map(|(_, value)| value);
            before = Some((place, value));
            let increase = match (of.values, last) {
                (EventValues::Increase, _) => value,
                // What it counted before its first sample is not known.
                (EventValues::Counter, None) => 0,
                // A counter that falls began anew.
                (EventValues::Counter, Some(last)) if value < last => value,
                (EventValues::Counter, Some(last)) => value - last,
            };
            roles[of.role as usize] = true;
            increases.push((at, of.role as i64, increase.max(0), 0));
        }
        let sums = sums(&increases.into_sorted_vec());
        use EventRole::{Bad, Good, Total};
        match roles {
            [true, true, _] => side_by_side(&sums),
            [true, false, true] => part_of(&sums, Good),
            [false, true, true] => part_of(&sums, Bad),
            [false, false, false] => Self::default(),
            [good, bad, _] => {
                let role = if good {
                    Good
                } else if bad {
                    Bad
                } else {
                    Total
                };
                Self { alone: Some(role), ..Self::default() }
            }
        }
    }
}

/// The increases of one instant, by role; `None` where no series of the role has a sample.
type Sum = (i64, [Option<i64>; 3]);

fn sums(increases: &[(i64, i64, i64, i64)]) -> Vec<Sum> {
    let mut sums: Vec<Sum> = Vec::new();
    for &(at, role, increase, _) in increases {
        if sums.last().is_none_or(|(last, _)| *last != at) {
            sums.push((at, [None; 3]));
        }
        if let Some((_, sum)) = sums.last_mut() {
            let sum = &mut sum[role as usize];
            *sum = Some(sum.unwrap_or(0).saturating_add(increase));
        }
    }
    sums
}

/// Each series once, and the samples by series and instant: of replicas those of the one that saw most, and each sample
/// once however many files have it.
fn distinct<'a>(tables: &[&'a CountTable]) -> (Vec<&'a CountSeries>, Vec<(i64, i64, i64, i64)>) {
    let mut series: Vec<&CountSeries> = Vec::new();
    for known in tables.iter().flat_map(|table| &table.series) {
        let place = series.partition_point(|other| *other < known);
        if series.get(place) != Some(&known) {
            series.insert(place, known);
        }
    }
    let mut samples: BinaryHeap<(i64, i64, i64, i64)> = BinaryHeap::new();
    for table in tables {
        for place in 0..table.runs.len() {
            let run = table.runs.get(place);
            let of = &table.series[run.series as usize];
            let of = series.partition_point(|other| *other < of) as i64;
            samples.extend(run.instants.instants().map(|at| (of, at, run.value, 0)));
        }
    }
    let mut samples = samples.into_sorted_vec();
    // Of one instant the greatest value, which comes last.
    let mut counts = vec![0_u64; series.len()];
    let mut kept = 0;
    for index in 0..samples.len() {
        let (place, at, ..) = samples[index];
        let next = samples.get(index + 1).map(|(place, at, ..)| (*place, *at));
        if next != Some((place, at)) {
            samples[kept] = samples[index];
            counts[place as usize] += 1;
            kept += 1;
        }
    }
    samples.truncate(kept);
    // Sorted, the replicas of a series follow one another.
    let same = |one: usize, other: usize| {
        let key = |place: usize| (series[place].role, series[place].values, &series[place].labels);
        key(one) == key(other)
    };
    let mut chosen = vec![true; series.len()];
    let mut best = 0;
    for place in 1..series.len() {
        if !same(place, best) {
            best = place;
        } else if counts[place] > counts[best] {
            chosen[best] = false;
            best = place;
        } else {
            chosen[place] = false;
        }
    }
    samples.retain(|(place, ..)| chosen[*place as usize]);
    (series, samples)
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
fn side_by_side(sums: &[Sum]) -> Counts {
    let (mut goods, mut bads) = (Whole::default(), Whole::default());
    let increases = sums.iter().map(|(at, [good, bad, _])| EventIncrease {
        at: Instant::from_millis(*at),
        good: goods.add(good.unwrap_or(0)),
        bad: bads.add(bad.unwrap_or(0)),
    });
    Counts { increases: increases.filter(|increase| increase.good + increase.bad > 0).collect(), ..Counts::default() }
}

/// A part counted beside the total: the rest is what it leaves. The part never exceeds the total; what it has too much,
/// by a scrape a moment later or by the dirt of `increase()`, waits for the total's next sample.
fn part_of(sums: &[Sum], role: EventRole) -> Counts {
    let (mut parts, mut rests) = (Whole::default(), Whole::default());
    let mut waiting: i64 = 0;
    let mut increases = Vec::new();
    for (at, sum) in sums {
        waiting = waiting.saturating_add(sum[role as usize].unwrap_or(0));
        let Some(all) = sum[EventRole::Total as usize] else { continue };
        let taken = waiting.min(all);
        waiting -= taken;
        let (part, rest) = (parts.add(taken), rests.add(all - taken));
        let (good, bad) = if role == EventRole::Good { (part, rest) } else { (rest, part) };
        if good + bad > 0 {
            increases.push(EventIncrease { at: Instant::from_millis(*at), good, bad });
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
        let replicas =
            increases(&[(Good, Counter, "x|0", fewer), (Good, Counter, "x|1", samples), (Bad, Counter, "", bad)]);
        assert_eq!(replicas, [(2, 10, 0)]);
        let instances =
            increases(&[(Good, Counter, "x", samples), (Good, Counter, "y", samples), (Bad, Counter, "", bad)]);
        assert_eq!(instances, [(2, 20, 0)]);
    }

    #[test]
    fn the_same_samples_twice_count_once() {
        let series: (EventRole, EventValues, &str, &[(i64, f64)]) = (Good, Counter, "", &[(1, 1.0), (2, 5.0)]);
        let bad: (EventRole, EventValues, &str, &[(i64, f64)]) = (Bad, Counter, "", &[(2, 0.0)]);
        let (one, two) = (table(&[series, bad]), table(&[(Good, Counter, "", &[(2, 5.0), (3, 6.0)])]));
        let sum =
            |tables: &[&CountTable]| Counts::of(tables.iter().copied()).increases.iter().map(|i| i.good).sum::<u64>();
        assert_eq!(sum(&[&one, &two]), 5);
        assert_eq!(sum(&[&two, &one, &one]), 5);
    }

    #[test]
    fn one_kind_alone_is_no_ratio() {
        let counts = Counts::of([&table(&[(Total, Counter, "", &[(1, 1.0), (2, 5.0)])])]);
        assert_eq!((counts.alone, counts.increases.len()), (Some(Total), 0));
    }
}

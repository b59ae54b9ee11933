//! The fast paths against a slow oracle: small random histories, every figure recomputed from the jobs alone at every
//! instant, in exact fractions.

mod support;

use proptest::prelude::*;
use slo_review::record::{Cover, Maintenance, Outcome};
use slo_review::review::{Basis, JobList, JobQuery, JobSort, Review, ReviewOptions};
use slo_review::slo::{Fraction, Kind, PolicyState, PolicyStep, Slo, StateText, Target};
use slo_review::time::{Duration, Instant};
use support::{TestJob, dataset, exclusions_file, file, maintenance};

/// Instants lie on a coarse grid, so that ends, starts, windows and `asOf` coincide often.
const STEP: Duration = Duration::from_hours(6);

/// 2026-02-01T00:00:00Z.
const ORIGIN: Instant = Instant::from_seconds(1_769_904_000);

fn tick(number: i64) -> Instant {
    ORIGIN + STEP * number
}

#[derive(Clone, Debug)]
struct World {
    slo: Slo,
    jobs: Vec<TestJob>,
    maintenance: Vec<Maintenance>,
    covers: Vec<Cover>,
    as_of: Instant,
    /// For each job the file that holds it.
    parts: Vec<bool>,
}

/// An exact ratio; the denominator is positive.
#[derive(Clone, Copy, Debug)]
struct Ratio(i128, i128);

impl Ratio {
    fn exceeds(self, other: Ratio) -> bool {
        self.0 * other.1 > other.0 * self.1
    }

    fn value(self) -> f64 {
        self.0 as f64 / self.1 as f64
    }
}

const ONE: i128 = 1_000_000_000;

/// Answers every question by looking at all jobs.
struct Oracle<'a> {
    world: &'a World,
    /// Jobs that ended later are not known.
    known_until: Instant,
}

impl Oracle<'_> {
    fn is_excluded(&self, job: &TestJob) -> bool {
        let end = job.end.unwrap();
        let start = job.started.or(job.created).unwrap_or(end).min(end);
        self.world
            .maintenance
            .iter()
            .map(|window| window.interval)
            .filter(|interval| interval.to.is_none_or(|to| to > interval.from))
            .any(|interval| interval.to.is_none_or(|to| start < to) && end >= interval.from)
    }

    fn events(&self) -> impl Iterator<Item = &TestJob> {
        self.world.jobs.iter().filter(|job| {
            job.in_scope
                && self.world.slo.kinds.counted.contains(&job.kind)
                && matches!(job.outcome, Outcome::Succeeded | Outcome::Failed)
                && job.end.unwrap() <= self.known_until
        })
    }

    /// Good, bad and excluded events in `(t - window, t]`.
    fn counts(&self, window: Duration, t: Instant) -> (i128, i128, i128) {
        let mut counts = (0, 0, 0);
        for job in self.events().filter(|job| job.end.unwrap() > t - window && job.end.unwrap() <= t) {
            match (self.is_excluded(job), job.outcome) {
                (true, _) => counts.2 += 1,
                (false, Outcome::Succeeded) => counts.0 += 1,
                (false, _) => counts.1 += 1,
            }
        }
        counts
    }

    /// The share of the SLO window's budget that the failures of `window` spent; none without events.
    fn spent(&self, window: Duration, t: Instant) -> Option<Ratio> {
        let (good, bad, _) = self.counts(self.world.slo.window, t);
        let budget = ONE - i128::from(self.world.slo.target.ppb());
        (good + bad > 0).then(|| Ratio(self.counts(window, t).1 * ONE, budget * (good + bad)))
    }

    fn state(&self, t: Instant) -> PolicyState {
        let mut state = PolicyState::Normal;
        for step in &self.world.slo.policy.steps {
            match self.spent(step.window, t) {
                None => return PolicyState::NoData,
                Some(spent) if spent.exceeds(Ratio(i128::from(step.threshold.ppb()), ONE)) => {
                    state = if step.state.strictness() > state.strictness() { step.state } else { state };
                }
                Some(_) => {}
            }
        }
        let (good, bad, _) = self.counts(self.world.slo.window, t);
        if good + bad == 0 { PolicyState::NoData } else { state }
    }

    /// Every instant at which anything can change, in order.
    fn instants(&self) -> Vec<Instant> {
        let mut instants: Vec<Instant> = self
            .events()
            .flat_map(|job| {
                let end = job.end.unwrap();
                let windows = self.world.slo.policy.steps.iter().map(|step| step.window).chain([self.world.slo.window]);
                windows.map(move |window| end + window).chain([end])
            })
            .collect();
        instants.sort();
        instants.dedup();
        instants
    }

    fn changes(&self) -> Vec<(Instant, PolicyState, PolicyState)> {
        let mut changes = Vec::new();
        let mut from = PolicyState::NoData;
        for t in self.instants().into_iter().filter(|t| *t <= self.known_until) {
            let to = self.state(t);
            if to != from {
                changes.push((t, from, to));
            }
            from = to;
        }
        changes
    }

    fn lift(&self) -> Option<(Instant, PolicyState)> {
        let strictness = self.state(self.known_until).strictness();
        let later = self.instants().into_iter().filter(|t| *t > self.known_until);
        let mut states = later.map(|t| (t, self.state(t)));
        if strictness == 0 { None } else { states.find(|(_, state)| state.strictness() < strictness) }
    }

    /// Covered milliseconds of `(t - window, t]`: between any two neighbouring edges all is covered or nothing.
    fn covered(&self, window: Duration, t: Instant) -> i128 {
        let covers = &self.world.covers;
        let mut edges: Vec<Instant> =
            covers.iter().flat_map(|cover| [cover.from, cover.to]).chain([t - window, t]).collect();
        edges.sort();
        edges
            .windows(2)
            .filter(|pair| pair[0] >= t - window && pair[1] <= t)
            .filter(|pair| covers.iter().any(|cover| cover.from <= pair[0] && cover.to >= pair[1]))
            .map(|pair| i128::from((pair[1] - pair[0]).as_millis()))
            .sum()
    }

    fn is_provisional(&self, t: Instant) -> bool {
        let window = self.world.slo.window;
        Ratio(9, 10).exceeds(Ratio(self.covered(window, t), i128::from(window.as_millis())))
    }
}

fn close(found: Option<f64>, expected: Option<f64>) -> bool {
    match (found, expected) {
        (Some(found), Some(expected)) => (found - expected).abs() <= 1e-9 * expected.abs().max(1.0),
        (found, expected) => found.is_none() && expected.is_none(),
    }
}

fn check(world: &World, review: &Review) -> Result<(), TestCaseError> {
    let (slo, as_of) = (&world.slo, world.as_of);
    let oracle = Oracle { world, known_until: as_of };
    let (good, bad, excluded) = oracle.counts(slo.window, as_of);
    let total = good + bad;
    let availability = &review.availability;
    prop_assert_eq!(i128::from(availability.good), good);
    prop_assert_eq!(i128::from(availability.bad), bad);
    prop_assert_eq!(i128::from(availability.excluded), excluded);
    prop_assert!(close(availability.ratio, (total > 0).then(|| Ratio(good, total).value())));
    let target = Ratio(i128::from(slo.target.ppb()), ONE);
    prop_assert_eq!(availability.met, (total > 0).then(|| !target.exceeds(Ratio(good, total))));
    if let Some(shown) = &availability.shown {
        let shown: f64 = shown.trim_end_matches('%').parse().unwrap();
        let ratio = Ratio(good * 100, total).value();
        let unit = 0.01;
        prop_assert!(shown <= ratio + 1e-9 && ratio < shown + unit + 1e-9, "{shown} for {ratio}");
        prop_assert!((shown == 100.0) == (bad == 0));
    }
    let excluding: u64 = availability.exclusions.iter().map(|window| window.good + window.bad).sum();
    prop_assert_eq!(i128::from(excluding), excluded);
    prop_assert_eq!(availability.without_exclusions.is_some(), excluded > 0);

    let budget = &review.budget;
    let spent = oracle.spent(slo.window, as_of);
    prop_assert!(close(budget.spent, spent.map(Ratio::value)));
    prop_assert!(close(budget.remaining, spent.map(|Ratio(a, b)| Ratio(b - a, b).value())));
    prop_assert!(close(budget.spent_3d, oracle.spent(Duration::from_days(3), as_of).map(Ratio::value)));
    let allowed = (ONE - i128::from(slo.target.ppb())) * total / ONE;
    prop_assert_eq!(i128::from(budget.failures_allowed), allowed);
    prop_assert_eq!(i128::from(budget.failures_left), allowed - bad);
    for burn in &budget.burn {
        let (good, bad, _) = oracle.counts(burn.window_seconds.0, as_of);
        let fraction = ONE - i128::from(slo.target.ppb());
        prop_assert_eq!((i128::from(burn.bad), i128::from(burn.total)), (bad, good + bad));
        let rate = (good + bad > 0).then(|| Ratio(bad * ONE, (good + bad) * fraction).value());
        prop_assert!(close(burn.rate, rate));
    }

    let policy = &review.policy;
    prop_assert_eq!(policy.state, oracle.state(as_of));
    let changes = oracle.changes();
    let found: Vec<_> = policy.changes.iter().map(|change| (change.at, change.from, change.to)).collect();
    prop_assert_eq!(&found, &changes);
    prop_assert_eq!(policy.since, changes.last().map(|change| change.0));
    for change in &policy.changes {
        prop_assert_eq!(change.provisional, oracle.is_provisional(change.at), "at {}", change.at);
    }
    let lift = oracle.lift();
    prop_assert_eq!(policy.lifts_at, lift.map(|lift| lift.0));
    prop_assert_eq!(policy.lifts_to, lift.map(|lift| lift.1));
    let coverage = Ratio(oracle.covered(slo.window, as_of), i128::from(slo.window.as_millis()));
    prop_assert!(close(Some(review.data.coverage), Some(coverage.value())));
    prop_assert_eq!(review.data.provisional, oracle.is_provisional(as_of));
    Ok(())
}

fn check_lists(world: &World, basis: &Basis) -> Result<(), TestCaseError> {
    let as_of = world.as_of;
    let oracle = Oracle { world, known_until: as_of };
    let in_window = |job: &&TestJob| job.end.is_some_and(|end| end > as_of - world.slo.window && end <= as_of);
    let failed =
        world.jobs.iter().filter(in_window).filter(|job| job.in_scope && job.outcome == Outcome::Failed).count();
    let excluded = oracle.events().filter(in_window).filter(|job| oracle.is_excluded(job)).count();
    for (list, expected) in [(JobList::Failed, failed), (JobList::Excluded, excluded)] {
        for sort in [JobSort::End, JobSort::Name, JobSort::Duration] {
            for descending in [false, true] {
                let query = |offset, limit| JobQuery {
                    list,
                    as_of: Some(as_of),
                    search: String::new(),
                    sort,
                    descending,
                    offset,
                    limit,
                };
                let whole = basis.jobs(&query(0, usize::MAX));
                prop_assert_eq!((whole.total, whole.matched, whole.rows.len()), (expected, expected, expected));
                // Pages put side by side are the whole, so no row is shown twice or never.
                let pages: Vec<_> =
                    (0..expected.div_ceil(3)).flat_map(|page| basis.jobs(&query(page * 3, 3)).rows).collect();
                prop_assert_eq!(&pages, &whole.rows);
                let ordered = whole.rows.windows(2).all(|pair| {
                    let order = match sort {
                        JobSort::End => pair[0].end.cmp(&pair[1].end),
                        JobSort::Name => pair[0].name.cmp(&pair[1].name),
                        _ => pair[0].duration_seconds.map(|s| s.0).cmp(&pair[1].duration_seconds.map(|s| s.0)),
                    };
                    if descending { order.is_ge() } else { order.is_le() }
                });
                prop_assert!(ordered, "{list:?} by {sort:?}");
            }
        }
    }
    Ok(())
}

fn slo() -> impl Strategy<Value = Slo> {
    let targets = prop::sample::select(vec![500_000_000, 900_000_000, 990_000_000, 666_666_667, 1, 999_999_999]);
    let thresholds =
        prop::sample::select(vec![0_u64, 100_000_000, 500_000_000, 800_000_000, 1_000_000_000, 2_500_000_000]);
    let step = (1_i64..=28, thresholds, prop::bool::ANY);
    (targets, 4_i64..=28, prop::collection::vec(step, 0..4)).prop_map(|(target, window, steps)| {
        let mut slo = Slo::ai_slot_build();
        slo.target = Target::from_ppb(target).unwrap();
        slo.window = STEP * window;
        slo.policy.steps = steps
            .into_iter()
            .map(|(length, threshold, strict)| PolicyStep {
                state: if strict { PolicyState::Stabilise } else { PolicyState::Freeze },
                window: STEP * length.min(window),
                threshold: Fraction::from_ppb(threshold),
                text: StateText::default(),
            })
            .collect();
        slo
    })
}

fn job() -> impl Strategy<Value = TestJob> {
    let outcomes = vec![Outcome::Succeeded, Outcome::Succeeded, Outcome::Failed, Outcome::Running, Outcome::Malformed];
    (0_i64..60, -1_i64..8, prop::sample::select(outcomes), 0_u8..4, prop::bool::weighted(0.9)).prop_map(
        |(end, before, outcome, kind, in_scope)| {
            let mut job = TestJob::new(0, Kind(kind), outcome);
            job.in_scope = in_scope;
            job.namespace = if in_scope { "demo-dev-1" } else { "demo-prod" }.to_owned();
            job.created = (before != 0).then(|| tick(end - before));
            job.started = (before > 2).then(|| tick(end - before + 1));
            job.end = (outcome != Outcome::Running).then(|| tick(end));
            job
        },
    )
}

fn world() -> impl Strategy<Value = World> {
    let window = (0_i64..60, prop::option::weighted(0.9, -1_i64..6));
    let cover = (0_i64..60, 0_i64..40);
    (
        slo(),
        prop::collection::vec((job(), prop::bool::ANY), 0..40),
        prop::collection::vec(window, 0..5),
        prop::collection::vec(cover, 0..5),
        0_i64..90,
        -1_i64..=1,
    )
        .prop_map(|(slo, jobs, windows, covers, as_of, beside)| {
            let (mut jobs, parts): (Vec<_>, Vec<_>) = jobs.into_iter().unzip();
            for (number, job) in jobs.iter_mut().enumerate() {
                job.uid = format!("uid-{number}");
                job.name = format!("job-{}", number % 7);
            }
            let maintenance = windows
                .into_iter()
                .map(|(from, length)| maintenance(tick(from), length.map(|length| tick(from + length)), "release"))
                .collect();
            let covers = covers.into_iter().map(|(from, length)| Cover { from: tick(from), to: tick(from + length) });
            // A millisecond beside the grid shows which side of a window an edge belongs to.
            let as_of = tick(as_of) + Duration::from_millis(beside);
            World { slo, jobs, maintenance, covers: covers.collect(), as_of, parts }
        })
}

fn basis(world: &World, reversed: bool) -> Basis {
    let part = |wanted: bool| -> Vec<TestJob> {
        let jobs = world.jobs.iter().zip(&world.parts);
        jobs.filter(|(_, part)| **part == wanted).map(|(job, _)| job.clone()).collect()
    };
    let mut files = vec![
        file("first.json", &part(false), world.covers.clone()),
        file("second.json", &part(true), Vec::new()),
        exclusions_file("exclusions.json", world.maintenance.clone()),
    ];
    if reversed {
        files.reverse();
    }
    Basis::new(&dataset(files), &world.slo)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_review_is_what_counting_by_hand_gives(world in world()) {
        let basis = basis(&world, false);
        let options = ReviewOptions { as_of: Some(world.as_of), ..ReviewOptions::default() };
        let review = basis.review(&options);
        check(&world, &review)?;
        check_lists(&world, &basis)?;

        // The order of the files matters to nothing but the list of them.
        let mut other = self::basis(&world, true).review(&options);
        other.data.files.reverse();
        other.jobs.sources.reverse();
        prop_assert_eq!(review, other);
    }
}

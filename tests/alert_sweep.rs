//! The sweep that finds firings, against brute force over every instant at which anything can change.

use proptest::prelude::*;
use slo_review::alerts::{Above, AtLeast, Burn, Condition, Count, Point, Points, Span, spans};
use slo_review::slo::{Fraction, Target};
use slo_review::time::{Duration, Instant};

/// The count over `(t - window, t]`, by looking at every event.
fn count(points: &[Point], t: Instant, window: Duration) -> Count {
    let inside = points.iter().filter(|point| point.at() <= t && point.at() > t - window);
    let (mut bad, mut total) = (0, 0);
    for point in inside {
        total += 1;
        bad += u32::from(point.is_bad());
    }
    Count { bad, total }
}

/// Every instant up to `as_of` at which an event enters or leaves a window, looked at one by one.
fn brute_force(points: &[Point], condition: &dyn Condition, as_of: Instant) -> Vec<Span> {
    let mut instants: Vec<Instant> = Vec::new();
    for point in points {
        instants.push(point.at());
        instants.extend(condition.windows().iter().map(|&window| point.at() + window));
    }
    instants.retain(|&t| t <= as_of);
    instants.sort_unstable();
    instants.dedup();
    let mut spans: Vec<Span> = Vec::new();
    let mut open: Option<Span> = None;
    for t in instants {
        let known: Vec<Point> = points.iter().copied().filter(|point| point.at() <= as_of).collect();
        let counts: Vec<Count> = condition.windows().iter().map(|&window| count(&known, t, window)).collect();
        open = match (open, condition.holds(&counts)) {
            (None, false) => None,
            (None, true) => Some(Span { from: t, to: None, peak: counts[0] }),
            (Some(span), true) if condition.is_worse(counts[0], span.peak) => Some(Span { peak: counts[0], ..span }),
            (Some(span), true) => Some(span),
            (Some(span), false) => {
                spans.push(Span { to: Some(t), ..span });
                None
            }
        };
    }
    spans.extend(open);
    spans
}

fn points() -> impl Strategy<Value = Vec<Point>> {
    // Few distinct seconds, so that events often share an instant, or enter as others leave. Of many events with few failures
    // among them the sweep passes over most.
    let few = proptest::collection::vec((0..120_i64, proptest::bool::weighted(0.3)), 0..40);
    let many = proptest::collection::vec((0..120_i64, proptest::bool::weighted(0.06)), 40..160);
    prop_oneof![few, many].prop_map(|events| {
        let mut points: Vec<Point> =
            events.into_iter().map(|(second, bad)| Point::new(Instant::from_seconds(second), bad)).collect();
        points.sort_unstable();
        points
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn the_sweep_equals_brute_force(
        points in points(),
        short in 1..30_i64,
        more in 1..60_i64,
        least in 1..5_u32,
        percent in 1..90_u64,
        factor in 1..90_u64,
        as_of in 0..160_i64,
    ) {
        let as_of = Instant::from_seconds(as_of);
        let short = Duration::from_seconds(short);
        let at_least = AtLeast { window: [short], failures: least };
        let above = Above { window: [short], share: Fraction::from_ppb(percent * 10_000_000) };
        let burn = Burn {
            windows: [short, short + Duration::from_seconds(more)],
            above: Fraction::from_ppb(factor * 100_000_000),
            minimum_failures: least.min(2),
            target: Target::from_ppb(900_000_000).unwrap(),
        };
        let swept = Points::new(points.clone());
        for condition in [&at_least as &dyn Condition, &above, &burn] {
            prop_assert_eq!(spans(&swept, condition, as_of), brute_force(&points, condition, as_of));
        }
    }
}

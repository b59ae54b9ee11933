//! A simulated history in Prometheus, against the review of the same history.

use std::collections::{BTreeMap, BTreeSet};

use slo_review::budget::{BURN_WINDOWS, Spending, burn_rate};
use slo_review::policy::Rules;
use slo_review::record::{Dataset, Outcome};
use slo_review::review::wording::short_length;
use slo_review::review::{Basis, ReviewOptions};
use slo_review::slo::PolicyState;
use slo_review::time::Duration;

use crate::backfill::Recorded;
use crate::history::{History, instant};
use crate::seen::{self, Event, Reason, samples};
use crate::support::{TestJob, dataset, file};

/// By how much an alert may begin or end elsewhere: the longer windows are evaluated every minute, the others every
/// half.
const EDGE: f64 = 90.0;

/// One server for all that is compared: filling it takes most of the time.
#[test]
fn the_rules_agree_with_the_review() {
    let history = History::simulated();
    let recorded = Recorded::of(&history, "week");
    let events = seen::events(&history, &recorded.server);
    let truth = Basis::new(&history.dataset(), &history.slo);
    let shown = Basis::new(&as_metrics_show_it(&history, &events), &history.slo);

    let differing = counts(&history, &recorded, &events, &truth);
    let lost = differing.values().filter(|reason| **reason == Reason::Gone).count();
    assert!(lost > 0 && differing.values().any(|reason| *reason == Reason::Outage), "the history has both");
    figures(&history, &recorded, &events, &shown);
    alerts(&history, &recorded, &shown);
    changed_alerts(&events, &truth, &shown);
}

/// Good and bad events of every window at every evaluation. Where Prometheus and the review differ, jobs explain the
/// difference, each by name.
fn counts(history: &History, recorded: &Recorded, events: &[Event], truth: &Basis) -> BTreeMap<String, Reason> {
    let mut differing = BTreeMap::new();
    let (mut compared, mut exact) = (0, 0);
    for window in BURN_WINDOWS {
        let seconds = window.whole_seconds() as f64;
        for (name, good) in [("good", true), ("bad", false)] {
            for (t, found) in
                series(recorded, history, &format!("service_slo:events_{name}:count{}", short_length(window)))
            {
                let outcomes = truth.history().outcomes_over(window, instant(t));
                let mut expected = (if good { outcomes.good } else { outcomes.bad }) as i64;
                let reviewed = expected;
                for event in events.iter().filter(|event| event.job.is_counted() && event.job.succeeded == good) {
                    let (by_rules, by_review) =
                        (event.is_counted_by_rules(seconds, t), event.is_counted_by_review(seconds, t));
                    if by_rules != by_review {
                        expected += if by_rules { 1 } else { -1 };
                        let job = &event.job;
                        let name = format!("{}/{} of {}", job.namespace, job.name, instant(job.created as f64));
                        differing.entry(name).or_insert_with(|| event.reason(history));
                    }
                }
                assert_eq!(found, expected as f64, "{name} events over {seconds} s at {}", instant(t));
                compared += 1;
                exact += usize::from(expected == reviewed);
            }
        }
    }
    println!("{compared} counts, {exact} of them the review's own; the others by");
    for (reason, words) in [
        (Reason::Gone, "gone before a scrape"),
        (Reason::Outage, "seen after the outage"),
        (Reason::Late, "seen a little late"),
    ] {
        let names: Vec<&String> =
            differing.iter().filter(|(_, found)| **found == reason).map(|(name, _)| name).collect();
        println!("  {words}: {} jobs", names.len());
        names.iter().filter(|_| reason != Reason::Late).for_each(|name| println!("    {name}"));
    }
    assert!(exact * 10 > compared * 5, "most counts are exact");
    differing
}

/// All figures and the state at every evaluation, exactly as the review of what the metrics show has them.
fn figures(history: &History, recorded: &Recorded, events: &[Event], shown: &Basis) {
    let target = history.slo.target;
    let rules = Rules::of(&history.slo);
    // A success counts for the review from its end on, for the rules from when it is seen.
    let settled = |t: f64| !events.iter().any(|event| event.end <= t && event.seen.is_some_and(|seen| seen > t));
    let compare = |name: &str, times: &str, expected: &dyn Fn(f64) -> Option<f64>| {
        let found: BTreeMap<u64, f64> = series(recorded, history, name).map(|(t, value)| (key(t), value)).collect();
        let mut compared = 0;
        for (t, _) in series(recorded, history, times).filter(|(t, _)| settled(*t)) {
            assert_eq!(found.get(&key(t)).copied(), expected(t), "{name} at {}", instant(t));
            compared += 1;
        }
        assert!(compared > 1_000, "{name} was compared at {compared} instants");
    };
    let outcomes = |window: Duration, t: f64| shown.history().outcomes_over(window, instant(t));
    for window in BURN_WINDOWS {
        let name = short_length(window);
        let total = format!("service_slo:events_total:count{name}");
        compare(&total, &total, &|t| Some(outcomes(window, t).total() as f64));
        compare(&format!("service_slo:error_budget:burn_rate{name}"), &total, &|t| {
            burn_rate(outcomes(window, t), target)
        });
    }
    let week = history.slo.window;
    let spending = |t: f64| Spending::of_window(outcomes(week, t), target);
    let total = "service_slo:events_total:count7d";
    compare("service_slo:availability:ratio7d", total, &|t| outcomes(week, t).ratio());
    compare("service_slo:error_budget:spent_ratio7d", total, &|t| spending(t).spent());
    compare("service_slo:error_budget:spent_ratio3d", total, &|t| {
        spending(t).with_bad(outcomes(Duration::from_days(3), t).bad).spent()
    });
    compare("service_slo:error_budget:remaining_ratio7d", total, &|t| spending(t).remaining());
    compare("service_slo:failures_allowed:count7d", total, &|t| Some(spending(t).failures_allowed() as f64));
    compare("service_slo:failures_left:count7d", total, &|t| Some(spending(t).failures_left() as f64));
    let mut states = BTreeMap::new();
    compare("service_slo:policy:state", total, &|t| {
        Some(match rules.state_at(shown.history(), instant(t)) {
            PolicyState::NoData => -1.0,
            PolicyState::Normal => 0.0,
            PolicyState::Freeze => 1.0,
            PolicyState::Stabilise => 2.0,
        })
    });
    for (_, state) in series(recorded, history, "service_slo:policy:state") {
        *states.entry(state as i64).or_insert(0) += 1;
    }
    println!("evaluations in each state: {states:?}");
    assert!(states.len() >= 3, "the history goes through the states");
}

/// When the alerts' expressions hold, against the review's firings.
fn alerts(history: &History, recorded: &Recorded, shown: &Basis) {
    let review = shown.review(&ReviewOptions { as_of: Some(instant(history.to as f64)), ..ReviewOptions::default() });
    // At the instants of the evaluations.
    let first = series(recorded, history, "service_slo:events_bad:count15m").next().expect("there are samples").0;
    let mut fired = 0;
    for rule in recorded.alerts() {
        let name = &rule.name;
        let Some(alert) = review.alerts.iter().find(|alert| alert.name == *name) else {
            assert!(name.starts_with("error-budget-policy-") || name == "maintenance-window", "{name} is in no review");
            continue;
        };
        let mut holds = BTreeSet::new();
        for part in recorded.server.query_range(&rule.expression, first, history.to as f64, 30.0) {
            holds.extend(samples(&part).map(|(t, _)| key(t)));
        }
        let seconds = |time: slo_review::time::Instant| time.as_millis() as f64 / 1_000.0;
        let firings: Vec<(f64, f64)> =
            alert.firings.iter().map(|firing| (seconds(firing.from), firing.to.map_or(f64::MAX, seconds))).collect();
        let near_edge = |t: f64| firings.iter().any(|(from, to)| (t - from).abs() <= EDGE || (t - to).abs() <= EDGE);
        let mut t = first;
        while t <= history.to as f64 {
            let fires = firings.iter().any(|(from, to)| (*from..*to).contains(&t));
            assert!(holds.contains(&key(t)) == fires || near_edge(t), "{name} at {}", instant(t));
            t += 30.0;
        }
        for (from, to) in &firings {
            let shown = holds.range(key(*from)..key(to.min(history.to as f64))).next().is_some();
            assert!(shown || to - from <= EDGE, "{name} fires from {}", instant(*from));
        }
        println!("{name}: {} firings, {} evaluations", firings.len(), holds.len());
        fired += firings.len();
    }
    assert!(fired > 0, "some alert fired");
}

/// Firings that only one of the two histories has: a job that the metrics do not show explains each.
fn changed_alerts(events: &[Event], truth: &Basis, shown: &Basis) {
    let as_of = truth.watermark();
    let [truth, shown] = [truth, shown].map(|basis| basis.review(&ReviewOptions { as_of, ..ReviewOptions::default() }));
    for alert in &truth.alerts {
        let others = &shown.alerts.iter().find(|other| other.name == alert.name).expect("the same alerts").firings;
        for firing in &alert.firings {
            let to = firing.to.unwrap_or(truth.as_of.expect("there are jobs"));
            if others.iter().any(|other| other.from < to && other.to.is_none_or(|other| other > firing.from)) {
                continue;
            }
            // Metrics carry no texts, so what looks at classes and recovery cannot fire there at all.
            println!("{} fires from {} in the review only", alert.name, firing.from);
            let missing = events.iter().any(|event| event.seen.is_none() && instant(event.end) <= to);
            assert!(missing, "{} fires from {} for no job that metrics lack", alert.name, firing.from);
        }
    }
}

/// The history as the rules can know it: jobs that no scrape saw finished are missing, and failures have the time at
/// which they were first seen.
fn as_metrics_show_it(history: &History, events: &[Event]) -> Dataset {
    let at = |seconds: i64| instant(seconds as f64);
    let jobs: Vec<TestJob> = events
        .iter()
        .enumerate()
        .filter_map(|(number, event)| {
            let job = &event.job;
            let kind = history.slo.kinds.named(&job.kind).expect("the kind is the SLO's");
            let outcome = if job.succeeded { Outcome::Succeeded } else { Outcome::Failed };
            let end = if job.succeeded { event.end } else { event.seen? };
            event.seen?;
            Some(TestJob {
                namespace: job.namespace.clone(),
                name: job.name.clone(),
                created: Some(at(job.created)),
                started: job.started.map(at),
                end: Some(instant(end)),
                ..TestJob::new(number, kind, outcome)
            })
        })
        .collect();
    dataset([file("metrics", &jobs, Vec::new())])
}

/// The samples of the one series of that name.
fn series(recorded: &Recorded, history: &History, name: &str) -> impl Iterator<Item = (f64, f64)> + use<> {
    let mut found = recorded.server.query(&format!("{name}[100d]"), history.to as f64);
    assert_eq!(found.len(), 1, "{name} is one series");
    let found = found.remove(0);
    samples(&found).collect::<Vec<_>>().into_iter()
}

/// A time as whole milliseconds.
fn key(t: f64) -> u64 {
    (t * 1_000.0).round() as u64
}

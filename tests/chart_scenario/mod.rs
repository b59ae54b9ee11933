//! Histories to draw, made by rule so that they are the same on every run.

use slo_review::chart::{Event, Source};
use slo_review::record::Maintenance;
use slo_review::slo::Slo;
use slo_review::time::{Duration, Instant, Interval};

/// 26 Feb 2026 12:00 UTC.
pub const AS_OF: Instant = Instant::from_seconds(1_772_107_200);

/// One history.
pub struct Scenario {
    pub name: &'static str,
    pub events: Vec<Event>,
    namespaces: Vec<String>,
    maintenance: Vec<Maintenance>,
    covers: Vec<(Instant, Instant)>,
    slo: Slo,
}

impl Scenario {
    pub fn golden() -> Vec<Self> {
        ["empty", "one-failure", "overspent", "month"].map(Self::named).into()
    }

    pub fn named(name: &'static str) -> Self {
        let mut scenario = match name {
            "empty" => Self::of(Vec::new()),
            "one-failure" => Self::of(history(7, 400, &[250], 3)),
            "overspent" => {
                let failures = [
                    88, 301, 302, 520, 521, 522, 523, 524, 525, 640, 700, 801, 802, 803, 804, 805, 806, 1_100, 1_101,
                    1_102, 1_250,
                ];
                let mut scenario = Self::of(history(7, 1_341, &failures, 9));
                scenario.exclude(118, 121, "registry upgrade");
                scenario
            }
            "month" => {
                let failures: Vec<_> = (0..6_000).filter(|n| n % 131 == 7 || (2_400..2_440).contains(n)).collect();
                let mut scenario = Self::of(history(27, 6_000, &failures, 40));
                scenario.events.retain(|event| !(300..340).contains(&hours_before(event.end)));
                scenario.covers = vec![
                    (AS_OF - Duration::from_days(27), AS_OF - Duration::from_hours(340)),
                    (AS_OF - Duration::from_hours(300), AS_OF),
                ];
                scenario.exclude(60, 66, "");
                scenario
            }
            _ => unreachable!("no such history"),
        };
        scenario.name = name;
        scenario
    }

    /// `total` events of which `bad` failed, `early` of those more than three days before the end.
    pub fn counted(total: usize, bad: usize, early: usize) -> Self {
        let mut events = history(7, total, &[], 3);
        for event in events.iter_mut().take(early) {
            event.good = false;
        }
        for event in events.iter_mut().rev().take(bad - early) {
            event.good = false;
        }
        Self::of(events)
    }

    pub fn of(events: Vec<Event>) -> Self {
        let slots = events.iter().map(|event| event.namespace + 1).max().unwrap_or(0);
        Self {
            name: "",
            covers: events.first().map(|first| (first.end, AS_OF)).into_iter().collect(),
            events,
            namespaces: (1..=slots).map(|slot| format!("codex-dev-{slot}")).collect(),
            maintenance: Vec::new(),
            slo: Slo::ai_slot_build(),
        }
    }

    /// Adds a maintenance window between two numbers of hours before the end, with excluded events of its own, so
    /// that the counts of the others stay.
    fn exclude(&mut self, latest: i64, earliest: i64, reason: &str) {
        let (latest, earliest) = (latest.max(earliest), latest.min(earliest));
        let interval =
            Interval { from: AS_OF - Duration::from_hours(latest), to: Some(AS_OF - Duration::from_hours(earliest)) };
        self.events.extend((0..12).map(|n| Event {
            end: interval.from + Duration::from_minutes(12 * n + 5),
            good: n % 3 > 0,
            excluded: true,
            namespace: (n % 5) as u32,
        }));
        self.events.sort_by_key(|event| event.end);
        self.maintenance.push(Maintenance { interval, reason: reason.to_owned() });
    }

    pub fn source(&self) -> Source<'_> {
        Source {
            events: &self.events,
            namespaces: &self.namespaces,
            maintenance: &self.maintenance,
            covers: &self.covers,
            target: self.slo.target,
            window: self.slo.window,
            steps: &self.slo.policy.steps,
            as_of: AS_OF,
        }
    }
}

fn hours_before(at: Instant) -> i64 {
    (AS_OF - at).whole_seconds() / 3_600
}

/// `total` events spread over the days before the end, denser by day than by night, over some slots.
fn history(days: i64, total: usize, failures: &[usize], slots: u64) -> Vec<Event> {
    let span = Duration::from_days(days).as_millis();
    let mut events: Vec<_> = (0..total)
        .map(|place| {
            let even = (place as f64 + 0.5) / total as f64;
            let day = even * days as f64;
            // The sine pulls events together around noon of each day.
            let bent = day - 0.13 * (day * std::f64::consts::TAU).sin();
            let after = (bent / days as f64 * span as f64) as i64;
            let namespace = ((place as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33) % slots;
            Event {
                end: AS_OF - Duration::from_days(days) + Duration::from_millis(after.clamp(1, span)),
                good: !failures.contains(&place),
                excluded: false,
                namespace: if failures.contains(&place) && place % 3 > 0 { 0 } else { namespace as u32 },
            }
        })
        .collect();
    events.sort_by_key(|event| event.end);
    events
}

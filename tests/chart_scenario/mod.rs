//! Histories to draw, made by rule so that they are the same on every run.

use slo_review::chart::Source;
use slo_review::policy::Rules;
use slo_review::record::{Cover, Maintenance};
use slo_review::review::NamespaceJobs;
use slo_review::sli::{Covers, Event, History, MaintenanceWindows};
use slo_review::slo::Slo;
use slo_review::time::{Duration, Instant, Interval};

/// 26 Feb 2026 12:00 UTC.
pub const AS_OF: Instant = Instant::from_seconds(1_772_107_200);

/// One history.
pub struct Scenario {
    pub name: &'static str,
    history: History,
    namespaces: Vec<NamespaceJobs>,
    maintenance: MaintenanceWindows,
    covers: Covers,
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
                Self::of(history(7, 1_341, &failures, 9)).excluding(121, 118, "registry upgrade")
            }
            "month" => {
                let failures: Vec<_> = (0..6_000).filter(|n| n % 131 == 7 || (2_400..2_440).contains(n)).collect();
                let mut events = history(27, 6_000, &failures, 40);
                events.retain(|event| !(300..340).contains(&hours_before(event.end)));
                let cover =
                    |from, to| Cover { from: AS_OF - Duration::from_hours(from), to: AS_OF - Duration::from_hours(to) };
                let covers = Covers::union([cover(27 * 24, 340), cover(300, 0)]);
                Self { covers, ..Self::of(events) }.excluding(66, 60, "")
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
        let history = History::new(events);
        let events = history.events();
        let slots = events.iter().map(|event| event.namespace + 1).max().unwrap_or(0);
        let jobs = |slot| NamespaceJobs { name: format!("codex-dev-{slot}"), jobs: 0, in_scope: true };
        Self {
            name: "",
            covers: Covers::union(events.first().map(|first| Cover { from: first.end, to: AS_OF })),
            namespaces: (1..=slots).map(jobs).collect(),
            maintenance: MaintenanceWindows::default(),
            slo: Slo::ai_slot_build(),
            history,
        }
    }

    /// The same with a maintenance window between two numbers of hours before the end, and with excluded events of its
    /// own, so that the counts of the others stay.
    fn excluding(self, from: i64, to: i64, reason: &str) -> Self {
        let (from, to) = (AS_OF - Duration::from_hours(from), AS_OF - Duration::from_hours(to));
        let mut events = self.history.events().to_vec();
        events.extend((0..12).map(|n| Event {
            excluded: true,
            ..event(from + Duration::from_minutes(12 * n + 5), n % 3 > 0, (n % 5) as u32)
        }));
        let interval = Interval { from, to: Some(to) };
        let maintenance = MaintenanceWindows::new([Maintenance { interval, reason: reason.to_owned() }]);
        Self { history: History::new(events), maintenance, ..self }
    }

    pub fn history(&self) -> &History {
        &self.history
    }

    pub fn source(&self) -> Source<'_> {
        Source {
            slo: &self.slo,
            history: &self.history,
            namespaces: &self.namespaces,
            maintenance: &self.maintenance,
            covers: &self.covers,
            state: Rules::of(&self.slo).state_at(&self.history, AS_OF),
            as_of: AS_OF,
        }
    }
}

pub fn event(end: Instant, good: bool, namespace: u32) -> Event {
    Event { end, start: end, job: 0, namespace, good, excluded: false }
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
            let slot = if failures.contains(&place) && place % 3 > 0 { 0 } else { namespace as u32 };
            let end = AS_OF - Duration::from_days(days) + Duration::from_millis(after.clamp(1, span));
            event(end, !failures.contains(&place), slot)
        })
        .collect();
    events.sort_by_key(|event| event.end);
    events
}

//! Histories to draw, made by rule so that they are the same on every run.

mod incident;

use incident::{incident, relapsed, reported};
use slo_review::chart::{ChartKind, Source};
use slo_review::policy::Rules;
use slo_review::record::{Cover, Maintenance, Outage};
use slo_review::recovery::{Incident, Verification};
use slo_review::review::NamespaceJobs;
use slo_review::sli::{Covers, Event, History, MaintenanceWindows};
use slo_review::slo::Slo;
use slo_review::time::{Duration, Instant, Interval, Zone};

/// 26 Feb 2026 12:00 UTC.
pub const AS_OF: Instant = Instant::from_seconds(1_772_107_200);

/// One history.
pub struct Scenario {
    pub name: &'static str,
    /// The charts that are kept as drawn.
    pub kinds: Vec<ChartKind>,
    pub as_of: Instant,
    pub incidents: Vec<Incident>,
    pub evidence: Vec<Instant>,
    outages: Vec<Outage>,
    zone: Zone,
    subject: &'static str,
    history: History,
    namespaces: Vec<NamespaceJobs>,
    maintenance: MaintenanceWindows,
    covers: Covers,
    slo: Slo,
}

impl Scenario {
    pub fn golden() -> Vec<Self> {
        Self::of_jobs().into_iter().chain(Self::of_incidents()).collect()
    }

    /// Those about jobs.
    pub fn of_jobs() -> Vec<Self> {
        ["empty", "one-failure", "overspent", "month"].map(Self::named).into()
    }

    /// Those about incidents.
    pub fn of_incidents() -> Vec<Self> {
        ["calm", "open", "relapse", "excluded", "many", "uneven", "spring"].map(Self::named).into()
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
            _ => Self::with_incidents(name),
        };
        scenario.name = name;
        scenario
    }

    fn with_incidents(name: &str) -> Self {
        let recovery = [ChartKind::Durations, ChartKind::Daily, ChartKind::Incident];
        let mut scenario = Self::of(history(7, 900, &[120, 300, 301, 302, 303, 610, 611, 890, 893, 896], 4));
        scenario.kinds = recovery.into();
        let known = |class, before, lasted| incident(class, before, AS_OF, lasted);
        match name {
            "calm" => {}
            "open" => {
                scenario.kinds = ChartKind::ALL[..6].into();
                scenario.incidents = vec![known("cache", 7_000, Some(24)), known("cache", 22, None)];
                scenario.subject = "cache-2";
            }
            "relapse" => {
                let relapse = relapsed(known("build-ref", 4_000, Some(21)), 12, 35, 74);
                scenario.incidents = vec![known("cache", 8_600, Some(12)), relapse, known("cache", 1_500, Some(41))];
                let last = &mut scenario.incidents[2];
                last.verification = Verification::Pending;
                scenario.subject = "build-ref-1";
            }
            "excluded" => {
                scenario.kinds.push(ChartKind::Outcomes);
                let out = known("cache", 5_000, Some(95));
                let interval = Interval {
                    from: out.opened - Duration::from_minutes(20),
                    to: Some(out.opened + Duration::from_hours(2)),
                };
                let reason = Some("registry down at the provider".to_owned());
                scenario.outages = vec![Outage { interval, confirmed: true, confirmed_by: None, reason }];
                let told = reported(known("unknown", 2_500, Some(33)));
                scenario.incidents =
                    vec![Incident { excluded: Some(0), ..out }, told, known("build-ref", 900, Some(9))];
                scenario.subject = "cache-1";
            }
            "many" => {
                scenario = Self { kinds: vec![ChartKind::Durations, ChartKind::Daily], ..Self::named("month") };
                scenario.kinds.push(ChartKind::Availability);
                scenario.incidents = (0..40)
                    .map(|n: i64| {
                        let class = ["cache", "build-ref", "cache"][n as usize % 3];
                        let lasted = 4 + (n * 37) % 53 + if n % 13 == 6 { 90 } else { 0 };
                        let known = known(class, 38_000 - n * 940 - (n * n * 17) % 400, Some(lasted));
                        if n % 11 == 3 { relapsed(known, 2, lasted + 9, lasted + 38) } else { known }
                    })
                    .collect();
            }
            "uneven" => {
                scenario.kinds.push(ChartKind::Budget);
                scenario.incidents =
                    vec![known("build-ref", 8_000, Some(3 * 1_440 + 130)), known("cache", 1_300, Some(5))];
                scenario.subject = "build-ref-1";
            }
            "spring" => {
                // The clocks are put forward on 29 March at 01:00 UTC.
                let as_of = AS_OF + Duration::from_days(33);
                let changes = vec![(Instant::from_seconds(1_774_746_000), 7_200)];
                let known = |before, lasted| incident("cache", before, as_of, Some(lasted));
                scenario = Self { as_of, zone: Zone::new("Europe/Berlin", 3_600, changes), ..Self::of(Vec::new()) };
                scenario.kinds = vec![ChartKind::Daily];
                scenario.incidents =
                    vec![known(60 * 86, 20), known(60 * 61 + 50, 45), known(60 * 58, 12), known(60 * 39, 18)];
            }
            _ => unreachable!("no such history"),
        }
        scenario.numbered().evidenced()
    }

    /// Gives each incident its id.
    fn numbered(mut self) -> Self {
        for place in 0..self.incidents.len() {
            let (before, rest) = self.incidents.split_at_mut(place);
            let class = rest[0].class.clone();
            let same = before.iter().filter(|other| other.class == class).count();
            rest[0].id = format!("{class}-{}", same + 1);
        }
        self
    }

    /// Gives each incident evidence at its opening and at what made its candidates void, and the jobs that say so.
    fn evidenced(mut self) -> Self {
        let mut events = self.history.events().to_vec();
        for known in self
            .incidents
            .iter_mut()
            .filter(|known| known.over.is_some_and(|over| Some(over) != known.recovered) || known.recovered.is_none())
        {
            let voids = known.candidates.iter().filter_map(|candidate| candidate.voided);
            let pieces = [known.opened, known.opened + Duration::from_minutes(3)].into_iter().chain(voids);
            for at in pieces.filter(|at| *at <= self.as_of) {
                known.evidence.push(self.evidence.len());
                self.evidence.push(at);
                events.push(event(at, false, 0));
            }
            events.extend(known.candidates.iter().map(|candidate| event(candidate.at, true, 1)));
        }
        // The jobs are in slots of which there may be none yet.
        let known = Self::of(events);
        self.history = known.history;
        if self.namespaces.len() < known.namespaces.len() {
            self.namespaces = known.namespaces;
        }
        self
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
            kinds: vec![ChartKind::Availability, ChartKind::Budget, ChartKind::Outcomes],
            as_of: AS_OF,
            incidents: Vec::new(),
            evidence: Vec::new(),
            outages: Vec::new(),
            zone: Zone::utc(),
            subject: "cache-1",
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
            incidents: &self.incidents,
            evidence: &self.evidence,
            outages: &self.outages,
            zone: &self.zone,
            subject: Some(self.subject),
            alert: None,
            work: None,
            state: Rules::of(&self.slo).state_at(&self.history, self.as_of),
            as_of: self.as_of,
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

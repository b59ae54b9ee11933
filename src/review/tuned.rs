use super::document::{JudgementEntry, Mttr, Seconds};
use super::strip::Strip;
use super::{Basis, recovery_section, wording};
use crate::alerts::{Material, Replaying};
use crate::budget::Spending;
use crate::policy::{Rules, changes};
use crate::recovery::{Incident, Recovery};
use crate::sli::{History, Percent};
use crate::slo::{PolicyState, Slo};
use crate::time::{Duration, Instant};

/// What is left out of the history, as if it had not been.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Incidents by their ids, each with the failed jobs that are its evidence.
    pub incidents: Vec<String>,
    /// Failed jobs.
    pub jobs: Vec<NamedJob>,
}

/// What stays of loaded data where something is left out. It is made once, and any number of figures are tried on it.
#[derive(Clone, Debug)]
pub struct Remainder {
    left_out: LeftOut,
    as_of: Instant,
    /// The places of the jobs that are left out, in order.
    jobs: Vec<u32>,
    /// What is left of the events; none where no job is left out.
    events: Option<(History, Material)>,
}

impl Remainder {
    /// Whether it is what stays without just that, as seen at just that instant.
    pub fn is_without(&self, left_out: &LeftOut, as_of: Instant) -> bool {
        self.left_out == *left_out && self.as_of == as_of
    }
}

/// A failed job by what tells it from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedJob {
    /// Its namespace.
    pub namespace: String,
    /// Its name.
    pub name: String,
    /// When it ended.
    pub end: Instant,
}

/// What an SLO's figures would have meant over the loaded data.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tuned {
    /// The earliest instant of the data, where the strips begin.
    pub from: Instant,
    /// The instant that is reviewed, where they end.
    pub as_of: Instant,
    /// Events that succeeded in the window, and count.
    pub good: u64,
    /// Events that failed in it, and count.
    pub bad: u64,
    /// The availability, rounded toward the bad side; null without events.
    pub availability_shown: Option<String>,
    /// The objective as people write it.
    pub target_shown: String,
    /// Whether the objective is met; null without events.
    pub met: Option<bool>,
    /// Whether one failure alone would overspend the budget.
    pub low_volume: bool,
    /// What is spent of the budget; null without events.
    pub spent_shown: Option<String>,
    /// How many failures the budget allows.
    pub failures_allowed: u64,
    /// The policy's state at `asOf`.
    pub state: PolicyState,
    /// How long the policy was in each state, from its first change up to `asOf`.
    pub states: Vec<StateTime>,
    /// How often the policy's state changed up to `asOf`.
    pub changes: usize,
    /// The strictest state of the policy in each part of the range: a letter a part, `-` for no data, else the state's first.
    pub strip: String,
    /// The mean time to recovery over the SLO's window.
    pub mttr: Mttr,
    /// Every alert of the SLO, in its order.
    pub alerts: Vec<TunedAlert>,
}

/// How long the policy was in a state.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct StateTime {
    /// The state.
    pub state: PolicyState,
    /// For how long in all.
    pub seconds: Seconds,
}

/// An alert of a tuned SLO.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct TunedAlert {
    /// Its name.
    pub name: String,
    /// `page` or `ticket`.
    pub severity: &'static str,
    /// How it stands at `asOf`.
    pub state: &'static str,
    /// The parts of the range in which it fired: `f` for each, else `-`.
    pub strip: String,
    /// How good it was.
    #[serde(flatten)]
    pub judgement: JudgementEntry,
}

const STATES: [PolicyState; 4] =
    [PolicyState::NoData, PolicyState::Normal, PolicyState::Freeze, PolicyState::Stabilise];

/// What stands for each of them in a strip; a later one is written over an earlier one.
const MARKS: [u8; STATES.len()] = [b'-', b'n', b'f', b's'];

impl LeftOut {
    /// The incidents of that recovery that are left out.
    fn incidents_of<'r>(&'r self, recovery: &'r Recovery<'_>) -> impl Iterator<Item = &'r Incident> {
        recovery.incidents.iter().filter(|incident| self.incidents.contains(&incident.id))
    }
}

impl Basis {
    /// What stays of the data up to `as_of`.
    pub fn without(&self, left_out: LeftOut, as_of: Instant) -> Remainder {
        let jobs = self.jobs_left_out(&self.recovery(as_of), &left_out);
        Remainder { events: (!jobs.is_empty()).then(|| self.events_without(&jobs)), left_out, as_of, jobs }
    }

    /// What the SLO's figures would have meant for what stays of the data. The SLO must see the jobs as this one does: the
    /// same kinds, scope and signatures.
    pub fn tuned(&self, slo: &Slo, remainder: &Remainder) -> Tuned {
        let Remainder { left_out, as_of, jobs, events } = remainder;
        let as_of = *as_of;
        let mut recovery = self.recovery(as_of);
        if *left_out != LeftOut::default() {
            recovery = self.recovery_without(&recovery, left_out, jobs);
        }
        let (history, material) = match events {
            Some((history, material)) => (history, material),
            None => (self.history(), self.alert_material()),
        };

        let rules = Rules::of(slo);
        let mut changes = changes(history, &rules, self.covers());
        changes.truncate(changes.partition_point(|change| change.at <= as_of));
        let outcomes = history.outcomes_over(slo.window, as_of);
        let spending = Spending::of_window(outcomes, slo.target);
        let total = outcomes.total();
        let decimals = wording::availability_decimals(slo);
        let from = self.earliest().map_or(as_of, |earliest| earliest.min(as_of));
        let mut strip = Strip::over(from, as_of);
        let mut lengths = [Duration::ZERO; STATES.len()];
        let ends = changes.iter().skip(1).map(|change| change.at).chain([as_of]);
        for (change, end) in changes.iter().zip(ends) {
            let place = STATES.iter().position(|state| *state == change.to).unwrap_or_default();
            lengths[place] = lengths[place] + (end - change.at);
            strip.mark(change.at, end, MARKS[place]);
        }
        let state_time = |(state, length)| StateTime { state, seconds: Seconds(length) };
        Tuned {
            from,
            as_of,
            good: outcomes.good,
            bad: outcomes.bad,
            availability_shown: (total > 0)
                .then(|| Percent::floor(outcomes.good.into(), total.into(), decimals).to_string()),
            target_shown: wording::target(slo),
            met: outcomes.meets(slo.target),
            low_volume: outcomes.is_low_volume(slo.target),
            spent_shown: spending.spent_percent(2).map(|percent| percent.to_string()),
            failures_allowed: spending.failures_allowed(),
            state: rules.state_at(history, as_of),
            states: STATES.into_iter().zip(lengths).map(state_time).collect(),
            changes: changes.len(),
            strip: strip.text(),
            mttr: recovery_section::mttr(&recovery, slo),
            alerts: self.tuned_alerts(slo, &recovery, (history, material), from),
        }
    }

    fn tuned_alerts(
        &self,
        slo: &Slo,
        recovery: &Recovery<'_>,
        (history, material): (&History, &Material),
        from: Instant,
    ) -> Vec<TunedAlert> {
        let evidence = self.evidence_points(recovery);
        // Only how many keys a firing has is shown here, and a job's class makes keys apart.
        let job = self.classes_of(&evidence);
        let replaying = Replaying {
            slo,
            material,
            evidence: &evidence,
            incidents: &recovery.incidents,
            maintenance: self.maintenance(),
            job: &|place| job(place),
            as_of: recovery.as_of,
        };
        let alert = |replay: &crate::alerts::Replay| {
            let mut strip = Strip::over(from, recovery.as_of);
            for firing in &replay.firings {
                strip.mark(firing.from, firing.to.unwrap_or(recovery.as_of), b'f');
            }
            TunedAlert {
                name: slo.alerts[replay.rule].name.clone(),
                severity: slo.alerts[replay.rule].severity.name(),
                state: replay.state.name(),
                strip: strip.text(),
                judgement: self.judgement(replay, &replaying, history),
            }
        };
        replaying.all().iter().map(alert).collect()
    }

    /// The places of the jobs that are left out, in order.
    fn jobs_left_out(&self, recovery: &Recovery<'_>, left_out: &LeftOut) -> Vec<u32> {
        let mut places: Vec<u32> = Vec::new();
        for incident in left_out.incidents_of(recovery) {
            places.extend(incident.evidence.iter().filter_map(|&piece| recovery.evidence[piece].place));
        }
        for named in &left_out.jobs {
            let failures = self.failures();
            let from = failures.partition_point(|failure| failure.end < named.end);
            let same_end = failures[from..].iter().take_while(|failure| failure.end == named.end);
            places.extend(same_end.map(|failure| failure.job).filter(|&place| {
                let job = self.population().job(place as usize);
                job.namespace() == named.namespace && job.name() == named.name
            }));
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    /// The recovery as it would stand without those jobs and incidents.
    fn recovery_without<'a>(&'a self, recovery: &Recovery<'a>, left_out: &LeftOut, jobs: &[u32]) -> Recovery<'a> {
        let is_left_out = |job: u32| jobs.binary_search(&job).is_ok();
        let evidence = recovery.evidence.iter().enumerate();
        let mut pieces: Vec<usize> =
            evidence.filter(|(_, piece)| piece.place.is_some_and(is_left_out)).map(|(place, _)| place).collect();
        // Those of texts, whose jobs are not loaded.
        pieces.extend(left_out.incidents_of(recovery).flat_map(|incident| incident.evidence.iter().copied()));
        pieces.sort_unstable();
        let mut without = self.recovery_index().at_without(&self.records(), recovery.as_of, &pieces);
        // What a timeline states whole has no evidence that could be left out.
        let stays = |incident: &Incident| {
            let same = |gone: &Incident| gone.class == incident.class && gone.opened == incident.opened;
            !left_out.incidents_of(recovery).any(same)
        };
        // Their backgrounds and the strays are of no figure that is tuned.
        without.backgrounds.clear();
        without.incidents.retain(stays);
        without
    }

    /// The history and what the alerts need of it, without those jobs.
    fn events_without(&self, jobs: &[u32]) -> (History, Material) {
        let is_left = |job: &u32| jobs.binary_search(job).is_err();
        let events = self.events().iter().filter(|event| is_left(&event.job)).copied().collect();
        let history = History::new(events).with_tallies(self.history().tallies().to_vec());
        let failed: Vec<u32> = self.failures().iter().map(|failure| failure.job).filter(is_left).collect();
        let failed = failed.into_iter();
        let material = Material::new(self.slo(), self.population(), &history, self.maintenance(), failed, jobs);
        (history, material)
    }
}

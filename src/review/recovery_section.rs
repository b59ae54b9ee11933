use super::document::{DayMttr, Mttr, RecoverySection, Seconds, StrayMitigation};
use super::{Basis, ReviewOptions, incident_entry, recovery_sentence};
use crate::recovery::{Durations, Incident, Recovery};
use crate::slo::Slo;
use crate::time::{Duration, Instant, TrailingWindow, Zone, chronology};

/// SLI-2 at the reviewed instant; nothing where nothing is loaded.
pub fn section(basis: &Basis, options: &ReviewOptions, recovery: Option<&Recovery<'_>>) -> RecoverySection {
    let target = basis.slo().recovery_target;
    let mut section = RecoverySection {
        target_seconds: target.map(Seconds),
        incidents: Vec::new(),
        mttr: Mttr::default(),
        daily: Vec::new(),
        timezone: options.zone.name().to_owned(),
        sentence: recovery_sentence::NOTHING.to_owned(),
        stray_mitigations: Vec::new(),
    };
    let Some(recovery) = recovery else { return section };
    section.mttr = mttr(recovery, basis.slo());
    section.sentence = recovery_sentence::sentence(basis, recovery, &durations(recovery, basis.slo()));
    section.daily = daily(recovery, &options.zone, target);
    section.incidents = incident_entry::entries(basis, recovery);
    section.stray_mitigations = recovery
        .strays
        .iter()
        .map(|stray| StrayMitigation {
            at: stray.statement.at,
            class: stray.statement.class.map(str::to_owned),
            file: stray.statement.file.to_owned(),
            why: recovery_sentence::stray(basis, stray),
        })
        .collect();
    section
}

/// The incidents that count: those that no outage excludes.
fn counted<'r>(recovery: &'r Recovery<'_>) -> impl Iterator<Item = &'r Incident> {
    recovery.incidents.iter().filter(|incident| incident.excluded.is_none())
}

/// How long the incidents took that count and recovered in the SLO's window.
fn durations(recovery: &Recovery<'_>, slo: &Slo) -> Durations {
    let window = TrailingWindow { end: recovery.as_of, length: slo.window };
    counted(recovery)
        .filter(|incident| incident.recovered.is_some_and(|recovered| window.contains(recovered)))
        .filter_map(Incident::duration)
        .collect()
}

/// The mean time to recovery over the SLO's window, with how many incidents are open.
pub fn mttr(recovery: &Recovery<'_>, slo: &Slo) -> Mttr {
    let durations = durations(recovery, slo);
    Mttr {
        count: durations.count() as u64,
        open: counted(recovery).filter(|incident| incident.recovered.is_none()).count() as u64,
        mean_seconds: durations.mean_millis().map(seconds),
        median_seconds: durations.median_millis().map(seconds),
        max_seconds: durations.max().map(Seconds),
        within_target: within(&durations, slo.recovery_target),
    }
}

fn seconds(millis: f64) -> f64 {
    millis / 1_000.0
}

fn within(durations: &Durations, target: Option<Duration>) -> Option<f64> {
    let target = target.filter(|_| durations.count() > 0)?;
    Some(durations.within(target) as f64 / durations.count() as f64)
}

/// By civil day of the recovery, oldest first.
fn daily(recovery: &Recovery<'_>, zone: &Zone, target: Option<Duration>) -> Vec<DayMttr> {
    let recovered: Vec<(Instant, Duration)> =
        counted(recovery).filter_map(|incident| incident.recovered.zip(incident.duration())).collect();
    let mut days: Vec<(String, Durations)> = Vec::new();
    for place in chronology(recovered.iter().map(|(at, _)| (*at, String::new()))) {
        let (at, duration) = recovered[place];
        let day = zone.day_at(at);
        // Where clocks go back over midnight a day may come twice.
        match days.iter_mut().rev().take(2).find(|(known, _)| *known == day) {
            Some((_, durations)) => durations.add(duration),
            None => days.push((day, [duration].into_iter().collect())),
        }
    }
    days.into_iter()
        .filter_map(|(day, durations)| {
            Some(DayMttr {
                day,
                count: durations.count() as u64,
                mean_seconds: durations.mean_millis().map(seconds)?,
                median_seconds: durations.median_millis().map(seconds)?,
                max_seconds: durations.max().map(Seconds)?,
                within_target: within(&durations, target),
            })
        })
        .collect()
}

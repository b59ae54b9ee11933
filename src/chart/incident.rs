//! One incident in words, the same in every chart.

use super::readout::fact;
use super::{ReadoutLine, Source, Tone, moment};
use crate::recovery::{Incident, IncidentSource, OUTAGE, Verification};
use crate::review::wording;
use crate::time::{Duration, Instant};

/// How it is meant. What is excluded counts for nothing, good or bad.
pub(super) fn tone(source: &Source, incident: &Incident) -> Tone {
    match incident.excluded {
        Some(_) => Tone::None,
        None => Tone::of_incident(source.stands(incident)),
    }
}

/// How long it took, or has taken so far.
pub(super) fn length(source: &Source, incident: &Incident) -> Duration {
    incident.recovered.unwrap_or(source.as_of) - incident.opened
}

/// The verified duration, where it is known and another one than the literal.
pub(super) fn verified_length(incident: &Incident) -> Option<Duration> {
    let verified = incident.verified.filter(|verified| incident.recovered != Some(*verified))?;
    Some(verified - incident.opened)
}

/// `47 min`, `open 22 min`, `12 min, excluded`.
pub(super) fn in_short(source: &Source, incident: &Incident) -> String {
    let mut text = if incident.recovered.is_none() { "open ".to_owned() } else { String::new() };
    text.push_str(&moment::in_brief(length(source, incident)));
    if incident.excluded.is_some() {
        text.push_str(", excluded");
    }
    text
}

/// What excludes it, where something does.
pub(super) fn excused(source: &Source, incident: &Incident) -> Option<String> {
    let outage = source.outages.get(incident.excluded?);
    Some(outage.and_then(|outage| outage.reason.clone()).unwrap_or_else(|| OUTAGE.to_owned()))
}

/// How it stands against the target: `missed by 17 min`; nothing without a target.
pub(super) fn against_target(source: &Source, incident: &Incident) -> Option<ReadoutLine> {
    let target = source.slo.recovery_target?;
    let over = length(source, incident) - target;
    // Rounded toward the bad side, as a duration is that is rounded up.
    let left = Duration::from_seconds((target - length(source, incident)).whole_seconds());
    let (head, rest) = match (over > Duration::ZERO, incident.recovered) {
        (true, Some(_)) => ("missed by ", over),
        (true, None) => ("missed so far by ", over),
        (false, Some(_)) => ("met with time left: ", left),
        (false, None) => ("time left: ", left),
    };
    let label = format!("target {}", moment::in_brief(target));
    let value = format!("{head}{}", wording::elapsed(rest));
    Some(fact(label, value, tone(source, incident)))
}

/// All that a readout says of it.
pub(super) fn facts(source: &Source, incident: &Incident) -> Vec<ReadoutLine> {
    let plain = |label: &str, value: String| fact(label, value, Tone::Plain);
    let mut facts = vec![fact(incident.id.clone(), in_short(source, incident), tone(source, incident))];
    facts.extend(against_target(source, incident));
    facts.push(plain("opened", moment::moment(incident.opened)));
    let known = |at: Option<Instant>| at.map_or_else(|| "not known".to_owned(), moment::moment);
    if incident.source != IncidentSource::Reported || incident.mitigated.is_some() {
        facts.push(plain("mitigated", known(incident.mitigated)));
    }
    if incident.recovered.is_some() {
        facts.push(plain("recovered", known(incident.recovered)));
    }
    if let Some(verified) = verified_length(incident) {
        facts.push(plain("verified after", wording::elapsed(verified)));
    }
    if incident.verification == Verification::Pending {
        facts.push(plain("verification", "clean so far".to_owned()));
    }
    if let Some(reason) = excused(source, incident) {
        facts.push(plain("excluded", reason));
    }
    if incident.source == IncidentSource::Reported {
        facts.push(plain("reported", "by a timeline, without evidence".to_owned()));
    }
    facts
}

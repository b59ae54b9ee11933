use super::Basis;
use super::wording::{count, counted, elapsed, length, utc};
use crate::recovery::{Durations, EvidenceClass, Incident, Recovery, StatedBy, Stray, StrayReason, VERIFICATION};
use crate::time::{Duration, TrailingWindow};

/// What there is to say of nothing at all.
pub const NOTHING: &str = "No data: nothing is loaded yet that could tell of an incident.";

/// The mean time to recovery with its counts, what is open, and what is left out.
pub fn sentence(basis: &Basis, recovery: &Recovery<'_>, durations: &Durations) -> String {
    let slo = basis.slo();
    let window = format!("the {} up to {}", length(slo.window), utc(recovery.as_of));
    let mut text = match (durations.mean_millis(), durations.median_millis(), durations.max()) {
        (Some(mean), Some(median), Some(max)) => {
            let within = slo.recovery_target.map_or(String::new(), |target| {
                let within = count(durations.within(target) as i128);
                format!("; {within} of {} within the {} allowed", count(durations.count() as i128), length(target))
            });
            let incidents = counted(durations.count() as u64, "incident");
            let mean = millis(mean);
            let more = match durations.count() {
                1 => String::new(),
                _ => format!(", median {}, longest {}", millis(median), elapsed(max)),
            };
            format!("Mean time to recovery {mean} over {incidents} recovered in {window}{more}{within}.")
        }
        _ => format!("No incident was recovered in {window}, so there is no mean time to recovery."),
    };
    text.push_str(&open(recovery));
    let in_window = |incident: &&Incident| {
        let window = TrailingWindow { end: recovery.as_of, length: slo.window };
        incident.excluded.is_some() && incident.recovered.is_none_or(|recovered| window.contains(recovered))
    };
    let excluded = recovery.incidents.iter().filter(in_window).count();
    if excluded > 0 {
        text.push_str(&format!(" {} left out, for a confirmed outage.", counted_is(excluded as u64)));
    }
    text.push_str(&silent(basis, recovery));
    text
}

fn counted_is(number: u64) -> String {
    format!("{} {}", counted(number, "incident"), if number == 1 { "is" } else { "are" })
}

/// A figure in milliseconds, rounded up as all durations are.
fn millis(figure: f64) -> String {
    elapsed(Duration::from_millis(figure.ceil() as i64))
}

fn open(recovery: &Recovery<'_>) -> String {
    let open =
        || recovery.incidents.iter().filter(|incident| incident.recovered.is_none() && incident.excluded.is_none());
    match open().map(|incident| incident.opened).min() {
        None => String::new(),
        Some(first) => {
            let age = elapsed(recovery.as_of - first);
            match open().count() as u64 {
                1 => format!(" 1 incident is open, for {age} so far."),
                more => format!(" {} are open, the longest for {age} so far.", counted(more, "incident")),
            }
        }
    }
}

/// Failures without a text may hide incidents, so the sentence says how many there are and what helps.
fn silent(basis: &Basis, recovery: &Recovery<'_>) -> String {
    let window = TrailingWindow { end: recovery.as_of, length: basis.slo().window };
    let failures = || recovery.evidence.iter().filter(|piece| piece.place.is_some() && window.contains(piece.at));
    let unknown = failures().filter(|piece| piece.class == EvidenceClass::Unknown).count();
    if unknown == 0 {
        return String::new();
    }
    format!(
        " For {} of {} no text says why; the pipeline's logs, runtime errors or task exports may show more incidents.",
        count(unknown as i128),
        counted(failures().count() as u64, "failed job"),
    )
}

/// Why the duration by the SLO's words and the verified one differ, where they do.
pub fn difference(incident: &Incident, by: Option<StatedBy>) -> Option<String> {
    let recovered = incident.recovered.filter(|recovered| incident.verified != Some(*recovered))?;
    let voided = incident.candidates.first()?.voided?;
    let says = match by {
        Some(StatedBy::Reviewer) => "the reviewer gives",
        _ => "the timeline gives",
    };
    let failed = utc(voided);
    let literal = elapsed(recovered - incident.opened);
    let after = match incident.verified {
        Some(verified) => {
            let took = elapsed(verified - incident.opened);
            format!("the first success that stayed clean ended at {}, after {took}", utc(verified))
        }
        None => format!("no success has stayed clean for {} since", length(VERIFICATION)),
    };
    Some(format!(
        "By the words of the SLO it was recovered by the first success after the mitigation that {says}, {literal} after \
         it opened; but it failed again at {failed}, and {after}."
    ))
}

/// Why a stated mitigation belongs to no incident, and what to do.
pub fn stray(basis: &Basis, stray: &Stray<'_>) -> String {
    let signatures = &basis.slo().signatures;
    let class = stray.statement.class.unwrap_or_default();
    match stray.why {
        StrayReason::NoClass => {
            "It states no class of failure, so it cannot be told which incident was mitigated: state \
                                 the class in the file, or the mitigation on the incident."
                .to_owned()
        }
        StrayReason::ForeignClass => {
            let known: Vec<&str> = signatures
                .classes
                .iter()
                .filter(|class| class.opens_incidents)
                .map(|class| class.name.as_str())
                .collect();
            format!(
                "The SLO opens no incidents of class {class}; correct the class if it is one of {}.",
                known.join(", ")
            )
        }
        StrayReason::NoIncident => format!(
            "No incident of class {class} ran at that time: correct the time or the class, or load the texts of the \
             failures that opened one."
        ),
    }
}

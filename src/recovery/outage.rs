use super::Incident;
use super::records::Records;
use crate::record::Outage;
use crate::time::{Instant, chronology, in_turn, sortable};

/// What excludes an incident whose outage gives no reason.
pub const OUTAGE: &str = "external registry outage";

/// The outages of the SLO file and of all files, by beginning, each once. One that does not end after it begins is none.
pub(super) fn outages(records: &Records<'_>) -> Vec<Outage> {
    let stated = records.slo.exclusions.outages.iter();
    let all: Vec<&Outage> = stated
        .chain(records.files.iter().flat_map(|file| &file.exclusions.outages))
        .filter(|outage| outage.interval.to.is_none_or(|to| to > outage.interval.from))
        .collect();
    let places = chronology(all.iter().map(|outage| {
        // By beginning, then end, the confirmed first.
        let confirmed = if outage.confirmed { "" } else { "not" };
        let [reason, by] = [&outage.reason, &outage.confirmed_by].map(|text| text.as_deref().unwrap_or_default());
        (outage.interval.from, in_turn(&[&sortable(outage.interval.to), confirmed, reason, by]))
    }));
    let mut outages: Vec<Outage> = places.into_iter().map(|place| all[place].clone()).collect();
    outages.dedup();
    outages
}

/// Whether the outage touches the incident: `from <= (recoveredAt or asOf)` and `to > openedAt` (method, section 7).
pub fn touches(outage: &Outage, incident: &Incident, as_of: Instant) -> bool {
    outage.interval.from <= incident.recovered.unwrap_or(as_of)
        && outage.interval.to.is_none_or(|to| to > incident.opened)
}

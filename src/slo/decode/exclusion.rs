use super::file::Document;
use crate::record::{Exclusions, Maintenance, Outage};
use crate::slo::object::Object;
use crate::slo::problem::Findings;
use crate::slo::shape::{EXCLUSIONS, MAINTENANCE, OUTAGE};
use crate::time::Interval;

const MAX_EXCLUSIONS: usize = 10_000;

/// Reads an `Exclusions` document.
pub(super) fn read(document: &Document<'_>, findings: &mut Findings) -> Exclusions {
    let mut exclusions = Exclusions::default();
    let Some(spec) = document.spec.as_ref().and_then(|spec| spec.object(&EXCLUSIONS, findings)) else {
        return exclusions;
    };
    let items = spec.get("maintenance").and_then(|list| list.items(MAX_EXCLUSIONS, findings)).unwrap_or_default();
    for item in items {
        let Some(object) = item.object(&MAINTENANCE, findings) else { continue };
        let reason = object.string_or_empty("reason", findings);
        exclusions.maintenance.extend(interval(&object, findings).map(|interval| Maintenance { interval, reason }));
    }
    let items = spec.get("outages").and_then(|list| list.items(MAX_EXCLUSIONS, findings)).unwrap_or_default();
    for item in items {
        let Some(object) = item.object(&OUTAGE, findings) else { continue };
        let confirmed = object.flag_or("confirmed", false, findings);
        let confirmed_by = object.get("confirmedBy").and_then(|by| by.string(findings));
        let reason = object.get("reason").and_then(|reason| reason.string(findings));
        let interval = interval(&object, findings);
        exclusions.outages.extend(interval.map(|interval| Outage { interval, confirmed, confirmed_by, reason }));
    }
    exclusions
}

/// `[from, to)`; without `to` it lasts until further notice (method, section 1).
fn interval(object: &Object<'_>, findings: &mut Findings) -> Option<Interval> {
    let from = object.get("from").and_then(|from| from.instant(findings))?;
    let Some(field) = object.get("to") else { return Some(Interval { from, to: None }) };
    let to = field.instant(findings)?;
    if to <= from {
        let message = format!("it ends at {to} and begins at {from}");
        field.problem(findings, message, "let `to` be later than `from`, or leave it out: until further notice");
        return None;
    }
    Some(Interval { from, to: Some(to) })
}

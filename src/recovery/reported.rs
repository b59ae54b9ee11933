use super::Known;
use super::correction::Corrections;
use super::records::Records;
use super::statement::{StatedBy, Statement, TimelinePlace, timelines};
use super::{EvidenceClass, Incident, IncidentSource, Verification};
use crate::record::TimelineIncident;
use crate::time::{Instant, chronology, in_turn, sortable};

/// The incidents that timelines state whole up to `as_of` and that overlap none that evidence opened (method, section
/// 7). The same one in several timelines is one.
pub(super) fn reported<'a>(
    records: &Records<'a>,
    opened: &[Known<'a>],
    corrections: &Corrections<'a>,
    as_of: Instant,
) -> Vec<Known<'a>> {
    let stated: Vec<(Instant, Instant, TimelinePlace)> = timelines(records)
        .filter_map(|(place, timeline)| whole(timeline).map(|(from, to)| (from, to, place)))
        .filter(|(_, to, _)| *to <= as_of)
        .collect();
    let class_of = |timeline: &'a TimelineIncident| timeline.class.as_deref().unwrap_or(EvidenceClass::UNKNOWN);
    let order = chronology(stated.iter().map(|(from, to, place)| {
        let (file, timeline) = place.get(records);
        (*from, in_turn(&[class_of(timeline), &sortable(Some(*to)), file, &timeline.id]))
    }));
    let mut reported: Vec<Known<'a>> = Vec::new();
    for (from, to, place) in order.into_iter().map(|number| stated[number]) {
        let (file, timeline) = place.get(records);
        let class = class_of(timeline);
        // Without a class it may be any that evidence opened, and the same outage must not count twice.
        let any_class = timeline.class.is_none();
        let overlaps = |known: &Known<'_>| {
            let Incident { opened, over, .. } = known.incident;
            (any_class || known.incident.class == class) && opened <= to && over.is_none_or(|over| over >= from)
        };
        if opened.iter().any(overlaps) {
            continue;
        }
        let same = |known: &&mut Known<'_>| {
            let Incident { opened, recovered, .. } = known.incident;
            known.incident.class == class && (opened, recovered) == (from, Some(to))
        };
        let own = timeline.mitigations().filter(|at| from <= *at && *at <= to).min();
        let own = own.map(|at| Statement {
            at,
            class: timeline.class.as_deref(),
            by: StatedBy::Timeline,
            file,
            timeline: Some(timeline),
        });
        match reported.last_mut().filter(same) {
            Some(known) => {
                let earlier = |own: &Statement<'_>| known.mitigated_by.is_none_or(|first| own.at < first.at);
                known.mitigated_by = own.filter(earlier).or(known.mitigated_by);
            }
            None => reported.push(Known {
                incident: Incident {
                    id: String::new(),
                    class: class.to_owned(),
                    opened: from,
                    mitigated: None,
                    recovered: Some(to),
                    verified: None,
                    verification: Verification::Clean,
                    over: Some(to),
                    candidates: Vec::new(),
                    evidence: Vec::new(),
                    excluded: None,
                    source: IncidentSource::Reported,
                },
                mitigable_until: Some(to),
                mitigated_by: own,
                reported_in: Some((file, timeline)),
            }),
        }
    }
    for known in &mut reported {
        let Incident { opened, over, .. } = known.incident;
        if let Some(correction) = corrections.of(&known.incident.class, opened, over, |t| known.takes(t)) {
            known.mitigated_by = correction;
        }
        known.incident.mitigated = known.mitigated_by.map(|statement| statement.at);
    }
    reported
}

/// When the timeline says that its incident opened and was recovered, where it states both.
pub(super) fn whole(timeline: &TimelineIncident) -> Option<(Instant, Instant)> {
    timeline.opened.zip(timeline.recovered).filter(|(from, to)| from <= to)
}

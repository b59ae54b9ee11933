use super::correction::Corrections;
use super::evidence_index::EvidenceIndex;
use super::opened::ClassRecords;
use super::records::Records;
use super::reported::{reported, whole};
use super::statement::{StatedBy, Statement, Stray, StrayReason, TimelinePlace, timelines};
use super::successes::Successes;
use super::{EvidenceClass, IncidentSource, Known, Recovery, outage};
use crate::record::Outage;
use crate::signature::Matcher;
use crate::slo::Class;
use crate::time::{Instant, chronology, in_turn, sortable};

/// What of recovery does not depend on the reviewed instant. It is made once for data and SLO; how things stood at an
/// instant is then read off fast.
#[derive(Debug)]
pub struct RecoveryIndex {
    evidence: EvidenceIndex,
    successes: Successes,
    outages: Vec<Outage>,
    /// Mitigations that timelines state, by time.
    mitigations: Vec<(Instant, TimelinePlace)>,
}

impl RecoveryIndex {
    /// Prepares the records. `failed` has the places of the failed jobs in scope, in order.
    pub fn new(records: &Records<'_>, failed: impl Iterator<Item = u32>) -> Self {
        Self {
            evidence: EvidenceIndex::new(records, failed),
            successes: Successes::new(records.history),
            outages: outage::outages(records),
            mitigations: mitigations(records),
        }
    }

    /// The SLO's signatures, ready to be matched.
    pub fn matcher(&self) -> &Matcher {
        self.evidence.matcher()
    }

    /// The outages that files and the SLO state, by beginning.
    pub fn outages(&self) -> &[Outage] {
        &self.outages
    }

    /// Recovery as it stood at `as_of`. The records must be those that the index was made of.
    pub fn at<'a>(&'a self, records: &Records<'a>, as_of: Instant) -> Recovery<'a> {
        self.at_without(records, as_of, &[])
    }

    /// The same as if pieces of its evidence had never been: those at `left_out` in the evidence of [`at`](Self::at), in
    /// order.
    pub fn at_without<'a>(&'a self, records: &Records<'a>, as_of: Instant, left_out: &[usize]) -> Recovery<'a> {
        let mut evidence = self.evidence.at(records, as_of);
        let mut place = 0;
        evidence.retain(|_| {
            place += 1;
            left_out.binary_search(&(place - 1)).is_err()
        });
        let corrections = Corrections::new(records, as_of);
        let until = self.mitigations.partition_point(|(at, _)| *at <= as_of);
        let statements: Vec<Statement<'a>> =
            self.mitigations[..until].iter().map(|(at, place)| statement(records, *at, *place)).collect();

        let mut known = Vec::new();
        for (number, class) in
            records.slo.signatures.classes.iter().enumerate().filter(|(_, class)| class.opens_incidents)
        {
            let this = EvidenceClass::Known(Class(number as u8));
            let places: Vec<usize> =
                evidence.iter().enumerate().filter(|(_, piece)| piece.class == this).map(|(place, _)| place).collect();
            let instants: Vec<Instant> = places.iter().map(|&place| evidence[place].at).collect();
            let stated: Vec<Statement<'a>> =
                statements.iter().filter(|stated| stated.class == Some(class.name.as_str())).copied().collect();
            let records_of_class = ClassRecords {
                class: &class.name,
                instants: &instants,
                places: &places,
                statements: &stated,
                corrections: &corrections,
                as_of,
            };
            known.extend(records_of_class.incidents(|since| self.successes.first(records, since, as_of)));
        }
        let stated_whole = reported(records, &known, &corrections, as_of);
        known.extend(stated_whole);
        let mut known = in_order(known);
        for Known { incident, .. } in &mut known {
            let excludes = |outage: &Outage| outage.confirmed && outage::touches(outage, incident, as_of);
            incident.excluded = self.outages.iter().position(excludes);
        }

        let strays = self.strays(records, &known, &statements, &corrections);
        let (incidents, backgrounds) = known.into_iter().map(Known::split).unzip();
        Recovery { as_of, evidence, incidents, backgrounds, outages: &self.outages, strays }
    }

    /// The statements that belong to no incident.
    fn strays<'a>(
        &self,
        records: &Records<'a>,
        known: &[Known<'a>],
        statements: &[Statement<'a>],
        corrections: &Corrections<'a>,
    ) -> Vec<Stray<'a>> {
        let of_timelines =
            statements.iter().copied().filter(|statement| !known.iter().any(|known| owns(known, statement)));
        let mut strays: Vec<Stray<'a>> = Vec::new();
        for statement in of_timelines.chain(corrections.strays(known)) {
            let signatures = &records.slo.signatures;
            let why = match statement.class {
                None => StrayReason::NoClass,
                Some(name) if !signatures.named(name).is_some_and(|class| signatures.class(class).opens_incidents) => {
                    StrayReason::ForeignClass
                }
                Some(_) => StrayReason::NoIncident,
            };
            strays.push(Stray { statement, why });
        }
        let order = chronology(strays.iter().map(|Stray { statement, .. }| {
            (statement.at, in_turn(&[statement.file, statement.class.unwrap_or_default()]))
        }));
        let said = |stray: &Stray<'a>| {
            let Statement { at, class, by, file, .. } = stray.statement;
            (at, class, by, file)
        };
        let mut ordered: Vec<Stray<'a>> = order.into_iter().map(|place| strays[place]).collect();
        ordered.dedup_by(|one, other| said(one) == said(other));
        ordered
    }
}

/// Whether the statement belongs to the incident.
fn owns(known: &Known<'_>, statement: &Statement<'_>) -> bool {
    let incident = &known.incident;
    let own = match statement.class {
        Some(class) => incident.class == class,
        // One without a class is of nobody but of the incident that its own timeline states whole.
        None => {
            incident.source == IncidentSource::Reported
                && incident.class == EvidenceClass::UNKNOWN
                && statement.timeline.and_then(whole)
                    == incident.recovered.map(|recovered| (incident.opened, recovered))
        }
    };
    own && known.takes(statement.at)
}

fn statement<'a>(records: &Records<'a>, at: Instant, place: TimelinePlace) -> Statement<'a> {
    let (file, timeline) = place.get(records);
    Statement { at, class: timeline.class.as_deref(), by: StatedBy::Timeline, file, timeline: Some(timeline) }
}

/// All mitigations that timelines state, by time; of one instant by file and timeline.
fn mitigations(records: &Records<'_>) -> Vec<(Instant, TimelinePlace)> {
    let all: Vec<(Instant, TimelinePlace)> =
        timelines(records).flat_map(|(place, timeline)| timeline.mitigations().map(move |at| (at, place))).collect();
    let order = chronology(all.iter().map(|(at, place)| {
        let (file, timeline) = place.get(records);
        (*at, in_turn(&[file, &timeline.id]))
    }));
    order.into_iter().map(|number| all[number]).collect()
}

/// The incidents, oldest first, of one instant by class, with their ids.
fn in_order(known: Vec<Known<'_>>) -> Vec<Known<'_>> {
    let places =
        chronology(known.iter().map(|Known { incident, .. }| {
            (incident.opened, in_turn(&[&incident.class, &sortable(incident.recovered)]))
        }));
    let mut known: Vec<Option<Known<'_>>> = known.into_iter().map(Some).collect();
    let mut ordered: Vec<Known<'_>> = places.into_iter().filter_map(|place| known[place].take()).collect();
    let mut counts: Vec<(String, u32)> = Vec::new();
    for known in &mut ordered {
        let class = &known.incident.class;
        let number = match counts.iter_mut().find(|(counted, _)| counted == class) {
            Some((_, count)) => {
                *count += 1;
                *count
            }
            None => {
                counts.push((class.clone(), 1));
                1
            }
        };
        known.incident.id = format!("{class}-{number}");
    }
    ordered
}

use super::document::{CandidateEntry, EvidenceEntry, IncidentEntry, IncidentOutage, Seconds, TimelineEntry};
use super::{Basis, excerpt, recovery_sentence};
use crate::record::{IncidentNote, TimelineEventKind, TimelineIncident};
use crate::recovery::{Background, Evidence, Incident, IncidentState, OUTAGE, Recovery, touches};
use crate::signature::Finding;
use crate::time::{Instant, chronology, in_turn};

/// Pieces of evidence that an incident's entry shows.
const MOST_EVIDENCE: usize = 100;

/// Entries of timelines that it shows.
const MOST_EVENTS: usize = 200;

/// All incidents as the document has them.
pub fn entries(basis: &Basis, recovery: &Recovery<'_>) -> Vec<IncidentEntry> {
    let incidents = recovery.incidents.iter().zip(&recovery.backgrounds);
    incidents.map(|(incident, background)| entry(basis, recovery, incident, background)).collect()
}

fn entry(basis: &Basis, recovery: &Recovery<'_>, incident: &Incident, background: &Background<'_>) -> IncidentEntry {
    let as_of = recovery.as_of;
    let state = incident.state(as_of, basis.slo().recovery_target);
    let timelines = timelines_of(basis, incident, as_of);
    let by = background.mitigated_by;
    let stated = by.and_then(|statement| statement.timeline);
    // Alerts have neither class nor story; a timeline of the class tells more.
    let of_class = timelines.iter().filter(|(_, timeline)| timeline.class.is_some());
    let told = of_class.min_by_key(|(file, timeline)| (*file, &timeline.id)).map(|(_, timeline)| *timeline);
    let timeline = background.reported_in.map(|(_, timeline)| timeline).or(stated).or(told);
    let named = |text: fn(&TimelineIncident) -> &String| timeline.map(text).filter(|text| !text.is_empty()).cloned();
    let stated_in = by.map(|statement| statement.file).or(background.reported_in.map(|(file, _)| file));
    let outages = recovery.outages.iter().filter(|outage| touches(outage, incident, as_of));
    IncidentEntry {
        id: incident.id.clone(),
        class: incident.class.clone(),
        opened_at: incident.opened,
        mitigated_at: incident.mitigated,
        recovered_at: incident.recovered,
        verified_at: incident.verified,
        verification: incident.verification.name(),
        duration_seconds: incident.duration().map(Seconds),
        verified_seconds: incident.verified.map(|verified| Seconds(verified - incident.opened)),
        within_target: match state {
            IncidentState::Within => Some(true),
            IncidentState::Missed | IncidentState::Breached => Some(false),
            IncidentState::Open | IncidentState::Recovered => None,
        },
        open: incident.recovered.is_none(),
        evidence: incident.evidence.len() as u64,
        excluded: incident.excluded.map(|place| {
            let reason = recovery.outages[place].reason.as_deref().filter(|reason| !reason.is_empty());
            reason.unwrap_or(OUTAGE).to_owned()
        }),
        source: incident.source.name(),
        state: state.name(),
        age_seconds: incident.recovered.is_none().then(|| Seconds(as_of - incident.opened)),
        over_at: incident.over,
        difference: recovery_sentence::difference(incident, by.map(|statement| statement.by)),
        mitigated_by: by.map(|statement| statement.by.name()),
        stated_in: stated_in.map(str::to_owned),
        timeline_id: named(|timeline| &timeline.id),
        title: named(|timeline| &timeline.title),
        notes: notes(basis, incident, as_of),
        outages: outages
            .map(|outage| IncidentOutage {
                from: outage.interval.from,
                to: outage.interval.to,
                confirmed: outage.confirmed,
                confirmed_by: outage.confirmed_by.clone(),
                reason: outage.reason.clone(),
            })
            .collect(),
        candidates: candidates(basis, incident),
        evidence_items: incident
            .evidence
            .iter()
            .take(MOST_EVIDENCE)
            .map(|&place| evidence_entry(basis, &recovery.evidence[place]))
            .collect(),
        events: events(&timelines, as_of),
    }
}

fn candidates(basis: &Basis, incident: &Incident) -> Vec<CandidateEntry> {
    let entry = |candidate: &crate::recovery::Candidate| {
        let job = basis.population().job(candidate.job as usize);
        CandidateEntry {
            at: candidate.at,
            started_at: job.run().map_or(candidate.at, |run| run.start),
            namespace: job.namespace().to_owned(),
            job: job.name().to_owned(),
            voided_by: candidate.voided,
        }
    };
    incident.candidates.iter().map(entry).collect()
}

fn evidence_entry(basis: &Basis, evidence: &Evidence<'_>) -> EvidenceEntry {
    let (rule, rule_kind) = match evidence.finding {
        Finding::Rule(rule) => {
            let view = basis.recovery_index().matcher().rule(rule);
            (view.pattern.words.as_str(), view.kind.name())
        }
        _ => ("", ""),
    };
    let text = evidence.text(&basis.records());
    EvidenceEntry {
        at: evidence.at,
        namespace: evidence.namespace.to_owned(),
        job: evidence.job.to_owned(),
        run: evidence.run.to_owned(),
        kind: evidence.kind.map(|kind| basis.slo().kinds.name(kind).to_owned()),
        from: if evidence.place.is_some() { "job" } else { "text" },
        rule: rule.to_owned(),
        rule_kind,
        file: text.map_or(String::new(), |text| text.file.to_owned()),
        line: text.and_then(|text| text.line),
        text: text.map_or(String::new(), |text| excerpt::around(text.text, rule)),
    }
}

/// The reviewer's notes on the incident: those written while it ran.
fn notes(basis: &Basis, incident: &Incident, as_of: Instant) -> Vec<String> {
    let end = incident.over.unwrap_or(as_of);
    let is_on =
        |note: &&IncidentNote| note.class == incident.class && incident.opened <= note.opened && note.opened <= end;
    let notes: Vec<&IncidentNote> =
        basis.files().iter().flat_map(|file| &file.annotations.notes).filter(is_on).collect();
    let order = chronology(notes.iter().map(|note| (note.opened, note.text.clone())));
    order.into_iter().map(|place| notes[place].text.clone()).collect()
}

/// The timelines, with their files, that tell of the time in which the incident ran and are of its class or of none.
fn timelines_of<'a>(basis: &'a Basis, incident: &Incident, as_of: Instant) -> Vec<(&'a str, &'a TimelineIncident)> {
    let end = incident.over.unwrap_or(as_of);
    let tells = |timeline: &TimelineIncident| {
        timeline.class.as_ref().is_none_or(|class| *class == incident.class)
            && timeline.instants().any(|t| incident.opened <= t && t <= end)
    };
    let of_file = |file: &'a std::rc::Rc<crate::record::LoadedFile>| {
        file.timelines.iter().map(move |timeline| (file.name.as_str(), timeline))
    };
    basis.files().iter().flat_map(of_file).filter(|(_, timeline)| tells(timeline)).collect()
}

/// What the timelines say up to `as_of`, by time.
fn events(timelines: &[(&str, &TimelineIncident)], as_of: Instant) -> Vec<TimelineEntry> {
    let mut entries = Vec::new();
    for (file, timeline) in timelines {
        let mut add = |at, kind: TimelineEventKind, text: &str| {
            if at <= as_of {
                entries.push(TimelineEntry { at, kind: kind.name(), text: text.to_owned(), file: (*file).to_owned() });
            }
        };
        for event in &timeline.events {
            add(event.at, event.kind, &event.text);
        }
        let said = |kind, at| timeline.events.iter().any(|event| (event.kind, event.at) == (kind, at));
        let stated =
            [(timeline.mitigated, TimelineEventKind::Mitigation), (timeline.recovered, TimelineEventKind::Recovery)];
        for (at, kind) in stated {
            // What a field states is shown as the event that it is, unless an event says the same.
            if let Some(at) = at.filter(|at| !said(kind, *at)) {
                add(at, kind, "");
            }
        }
    }
    let order = chronology(entries.iter().map(|entry| (entry.at, in_turn(&[&entry.file, &entry.text, entry.kind]))));
    let mut ordered: Vec<TimelineEntry> = order.into_iter().map(|place| entries[place].clone()).collect();
    ordered.dedup();
    ordered.truncate(MOST_EVENTS);
    ordered
}

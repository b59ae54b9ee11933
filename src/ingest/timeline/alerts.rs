use std::collections::BTreeMap;

use super::native::{class, text};
use crate::ingest::intake::{Flaw, Intake};
use crate::record::{Format, TimelineEvent, TimelineEventKind, TimelineIncident};
use crate::time::Instant;
use crate::tree::{Node, Value};

/// The alerts in a document: of an Alertmanager webhook, its API or `amtool`, or of Prometheus.
pub fn alerts_in(document: &Node) -> &[Node] {
    let data = document.get("data");
    let alerts = document.get("alerts").or_else(|| data.and_then(|data| data.get("alerts"))).or(data);
    alerts.unwrap_or(document).items()
}

/// Whether it is an alert, by its keys.
pub fn is_alert(node: &Node) -> bool {
    node.has("labels") && (node.has("startsAt") || node.has("activeAt"))
}

/// Reads a file of alerts. They become timelines without a class of failure, unless a label `class` names one, and state
/// neither a beginning nor an end of an incident: an alert is what somebody was told.
pub fn alerts(intake: &mut Intake<'_>) -> Format {
    for document in &intake.json() {
        for item in alerts_in(document) {
            intake.incident(item.place, |intake| alert(item, intake));
        }
    }
    once_each(&mut intake.collector.timelines);
    Format::Alertmanager
}

/// Keeps one of each alert: a webhook sends it again and again while it fires, and at last with its end.
fn once_each(alerts: &mut Vec<TimelineIncident>) {
    let mut kept: Vec<TimelineIncident> = Vec::with_capacity(alerts.len());
    // Where the alert of that fingerprint and beginning stands.
    let mut places: BTreeMap<String, u64> = BTreeMap::new();
    for alert in std::mem::take(alerts) {
        let started = alert.events.first().map_or(0, |event| event.at.as_millis());
        let key = format!("{} {started}", alert.id);
        if let Some(&known) = places.get(&key).filter(|_| !alert.id.is_empty()) {
            let before = &mut kept[known as usize];
            if before.events.len() < alert.events.len() {
                *before = alert;
            }
        } else {
            places.insert(key, kept.len() as u64);
            kept.push(alert);
        }
    }
    *alerts = kept;
}

fn alert(node: &Node, intake: &mut Intake<'_>) -> Result<TimelineIncident, Flaw> {
    let flaw = |why: &str| Flaw { place: node.place, why: why.to_owned() };
    let labels = node.get("labels").ok_or_else(|| flaw("it has no labels, and is no alert"))?;
    let started = intake.notes.field(node, "startsAt")?;
    let active = intake.notes.field(node, "activeAt")?;
    let started = started.or(active).ok_or_else(|| flaw("the alert does not say when it started"))?;
    let name = text(labels, "alertname");
    let annotations = node.get("annotations");
    let said = ["summary", "description", "message"].into_iter().filter_map(|key| annotations?.get(key)?.text()).next();
    let is_pending = text(node, "state") == "pending";
    let kind = if is_pending { TimelineEventKind::Note } else { TimelineEventKind::Detected };
    let state = if is_pending { "alert pending" } else { "alert" };
    let mut events = vec![TimelineEvent { at: started, kind, text: format!("{state}: {}", said.unwrap_or(&name)) }];
    if let Some(at) = ended(node, intake)? {
        events.push(TimelineEvent { at, kind: TimelineEventKind::Note, text: format!("alert ended: {name}") });
    }
    Ok(TimelineIncident {
        id: text(node, "fingerprint"),
        title: name,
        class: class(labels),
        opened: None,
        mitigated: None,
        recovered: None,
        events,
        line: u64::from(node.place.line),
    })
}

/// When the alert ended. Of one that fires, `endsAt` is unset, or lies ahead: by then it ends unless it is sent again.
fn ended(node: &Node, intake: &mut Intake<'_>) -> Result<Option<Instant>, Flaw> {
    let Some(status) = node.get("status") else { return Ok(None) };
    let ends = intake.notes.field(node, "endsAt")?;
    let is_over = match &status.value {
        // The webhook says so.
        Value::Quoted(status) => status == "resolved",
        // The API's state speaks of silences; what tells is when the alert was last heard of.
        _ => ends <= intake.notes.field(node, "updatedAt")?,
    };
    Ok(ends.filter(|_| is_over))
}

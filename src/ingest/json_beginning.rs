use super::annotations::SCHEMA;
use super::foreign::Foreign;
use super::foreign_json::{UNKNOWN_INCIDENTS, foreign_json};
use super::small::SmallFormat;
use super::timeline::{Teller, alerts_in, incidents_in, is_alert};
use crate::tree::{Node, Value, json};

/// Most values of a beginning that are looked at.
const MOST_VALUES: usize = 1_000;

/// How a file that begins as JSON is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonFormat {
    /// Whole, at its end.
    Small(SmallFormat),
    /// Not at all: it is of a foreign format that is known by name.
    Foreign(Foreign),
    /// In pieces, document by document.
    Streamed,
}

/// Recognises JSON by the keys of its first document, as far as `beginning` shows them.
pub fn recognise_json(beginning: &[u8]) -> JsonFormat {
    let whole = beginning.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let documents = json::documents(whole, MOST_VALUES);
    let Some(first) = documents.nodes.first() else { return JsonFormat::Streamed };
    if first.has("kind") && first.has("apiVersion") {
        return JsonFormat::Streamed;
    }
    if first.get("schema").and_then(Node::text).is_some_and(|schema| schema.starts_with(SCHEMA)) {
        return JsonFormat::Small(SmallFormat::Annotations);
    }
    let is_empty_list =
        |node: Option<&Node>| node.is_some_and(|node| matches!(&node.value, Value::List(items) if items.is_empty()));
    let data = first.get("data");
    let no_alerts = is_empty_list(first.get("alerts")) || is_empty_list(data.and_then(|data| data.get("alerts")));
    if no_alerts || alerts_in(first).iter().any(is_alert) {
        return JsonFormat::Small(SmallFormat::Alerts);
    }
    let no_incidents = is_empty_list(first.get("incidents")) && !first.has("page");
    if no_incidents || incidents_in(first).0.iter().any(|item| Teller::of(item, first).is_some()) {
        return JsonFormat::Small(SmallFormat::Incidents);
    }
    if let Some(foreign) = foreign_json(first) {
        return JsonFormat::Foreign(foreign);
    }
    match first.get("incidents").map(Node::items).unwrap_or_default() {
        [] => JsonFormat::Streamed,
        // What would tell may come later.
        [_] if documents.fault.is_some() => JsonFormat::Small(SmallFormat::Incidents),
        _ => JsonFormat::Foreign(UNKNOWN_INCIDENTS),
    }
}

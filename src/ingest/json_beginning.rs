use super::annotations::SCHEMA;
use super::small::SmallFormat;
use crate::tree::{Node, json};

/// Most values of a beginning that are looked at.
const MOST_VALUES: usize = 10_000;

/// How a file that begins as JSON is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonFormat {
    /// Whole, at its end.
    Small(SmallFormat),
    /// In pieces, document by document.
    Streamed,
}

/// Recognises JSON by the keys of its first document, as far as `beginning` shows them.
pub fn recognise_json(beginning: &[u8]) -> JsonFormat {
    let whole = beginning.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let documents = json::documents(whole, MOST_VALUES);
    let Some(first) = documents.nodes.first() else { return JsonFormat::Streamed };
    if first.get("schema").and_then(Node::text).is_some_and(|schema| schema.starts_with(SCHEMA)) {
        return JsonFormat::Small(SmallFormat::Annotations);
    }
    if first.get("incidents").is_some() {
        return JsonFormat::Small(SmallFormat::Incidents);
    }
    JsonFormat::Streamed
}

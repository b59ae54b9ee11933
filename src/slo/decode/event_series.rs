use super::file::Document;
use crate::slo::object::Object;
use crate::slo::problem::Findings;
use crate::slo::shape::{EVENT_SERIES, EVENT_SOURCE};
use crate::slo::{EventRole, EventSource, EventValues};

const MAX_SOURCES: usize = 100;

/// Reads an `EventSeries` document.
pub(super) fn read(document: &Document<'_>, findings: &mut Findings) -> Vec<EventSource> {
    let mut sources = Vec::new();
    let Some(spec) = document.spec.as_ref().and_then(|spec| spec.object(&EVENT_SERIES, findings)) else {
        return sources;
    };
    for role in EventRole::ALL {
        let items = spec.get(role.name()).and_then(|list| list.some_items(MAX_SOURCES, findings)).unwrap_or_default();
        for item in items {
            sources.extend(item.object(&EVENT_SOURCE, findings).and_then(|object| source(role, &object, findings)));
        }
    }
    if !sources.is_empty() && !is_enough(&sources) {
        let remedy = "name series of two of `good`, `bad` and `total`";
        spec.cursor().problem(findings, "counts of one kind alone give no ratio", remedy);
    }
    sources
}

fn source(role: EventRole, object: &Object<'_>, findings: &mut Findings) -> Option<EventSource> {
    let name = object.get("name").and_then(|name| name.string(findings));
    let choices = [("counter", EventValues::Counter), ("increase", EventValues::Increase)];
    let values = match object.get("values") {
        Some(values) => values.choice(&choices, "way of counting", findings),
        None => Some(EventValues::Counter),
    };
    Some(EventSource { role, values: values?, name: name? })
}

/// Whether the roles give a ratio: two of the three do.
fn is_enough(sources: &[EventSource]) -> bool {
    EventRole::ALL.iter().filter(|role| sources.iter().any(|source| source.role == **role)).count() >= 2
}

//! What series are, written into the text of an SLO file.

use super::decode::MAX_NODES;
use super::problem::Findings;
use super::tuning::offset;
use super::{EventRole, EventSource, EventValues};
use crate::quote::quoted;
use crate::tree::{Node, Place, Value, yaml};

/// Text to put in at a byte.
struct Insertion {
    at: usize,
    text: String,
}

/// The text of an SLO file that says of further series what their events are. Everything else stays as it is, comments
/// included; what the file says already is not said twice. Whether the file can be used then is for
/// [`Slo::parse`](super::Slo::parse) to say.
///
/// ```
/// use slo_review::slo::{EventRole, EventSource, EventValues, Slo, mapping};
///
/// let source = |role, name: &str| EventSource { role, values: EventValues::Counter, name: name.to_owned() };
/// let text = mapping::add(Slo::EMBEDDED_TEXT, &[source(EventRole::Bad, "errors_total"), source(EventRole::Total, "requests_total")]);
/// assert!(text.starts_with(Slo::EMBEDDED_TEXT));
/// assert_eq!(Slo::parse("mine.yaml", &text).unwrap().event_series.len(), 2);
/// ```
pub fn add(text: &str, sources: &[EventSource]) -> String {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    let documents = yaml::documents(bare, MAX_NODES, &mut Findings::default());
    let is_mapping = |document: &&Node| document.get("kind").and_then(Node::text) == Some("EventSeries");
    let Some(spec) = documents.iter().find(is_mapping).and_then(|document| document.get("spec")) else {
        return append(text, sources);
    };
    let mut added = text[..text.len() - bare.len()].to_owned();
    let mut at = 0;
    let mut insertions: Vec<Insertion> =
        EventRole::ALL.into_iter().filter_map(|role| insertion(bare, spec, role, sources)).collect();
    // Stable, so that roles that are put in at one place keep their order.
    insertions.sort_by_key(|insertion| insertion.at);
    for insertion in insertions {
        added.push_str(&bare[at..insertion.at]);
        added.push_str(&insertion.text);
        at = insertion.at;
    }
    added.push_str(&bare[at..]);
    added
}

/// The text with a document of its own behind all others.
fn append(text: &str, sources: &[EventSource]) -> String {
    let mut added = text.to_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        added.push('\n');
    }
    added.push_str("---\napiVersion: slo-review/v1\nkind: EventSeries\nspec:\n");
    for role in EventRole::ALL {
        let mut first = true;
        for source in sources.iter().filter(|source| source.role == role) {
            if first {
                added.extend(["  ", role.name(), ":\n"]);
            }
            first = false;
            block_item(&mut added, "    ", source);
        }
    }
    added
}

/// What is to be put in for a role; none where there is nothing to say, or no place for it.
fn insertion(text: &str, spec: &Node, role: EventRole, sources: &[EventSource]) -> Option<Insertion> {
    let list = spec.get(role.name());
    let known = list.map_or(&[][..], Node::items);
    let is_known = |source: &&EventSource| {
        known.iter().any(|item| item.get("name").and_then(Node::text) == Some(source.name.as_str()))
    };
    let sources: Vec<&EventSource> = sources.iter().filter(|source| source.role == role && !is_known(source)).collect();
    if sources.is_empty() {
        return None;
    }
    let mut added = String::new();
    let at = match (list, known.first(), &spec.value) {
        // Behind the bracket of a list in brackets.
        (Some(list), first, _) if begins_with(text, list.place, '[') => {
            flow_items(&mut added, &sources);
            added.push_str(if first.is_some() { ", " } else { "" });
            offset(text, list.place)? + 1
        }
        // On lines of their own before the first item.
        (Some(_), Some(first), _) => {
            // The dash may stand on a line before the item.
            let mut place = first.place;
            let (line, indent) = loop {
                let (line, indent) = line_of(text, place)?;
                if text[line..].trim_start_matches(' ').starts_with('-') {
                    break (line, indent);
                }
                place.line = place.line.checked_sub(1).filter(|line| *line > 0)?;
            };
            sources.iter().for_each(|source| block_item(&mut added, indent, source));
            line
        }
        (None, _, Value::Map(entries)) if begins_with(text, spec.place, '{') => {
            added.extend(["\"", role.name(), "\": ["]);
            flow_items(&mut added, &sources);
            added.push_str(if entries.is_empty() { "]" } else { "], " });
            offset(text, spec.place)? + 1
        }
        (None, _, Value::Map(entries)) => {
            let (line, indent) = line_of(text, entries.first()?.place)?;
            added.extend([indent, role.name(), ":\n"]);
            let deeper = [indent, "  "].concat();
            sources.iter().for_each(|source| block_item(&mut added, &deeper, source));
            line
        }
        _ => return None,
    };
    Some(Insertion { at, text: added })
}

fn begins_with(text: &str, place: Place, bracket: char) -> bool {
    offset(text, place).is_some_and(|at| text[at..].starts_with(bracket))
}

/// The byte where the line of a place begins, and its indentation.
fn line_of(text: &str, place: Place) -> Option<(usize, &str)> {
    let start = offset(text, Place { column: 1, ..place })?;
    let line = &text[start..];
    Some((start, &line[..line.len() - line.trim_start_matches(' ').len()]))
}

fn block_item(text: &mut String, indent: &str, source: &EventSource) {
    text.extend([indent, "- name: ", &quoted(&source.name), "\n"]);
    if source.values == EventValues::Increase {
        text.extend([indent, "  values: increase\n"]);
    }
}

fn flow_items(text: &mut String, sources: &[&EventSource]) {
    for (index, source) in sources.iter().enumerate() {
        let values = if source.values == EventValues::Increase { ", \"values\": \"increase\"" } else { "" };
        text.extend([if index > 0 { ", " } else { "" }, "{\"name\": ", &quoted(&source.name), values, "}"]);
    }
}

#[cfg(test)]
mod tests {
    use super::add;
    use crate::slo::{EventRole, EventSource, EventValues, Slo};

    fn source(role: EventRole, name: &str) -> EventSource {
        EventSource { role, values: EventValues::Counter, name: name.to_owned() }
    }

    /// The built-in file with another document.
    fn with(document: &str) -> String {
        [Slo::EMBEDDED_TEXT, "---\napiVersion: slo-review/v1\nkind: EventSeries\n", document].concat()
    }

    #[test]
    fn series_are_added_however_the_file_is_written() {
        let spec = [
            "spec:\n  good:\n    - name: a # the first\n  # all of them\n  total:\n  - name: b\n",
            "spec:\n  # only these\n  total:\n    - { name: b }\n  good:\n    - values: counter\n      name: a\n",
            "spec: { good: [ { name: a } ], total: [ { name: b } ] }\n",
            "{\"spec\": {\"total\": [{\"name\": \"b\"}], \"good\": [\n  {\"name\": \"a\"}]}}\n",
            "spec:\n  good:\n  -\n    name: a\n  total:\n    -   # b\n        name: b\n",
            "spec:\n  good: [{name: a}]\n  total:\n    - name: b\n  bad: []\n",
        ];
        for spec in spec {
            let text = if spec.starts_with('{') {
                let json = spec.replacen('{', "{\"apiVersion\": \"slo-review/v1\", \"kind\": \"EventSeries\", ", 1);
                ["\u{feff}", Slo::EMBEDDED_TEXT, "---\n", &json].concat()
            } else {
                with(spec)
            };
            let new = [
                source(EventRole::Bad, "c: \"d\""),
                source(EventRole::Good, "a"),
                EventSource { values: EventValues::Increase, ..source(EventRole::Good, "e.json") },
                source(EventRole::Total, "f"),
                source(EventRole::Bad, "g"),
            ];
            let added = add(&text, &new);
            let slo = Slo::parse("added.yaml", &added).unwrap_or_else(|errors| panic!("{added}\n{errors}"));
            let mut expected = vec![new[0].clone(), new[1].clone(), new[2].clone(), new[3].clone(), new[4].clone()];
            expected.push(source(EventRole::Total, "b"));
            let mut found = slo.event_series;
            for list in [&mut found, &mut expected] {
                list.sort_by(|a, b| (a.role, &a.name).cmp(&(b.role, &b.name)));
            }
            assert_eq!(found, expected, "{added}");
            // Nothing was taken away.
            let mut rest = added.as_str();
            for character in text.chars() {
                let at = rest.find(character).unwrap_or_else(|| panic!("{character:?} is lost: {added}"));
                rest = &rest[at + character.len_utf8()..];
            }
        }
    }

    #[test]
    fn a_file_without_series_gets_a_document() {
        let without_end = Slo::EMBEDDED_TEXT.trim_end();
        let added = add(without_end, &[source(EventRole::Good, "a"), source(EventRole::Total, "b")]);
        assert_eq!(Slo::parse("added.yaml", &added).unwrap().event_series.len(), 2);
        assert_eq!(add(&added, &[source(EventRole::Good, "a")]), added);
    }
}

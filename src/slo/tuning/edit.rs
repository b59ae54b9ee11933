use std::fmt;

use super::tunable::{Spot, documents, spots};
use crate::tree::{Entry, Node, Place, Value};

/// A tunable figure and what it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The figure's [`id`](super::Tunable::id).
    pub id: String,
    /// What to write: letters, digits, a point and `%`.
    pub value: String,
}

/// A change that cannot be written into the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditError {
    /// The figure.
    pub id: String,
    /// Why, as a sentence.
    pub why: String,
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.id, self.why)
    }
}

impl std::error::Error for EditError {}

/// What to put in place of a stretch of the text.
struct Patch {
    from: usize,
    to: usize,
    text: String,
}

/// The text of an SLO file with some of its figures changed. Everything else stays as it is. Whether the file can hold
/// the new values is for [`Slo::parse`](crate::slo::Slo::parse) to say.
///
/// # Errors
///
/// The first change of a figure that the file does not have, or that stands in it in a way that cannot be written over.
///
/// ```
/// use slo_review::slo::{Slo, tuning};
///
/// let text = Slo::EMBEDDED_TEXT;
/// let change = tuning::Change { id: "objective.target".to_owned(), value: "0.995".to_owned() };
/// let changed = tuning::edit(text, &[change])?;
/// assert_eq!(changed.len(), text.len() + 1);
/// # Ok::<(), tuning::EditError>(())
/// ```
pub fn edit(text: &str, changes: &[Change]) -> Result<String, EditError> {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    let documents = documents(bare);
    let spots = spots(&documents);
    let mut patches: Vec<Patch> = Vec::new();
    for change in changes {
        let error = |why: &str| EditError { id: change.id.clone(), why: why.to_owned() };
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'%';
        if change.value.is_empty() || !change.value.bytes().all(allowed) {
            return Err(error("write letters, digits, a point and `%` only"));
        }
        let spot = spots.iter().find(|spot| spot.id == change.id);
        let spot = spot.ok_or_else(|| error("the SLO file has no such figure"))?;
        let patch = match spot.node() {
            Some(node) => over(bare, node, &change.value),
            None => beside(bare, spot, &change.value),
        };
        let patch = patch
            .ok_or_else(|| error("it stands in the file in a way that cannot be written over; change it there"))?;
        let place = patches.partition_point(|known| known.from <= patch.from);
        patches.insert(place, patch);
    }
    let mut edited = text[..text.len() - bare.len()].to_owned();
    let mut at = 0;
    for patch in patches {
        // Two changes of one figure would overlap; the later one is left out.
        if patch.from < at {
            continue;
        }
        edited.push_str(&bare[at..patch.from]);
        edited.push_str(&patch.text);
        at = patch.to;
    }
    edited.push_str(&bare[at..]);
    Ok(edited)
}

/// Writes over a value that stands on one line, in quotes or without.
fn over(text: &str, node: &Node, value: &str) -> Option<Patch> {
    let from = offset(text, node.place)?;
    let rest = &text[from..];
    match &node.value {
        Value::Plain(old) if rest.starts_with(old.as_str()) => {
            Some(Patch { from, to: from + old.len(), text: value.to_owned() })
        }
        Value::Quoted(old) => {
            let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            // A value that needs no escape stands between its quotes as it is.
            let inner = rest[1..].strip_prefix(old.as_str())?;
            inner.starts_with(quote).then(|| Patch { from: from + 1, to: from + 1 + old.len(), text: value.to_owned() })
        }
        _ => None,
    }
}

/// Adds a field to a group that does not have it yet.
fn beside(text: &str, spot: &Spot<'_>, value: &str) -> Option<Patch> {
    let Value::Map(entries) = &spot.group.value else { return None };
    let first = entries.first()?;
    let at = offset(text, first.place)?;
    if text[at..].starts_with('"') {
        return Some(Patch { from: at, to: at, text: format!("\"{}\": \"{value}\", ", spot.field) });
    }
    if is_flow(text, spot.group, at) {
        return Some(Patch { from: at, to: at, text: format!("{}: {value}, ", spot.field) });
    }
    // In block style the new field goes onto a line of its own, after a field whose value is on the line of its key.
    let on_one_line =
        |entry: &&Entry| entry.node.place.line == entry.place.line && matches!(entry.node.value, Value::Plain(_));
    let before = entries.iter().rev().find(on_one_line)?;
    let indent = " ".repeat(before.place.column as usize - 1);
    let line = offset(text, Place { line: before.place.line, column: 1 })?;
    let end = text[line..].find('\n').map_or(text.len(), |end| line + end);
    let (end, line_end) = match text[..end].strip_suffix('\r') {
        Some(_) => (end - 1, "\r\n"),
        None => (end, "\n"),
    };
    Some(Patch { from: end, to: end, text: format!("{line_end}{indent}{}: {value}", spot.field) })
}

/// Whether a group is written in braces: its first key comes after one.
fn is_flow(text: &str, group: &Node, first: usize) -> bool {
    offset(text, group.place).is_some_and(|from| text.get(from..first).is_some_and(|before| before.starts_with('{')))
}

/// The byte at which a place lies.
pub(in crate::slo) fn offset(text: &str, place: Place) -> Option<usize> {
    let mut lines = text.split_inclusive('\n');
    let before: usize = lines.by_ref().take(place.line as usize - 1).map(str::len).sum();
    let line = lines.next().unwrap_or_default();
    let column = place.column as usize - 1;
    let within = line.char_indices().map(|(at, _)| at).chain([line.len()]).nth(column)?;
    Some(before + within)
}

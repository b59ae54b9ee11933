use super::intake::Flaw;
use super::kubernetes::TimeNotes;
use crate::record::{Maintenance, Outage};
use crate::time::Interval;
use crate::tree::{Node, Value, json};

/// The members of an entry that are read.
pub const ENTRY_KEYS: [&str; 5] = ["from", "to", "reason", "confirmed", "confirmedBy"];

/// Most values of an entry; it needs no more than six.
const MOST_VALUES: usize = 100;

/// Why an entry is not taken.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It cannot be read.
    Bad(Flaw),
    /// Its end is not after its beginning.
    Empty(Flaw),
}

impl From<Flaw> for Refusal {
    fn from(flaw: Flaw) -> Self {
        Self::Bad(flaw)
    }
}

/// An entry that was cut out of a larger file.
pub fn entry(json: &[u8]) -> Result<Node, String> {
    let text = std::str::from_utf8(json).map_err(|_| "it is not UTF-8".to_owned())?;
    let mut documents = json::documents(text, MOST_VALUES);
    match documents.fault {
        Some(fault) => Err(fault.why.to_owned()),
        None => documents.nodes.pop().ok_or_else(|| "it is empty".to_owned()),
    }
}

/// Reads a maintenance window.
pub fn maintenance(entry: &Node, notes: &mut TimeNotes) -> Result<Maintenance, Refusal> {
    Ok(Maintenance { interval: interval(entry, notes)?, reason: text(entry, "reason")?.unwrap_or_default() })
}

/// Reads an outage.
pub fn outage(entry: &Node, notes: &mut TimeNotes) -> Result<Outage, Refusal> {
    Ok(Outage {
        interval: interval(entry, notes)?,
        confirmed: flag(entry, "confirmed")?.unwrap_or(false),
        // A table's columns are known by their names in small letters.
        confirmed_by: text(entry, "confirmedBy")?.or(text(entry, "confirmedby")?),
        reason: text(entry, "reason")?,
    })
}

/// `[from, to)`; without `to` it lasts until further notice (method, section 1).
fn interval(entry: &Node, notes: &mut TimeNotes) -> Result<Interval, Refusal> {
    if !matches!(entry.value, Value::Map(_)) {
        let why = format!("it is {}, not an exclusion with `from` and `to`", entry.what());
        return Err(Refusal::Bad(Flaw { place: entry.place, why }));
    }
    let from = notes.field(entry, "from")?;
    let from = from.ok_or_else(|| Flaw { place: entry.place, why: "it has no `from`".to_owned() })?;
    let to = notes.field(entry, "to")?;
    match to {
        Some(to) if to <= from => {
            Err(Refusal::Empty(Flaw { place: entry.place, why: format!("`to` ({to}) is not after `from` ({from})") }))
        }
        to => Ok(Interval { from, to }),
    }
}

/// A text; none where it is missing or empty.
fn text(entry: &Node, key: &str) -> Result<Option<String>, Flaw> {
    let Some(field) = entry.get(key) else { return Ok(None) };
    match field.text() {
        Some(text) => Ok(Some(text.to_owned()).filter(|text| !text.is_empty())),
        None => Err(Flaw { place: field.place, why: format!("`{key}` is {}, not a text", field.what()) }),
    }
}

/// `true` or `false`, or in YAML and tables also `yes` or `no`; none where it is missing.
fn flag(entry: &Node, key: &str) -> Result<Option<bool>, Flaw> {
    let Some(field) = entry.get(key) else { return Ok(None) };
    match &field.value {
        Value::Plain(word) if ["true", "yes"].iter().any(|yes| word.eq_ignore_ascii_case(yes)) => Ok(Some(true)),
        Value::Plain(word) if ["false", "no"].iter().any(|no| word.eq_ignore_ascii_case(no)) => Ok(Some(false)),
        _ => Err(Flaw { place: field.place, why: format!("`{key}` is {}, not true or false", field.what()) }),
    }
}

use serde::Deserialize;

use super::kubernetes::{Text, TimeNotes};
use crate::record::{Maintenance, Outage};
use crate::time::Interval;

/// An entry of an exclusions file, of either kind.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", bound(deserialize = "'de: 'a"))]
struct Entry<'a> {
    from: Option<Text<'a>>,
    to: Option<Text<'a>>,
    reason: Option<Text<'a>>,
    confirmed: Option<bool>,
    confirmed_by: Option<Text<'a>>,
}

/// The members of an entry that are read.
pub const ENTRY_KEYS: [&str; 5] = ["from", "to", "reason", "confirmed", "confirmedBy"];

/// Why an entry is not taken.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It cannot be read.
    Bad(String),
    /// Its end is not after its beginning.
    Empty(String),
}

/// Reads a maintenance window.
pub fn maintenance(json: &[u8], notes: &mut TimeNotes) -> Result<Maintenance, Refusal> {
    let entry = parse(json)?;
    let interval = interval(&entry, notes)?;
    Ok(Maintenance { interval, reason: entry.reason.map_or_else(String::new, |reason| reason.0.into_owned()) })
}

/// Reads an outage.
pub fn outage(json: &[u8], notes: &mut TimeNotes) -> Result<Outage, Refusal> {
    let entry = parse(json)?;
    let interval = interval(&entry, notes)?;
    let owned = |text: Option<Text<'_>>| text.map(|text| text.0.into_owned()).filter(|text| !text.is_empty());
    Ok(Outage {
        interval,
        confirmed: entry.confirmed.unwrap_or(false),
        confirmed_by: owned(entry.confirmed_by),
        reason: owned(entry.reason),
    })
}

fn parse(json: &[u8]) -> Result<Entry<'_>, Refusal> {
    serde_json::from_slice(json).map_err(|error| Refusal::Bad(super::document::plain_reason(&error)))
}

fn interval(entry: &Entry<'_>, notes: &mut TimeNotes) -> Result<Interval, Refusal> {
    let from = notes.read(entry.from.as_deref(), "`from`").map_err(Refusal::Bad)?;
    let to = notes.read(entry.to.as_deref(), "`to`").map_err(Refusal::Bad)?;
    let from = from.ok_or_else(|| Refusal::Bad("it has no `from`".to_owned()))?;
    match to {
        Some(to) if to <= from => Err(Refusal::Empty(format!("`to` ({to}) is not after `from` ({from})"))),
        to => Ok(Interval { from, to }),
    }
}

use super::error::{ErrorCode, IngestError};
use super::exclusions::{self, Refusal};
use super::intake::{Flaw, Intake};
use super::small::MOST_VALUES;
use crate::record::{IncidentNote, StatedMitigation};
use crate::time::Instant;
use crate::tree::{Node, Place, Value, json, shorten};

/// How the `schema` of every version of an annotations file begins.
pub const SCHEMA: &str = "slo-review/annotations/";

/// The version that is read.
const VERSION: &str = "1";

/// Most entries of each kind.
const MOST_ENTRIES: usize = 10_000;

/// Why a file of annotations is refused. It is taken whole or not at all: it is a reviewer's own work, and what would be
/// left out of it would be missing for good once the page saves it again.
#[derive(Debug)]
pub struct Wrong {
    first: Flaw,
    remedy: &'static str,
    /// How many further entries are wrong.
    more: u64,
}

impl Wrong {
    /// The error of the file of that name.
    pub fn error(self, file: &str, intake: &Intake<'_>) -> IngestError {
        let more = match self.more {
            0 => String::new(),
            1 => " One more entry is wrong.".to_owned(),
            more => format!(" {more} more entries are wrong."),
        };
        IngestError {
            file: file.to_owned(),
            code: ErrorCode::Invalid,
            what: format!("This is a file of annotations, and it is refused as a whole: {}.{more}", self.first.why),
            position: Some(intake.position(self.first.place, None)),
            remedy: self.remedy.to_owned(),
            unmapped: None,
        }
    }
}

/// An entry that is wrong, and what to do about it.
struct Problem(Flaw, &'static str);

const TIME: &str = "Write times as RFC 3339, such as 2026-02-26T12:00:00Z.";
const SHAPE: &str = "Correct that place; docs/annotations.md lists every field.";

/// Reads a file of annotations. Keys that are not known are passed over.
pub fn annotations(intake: &mut Intake<'_>) -> Result<(), Wrong> {
    let documents = json::documents(intake.text, MOST_VALUES);
    let alone = |place, why: String, remedy| Wrong { first: Flaw { place, why }, remedy, more: 0 };
    if let Some(fault) = documents.fault {
        return Err(alone(fault.place, fault.why.to_owned(), "Copy it again, or correct that place by hand."));
    }
    let [root] = documents.nodes.as_slice() else {
        let place = documents.nodes.get(1).map_or(Place::START, |second| second.place);
        return Err(alone(place, "it holds more than one document".to_owned(), "Keep one document in a file."));
    };
    let schema = root.get("schema").and_then(Node::text).unwrap_or_default();
    if schema.strip_prefix(SCHEMA) != Some(VERSION) {
        let place = root.get("schema").map_or(root.place, |schema| schema.place);
        let why = format!("its schema is `{}`, and read is `{SCHEMA}{VERSION}`", shorten(schema));
        return Err(alone(place, why, "Open it with the version of the page that saved it, or a later one."));
    }
    let mut wrong: Option<Wrong> = None;
    let mut take = |result: Result<(), Problem>| {
        if let Err(Problem(first, remedy)) = result {
            match &mut wrong {
                Some(wrong) => {
                    wrong.more += 1;
                    if first.place < wrong.first.place {
                        (wrong.first, wrong.remedy) = (first, remedy);
                    }
                }
                None => wrong = Some(Wrong { first, remedy, more: 0 }),
            }
        }
    };
    take(is_group(root));
    for (key, read) in KINDS {
        match list(root, key) {
            Ok(items) => items.iter().for_each(|item| take(is_group(item).and_then(|()| read(item, intake)))),
            Err(problem) => take(Err(problem)),
        }
    }
    wrong.map_or(Ok(()), Err)
}

type Read = fn(&Node, &mut Intake<'_>) -> Result<(), Problem>;

/// The kinds of entry, and how each is read.
const KINDS: [(&str, Read); 4] =
    [("mitigations", mitigation), ("maintenance", maintenance), ("outages", outage), ("notes", note)];

fn list<'n>(root: &'n Node, key: &str) -> Result<&'n [Node], Problem> {
    let problem = |place, why| Err(Problem(Flaw { place, why }, SHAPE));
    match root.get(key) {
        None => Ok(&[]),
        Some(node) if !matches!(node.value, Value::List(_)) => {
            problem(node.place, format!("`{key}` is {}, not a list", node.what()))
        }
        Some(node) if node.items().len() > MOST_ENTRIES => {
            problem(node.place, format!("`{key}` has more than {MOST_ENTRIES} entries"))
        }
        Some(node) => Ok(node.items()),
    }
}

/// Checks that it is a group of fields, none of which is given twice.
fn is_group(item: &Node) -> Result<(), Problem> {
    let Value::Map(entries) = &item.value else {
        let why = format!("an entry is {}, not a group of fields", item.what());
        return Err(Problem(Flaw { place: item.place, why }, SHAPE));
    };
    for (index, entry) in entries.iter().take(MOST_FIELDS).enumerate() {
        if entries.iter().take(index).any(|other| other.key == entry.key) {
            let why = format!("`{}` is given twice", shorten(&entry.key));
            return Err(Problem(Flaw { place: entry.place, why }, "Keep one of the two."));
        }
    }
    Ok(())
}

/// How many fields of an entry are compared with each other; what is known has no more than five.
const MOST_FIELDS: usize = 32;

fn mitigation(item: &Node, intake: &mut Intake<'_>) -> Result<(), Problem> {
    let class = text(item, "class")?;
    let opened = time(item, "openedAt", intake)?;
    if !item.has("mitigatedAt") {
        let why = "an entry has no `mitigatedAt`".to_owned();
        return Err(Problem(Flaw { place: item.place, why }, "Write `null` where it is not known when that was."));
    }
    let mitigated = if item.get("mitigatedAt").is_none() { None } else { Some(time(item, "mitigatedAt", intake)?) };
    intake.collector.annotations.mitigations.push(StatedMitigation { class, opened, mitigated });
    intake.collector.records += 1;
    Ok(())
}

fn note(item: &Node, intake: &mut Intake<'_>) -> Result<(), Problem> {
    let class = text(item, "class")?;
    let opened = time(item, "openedAt", intake)?;
    intake.collector.annotations.notes.push(IncidentNote { class, opened, text: text(item, "text")? });
    intake.collector.records += 1;
    Ok(())
}

fn maintenance(item: &Node, intake: &mut Intake<'_>) -> Result<(), Problem> {
    interval(item)?;
    match exclusions::maintenance(item, &mut intake.notes) {
        Err(Refusal::Bad(flaw)) => return Err(Problem(flaw, SHAPE)),
        read => intake.maintenance(item.place, read),
    }
    Ok(())
}

fn outage(item: &Node, intake: &mut Intake<'_>) -> Result<(), Problem> {
    interval(item)?;
    if item.get("confirmed").is_none() {
        let why = "an outage does not say whether it is `confirmed`".to_owned();
        return Err(Problem(Flaw { place: item.place, why }, "Write `\"confirmed\": true` or `false`."));
    }
    match exclusions::outage(item, &mut intake.notes) {
        Err(Refusal::Bad(flaw)) => return Err(Problem(flaw, SHAPE)),
        read => intake.outage(item.place, read),
    }
    Ok(())
}

/// Checks how the times and texts of an exclusion are written. An end that is no later than its beginning costs only the entry,
/// with a warning, as in every file of exclusions (method, section 1).
fn interval(item: &Node) -> Result<(), Problem> {
    for key in ["reason", "confirmedBy"] {
        if let Some(field) = item.get(key)
            && !matches!(field.value, Value::Quoted(_))
        {
            return Err(not_a_text(key, field));
        }
    }
    is_time(item, "from")?;
    if item.get("to").is_some() { is_time(item, "to") } else { Ok(()) }
}

/// A text that must be there and say something.
fn text(item: &Node, key: &str) -> Result<String, Problem> {
    match item.get(key) {
        Some(Node { value: Value::Quoted(text), .. }) if !text.is_empty() => Ok(text.clone()),
        Some(field) => Err(not_a_text(key, field)),
        None => Err(Problem(Flaw { place: item.place, why: format!("an entry has no `{key}`") }, SHAPE)),
    }
}

fn not_a_text(key: &str, field: &Node) -> Problem {
    Problem(Flaw { place: field.place, why: format!("`{key}` is {}, not a text", field.what()) }, SHAPE)
}

/// A time that must be there. Epoch seconds are no times here: whoever reads the file should see when.
fn is_time(item: &Node, key: &str) -> Result<(), Problem> {
    let text = text(item, key).map_err(|Problem(flaw, _)| Problem(flaw, TIME))?;
    if text.as_bytes().get(4) == Some(&b'-') {
        return Ok(());
    }
    let place = item.get(key).map_or(item.place, |field| field.place);
    Err(Problem(Flaw { place, why: format!("`{key}` is `{}`, not a time", shorten(&text)) }, TIME))
}

fn time(item: &Node, key: &str, intake: &mut Intake<'_>) -> Result<Instant, Problem> {
    is_time(item, key)?;
    let read = intake.notes.field(item, key).map_err(|flaw| Problem(flaw, TIME))?;
    read.ok_or_else(|| Problem(Flaw { place: item.place, why: format!("`{key}` is not set") }, TIME))
}

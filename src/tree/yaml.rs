use hashbrown::HashMap;
use hashbrown::hash_map::Entry as Slot;
use saphyr_parser::{Event, Marker, Parser, ScalarStyle};

use super::Complaints;
use super::node::{Entry, Node, Place, Value, join, shorten};

/// How deep lists and maps may nest; our own formats need nine levels.
const MAX_DEPTH: usize = 64;

/// Reads all documents of a file. Empty documents are left out. What is no YAML ends the reading, with a problem;
/// aliases, tags and duplicate keys are reported and the reading goes on. A file may hold at most `most_nodes` values and
/// keys: a few bytes of YAML make one, and each costs us some hundred bytes.
pub(crate) fn documents(text: &str, most_nodes: usize, findings: &mut dyn Complaints) -> Vec<Node> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut tree = Tree { documents: Vec::new(), open: Vec::new(), nodes: 0, most_nodes };
    for event in Parser::new_from_str(text) {
        let step = match event {
            Ok((event, span)) => tree.take(event, place(&span.start), findings),
            // The library has a bound of its own, for brackets, and sees far ahead of the events.
            Err(error) if error.info() == "recursion limit exceeded" => {
                refuse_depth(place(error.marker()), findings);
                Err(Stop)
            }
            Err(error) => {
                let place = place(error.marker());
                let what = format!("not YAML: {}", error.info());
                findings.complain(place, tree.path(), what, remedy(text, place).to_owned());
                Err(Stop)
            }
        };
        if step.is_err() {
            break;
        }
    }
    tree.documents.retain(|document| !document.is_null());
    tree.documents
}

/// Reading cannot go on; the reason was reported.
struct Stop;

/// A list or map that is still open.
struct Open {
    place: Place,
    content: Content,
}

enum Content {
    List(Vec<Node>),
    Map { entries: Vec<Entry>, key: Option<(String, Place)> },
}

struct Tree {
    documents: Vec<Node>,
    open: Vec<Open>,
    nodes: usize,
    most_nodes: usize,
}

impl Tree {
    fn take(&mut self, event: Event<'_>, place: Place, findings: &mut dyn Complaints) -> Result<(), Stop> {
        match event {
            Event::Scalar(text, style, _, tag) => {
                let value = match style {
                    _ if tag.is_some() => self.refuse_tag(place, findings),
                    ScalarStyle::Plain => Value::Plain(text.into_owned()),
                    _ => Value::Quoted(text.into_owned()),
                };
                self.complete(Node { place, value }, findings)
            }
            Event::Alias(_) => {
                let remedy = "write the value out here; `&` and `*` are not followed";
                findings.complain(place, self.path(), "an alias (`*name`) is not read".to_owned(), remedy.to_owned());
                self.complete(Node { place, value: Value::Refused }, findings)
            }
            Event::SequenceStart(_, tag) => {
                if tag.is_some() {
                    self.refuse_tag(place, findings);
                }
                self.begin(Open { place, content: Content::List(Vec::new()) }, findings)
            }
            Event::MappingStart(_, tag) => {
                if tag.is_some() {
                    self.refuse_tag(place, findings);
                }
                self.begin(Open { place, content: Content::Map { entries: Vec::new(), key: None } }, findings)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(Open { place, content }) = self.open.pop() else { return Ok(()) };
                let value = match content {
                    Content::List(items) => Value::List(items),
                    Content::Map { entries, .. } => {
                        self.refuse_duplicates(&entries, findings);
                        Value::Map(entries)
                    }
                };
                self.complete(Node { place, value }, findings)
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {
                Ok(())
            }
        }
    }

    fn begin(&mut self, open: Open, findings: &mut dyn Complaints) -> Result<(), Stop> {
        if self.open.len() == MAX_DEPTH {
            refuse_depth(open.place, findings);
            return Err(Stop);
        }
        if let Some(Open { content: Content::Map { key: None, .. }, .. }) = self.open.last() {
            let remedy = "a field's name is plain text, followed by a colon";
            let what = "a list or a group of fields stands as a field's name".to_owned();
            findings.complain(open.place, self.path(), what, remedy.to_owned());
            return Err(Stop);
        }
        self.open.push(open);
        Ok(())
    }

    fn complete(&mut self, node: Node, findings: &mut dyn Complaints) -> Result<(), Stop> {
        self.nodes += 1;
        if self.nodes > self.most_nodes {
            let message = format!("the file has more than {} values", self.most_nodes);
            let remedy = "load long lists of exclusions as files of their own".to_owned();
            findings.complain(node.place, String::new(), message, remedy);
            return Err(Stop);
        }
        match self.open.last_mut().map(|open| &mut open.content) {
            None => self.documents.push(node),
            Some(Content::List(items)) => items.push(node),
            Some(Content::Map { entries, key }) => match (key.take(), node.value) {
                (Some((key, place)), value) => {
                    entries.push(Entry { key, place, node: Node { place: node.place, value } });
                }
                (None, Value::Plain(text) | Value::Quoted(text)) => *key = Some((text, node.place)),
                // An alias or a tag where a field's name belongs was reported; the field is kept as a nameless one.
                (None, _) => *key = Some((String::new(), node.place)),
            },
        }
        Ok(())
    }

    /// The path of the value that comes next.
    fn path(&self) -> String {
        let mut path = String::new();
        for open in &self.open {
            match &open.content {
                Content::List(items) => path.push_str(&format!("[{}]", items.len())),
                Content::Map { key: Some((key, _)), .. } => path = join(&path, key),
                Content::Map { key: None, .. } => {}
            }
        }
        path
    }

    fn refuse_tag(&self, place: Place, findings: &mut dyn Complaints) -> Value {
        let remedy = "leave the tag out; put text that looks like a number into quotes";
        findings.complain(place, self.path(), "a tag (`!name`) is not read".to_owned(), remedy.to_owned());
        Value::Refused
    }

    fn refuse_duplicates(&self, entries: &[Entry], findings: &mut dyn Complaints) {
        let mut first_lines: HashMap<&str, u32> = HashMap::new();
        for entry in entries {
            match first_lines.entry(&entry.key) {
                Slot::Vacant(slot) => {
                    slot.insert(entry.place.line);
                }
                Slot::Occupied(first) => {
                    let message = format!("`{}` is already given on line {}", shorten(&entry.key), first.get());
                    let path = join(&self.path(), &entry.key);
                    findings.complain(entry.place, path, message, "keep one of the two".to_owned());
                }
            }
        }
    }
}

fn refuse_depth(place: Place, findings: &mut dyn Complaints) {
    let message = format!("lists and fields are nested more than {MAX_DEPTH} deep");
    let remedy = "no document that is read here needs more than ten levels".to_owned();
    findings.complain(place, String::new(), message, remedy);
}

fn place(mark: &Marker) -> Place {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Place { line: count(mark.line()).max(1), column: count(mark.col()).saturating_add(1) }
}

/// What to do about text that is no YAML at `place`.
fn remedy(text: &str, place: Place) -> &'static str {
    let line = text.lines().nth(place.line as usize - 1).unwrap_or_default();
    let indent = &line[..line.len() - line.trim_start().len()];
    if indent.contains('\t') {
        "indent with spaces; YAML allows no tabs there"
    } else {
        "look at the indentation, the quotes and the colons here and on the line before"
    }
}

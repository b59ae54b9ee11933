use super::cursor::Cursor;
use super::problem::Findings;
use crate::tree::{Entry, join};

/// A group of fields.
pub(super) struct Object<'a> {
    cursor: Cursor<'a>,
    entries: &'a [Entry],
}

impl<'a> Object<'a> {
    pub(super) fn new(cursor: Cursor<'a>, entries: &'a [Entry]) -> Self {
        Self { cursor, entries }
    }

    pub(super) fn entry(&self, name: &str) -> Option<&'a Entry> {
        self.entries.iter().find(|entry| entry.key == name)
    }

    /// The field, where it is there and has a value.
    pub(super) fn get(&self, name: &str) -> Option<Cursor<'a>> {
        let entry = self.entry(name).filter(|entry| !entry.node.is_null())?;
        Some(Cursor { node: &entry.node, path: join(&self.cursor.path, name) })
    }

    /// Reports that a field is missing, at the field's own place where only its value is.
    pub(super) fn missing(&self, name: &str, findings: &mut Findings) {
        let path = join(&self.cursor.path, name);
        match self.entry(name) {
            Some(entry) => findings.problem(entry.place, path, format!("`{name}` has no value"), "give it one"),
            None => {
                findings.problem(self.cursor.place(), path, format!("`{name}` is missing"), format!("add `{name}`"))
            }
        }
    }

    /// The group itself, for problems that concern several of its fields.
    pub(super) fn cursor(&self) -> &Cursor<'a> {
        &self.cursor
    }

    /// An optional text, empty where there is none.
    pub(super) fn string_or_empty(&self, name: &str, findings: &mut Findings) -> String {
        self.get(name).and_then(|field| field.string(findings)).unwrap_or_default()
    }

    /// An optional flag.
    pub(super) fn flag_or(&self, name: &str, default: bool, findings: &mut Findings) -> bool {
        self.get(name).and_then(|field| field.flag(findings)).unwrap_or(default)
    }
}

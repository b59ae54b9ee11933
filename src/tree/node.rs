/// Where something stands in a file; both count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

impl Place {
    /// The file's beginning, for what concerns the whole file.
    pub(crate) const START: Self = Self { line: 1, column: 1 };
}

/// A value and where it begins.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) place: Place,
    pub(crate) value: Value,
}

/// What a value is. Scalars stay text, so that no number ever passes through a float.
#[derive(Debug)]
pub(crate) enum Value {
    /// A scalar without quotes: a number, `true`, `null`, or text, by what the field expects.
    Plain(String),
    /// A scalar in quotes, or a block of text.
    Quoted(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
    /// Something that was already reported; whoever meets it says nothing more.
    Refused,
}

/// One key of a map with its value.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) place: Place,
    pub(crate) node: Node,
}

impl Node {
    /// Whether the value is YAML's null: nothing at all, `~` or `null`.
    pub(crate) fn is_null(&self) -> bool {
        matches!(&self.value, Value::Plain(text) if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// The value of the field of that name, where there is one that is not null.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        let Value::Map(entries) = &self.value else { return None };
        entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node).filter(|node| !node.is_null())
    }

    /// Whether there is a field of that name, be it null.
    pub(crate) fn has(&self, key: &str) -> bool {
        matches!(&self.value, Value::Map(entries) if entries.iter().any(|entry| entry.key == key))
    }

    /// The text of a scalar that is not null.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Plain(text) | Value::Quoted(text) if !self.is_null() => Some(text),
            _ => None,
        }
    }

    /// The items of a list; none of anything else.
    pub(crate) fn items(&self) -> &[Self] {
        if let Value::List(items) = &self.value { items } else { &[] }
    }

    /// What the value is, for messages.
    pub(crate) fn what(&self) -> String {
        match &self.value {
            _ if self.is_null() => "nothing".to_owned(),
            Value::Plain(text) | Value::Quoted(text) => format!("`{}`", shorten(text)),
            Value::List(_) => "a list".to_owned(),
            Value::Map(_) => "a group of fields".to_owned(),
            Value::Refused => "a refused value".to_owned(),
        }
    }
}

/// The text's first line as far as it fits into a message.
pub(crate) fn shorten(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let cut: String = line.chars().take(60).map(|letter| if letter.is_control() { '�' } else { letter }).collect();
    if cut.len() < text.trim_end().len() { cut + "…" } else { cut }
}

/// The path of a field inside another.
pub(crate) fn join(path: &str, field: &str) -> String {
    let field = shorten(field);
    if path.is_empty() { field } else { format!("{path}.{field}") }
}

/// Where something stands in a file; both count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::slo) struct Place {
    pub(in crate::slo) line: u32,
    pub(in crate::slo) column: u32,
}

impl Place {
    /// The file's beginning, for what concerns the whole file.
    pub(in crate::slo) const START: Self = Self { line: 1, column: 1 };
}

/// A value and where it begins.
#[derive(Debug)]
pub(in crate::slo) struct Node {
    pub(in crate::slo) place: Place,
    pub(in crate::slo) value: Value,
}

/// What a value is. Scalars stay text, so that no number ever passes through a float.
#[derive(Debug)]
pub(in crate::slo) enum Value {
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
pub(in crate::slo) struct Entry {
    pub(in crate::slo) key: String,
    pub(in crate::slo) place: Place,
    pub(in crate::slo) node: Node,
}

impl Node {
    /// Whether the value is YAML's null: nothing at all, `~` or `null`.
    pub(in crate::slo) fn is_null(&self) -> bool {
        matches!(&self.value, Value::Plain(text) if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// What the value is, for messages.
    pub(in crate::slo) fn what(&self) -> String {
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
pub(in crate::slo) fn shorten(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let cut: String = line.chars().take(60).map(|letter| if letter.is_control() { '�' } else { letter }).collect();
    if cut.len() < text.trim_end().len() { cut + "…" } else { cut }
}

use super::decimal::{self, DecimalError};
use super::object::Object;
use super::problem::Findings;
use super::shape::{Role, Shape};
use super::suggestion::nearest;
use super::{Fraction, ONE_PPB};
use crate::time::{Duration, Instant, Timestamp};
use crate::tree::{Entry, Node, Place, Value, join, shorten};

/// The longest text that a field may hold, in bytes.
const MAX_TEXT: usize = 4_096;
/// The longest length of time that a field may state.
const MAX_DAYS: i64 = 366;

/// A value together with the path of its field. Each read reports what is wrong and returns `None` then.
#[derive(Clone)]
pub(super) struct Cursor<'a> {
    pub(super) node: &'a Node,
    pub(super) path: String,
}

impl<'a> Cursor<'a> {
    pub(super) fn document(node: &'a Node) -> Self {
        Self { node, path: String::new() }
    }

    pub(super) fn place(&self) -> Place {
        self.node.place
    }

    pub(super) fn problem(&self, findings: &mut Findings, message: impl Into<String>, remedy: impl Into<String>) {
        findings.problem(self.node.place, self.path.as_str(), message, remedy);
    }

    pub(super) fn note(&self, findings: &mut Findings, message: impl Into<String>) {
        findings.note(self.node.place, self.path.as_str(), message);
    }

    /// Reports that the value is not what the field holds, unless it was reported already.
    fn mismatch(&self, findings: &mut Findings, expected: &str, remedy: impl Into<String>) {
        if !matches!(self.node.value, Value::Refused) {
            self.problem(findings, format!("{} is not {expected}", self.node.what()), remedy);
        }
    }

    /// A group of fields. Unknown, refused and missing fields are reported, accepted ones without effect are noted.
    pub(super) fn object(&self, shape: &'static Shape, findings: &mut Findings) -> Option<Object<'a>> {
        let Value::Map(entries) = &self.node.value else {
            let names: Vec<_> = shape.fields.iter().filter(|field| field.role == Role::Required).collect();
            let remedy = match names.as_slice() {
                [] => "write one field a line here, each as `name: value`".to_owned(),
                names => format!("write one field a line here, among them {}", list(names.iter().map(|f| f.name))),
            };
            self.mismatch(findings, "a group of fields", remedy);
            return None;
        };
        let mut refused = false;
        let mut misspelt = Vec::new();
        for entry in entries {
            match self.check_field(entry, shape, findings) {
                Checked::Accepted | Checked::Unknown { meant: None } => {}
                Checked::Unknown { meant: Some(name) } => misspelt.push(name),
                Checked::Refused => refused = true,
            }
        }
        let object = Object::new(self.clone(), entries);
        for field in shape.fields.iter().filter(|field| field.role == Role::Required) {
            // A refused or misspelt field stands where the missing one should be; one problem says it all.
            let excused = refused || misspelt.contains(&field.name);
            if !excused && object.entry(field.name).is_none_or(|entry| entry.node.is_null()) {
                object.missing(field.name, findings);
            }
        }
        Some(object)
    }

    /// A field of the group, before anything about the group is checked.
    pub(super) fn peek(&self, name: &str) -> Option<Cursor<'a>> {
        let Value::Map(entries) = &self.node.value else { return None };
        Object::new(self.clone(), entries).get(name)
    }

    /// Says what there is to say about a field by its name.
    fn check_field(&self, entry: &Entry, shape: &'static Shape, findings: &mut Findings) -> Checked {
        let path = join(&self.path, &entry.key);
        // A nameless field was made from an alias or a tag, which was reported.
        if entry.key.is_empty() {
            return Checked::Refused;
        }
        if entry.key == "<<" {
            findings.problem(entry.place, path, "merge keys are not read", "write the fields out here");
            return Checked::Refused;
        }
        match shape.fields.iter().find(|field| field.name == entry.key).map(|field| field.role) {
            Some(Role::Required | Role::Optional) => Checked::Accepted,
            Some(Role::Unused) => {
                findings.note(entry.place, path, "accepted, and not used in a review");
                Checked::Accepted
            }
            Some(Role::Refused { why, remedy }) => {
                findings.problem(entry.place, path, format!("`{}` cannot be used: {why}", entry.key), remedy);
                Checked::Refused
            }
            None => {
                let names = || shape.fields.iter().filter(|f| !matches!(f.role, Role::Refused { .. })).map(|f| f.name);
                // A field that is there already was not meant.
                let taken =
                    |name: &str| matches!(&self.node.value, Value::Map(all) if all.iter().any(|e| e.key == name));
                let meant = nearest(&entry.key, names().filter(|name| !taken(name)));
                let remedy = match meant {
                    Some(name) => format!("did you mean `{name}`?"),
                    None => format!("known here: {}", list(names())),
                };
                findings.problem(entry.place, path, format!("unknown field `{}`", shorten(&entry.key)), remedy);
                Checked::Unknown { meant }
            }
        }
    }

    /// The items of a list, at most `most` of them.
    pub(super) fn items(&self, most: usize, findings: &mut Findings) -> Option<Vec<Cursor<'a>>> {
        let Value::List(items) = &self.node.value else {
            self.mismatch(findings, "a list", "write one item a line here, each beginning with `- `");
            return None;
        };
        if items.len() > most {
            self.problem(
                findings,
                format!("the list has {} items", items.len()),
                format!("at most {most} are allowed"),
            );
            return None;
        }
        let cursor = |(index, node)| Cursor { node, path: format!("{}[{index}]", self.path) };
        Some(items.iter().enumerate().map(cursor).collect())
    }

    /// The items of a list that must have one.
    pub(super) fn some_items(&self, most: usize, findings: &mut Findings) -> Option<Vec<Cursor<'a>>> {
        let items = self.items(most, findings)?;
        if items.is_empty() {
            self.problem(findings, "the list is empty", "it needs at least one item");
            return None;
        }
        Some(items)
    }

    /// Text that may be empty. Numbers and truth values count as text in quotes only, as in YAML.
    pub(super) fn any_text(&self, findings: &mut Findings) -> Option<&'a str> {
        let text = match &self.node.value {
            Value::Quoted(text) => text,
            Value::Plain(text) if !self.node.is_null() && !is_typed(text) => text,
            Value::Plain(text) if !self.node.is_null() => {
                self.mismatch(findings, "text", format!("put it into quotes: \"{}\"", shorten(text)));
                return None;
            }
            _ => {
                self.mismatch(findings, "text", "write text here, in quotes where in doubt");
                return None;
            }
        };
        if text.len() > MAX_TEXT {
            let message = format!("the text is {} bytes long", text.len());
            self.problem(findings, message, format!("at most {MAX_TEXT} are allowed"));
            return None;
        }
        Some(text)
    }

    /// Text with something in it.
    pub(super) fn text(&self, findings: &mut Findings) -> Option<&'a str> {
        let text = self.any_text(findings)?;
        if text.trim().is_empty() {
            self.problem(findings, "the text is empty", "write something, or leave the field out if it is optional");
            return None;
        }
        Some(text.trim_end())
    }

    /// The same, owned.
    pub(super) fn string(&self, findings: &mut Findings) -> Option<String> {
        self.text(findings).map(str::to_owned)
    }

    /// A name as Kubernetes and OpenSLO have them.
    pub(super) fn name(&self, findings: &mut Findings) -> Option<&'a str> {
        let name = self.text(findings)?;
        let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if name.len() > 63 || !name.bytes().all(inner) || name.starts_with('-') || name.ends_with('-') {
            let remedy = "use at most 63 lower-case letters, digits and `-`, with no `-` at either end";
            self.mismatch(findings, "a valid name", remedy);
            return None;
        }
        Some(name)
    }

    /// `true` or `false`.
    pub(super) fn flag(&self, findings: &mut Findings) -> Option<bool> {
        match &self.node.value {
            Value::Plain(text) if matches!(text.as_str(), "true" | "True" | "TRUE") => Some(true),
            Value::Plain(text) if matches!(text.as_str(), "false" | "False" | "FALSE") => Some(false),
            _ => {
                self.mismatch(findings, "true or false", "write `true` or `false`, without quotes");
                None
            }
        }
    }

    /// One of several words.
    pub(super) fn choice<T: Copy>(&self, choices: &[(&str, T)], what: &str, findings: &mut Findings) -> Option<T> {
        let text = self.text(findings)?;
        let chosen = choices.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if chosen.is_none() {
            self.unknown(text, what, choices.iter().map(|(word, _)| *word), findings);
        }
        chosen
    }

    /// Reports a name that is none of the known ones.
    pub(super) fn unknown<'b>(
        &self,
        given: &str,
        what: &str,
        known: impl Iterator<Item = &'b str> + Clone,
        findings: &mut Findings,
    ) {
        let remedy = match nearest(given, known.clone()) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("known here: {}", list(known)),
        };
        self.problem(findings, format!("unknown {what} `{}`", shorten(given)), remedy);
    }

    /// The scalar as written, for numbers, lengths and times.
    pub(super) fn scalar(&self, expected: &str, remedy: &str, findings: &mut Findings) -> Option<&'a str> {
        match &self.node.value {
            Value::Plain(text) | Value::Quoted(text) if !self.node.is_null() => Some(text),
            _ => {
                self.mismatch(findings, expected, remedy);
                None
            }
        }
    }

    /// An exact decimal in units of `10^-places`.
    pub(super) fn decimal(&self, places: u32, example: &str, findings: &mut Findings) -> Option<u64> {
        let text = self.scalar("a number", &format!("write a decimal such as {example}"), findings)?;
        match decimal::parse(text, places) {
            Ok(value) => Some(value),
            Err(error) => {
                let remedy = match error {
                    DecimalError::TooPrecise { .. } => format!("give at most {places} places, such as {example}"),
                    DecimalError::Exponent => format!("write it out, such as {example}"),
                    _ => format!("write a decimal such as {example}"),
                };
                self.problem(findings, format!("`{}` {error}", shorten(text)), remedy);
                None
            }
        }
    }

    /// A whole number from `least` to `most`.
    pub(super) fn whole(&self, least: u32, most: u32, findings: &mut Findings) -> Option<u32> {
        let remedy = format!("write a whole number from {least} to {most}");
        let text = self.scalar("a whole number", &remedy, findings)?;
        let number = decimal::parse(text, 0).ok().and_then(|number| u32::try_from(number).ok());
        let number = number.filter(|number| (least..=most).contains(number));
        if number.is_none() {
            self.mismatch(findings, &format!("a whole number from {least} to {most}"), remedy);
        }
        number
    }

    /// A share such as `0.5` or `50%`, above 0 and at most `most`.
    pub(super) fn share(&self, most: Fraction, findings: &mut Findings) -> Option<Fraction> {
        let example = "0.5 or 50%";
        let text = self.scalar("a share", &format!("write one such as {example}"), findings)?;
        let parsed = match text.strip_suffix('%') {
            Some(percent) => decimal::parse(percent.trim_end(), 7),
            None => decimal::parse(text, 9),
        };
        let share = match parsed {
            Ok(ppb) => Fraction::from_ppb(ppb),
            Err(error) => {
                self.problem(
                    findings,
                    format!("`{}` {error}", shorten(text)),
                    format!("write a share such as {example}"),
                );
                return None;
            }
        };
        if share.ppb() == 0 || share > most {
            let most = most.ppb() / (ONE_PPB / 100);
            let message = format!("`{}` is out of range", shorten(text));
            self.problem(findings, message, format!("a share here lies above 0 and is at most {most}%"));
            return None;
        }
        Some(share)
    }

    /// A length of time in OpenSLO's shorthand: minutes, hours, days or weeks.
    pub(super) fn duration(&self, findings: &mut Findings) -> Option<Duration> {
        let remedy = "write a number and a unit: 15m, 6h, 7d or 4w";
        let text = self.scalar("a length of time", remedy, findings)?;
        let unit = text.chars().next_back();
        let number = unit.and_then(|unit| decimal::parse(&text[..text.len() - unit.len_utf8()], 0).ok());
        let number = number.and_then(|number| i64::try_from(number).ok());
        let length = match (number, unit) {
            (Some(number), Some('m')) => Duration::from_minutes(number),
            (Some(number), Some('h')) => Duration::from_hours(number),
            (Some(number), Some('d')) => Duration::from_days(number),
            (Some(number), Some('w')) => Duration::from_days(number.saturating_mul(7)),
            (Some(_), Some('M' | 'Q' | 'Y')) => {
                let message = format!("`{}` has no fixed length: months, quarters and years differ", shorten(text));
                self.problem(findings, message, "write days or weeks, such as 28d or 4w");
                return None;
            }
            _ => {
                self.mismatch(findings, "a length of time", remedy);
                return None;
            }
        };
        if length <= Duration::ZERO || length > Duration::from_days(MAX_DAYS) {
            let message = format!("`{}` is out of range", shorten(text));
            self.problem(findings, message, format!("a length of time here lies above 0 and is at most {MAX_DAYS}d"));
            return None;
        }
        Some(length)
    }

    /// An instant; one without an offset is read as UTC and noted (method, section 1).
    pub(super) fn instant(&self, findings: &mut Findings) -> Option<Instant> {
        let remedy = "write RFC 3339, such as 2026-02-26T12:00:00Z";
        let text = self.scalar("a time", remedy, findings)?;
        match Timestamp::parse(text.as_bytes()) {
            Ok(Timestamp::Exact(instant)) => Some(instant),
            Ok(Timestamp::WithoutOffset(instant)) => {
                self.note(findings, format!("`{}` has no offset and is read as UTC", shorten(text)));
                Some(instant)
            }
            Ok(Timestamp::NotSet) | Err(_) => {
                self.mismatch(findings, "a time", remedy);
                None
            }
        }
    }
}

/// What a field turned out to be.
enum Checked {
    Accepted,
    Refused,
    Unknown { meant: Option<&'static str> },
}

/// Whether YAML's core schema takes a scalar without quotes for something else than text.
fn is_typed(plain: &str) -> bool {
    let number = plain.strip_prefix(['+', '-']).unwrap_or(plain);
    let number = number.starts_with(|letter: char| letter.is_ascii_digit() || letter == '.')
        && (is_decimal(number) || number.starts_with("0x") || number.starts_with("0o"));
    number || matches!(plain, "true" | "True" | "TRUE" | "false" | "False" | "FALSE")
}

/// Whether an unsigned number is written as digits, with at most one point and an exponent. The standard library's
/// parser would say the same and bring tables of 10 KB along.
fn is_decimal(number: &str) -> bool {
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let has_digits = !whole.is_empty() || !fraction.is_empty();
    has_digits && !exponent.is_empty() && [whole, fraction, exponent].into_iter().all(digits)
}

/// Names as a list for reading.
pub(super) fn list<'b>(names: impl Iterator<Item = &'b str>) -> String {
    let quoted: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    if quoted.is_empty() { "nothing".to_owned() } else { quoted.join(", ") }
}

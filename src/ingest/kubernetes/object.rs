use std::borrow::Cow;

use json_scan::Value;

/// A string of a record, borrowed from it where it has no escapes.
type Text<'a> = Cow<'a, str>;

/// The parts of a Kubernetes object, a list or a watch event that are read.
#[derive(Debug, Default)]
pub struct Object<'a> {
    pub api_version: Option<Text<'a>>,
    pub kind: Option<Text<'a>>,
    pub metadata: Option<Metadata<'a>>,
    pub spec: Option<Spec>,
    pub status: Option<Status<'a>>,
    /// Of a watch event: `ADDED`, `MODIFIED`, `DELETED`, `BOOKMARK` or `ERROR`.
    pub event: Option<Text<'a>>,
    /// Of a watch event.
    pub object: Option<Box<Object<'a>>>,
    /// Whether there are `items`, be they `null`.
    pub has_items: bool,
}

#[derive(Debug, Default)]
pub struct Metadata<'a> {
    pub name: Option<Text<'a>>,
    pub namespace: Option<Text<'a>>,
    pub uid: Option<Text<'a>>,
    pub creation_timestamp: Option<Text<'a>>,
    pub deletion_timestamp: Option<Text<'a>>,
    /// Those that the outline kept: only those that some rule asks for.
    pub labels: Vec<(Text<'a>, Text<'a>)>,
    pub more: Option<Text<'a>>,
}

#[derive(Debug, Default)]
pub struct Spec {
    pub suspend: Option<bool>,
    pub ttl_seconds_after_finished: Option<i64>,
}

#[derive(Debug, Default)]
pub struct Status<'a> {
    pub start_time: Option<Text<'a>>,
    pub completion_time: Option<Text<'a>>,
    pub conditions: Option<Vec<Condition<'a>>>,
}

#[derive(Debug, Default)]
pub struct Condition<'a> {
    pub kind: Option<Text<'a>>,
    pub status: Option<Text<'a>>,
    pub last_transition_time: Option<Text<'a>>,
    pub reason: Option<Text<'a>>,
    pub message: Option<Text<'a>>,
}

impl<'a> Object<'a> {
    /// Reads a record. An error says what in it is not as Kubernetes writes it.
    pub fn read(json: &'a [u8]) -> Result<Self, String> {
        Self::nested(json, true)
    }

    /// Only a watch event has an object in it, and that has none: so nothing recurses over data.
    fn nested(json: &'a [u8], may_be_event: bool) -> Result<Self, String> {
        let mut object = Self::default();
        members(json, "it", &mut |key, value| match key {
            b"apiVersion" => put(&mut object.api_version, text(value, "apiVersion")?, "apiVersion"),
            b"kind" => put(&mut object.kind, text(value, "kind")?, "kind"),
            b"type" => put(&mut object.event, text(value, "type")?, "type"),
            b"metadata" => put(&mut object.metadata, part(value, "metadata", &Metadata::read)?, "metadata"),
            b"spec" => put(&mut object.spec, part(value, "spec", &Spec::read)?, "spec"),
            b"status" => put(&mut object.status, part(value, "status", &Status::read)?, "status"),
            b"object" if may_be_event => {
                let inner = part(value, "object", &|json| Self::nested(json, false).map(Box::new))?;
                put(&mut object.object, inner, "object")
            }
            b"items" => {
                object.has_items = true;
                Ok(())
            }
            _ => Ok(()),
        })?;
        Ok(object)
    }

    /// Whether the object is a Kubernetes Job by its kind and group.
    pub fn is_job(&self) -> bool {
        self.kind.as_deref() == Some("Job")
            && self.api_version.as_deref().is_none_or(|group| group.starts_with("batch/"))
    }

    /// Whether an object without a kind can only be a Job: it has what no other kind has.
    pub fn looks_like_a_job(&self) -> bool {
        const CONDITIONS: [&str; 5] = ["Complete", "Failed", "SuccessCriteriaMet", "FailureTarget", "Suspended"];
        let spec =
            self.spec.as_ref().is_some_and(|spec| spec.suspend.is_some() || spec.ttl_seconds_after_finished.is_some());
        let status = self.status.as_ref().is_some_and(|status| {
            let mut conditions = status.conditions.iter().flatten();
            status.completion_time.is_some()
                || conditions.any(|condition| condition.kind.as_deref().is_some_and(|kind| CONDITIONS.contains(&kind)))
        });
        self.metadata.is_some() && (spec || status)
    }

    /// Whether an object without a kind has the parts of some Kubernetes object.
    pub fn has_an_objects_parts(&self) -> bool {
        self.metadata.as_ref().is_some_and(|metadata| metadata.name.is_some())
            && (self.spec.is_some() || self.status.is_some())
    }
}

impl<'a> Metadata<'a> {
    fn read(json: &'a [u8]) -> Result<Self, String> {
        let mut metadata = Self::default();
        members(json, "metadata", &mut |key, value| {
            let (slot, name) = match key {
                b"name" => (&mut metadata.name, "metadata.name"),
                b"namespace" => (&mut metadata.namespace, "metadata.namespace"),
                b"uid" => (&mut metadata.uid, "metadata.uid"),
                b"creationTimestamp" => (&mut metadata.creation_timestamp, "metadata.creationTimestamp"),
                b"deletionTimestamp" => (&mut metadata.deletion_timestamp, "metadata.deletionTimestamp"),
                b"continue" => (&mut metadata.more, "metadata.continue"),
                b"labels" => {
                    metadata.labels = part(value, "metadata.labels", &labels)?.unwrap_or_default();
                    return Ok(());
                }
                _ => return Ok(()),
            };
            put(slot, text(value, name)?, name)
        })?;
        Ok(metadata)
    }
}

impl Spec {
    fn read(json: &[u8]) -> Result<Self, String> {
        let mut spec = Self::default();
        members(json, "spec", &mut |key, value| match key {
            b"suspend" => put(&mut spec.suspend, word(value, "spec.suspend", "true or false")?, "spec.suspend"),
            b"ttlSecondsAfterFinished" => {
                let name = "spec.ttlSecondsAfterFinished";
                put(&mut spec.ttl_seconds_after_finished, word(value, name, "a whole number")?, name)
            }
            _ => Ok(()),
        })?;
        Ok(spec)
    }
}

impl<'a> Status<'a> {
    fn read(json: &'a [u8]) -> Result<Self, String> {
        let mut status = Self::default();
        members(json, "status", &mut |key, value| match key {
            b"startTime" => put(&mut status.start_time, text(value, "status.startTime")?, "status.startTime"),
            b"completionTime" => {
                put(&mut status.completion_time, text(value, "status.completionTime")?, "status.completionTime")
            }
            b"conditions" => {
                let name = "status.conditions";
                put(&mut status.conditions, part(value, name, &conditions)?, name)
            }
            _ => Ok(()),
        })?;
        Ok(status)
    }
}

impl<'a> Condition<'a> {
    fn read(json: &'a [u8]) -> Result<Self, String> {
        let mut condition = Self::default();
        members(json, "a condition", &mut |key, value| {
            let (slot, name) = match key {
                b"type" => (&mut condition.kind, "a condition's type"),
                b"status" => (&mut condition.status, "a condition's status"),
                b"lastTransitionTime" => (&mut condition.last_transition_time, "a condition's lastTransitionTime"),
                b"reason" => (&mut condition.reason, "a condition's reason"),
                b"message" => (&mut condition.message, "a condition's message"),
                _ => return Ok(()),
            };
            put(slot, text(value, name)?, name)
        })?;
        Ok(condition)
    }
}

fn labels(json: &[u8]) -> Result<Vec<(Text<'_>, Text<'_>)>, String> {
    let mut labels = Vec::new();
    members(json, "metadata.labels", &mut |key, value| {
        let key = json_scan::string(key).ok_or("a label's name is no JSON string")?;
        let value = text(value, "a label")?.ok_or("a label is `null`, expected a string")?;
        labels.push((key, value));
        Ok(())
    })?;
    Ok(labels)
}

fn conditions(json: &[u8]) -> Result<Vec<Condition<'_>>, String> {
    let mut conditions = Ok(Vec::new());
    let is_whole = json_scan::elements(json, &mut |value| {
        if let Ok(read) = &mut conditions {
            match part(value, "a condition", &Condition::read) {
                Ok(condition) => read.extend(condition),
                Err(why) => conditions = Err(why),
            }
        }
    });
    if is_whole { conditions } else { Err("status.conditions: expected a list".to_owned()) }
}

/// Reads the members of the object that goes by that name, up to the first that cannot be read.
fn members<'a>(
    json: &'a [u8],
    name: &str,
    each: &mut dyn FnMut(&'a [u8], Value<'a>) -> Result<(), String>,
) -> Result<(), String> {
    let mut result = Ok(());
    let is_whole = json_scan::members(json, &mut |key, value| {
        if result.is_ok() {
            result = each(key, value);
        }
    });
    result?;
    if is_whole { Ok(()) } else { Err(format!("{name}: expected an object")) }
}

/// Keeps a value. Objects with a key that is there twice are not read: which one is meant?
fn put<T>(slot: &mut Option<T>, value: Option<T>, name: &str) -> Result<(), String> {
    if slot.is_some() {
        return Err(format!("{name} is there twice"));
    }
    *slot = value;
    Ok(())
}

fn text<'a>(value: Value<'a>, name: &str) -> Result<Option<Text<'a>>, String> {
    match value {
        Value::Word(b"null") => Ok(None),
        Value::Text(raw) => match json_scan::string(raw) {
            Some(text) => Ok(Some(text)),
            None => Err(format!("{name} is no JSON string: a character or an escape in it is not allowed")),
        },
        other => Err(unexpected(other, name, "a string")),
    }
}

fn word<T: std::str::FromStr>(value: Value<'_>, name: &str, expected: &str) -> Result<Option<T>, String> {
    if let Value::Word(word) = value {
        if word == b"null" {
            return Ok(None);
        }
        if let Some(value) = std::str::from_utf8(word).ok().and_then(|word| word.parse().ok()) {
            return Ok(Some(value));
        }
    }
    Err(unexpected(value, name, expected))
}

fn part<'a, T>(
    value: Value<'a>,
    name: &str,
    read: &dyn Fn(&'a [u8]) -> Result<T, String>,
) -> Result<Option<T>, String> {
    match value {
        Value::Word(b"null") => Ok(None),
        Value::Nested(json) => read(json).map(Some),
        other => Err(unexpected(other, name, "an object")),
    }
}

fn unexpected(value: Value<'_>, name: &str, expected: &str) -> String {
    let shown = match value {
        Value::Text(raw) | Value::Word(raw) => {
            let shown = String::from_utf8_lossy(raw);
            format!("`{}`", shown.chars().take(40).collect::<String>())
        }
        Value::Nested([b'[', ..]) => "a list".to_owned(),
        Value::Nested(_) => "an object".to_owned(),
    };
    format!("{name} is {shown}, expected {expected}")
}

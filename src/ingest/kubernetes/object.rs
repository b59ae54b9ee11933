use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, Visitor};

/// A string of a record, borrowed from it where it has no escapes.
#[derive(Debug, Default)]
pub struct Text<'a>(pub Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;

        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }

        deserializer.deserialize_str(TextVisitor)
    }
}

impl std::ops::Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// The parts of a Kubernetes object, a list or a watch event that are read.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", bound(deserialize = "'de: 'a"))]
pub struct Object<'a> {
    pub api_version: Option<Text<'a>>,
    pub kind: Option<Text<'a>>,
    pub metadata: Option<Metadata<'a>>,
    pub spec: Option<Spec>,
    pub status: Option<Status<'a>>,
    /// Of a watch event: `ADDED`, `MODIFIED`, `DELETED`, `BOOKMARK` or `ERROR`.
    #[serde(rename = "type")]
    pub event: Option<Text<'a>>,
    /// Of a watch event.
    pub object: Option<Box<Object<'a>>>,
    /// Whether there are `items`, be they `null`.
    #[serde(default, rename = "items", deserialize_with = "present")]
    pub has_items: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", bound(deserialize = "'de: 'a"))]
pub struct Metadata<'a> {
    pub name: Option<Text<'a>>,
    pub namespace: Option<Text<'a>>,
    pub uid: Option<Text<'a>>,
    pub creation_timestamp: Option<Text<'a>>,
    pub deletion_timestamp: Option<Text<'a>>,
    #[serde(default, deserialize_with = "labels")]
    pub labels: Vec<(Text<'a>, Text<'a>)>,
    #[serde(rename = "continue")]
    pub more: Option<Text<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Spec {
    pub suspend: Option<bool>,
    pub ttl_seconds_after_finished: Option<i64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", bound(deserialize = "'de: 'a"))]
pub struct Status<'a> {
    pub start_time: Option<Text<'a>>,
    pub completion_time: Option<Text<'a>>,
    pub conditions: Option<Vec<Condition<'a>>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", bound(deserialize = "'de: 'a"))]
pub struct Condition<'a> {
    #[serde(rename = "type")]
    pub kind: Option<Text<'a>>,
    pub status: Option<Text<'a>>,
    pub last_transition_time: Option<Text<'a>>,
    pub reason: Option<Text<'a>>,
    pub message: Option<Text<'a>>,
}

impl Object<'_> {
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

fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    IgnoredAny::deserialize(deserializer).map(|_| true)
}

/// The labels that the outline kept: only those that some rule asks for.
fn labels<'de: 'a, 'a, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<(Text<'a>, Text<'a>)>, D::Error> {
    struct LabelsVisitor;

    impl<'de> Visitor<'de> for LabelsVisitor {
        type Value = Vec<(Text<'de>, Text<'de>)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object of strings")
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(Vec::new())
        }

        fn visit_map<M: serde::de::MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
            let mut labels = Vec::new();
            while let Some(label) = map.next_entry()? {
                labels.push(label);
            }
            Ok(labels)
        }
    }

    deserializer.deserialize_any(LabelsVisitor)
}

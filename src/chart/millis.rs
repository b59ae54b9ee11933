//! Instants at the boundary of a chart's model: numbers of milliseconds since the Unix epoch.

use serde::{Deserialize, Deserializer, Serializer};

use crate::time::Instant;

pub(super) fn serialize<S: Serializer>(at: &Instant, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_i64(at.as_millis())
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Instant, D::Error> {
    i64::deserialize(deserializer).map(Instant::from_millis)
}

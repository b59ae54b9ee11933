use serde::ser::{SerializeMap, Serializer};

/// The jobs as they stood at `asOf`. `total` counts all distinct jobs created up to then; everything else counts jobs
/// in scope, of all kinds and all loaded time (method, section 2).
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct JobsSection {
    /// Distinct jobs of any scope.
    pub total: u64,
    /// Jobs in scope.
    pub in_scope: u64,
    /// Ended well.
    pub succeeded: u64,
    /// Ended badly.
    pub failed: u64,
    /// Started and not ended.
    pub running: u64,
    /// Not started.
    pub pending: u64,
    /// Held back.
    pub suspended: u64,
    /// Deleted before they ended.
    pub aborted: u64,
    /// Running for more than 30 minutes; part of `running`.
    pub stuck: u64,
    /// Contradict themselves; not counted in any figure.
    pub malformed: u64,
    /// Ended at a time that is known only to within 300 s; part of `succeeded` and `failed`.
    pub estimated: u64,
    /// Jobs in scope by kind, in the SLO's order.
    #[serde(serialize_with = "as_map")]
    pub by_kind: Vec<(String, u64)>,
    /// What each file's kind of export can and cannot show.
    pub sources: Vec<String>,
}

fn as_map<S: Serializer>(pairs: &[(String, u64)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(pairs.len()))?;
    for (key, value) in pairs {
        map.serialize_entry(key, value)?;
    }
    map.end()
}

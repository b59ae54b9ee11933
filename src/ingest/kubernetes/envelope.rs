use json_scan::{NodeId, Outline};

/// The nodes of the parts of an [`super::Object`], for outlines that hold one.
pub fn outline_members<'k>(
    outline: &mut Outline,
    label_keys: impl Iterator<Item = &'k str>,
) -> Vec<(&'static str, NodeId)> {
    let scalars = |keys: &[&'static str]| keys.iter().map(|key| (*key, Outline::SCALAR)).collect::<Vec<_>>();
    let labels: Vec<(&str, NodeId)> = label_keys.map(|key| (key, Outline::SCALAR)).collect();
    let mut metadata = scalars(&["name", "namespace", "uid", "creationTimestamp", "deletionTimestamp", "continue"]);
    if !labels.is_empty() {
        metadata.push(("labels", outline.object(labels)));
    }
    let metadata = outline.object(metadata);
    let spec = outline.object(scalars(&["suspend", "ttlSecondsAfterFinished"]));
    let condition = outline.object(scalars(&["type", "status", "lastTransitionTime", "reason", "message"]));
    let conditions = outline.list(condition);
    let mut status = scalars(&["startTime", "completionTime"]);
    status.push(("conditions", conditions));
    let status = outline.object(status);
    let mut members = scalars(&["apiVersion", "kind"]);
    members.extend([("metadata", metadata), ("spec", spec), ("status", status)]);
    members
}

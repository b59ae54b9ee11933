use json_scan::{Node, Outline, RecordKind};

use super::super::exclusions::ENTRY_KEYS;
use super::super::kubernetes::outline_members;
use super::super::loki::LABELS;
use super::super::runtime_deploy::{LOG_KEYS, TASK_KEYS};
use super::super::runtime_errors::ERROR_KEYS;
use crate::slo::Kinds;

/// Which parts of documents are read: Kubernetes objects in any envelope, exclusions, the control plane's exports, and
/// logs as Loki gives them.
pub fn outline(kinds: &Kinds) -> Outline {
    let scalars = |keys: &[&'static str]| keys.iter().map(|key| (*key, Outline::SCALAR)).collect::<Vec<_>>();
    let mut outline = Outline::new();
    let members = outline_members(&mut outline, kinds.label_keys());
    let object = outline.document(members.clone());
    let mut event = members;
    event.extend([("type", Outline::SCALAR), ("object", object)]);
    event.extend(scalars(&TASK_KEYS));
    event.extend(scalars(&ERROR_KEYS));
    let log = outline.object(scalars(&LOG_KEYS));
    event.push(("logs", outline.add(Node::Records(RecordKind::TaskLog, log))));
    let item = outline.document(event.clone());
    let items = outline.add(Node::Records(RecordKind::Item, item));
    let entry = outline.object(scalars(&ENTRY_KEYS));
    let maintenance = outline.add(Node::Records(RecordKind::Maintenance, entry));
    let outages = outline.add(Node::Records(RecordKind::Outage, entry));
    event.extend([("items", items), ("maintenance", maintenance), ("outages", outages)]);
    let labels = outline.object(scalars(&LABELS));
    let sample = outline.list(Outline::SCALAR);
    let samples = outline.add(Node::Records(RecordKind::Sample, sample));
    let series = [("stream", labels), ("values", samples)];
    let one = outline.object(series);
    let result = outline.add(Node::Records(RecordKind::Series, one));
    let data = outline.object([("resultType", Outline::SCALAR), ("result", result)]);
    event.extend(series);
    event.extend([("data", data), ("labels", labels)]);
    event.extend(scalars(&["resultType", "line", "timestamp"]));
    event.push(("result", result));
    let root = outline.document(event);
    outline.set_root(root);
    outline
}

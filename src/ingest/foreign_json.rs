use super::foreign::Foreign;
use crate::tree::{Node, Value};

/// What to do about the runs of another system.
pub const JOBS: &str =
    "It says nothing of Kubernetes Jobs; export them from the cluster: `kubectl get jobs -A -o json`.";

const INCIDENTS: &str = "To load incidents of other tools, write them as a timeline: `{\"incidents\": [{\"id\", \"class\", \"openedAt\", \"mitigatedAt\", \
     \"recoveredAt\"}]}`.";

const SIGNALS: &str = "A review is made of jobs, not of traces; export the Jobs: `kubectl get jobs -A -o json`.";

/// Incidents that are of no form that is read.
pub const UNKNOWN_INCIDENTS: Foreign =
    Foreign { what: "a file of incidents in a form that is not known here", hint: INCIDENTS };

/// Where the keys of a row stand.
#[derive(Clone, Copy)]
enum At {
    /// In the document itself.
    Document,
    /// In the document, or an element of it where it is a list.
    Element,
    /// In an element of that list of the document.
    In(&'static str),
}

/// Foreign formats: all the keys of a row stand there, and the first row that fits names the format.
const FORMATS: [(At, &[&str], &str, &str); 33] = {
    use At::{Document, Element, In};
    const GITHUB: &str = "an export of GitHub Actions";
    const GITLAB: &str = "an export of GitLab pipelines";
    const STATUS_PAGE: &str = "a status page's history";
    const TRACES: &str = "traces, not jobs";
    const OPENTELEMETRY: &str = "an export of OpenTelemetry";
    [
        (Document, &["workflow_runs"], GITHUB, JOBS),
        (Document, &["workflows", "total_count"], GITHUB, JOBS),
        (Element, &["workflowName"], GITHUB, JOBS),
        (Element, &["databaseId"], GITHUB, JOBS),
        (Element, &["headBranch"], GITHUB, JOBS),
        (Element, &["workflow_id", "run_number"], GITHUB, JOBS),
        (Element, &["conclusion", "status"], GITHUB, JOBS),
        (In("jobs"), &["steps"], GITHUB, JOBS),
        (In("jobs"), &["conclusion"], GITHUB, JOBS),
        (In("check_runs"), &["conclusion"], GITHUB, JOBS),
        (Element, &["iid", "ref", "sha"], GITLAB, JOBS),
        (Element, &["pipeline", "stage"], GITLAB, JOBS),
        (Document, &["_class", "builds"], "an export of Jenkins", JOBS),
        (In("items"), &["pipeline_number"], "an export of CircleCI", JOBS),
        (Document, &["page", "incidents"], STATUS_PAGE, INCIDENTS),
        (Document, &["page", "components"], STATUS_PAGE, INCIDENTS),
        (Document, &["page", "status"], STATUS_PAGE, INCIDENTS),
        (Document, &["page", "scheduled_maintenances"], STATUS_PAGE, INCIDENTS),
        (In("months"), &["incidents"], STATUS_PAGE, INCIDENTS),
        (Element, &["incident_updates"], STATUS_PAGE, INCIDENTS),
        (In("incidents"), &["incident_updates"], STATUS_PAGE, INCIDENTS),
        (In("incidents"), &["impact"], STATUS_PAGE, INCIDENTS),
        (In("data"), &["tinyId"], "alerts of Opsgenie", INCIDENTS),
        (Document, &["resourceSpans"], OPENTELEMETRY, SIGNALS),
        (Document, &["resourceMetrics"], OPENTELEMETRY, SIGNALS),
        (Document, &["resourceLogs"], OPENTELEMETRY, SIGNALS),
        (In("data"), &["traceID"], TRACES, SIGNALS),
        (Element, &["traceId", "spanId"], TRACES, SIGNALS),
        (Document, &["panels", "schemaVersion"], "a dashboard of Grafana", JOBS),
        (Document, &["dashboard", "meta"], "a dashboard of Grafana", JOBS),
        (Document, &["lockfileVersion"], "a lock file of npm", JOBS),
        (Document, &["name", "version", "dependencies"], "a package.json", JOBS),
        (Document, &["name", "version", "scripts"], "a package.json", JOBS),
    ]
};

/// The foreign format that a JSON document is known by.
pub fn foreign_json(document: &Node) -> Option<Foreign> {
    let is_there = |at: At, keys: &[&str]| {
        let nodes = match at {
            At::Document => std::slice::from_ref(document),
            At::In(list) => document.get(list).map(Node::items).unwrap_or_default(),
            At::Element if matches!(document.value, Value::List(_)) => document.items(),
            At::Element => std::slice::from_ref(document),
        };
        nodes.iter().any(|node| keys.iter().all(|key| node.has(key)))
    };
    let row = FORMATS.iter().find(|(at, keys, ..)| is_there(*at, keys))?;
    Some(Foreign { what: row.2, hint: row.3 })
}

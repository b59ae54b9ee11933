//! What to ask of a Prometheus so that its answers are all that a review needs (method, section 9).
//!
//! There is one question for jobs and one for each series that counts events. Each is a range query: an instant query
//! returns of a name only its last job, and of a failure not when it was first seen. The page runs these queries itself,
//! or shows them as PromQL and as commands for a shell (`command`), in chunks of as many points as one answer may have
//! (`chunk`).

mod chunk;
mod command;

pub use chunk::{Chunks, Span, SpanError};
pub use command::{curl, promtool};

use crate::quote::quoted;
use crate::rules::pattern;
use crate::rules::selection::is_metric;
use crate::slo::{AlertCondition, EventRole, EventValues, Kind, KindTest, Slo};

/// The exporter's series of jobs that a review reads. All have one name but for the end, so one query gets them all.
const METRICS: &str = "kube_job_(?:created|status_start_time|status_completion_time|complete|failed";

/// A series that is there as long as the exporter is scraped: every cluster has that namespace. A time without jobs is so
/// told from a time without samples.
const WITNESS: &str = " or kube_namespace_created{namespace=\"default\"}";

/// A query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// What its answer is called: letters, digits, `_` and `:`.
    pub name: String,
    /// What it asks for, as a sentence.
    pub about: String,
    /// The expression.
    pub promql: String,
}

/// The queries whose answers are what the SLO is about; none where its events are known by the names of files alone.
///
/// ```
/// use slo_review::{query, slo::Slo};
/// let queries = query::of(&Slo::ai_slot_build());
/// assert!(queries[0].promql.starts_with("{__name__=~\"kube_job_"));
/// ```
pub fn of(slo: &Slo) -> Vec<Query> {
    let mut queries = Vec::new();
    if !slo.kinds.counted.is_empty() {
        queries.push(jobs(slo));
    }
    for source in slo.event_series.iter().filter(|source| is_metric(&source.name)) {
        let what = match source.role {
            EventRole::Good => "The good events",
            EventRole::Bad => "The bad events",
            EventRole::Total => "All events",
        };
        let how = match source.values {
            EventValues::Counter => {
                ", as counters. Query them plain: rate() and increase() would hide where they began anew."
            }
            EventValues::Increase => {
                ", each sample those since the one before. The step must be the one with which they were recorded."
            }
        };
        queries.push(Query {
            name: source.name.clone(),
            about: [what, how].concat(),
            promql: ["{__name__=", &quoted(&source.name), "}"].concat(),
        });
    }
    queries
}

/// What whoever runs the queries should know, each as a sentence.
pub fn notes(slo: &Slo) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    if !slo.kinds.counted.is_empty() {
        notes.push(
            "The jobs' series come from kube-state-metrics, scraped with honor_labels: true. Without that the jobs' \
             namespaces are in exported_namespace: write that in place of namespace."
                .to_owned(),
        );
        if pattern::is_foreign(slo.scope.pattern()) {
            notes.push("The pattern of namespaces uses what Prometheus may read otherwise: check it.".to_owned());
        }
        let mut keys: Vec<&str> = slo.kinds.label_keys().collect();
        keys.dedup();
        if !keys.is_empty() {
            let keys = keys.join(",");
            let told = "The SLO file tells kinds of job by label. kube-state-metrics exports labels that it is told to: \
                        --metric-labels-allowlist=jobs=[";
            notes.push([told, &keys, "]"].concat());
        }
    }
    for source in slo.event_series.iter().filter(|source| !is_metric(&source.name)) {
        notes.push(["The series of ", &source.name, " are known by that file's name: export them under it."].concat());
    }
    notes
}

fn jobs(slo: &Slo) -> Query {
    let labels = if slo.kinds.label_keys().next().is_some() { "|labels)" } else { ")" };
    let mut promql = ["{__name__=~\"", METRICS, labels, "\",condition=~\"(?:true)?\""].concat();
    let namespaces = pattern::whole(slo.scope.pattern());
    if !namespaces.is_empty() {
        promql.push_str(",namespace=~");
        promql.push_str(&quoted(&namespaces));
    }
    if let Some(names) = names(slo) {
        promql.push_str(",job_name=~");
        promql.push_str(&quoted(&names));
    }
    promql.push('}');
    promql.push_str(WITNESS);
    let about = "The jobs: when each was created, started and completed, and how it ended; and one series that shows when \
                 the exporter was there.";
    Query { name: "jobs".to_owned(), about: about.to_owned(), promql }
}

/// The names that jobs of the SLO's own kinds have; none where any may be theirs.
fn names(slo: &Slo) -> Option<String> {
    let kinds = &slo.kinds;
    let is_asked_for = |kind: Kind| {
        let asks = |alert: &AlertCondition| match alert {
            AlertCondition::FailedJobs { kinds, .. } | AlertCondition::FailureRatio { kinds, .. } => {
                kinds.contains(&kind)
            }
            _ => false,
        };
        kinds.is_counted(kind) || kinds.is_pipeline(kind) || slo.alerts.iter().any(|alert| asks(&alert.condition))
    };
    if is_asked_for(kinds.other()) {
        return None;
    }
    let mut prefixes = Vec::new();
    for rule in &kinds.rules {
        match &rule.test {
            KindTest::NamePrefix(prefix) => prefixes.push(prefix.clone()),
            KindTest::Label { .. } => return None,
        }
    }
    pattern::prefixes(&prefixes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Duration, Instant};

    fn parse(text: &str) -> Slo {
        Slo::parse("test.yaml", text).unwrap_or_else(|errors| panic!("{errors}"))
    }

    #[test]
    fn jobs_are_asked_for_by_what_the_file_says_of_them() {
        let [jobs] = &of(&Slo::ai_slot_build())[..] else { panic!("one query") };
        assert_eq!(
            jobs.promql,
            "{__name__=~\"kube_job_(?:created|status_start_time|status_completion_time|complete|failed)\",\
             condition=~\"(?:true)?\",namespace=~\".+-dev-\\\\d+\",job_name=~\"(?:codex-k8s-kaniko-|kodex-kaniko-|\
             codex-k8s-codegen-check|kodex-codegen-check|codex-k8s-mirror-|kodex-mirror-).*\"} \
             or kube_namespace_created{namespace=\"default\"}"
        );
        assert_eq!(notes(&Slo::ai_slot_build()).len(), 1);
        // Any name may be that of a job that has a label, or that is of no kind.
        let labels = parse(include_str!("../../tests/prometheus/cases/labels.yaml"));
        assert!(!of(&labels)[0].promql.contains("job_name"));
        assert!(of(&labels)[0].promql.contains("|failed|labels)"));
        assert!(notes(&labels).iter().any(|note| note.ends_with("jobs=[tier,team.io/jobKind]")));
        let any = parse(&Slo::EMBEDDED_TEXT.replacen("namePrefix: codex-k8s-mirror-", "namePrefix: \"\"", 1));
        assert!(!of(&any)[0].promql.contains("job_name"));
    }

    #[test]
    fn events_are_asked_for_by_name() {
        let slo = parse(include_str!("../../tests/data/slo/event-series.yaml"));
        let queries = of(&slo);
        assert_eq!(
            queries.iter().map(|query| query.promql.as_str()).collect::<Vec<_>>(),
            ["{__name__=\"checkout_requests_good_total\"}", "{__name__=\"checkout_requests_total\"}"]
        );
        assert!(notes(&slo)[0].contains("more.json"));
    }

    #[test]
    fn commands_have_every_part_and_bear_any_text() {
        let query = Query { name: "a:b".to_owned(), about: String::new(), promql: "{x=\"it's $(here)\"}".to_owned() };
        let [from, to] = [0, 300].map(Instant::from_seconds);
        let chunks = Chunks::of(from, to, Some(Duration::from_seconds(60)), Some(3)).unwrap();
        assert_eq!(
            curl("https://metrics.example/prom/", &query, &chunks),
            "curl --silent --show-error --get 'https://metrics.example/prom/api/v1/query_range' \\\n  \
             --data-urlencode 'query={x=\"it'\\''s $(here)\"}' \\\n  \
             --data start=1970-01-01T00:00:00Z --data end=1970-01-01T00:02:00Z --data step=60 \\\n  \
             --output 'a_b-1.json'\n\
             curl --silent --show-error --get 'https://metrics.example/prom/api/v1/query_range' \\\n  \
             --data-urlencode 'query={x=\"it'\\''s $(here)\"}' \\\n  \
             --data start=1970-01-01T00:03:00Z --data end=1970-01-01T00:05:00Z --data step=60 \\\n  \
             --output 'a_b-2.json'\n"
        );
        let one = Chunks::of(from, to, None, None).unwrap();
        assert_eq!(
            promtool("http://localhost:9090", &query, &one),
            "promtool query --format=json range --start=1970-01-01T00:00:00Z --end=1970-01-01T00:05:00Z --step=60s \\\n  \
             'http://localhost:9090' \\\n  '{x=\"it'\\''s $(here)\"}' \\\n  > 'a_b.json'\n"
        );
    }
}

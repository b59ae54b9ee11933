//! Small histories in `tests/prometheus/cases/*.json`, held against our rules by `promtool test rules`.
//!
//! A case says in minutes when jobs were created, ended and left the cluster, which exporters were scraped, what series
//! must then be at some minutes (`null`: no sample), and which alerts fire. Time zero is 1970, as promtool has it.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};
use slo_review::rules;
use slo_review::slo::Slo;

use crate::backfill::write;
use crate::programs::{promtool, promtool_succeeds, scratch};

#[test]
fn promtool_accepts_the_golden_files() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    for entry in std::fs::read_dir(golden).expect("the golden files are there") {
        let said = promtool_succeeds(&["check".as_ref(), "rules".as_ref(), entry.unwrap().path().as_os_str()]);
        assert!(said.contains("rules found") && !said.contains("duplicate"), "{said}");
    }
}

/// Seconds between scrapes, and between evaluations.
const STEP: i64 = 30;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Case {
    about: String,
    /// An SLO file beside the case; the built-in one where there is none.
    slo: Option<String>,
    /// Documents that the SLO file gets besides.
    #[serde(default)]
    documents: String,
    #[serde(default = "one_exporter")]
    exporters: Vec<String>,
    /// When an exporter was not scraped: its name, from and to.
    #[serde(default)]
    down: Vec<(String, f64, f64)>,
    /// Whether series that end leave a marker, as those do that Prometheus itself scraped.
    #[serde(default = "yes")]
    markers: bool,
    #[serde(default)]
    jobs: Vec<CaseJob>,
    /// Further series, in promtool's notation.
    #[serde(default)]
    series: BTreeMap<String, String>,
    expect: BTreeMap<String, BTreeMap<String, Option<f64>>>,
    #[serde(default)]
    firing: BTreeMap<String, Vec<String>>,
    /// Alerts at some minutes as they are sent, by name: labels beside the usual ones, and annotations.
    #[serde(default)]
    sent: BTreeMap<String, BTreeMap<String, Sent>>,
}

#[derive(Deserialize)]
struct Sent {
    labels: BTreeMap<String, String>,
    annotations: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct CaseJob {
    name: String,
    #[serde(default = "namespace")]
    namespace: String,
    created: f64,
    ended: f64,
    outcome: Outcome,
    gone: f64,
    /// As many such jobs, numbered.
    #[serde(default)]
    times: usize,
    #[serde(default)]
    labels: BTreeMap<String, String>,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Outcome {
    Succeeded,
    Failed,
}

fn yes() -> bool {
    true
}

fn one_exporter() -> Vec<String> {
    vec!["a".to_owned()]
}

fn namespace() -> String {
    "demo-dev-1".to_owned()
}

#[test]
fn the_rules_do_what_the_cases_say() {
    let folder = scratch("cases");
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/prometheus/cases");
    let mut failures = Vec::new();
    let mut names: Vec<_> =
        (std::fs::read_dir(&cases).expect("the cases are there").map(|entry| entry.unwrap().path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
            .collect();
    names.sort();
    assert!(names.len() >= 8, "all cases were found");
    for path in names {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("the case can be read");
        let case: Case = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let slo = match &case.slo {
            Some(file) => std::fs::read_to_string(cases.join(file)).expect("the SLO file can be read"),
            None => include_str!("../../slo/ai-slot-build.yaml").to_owned(),
        };
        let slo =
            Slo::parse(&name, &[slo.as_str(), &case.documents].concat()).unwrap_or_else(|errors| panic!("{errors}"));
        let rules = write(&folder, &format!("{name}.rules.yaml"), &rules::yaml(&slo));
        promtool_succeeds(&["check".as_ref(), "rules".as_ref(), rules.as_os_str()]);
        // What is JSON is YAML too.
        let test = write(&folder, &format!("{name}.yaml"), &case.unit_test(&rules, &slo).to_string());
        let output = promtool(&["test".as_ref(), "rules".as_ref(), test.as_os_str()]);
        if !output.status.success() {
            let said = [output.stdout, output.stderr].concat();
            failures.push(format!("{name}: {}\n{}", case.about, String::from_utf8_lossy(&said)));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

impl Case {
    /// The case as promtool takes it.
    fn unit_test(&self, rules: &Path, slo: &Slo) -> Value {
        let identity = format!("service=\"{}\",slo=\"{}\"", slo.service.name, slo.name);
        let mut tests = Vec::new();
        for (minute, series) in &self.expect {
            for (series, value) in series {
                let (name, labels) =
                    series.split_once('{').map_or((series.as_str(), ""), |(name, labels)| (name, labels));
                let labels = labels.trim_end_matches('}');
                let comma = if labels.is_empty() { "" } else { "," };
                let selector = format!("{name}{{{labels}{comma}{identity}}}");
                let samples: Vec<Value> =
                    value.iter().map(|value| json!({ "labels": selector, "value": value })).collect();
                tests.push(json!({ "expr": selector, "eval_time": time(minute), "exp_samples": samples }));
            }
        }
        for (minute, names) in &self.firing {
            let expression = format!("count by (alertname) (ALERTS{{{identity},alertstate=\"firing\"}})");
            let samples: Vec<Value> = (names.iter())
                .map(|name| json!({ "labels": format!("{{alertname=\"{name}\"}}"), "value": 1 }))
                .collect();
            tests.push(json!({ "expr": expression, "eval_time": time(minute), "exp_samples": samples }));
        }
        let mut alerts = Vec::new();
        for (minute, sent) in &self.sent {
            for (name, alert) in sent {
                let mut labels = json!({ "service": slo.service.name, "slo": slo.name });
                alert.labels.iter().for_each(|(label, value)| labels[label] = json!(value));
                let expected = json!([{ "exp_labels": labels, "exp_annotations": alert.annotations }]);
                alerts.push(json!({ "eval_time": time(minute), "alertname": name, "exp_alerts": expected }));
            }
        }
        let step = format!("{STEP}s");
        // Within one instant each group reads what those before it wrote; promtool would take them in any order.
        let groups = ["jobs", "windows", "alerts"].map(|group| format!("{}-{group}", slo.name));
        json!({
            "rule_files": [rules],
            "group_eval_order": groups,
            "evaluation_interval": step,
            "tests": [{
                "interval": step,
                "input_series": self.input(),
                "promql_expr_test": tests,
                "alert_rule_test": alerts,
            }],
        })
    }

    fn input(&self) -> Vec<Value> {
        // The jobs of one name are one series of each metric.
        let mut series: BTreeMap<String, Vec<Option<i64>>> = BTreeMap::new();
        let length = self.expect.keys().chain(self.firing.keys()).map(|minute| slot(minute.parse().unwrap())).max();
        let length = length.expect("the case expects something") + 1;
        for (job, exporter) in self.jobs.iter().flat_map(|job| self.exporters.iter().map(move |name| (job, name))) {
            for number in 0..job.times.max(1) {
                let suffix = if job.times > 0 { format!("-{number}") } else { String::new() };
                let labels = format!(
                    "instance=\"{exporter}\",job=\"kube-state-metrics\",namespace=\"{}\",job_name=\"{}{suffix}\"",
                    job.namespace, job.name
                );
                for (metric, from, value) in job.samples() {
                    let (name, more) =
                        metric.split_once('{').map_or((metric.as_str(), ""), |(name, more)| (name, more));
                    let values =
                        series.entry(format!("{name}{{{labels}{more}}}")).or_insert_with(|| vec![None; length]);
                    for slot in slot(from)..slot(job.gone).min(length) {
                        let minute = slot as f64 * STEP as f64 / 60.0;
                        let down =
                            |(name, from, to): &(String, f64, f64)| name == exporter && (*from..*to).contains(&minute);
                        if !self.down.iter().any(down) {
                            values[slot] = Some(value);
                        }
                    }
                }
            }
        }
        let jobs = series.iter().map(|(series, values)| json!({ "series": series, "values": self.notation(values) }));
        jobs.chain(self.series.iter().map(|(series, values)| json!({ "series": series, "values": values }))).collect()
    }

    /// Promtool's notation of a series.
    fn notation(&self, values: &[Option<i64>]) -> String {
        let mut words = Vec::new();
        let mut before = None;
        for value in values {
            words.push(match value {
                Some(value) => value.to_string(),
                None if before.is_some() && self.markers => "stale".to_owned(),
                None => "_".to_owned(),
            });
            before = *value;
        }
        words.join(" ")
    }
}

impl CaseJob {
    /// Each metric with further labels, since when it is there, and its value.
    fn samples(&self) -> Vec<(String, f64, i64)> {
        let [created, ended] = [self.created, self.ended].map(|minute| (minute * 60.0) as i64);
        let mut samples = vec![
            ("kube_job_created".to_owned(), self.created, created),
            ("kube_job_status_start_time".to_owned(), self.created, created),
        ];
        let condition = if self.outcome == Outcome::Succeeded { "kube_job_complete" } else { "kube_job_failed" };
        for (status, value) in [("true", 1), ("false", 0), ("unknown", 0)] {
            samples.push((format!("{condition}{{,condition=\"{status}\""), self.ended, value));
        }
        if self.outcome == Outcome::Succeeded {
            samples.push(("kube_job_status_completion_time".to_owned(), self.ended, ended));
        }
        if !self.labels.is_empty() {
            let labels: String = self.labels.iter().map(|(key, value)| format!(",{key}=\"{value}\"")).collect();
            samples.push((format!("kube_job_labels{{{labels}"), self.created, 1));
        }
        samples
    }
}

/// The first sample at or after a minute.
fn slot(minute: f64) -> usize {
    (minute * 60.0 / STEP as f64).ceil() as usize
}

fn time(minute: &str) -> String {
    format!("{}s", (minute.parse::<f64>().expect("a minute is a number") * 60.0) as i64)
}

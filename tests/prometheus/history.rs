//! A simulated history: what happened, what an exporter would have shown of it, and what the review says of it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use serde_json::Value;
use slo_review::ingest::{FileReader, Loaded};
use slo_review::record::{Dataset, LoadedFile};
use slo_review::slo::Slo;
use slo_review::time::{Instant, Timestamp};

/// How often the exporter is scraped, in seconds.
pub const SCRAPE: i64 = 30;

/// When in each interval it is scraped.
const OFFSET: i64 = 11;

const OPTIONS: [&str; 6] =
    ["--seed=13", "--days=8", "--jobs-per-day=130", "--incidents=2", "--maintenance=1", "--outage=1"];

/// One job as it truly was; times are seconds since 1970.
#[derive(Clone, Debug)]
pub struct Job {
    pub namespace: String,
    pub name: String,
    pub kind: String,
    pub in_scope: bool,
    pub created: i64,
    pub started: Option<i64>,
    pub finished: Option<i64>,
    pub succeeded: bool,
    /// When it left the cluster, by its ttl or because a retry took its name.
    pub gone: Option<i64>,
}

impl Job {
    /// Whether it is an event of the availability SLI, but for maintenance.
    pub fn is_counted(&self) -> bool {
        self.in_scope && self.finished.is_some() && ["build", "codegen-check"].contains(&self.kind.as_str())
    }
}

/// The history, with the exporter's outage.
pub struct History {
    pub slo: Slo,
    pub jobs: Vec<Job>,
    pub from: i64,
    pub to: i64,
    /// Scrapes in it failed, `[from, to)`.
    pub outage: (i64, i64),
    folder: PathBuf,
}

impl History {
    /// Simulates it, unless an earlier run did.
    pub fn simulated() -> Self {
        let folder = simulate();
        let truth: Value = serde_json::from_str(&read(&folder.join("truth.json"))).expect("the truth is JSON");
        let mut jobs: Vec<Job> = read(&folder.join("truth.jsonl")).lines().map(job).collect();
        jobs.sort_by(|a, b| (a.created, &a.namespace, &a.name).cmp(&(b.created, &b.namespace, &b.name)));
        let outage = outage(&jobs);
        let [from, to] = [&truth["from"], &truth["to"]].map(|time| seconds(time).unwrap());
        Self { slo: slo(&truth["maintenance"]), jobs, from, to, outage, folder }
    }

    /// The instants of the scrapes that worked.
    pub fn scrapes(&self) -> impl Iterator<Item = i64> + use<> {
        let (outage, to) = (self.outage, self.to);
        (self.from / SCRAPE..)
            .map(|number| number * SCRAPE + OFFSET)
            .take_while(move |&at| at <= to)
            .filter(move |at| !(outage.0..outage.1).contains(at))
    }

    /// What kube-state-metrics exports of each job at each scrape, as OpenMetrics.
    pub fn open_metrics(&self) -> String {
        let scrapes: Vec<i64> = self.scrapes().collect();
        let mut families: [(&str, String); 5] = [
            ("kube_job_created", String::new()),
            ("kube_job_status_start_time", String::new()),
            ("kube_job_status_completion_time", String::new()),
            ("kube_job_complete", String::new()),
            ("kube_job_failed", String::new()),
        ];
        for job in &self.jobs {
            let labels = format!(
                "instance=\"10.42.0.15:8080\",job=\"kube-state-metrics\",namespace=\"{}\",job_name=\"{}\"",
                job.namespace, job.name
            );
            for &at in &scrapes[scrapes.partition_point(|&at| at < job.created)..] {
                if job.gone.is_some_and(|gone| gone <= at) {
                    break;
                }
                let done = job.finished.filter(|&finished| finished <= at);
                let mut sample = |family: usize, more: &str, value: i64| {
                    let (name, text) = &mut families[family];
                    writeln!(text, "{name}{{{labels}{more}}} {value} {at}").unwrap();
                };
                sample(0, "", job.created);
                if let Some(started) = job.started.filter(|&started| started <= at) {
                    sample(1, "", started);
                }
                if let Some(finished) = done {
                    if job.succeeded {
                        sample(2, "", finished);
                    }
                    let family = if job.succeeded { 3 } else { 4 };
                    for (condition, value) in [("true", 1), ("false", 0), ("unknown", 0)] {
                        sample(family, &format!(",condition=\"{condition}\""), value);
                    }
                }
            }
        }
        let mut text = "# TYPE kube_namespace_created gauge\n".to_owned();
        for at in scrapes {
            writeln!(text, "kube_namespace_created{{namespace=\"default\"}} 1700000000 {at}").unwrap();
        }
        for (name, samples) in families {
            write!(text, "# TYPE {name} gauge\n{samples}").unwrap();
        }
        text + "# EOF\n"
    }

    /// Whether any scrape saw the job finished.
    pub fn is_seen_finished(&self, job: &Job) -> bool {
        let finished = job.finished.expect("the job finished");
        let gone = job.gone.unwrap_or(i64::MAX);
        self.scrapes().skip_while(|&at| at < finished).take_while(|&at| at < gone).next().is_some()
    }

    /// The same history as `kubectl` exported it.
    pub fn dataset(&self) -> Dataset {
        let mut dataset = Dataset::default();
        dataset.add(self.load("jobs.ndjson"));
        dataset
    }

    fn load(&self, name: &str) -> LoadedFile {
        let mut reader = FileReader::new(name, &self.slo);
        reader.push(read(&self.folder.join(name)).as_bytes()).expect("the file can be used");
        match reader.finish().expect("the file can be used") {
            Loaded::Records(file) => *file,
            Loaded::Slo { .. } => panic!("{name} is no SLO file"),
        }
    }
}

/// Seven minutes without a scrape, just when the last failure that lingers long enough to be seen after it ends.
fn outage(jobs: &[Job]) -> (i64, i64) {
    let lingers =
        |job: &&Job| !job.succeeded && job.is_counted() && job.gone >= job.finished.map(|finished| finished + 600);
    let finished = jobs.iter().rev().find(lingers).and_then(|job| job.finished).expect("some failure lingers");
    (finished - 60, finished + 360)
}

/// The built-in SLO with the history's maintenance.
fn slo(maintenance: &Value) -> Slo {
    let mut text = include_str!("../../slo/ai-slot-build.yaml").to_owned();
    text.push_str("---\napiVersion: slo-review/v1\nkind: Exclusions\nspec:\n  maintenance:\n");
    for window in maintenance.as_array().expect("there is a list") {
        writeln!(text, "    - {window}").unwrap();
    }
    Slo::parse("simulated.yaml", &text).unwrap_or_else(|errors| panic!("{errors}"))
}

/// Tests run at the same time, and one simulates for all.
static SIMULATING: Mutex<()> = Mutex::new(());

fn simulate() -> PathBuf {
    let _one_at_a_time = SIMULATING.lock().expect("another test's simulation succeeded");
    let simulated = Path::new(env!("CARGO_TARGET_TMPDIR")).join("simulated");
    let folder = simulated.join("prometheus");
    if folder.is_dir() {
        return folder;
    }
    let unfinished = simulated.join(format!("prometheus-{}", std::process::id()));
    let output = Command::new("python3")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/simulate.py"))
        .args(OPTIONS)
        .args(["--formats", "ndjson,truth"])
        .arg("--out")
        .arg(&unfinished)
        .output()
        .expect("Python 3.10 or newer runs the simulator; install it as `python3`");
    assert!(output.status.success(), "the simulator failed:\n{}", String::from_utf8_lossy(&output.stderr));
    std::fs::rename(&unfinished, &folder).expect("the finished history takes its name");
    folder
}

fn job(line: &str) -> Job {
    let job: Value = serde_json::from_str(line).expect("a line is a job");
    let text = |key: &str| job[key].as_str().unwrap_or_default().to_owned();
    let terminal = ["succeeded", "failed"].contains(&text("outcome").as_str());
    Job {
        namespace: text("namespace"),
        name: text("name"),
        kind: text("kind"),
        in_scope: job["inScope"] == true,
        created: seconds(&job["created"]).expect("every job was created"),
        started: seconds(&job["started"]),
        finished: seconds(&job["finished"]).filter(|_| terminal),
        succeeded: text("outcome") == "succeeded",
        gone: seconds(&job["goneFromCluster"]),
    }
}

fn seconds(time: &Value) -> Option<i64> {
    let time = Timestamp::parse(time.as_str()?.as_bytes()).expect("a time is RFC 3339");
    time.instant().map(|instant| instant.as_millis() / 1_000)
}

/// An instant of so many seconds since 1970, which Prometheus gives with up to three decimals.
pub fn instant(seconds: f64) -> Instant {
    Instant::from_millis((seconds * 1_000.0).round() as i64)
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

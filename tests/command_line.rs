//! The command line, as a shell sees it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// Runs `slo-review` with the arguments and nothing but `input` on standard input.
fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_slo-review"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that refuses its arguments may be gone before it reads.
    let _ = child.stdin.take().expect("standard input is a pipe").write_all(input.as_bytes());
    child.wait_with_output().expect("the program ends")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the output is UTF-8")
}

fn fixture(name: &str, content: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("command-line-{name}"));
    std::fs::write(&path, content).expect("the fixture can be written");
    path.to_str().expect("the path is UTF-8").to_owned()
}

/// NDJSON of `good` and `bad` builds, a minute apart, the last one ending at 2026-02-26T12:00:00Z.
fn jobs(good: usize, bad: usize) -> String {
    let last = chrono::DateTime::parse_from_rfc3339("2026-02-26T12:00:00Z").unwrap();
    (0..good + bad)
        .map(|number| {
            let end = (last - chrono::TimeDelta::minutes(number as i64)).format("%Y-%m-%dT%H:%M:%SZ");
            let (condition, completion) = if number < bad {
                ("Failed", String::new())
            } else {
                ("Complete", format!(r#""completionTime":"{end}","#))
            };
            format!(
                r#"{{"apiVersion":"batch/v1","kind":"Job","metadata":{{"uid":"u{number}","namespace":"demo-dev-1","name":"codex-k8s-kaniko-api-{number}","creationTimestamp":"{end}"}},"status":{{{completion}"startTime":"{end}","conditions":[{{"type":"{condition}","status":"True","lastTransitionTime":"{end}"}}]}}}}"#
            ) + "\n"
        })
        .collect()
}

#[test]
fn prints_the_document() {
    let file = fixture("good.ndjson", &jobs(100, 0));
    let output = run(&["review", "--format", "json", &file], "");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let review: Value = serde_json::from_slice(&output.stdout).expect("the output is JSON");
    assert_eq!(review["asOf"], "2026-02-26T12:00:00Z");
    assert_eq!(review["availability"]["good"], 100);
    assert_eq!(review["policy"]["state"], "normal");
    assert!(text(&output.stderr).contains("provisional"), "100 minutes are no week");
}

#[test]
fn reads_standard_input_beside_files() {
    let file = fixture("part.ndjson", &jobs(3, 0));
    let output = run(&["review", "--format=json", "-", &file], &jobs(5, 1));
    let review: Value = serde_json::from_slice(&output.stdout).expect("the output is JSON");
    assert_eq!(review["jobs"]["total"], 6, "the same jobs count once");
    assert_eq!(review["data"]["files"][0]["name"], "standard input", "files stay in the order given");
}

#[test]
fn prints_text_and_markdown() {
    let file = fixture("views.ndjson", &jobs(99, 1));
    let plain = run(&["review", "--timezone", "Europe/Berlin", &file], "");
    assert!(text(&plain.stdout).contains("2026-02-26 12:00:00 UTC (13:00:00 +01:00)"), "{}", text(&plain.stdout));
    let summer = run(&["review", "--timezone", "Europe/Berlin", "--as-of", "2026-04-01T00:00:00Z", &file], "");
    assert!(text(&summer.stdout).contains("2026-04-01 00:00:00 UTC (02:00:00 +02:00)"), "{}", text(&summer.stdout));
    let markdown = run(&["review", "--format", "markdown", &file], "");
    assert!(text(&markdown.stdout).starts_with("## SLO review: `ai-slot-build-availability`, 2026-02-26 12:00:00 UTC"));
}

/// One file with everything in it: charts of what there is, and nothing that is fetched.
#[test]
fn prints_a_page_to_keep() {
    let file = fixture("page.ndjson", &jobs(99, 1));
    let page = run(&["review", "--format", "html", "--timezone", "Europe/Berlin", &file], "");
    let page = text(&page.stdout);
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"), "{page}");
    assert_eq!(page.matches("<svg ").count(), 6, "without incidents there is no chart of them");
    assert!(page.contains("Is the objective of 99% being met?") && page.contains("page.ndjson"));
    assert!(page.contains("2026-02-26 12:00:00 UTC (13:00:00 +01:00)"));
    assert!(!page.contains("<script") && !page.contains("<link") && !page.contains(" src="), "it fetches nothing");
    let failing =
        fixture("incident.ndjson", &jobs(3, 1).replace(r#""Failed","#, r#""Failed","message":"MANIFEST_UNKNOWN","#));
    let page = run(&["review", "--format", "html", &failing], "");
    assert_eq!(text(&page.stdout).matches("<svg ").count(), 8);
}

/// A week's jobs, what the pipeline printed, what people noted, and what the reviewer states: all are just files.
#[test]
fn recovery_comes_from_any_mix_of_files() {
    let table = fixture(
        "recovery.csv",
        "uid,namespace,name,kind,created,started,finished,outcome,reason,message\n\
         a,demo-dev-1,codex-k8s-kaniko-api-aaaaaaaa-bbb,build,2026-02-26T22:00:00Z,2026-02-26T22:00:00Z,2026-02-26T22:01:00Z,failed,,\n\
         b,demo-dev-1,codex-k8s-kaniko-api-aaaaaaaa-ccc,build,2026-02-26T22:05:00Z,2026-02-26T22:05:00Z,2026-02-26T22:08:00Z,succeeded,,\n\
         c,demo-dev-1,codex-k8s-kaniko-api-aaaaaaaa-ddd,build,2026-02-26T23:10:00Z,2026-02-26T23:10:00Z,2026-02-26T23:14:00Z,succeeded,,\n",
    );
    let log = fixture(
        "recovery.log",
        "{\"time\":\"2026-02-26T22:01:02Z\",\"level\":\"ERROR\",\"msg\":\"failed\",\"err\":\"job demo-dev-1/codex-k8s-kaniko-api-aaaaaaaa-bbb failed; \
         logs: MANIFEST_UNKNOWN\"}\n",
    );
    let found = |files: &[&str]| -> Value {
        let output = run(&[&["review", "--format", "json", "--timezone", "Europe/Prague"], files].concat(), "");
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("the output is JSON")
    };
    let review = found(&[&table, &log]);
    let incident = &review["recovery"]["incidents"][0];
    assert_eq!(
        (&incident["id"], &incident["openedAt"]),
        (&Value::from("cache-1"), &Value::from("2026-02-26T22:01:00Z"))
    );
    assert_eq!(incident["recoveredAt"], "2026-02-26T22:08:00Z");
    assert_eq!(review["recovery"]["daily"][0]["day"], "2026-02-26");

    let annotations = fixture(
        "annotations.json",
        r#"{"schema":"slo-review/annotations/1","mitigations":[{"class":"cache","openedAt":"2026-02-26T22:01:00Z","mitigatedAt":"2026-02-26T22:30:00Z"}]}"#,
    );
    let review = found(&[&annotations, &table, &log]);
    let incident = &review["recovery"]["incidents"][0];
    assert_eq!(
        (&incident["mitigatedBy"], &incident["recoveredAt"]),
        (&Value::from("reviewer"), &Value::from("2026-02-26T23:14:00Z"))
    );
    assert_eq!(review["recovery"]["daily"][0]["day"], "2026-02-27", "in Prague it was past midnight");
    assert_eq!(review["recovery"]["timezone"], "Europe/Prague");
    let shown = run(&["review", "--timezone", "Europe/Prague", &annotations, &table, &log], "");
    assert!(
        text(&shown.stdout).contains("cache-1: 1 h 13 min, longer than the 30 minutes allowed"),
        "{}",
        text(&shown.stdout)
    );
}

#[test]
fn reviews_another_instant() {
    let file = fixture("instant.ndjson", &jobs(10, 1));
    let output = run(&["review", "--format", "json", "--as-of", "2026-02-26T11:59:00", &file], "");
    let review: Value = serde_json::from_slice(&output.stdout).expect("the output is JSON");
    assert_eq!(review["asOf"], "2026-02-26T11:59:00Z");
    assert_eq!(review["availability"]["bad"], 0, "the failure ended later");
    assert!(text(&output.stderr).contains("no offset"));
}

#[test]
fn fails_only_where_it_is_asked_to() {
    let normal = fixture("normal.ndjson", &jobs(1_000, 5));
    let freeze = fixture("freeze.ndjson", &jobs(1_000, 7));
    let stabilise = fixture("stabilise.ndjson", &jobs(1_000, 9));
    let no_data = fixture("no-data.ndjson", &jobs(1, 0).replace("demo-dev-1", "demo-prod"));
    for (file, fail_on, status) in [
        (&stabilise, None, 0),
        (&normal, Some("freeze"), 0),
        (&freeze, Some("freeze"), 1),
        (&freeze, Some("stabilise"), 0),
        (&stabilise, Some("freeze"), 1),
        (&stabilise, Some("stabilise"), 1),
        (&no_data, Some("freeze"), 0),
    ] {
        let mut arguments = vec!["review", file.as_str()];
        arguments.extend(fail_on.iter().flat_map(|state| ["--fail-on", state]));
        let output = run(&arguments, "");
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {}", text(&output.stderr));
        assert!(!output.stdout.is_empty(), "the review is printed either way");
    }
}

#[test]
fn refuses_what_it_cannot_use_and_prints_nothing() {
    let good = fixture("fine.ndjson", &jobs(3, 0));
    let foreign = fixture("foreign.txt", "Dear diary, nothing happened today.\n");
    let empty = fixture("empty.json", "");
    let broken = fixture("broken.yaml", "apiVersion: openslo/v1\nkind: SLO\nspec: {}\n");
    for (arguments, said) in [
        (vec!["review", good.as_str(), foreign.as_str()], "foreign.txt"),
        (vec!["review", empty.as_str()], "empty"),
        (vec!["review", "no-such-file.json"], "no-such-file.json: cannot be opened"),
        (vec!["review", "--slo", broken.as_str(), good.as_str()], "broken.yaml:"),
        (vec!["review", broken.as_str(), good.as_str()], "broken.yaml:"),
        (vec!["review", "-", "-"], "only once"),
        (vec!["review"], "<FILE>"),
        (vec![], "review"),
        (vec!["review", "--format", "pdf", good.as_str()], "expected text, markdown, json or html"),
        (vec!["review", "--fail-on", "normal", good.as_str()], "freeze"),
        (vec!["review", "--fail-on", "noData", good.as_str()], "freeze"),
        (vec!["review", "--timezone", "Europe/Atlantis", good.as_str()], "Europe/Berlin"),
        (vec!["review", "--as-of", "yesterday", good.as_str()], "RFC 3339"),
        (vec!["review", "--as-of", "0001-01-01T00:00:00Z", good.as_str()], "never set"),
        (vec!["review", "--unknown", good.as_str()], "--unknown"),
        (vec!["rules", "--slo", broken.as_str()], "broken.yaml:"),
        (vec!["rules", "--slo", "no-such-file.yaml"], "no-such-file.yaml: cannot be read"),
        (vec!["rules", good.as_str()], "unexpected argument"),
        (vec!["queries"], "--to"),
        (vec!["queries", "--to", "2026-02-26T12:00:00Z", "--slo", broken.as_str()], "broken.yaml:"),
        (vec!["queries", "--to", "2026-02-26T12:00:00Z", "--step", "0"], "the step must be"),
        (vec!["queries", "--to", "2026-02-26T12:00:00Z", "--from", "2026-02-27T12:00:00Z"], "must begin before"),
    ] {
        let output = run(&arguments, "");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?} printed {}", text(&output.stdout));
        assert!(text(&output.stderr).contains(said), "{arguments:?} said {}", text(&output.stderr));
    }
}

#[test]
fn takes_an_slo_file_from_among_the_data() {
    let slo = include_str!("../slo/ai-slot-build.yaml").replace("ai-slot-build-availability", "our-availability");
    let slo = fixture("ours.yaml", &slo.replace("-dev-\\d+$", "-prod$"));
    let data = fixture("prod.ndjson", &jobs(4, 0).replace("demo-dev-1", "demo-prod"));
    for arguments in
        [vec!["review", "--format", "json", &data, &slo], vec!["review", "--format", "json", "--slo", &slo, &data]]
    {
        let output = run(&arguments, "");
        let review: Value = serde_json::from_slice(&output.stdout).expect("the output is JSON");
        assert_eq!(review["slo"]["name"], "our-availability");
        assert_eq!(review["slo"]["file"].as_str(), Some(slo.as_str()));
        assert_eq!(review["jobs"]["inScope"], 4, "the jobs were read with the file's scope");
    }
    let twice = run(&["review", "--slo", &slo, &slo, &data], "");
    assert_eq!(twice.status.code(), Some(2));
    assert!(text(&twice.stderr).contains("given already"));
}

#[test]
fn writes_prometheus_rules_of_the_slo() {
    let output = run(&["rules"], "");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(text(&output.stdout), include_str!("rules/ai-slot-build.yaml"));
    assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
    let slo = include_str!("../slo/ai-slot-build.yaml").replace("target: 0.99", "target: 0.995");
    let output = run(&["rules", "--slo", &fixture("stricter.yaml", &slo)], "");
    assert!(text(&output.stdout).contains("vector(0.995)"), "{}", text(&output.stdout));
}

#[test]
fn survives_a_reader_that_has_seen_enough() {
    let file = fixture("pipe.ndjson", &jobs(50, 0));
    let mut child = Command::new(env!("CARGO_BIN_EXE_slo-review"))
        .args(["review", "--format", "json", &file])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(!text(&output.stderr).contains("panicked"));
}

#[test]
fn writes_what_to_ask_a_prometheus_for() {
    let output = run(&["queries", "--to", "2026-02-26T12:00:00Z", "--server", "https://p.example/"], "");
    assert!(output.status.success(), "{}", text(&output.stderr));
    let script = text(&output.stdout);
    assert!(script.contains("--get 'https://p.example/api/v1/query_range'"), "{script}");
    assert!(
        script.contains("--data start=2026-02-19T12:00:00Z --data end=2026-02-26T12:00:00Z --data step=60"),
        "{script}"
    );
    assert!(text(&output.stderr).contains("honor_labels"));
    let longer = ["queries", "--to", "2026-02-26T12:00:00Z", "--from", "2026-02-01T00:00:00Z", "--client", "promtool"];
    let commands = text(&run(&longer, "").stdout);
    assert_eq!(commands.lines().filter(|line| line.starts_with("promtool query")).count(), 4, "{commands}");
    let alone = ["queries", "--to", "2026-02-26T12:00:00Z", "--client", "promql"];
    assert_eq!(text(&run(&alone, "").stdout).lines().filter(|line| line.starts_with('{')).count(), 1);
}

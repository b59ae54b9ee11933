//! The control plane's exports: runtime errors and runtime deploy tasks.

use slo_review::record::Format;

use crate::mentions::{mentions, only, warnings};
use crate::{read, read_in_pieces};

const ERRORS: &str = include_str!("../data/logs/runtime-errors.json");
const TASKS: &str = include_str!("../data/logs/runtime-deploy-tasks.json");

fn owned<const N: usize>(row: [&str; N]) -> [String; N] {
    row.map(str::to_owned)
}

#[test]
fn runtime_errors_name_jobs_by_field_or_by_words() {
    let file = read(ERRORS).expect("it is read");
    let run = "e093ab1d-1dfd-4754-a106-1148757e0a69";
    let job = "codex-k8s-kaniko-control-plane-e093ab1d-1df";
    let expected = [
        ["2026-02-20T03:41:01.031Z", job, "codex-k8s-dev-1", run, "cache: MANIFEST_UNKNOWN"],
        ["2026-02-20T03:41:02.039Z", job, "codex-k8s-dev-1", run, "cache: MANIFEST_UNKNOWN"],
        [
            "2026-02-20T03:41:24.063Z",
            "codex-k8s-mirror-busybox-2143dc74",
            "codex-k8s-prod",
            "e3cb407d-866b-44d9-a175-079ed13281bf",
            "nothing",
        ],
        [
            "2026-02-20T03:42:20.007Z",
            "codex-k8s-kaniko-worker-b89f451c-575",
            "codex-k8s-dev-3",
            "b89f451c-575d-453e-a02d-a3bd96ad67f7",
            "nothing",
        ],
    ];
    assert_eq!(mentions(&file), expected.map(owned));
    assert_eq!((file.format, file.records, file.skipped), (Format::RuntimeErrors, 4, 0));
    assert_eq!(file.mentions.iter().map(|mention| mention.line).collect::<Vec<_>>(), [2, 3, 4, 5]);
    assert_eq!(file.earliest.map(|at| at.to_string()).as_deref(), Some("2026-02-20T03:41:01.031Z"));
    assert_eq!(file.newest.map(|at| at.to_string()).as_deref(), Some("2026-02-20T03:42:20.007Z"));
    assert!(file.warnings.is_empty() && file.covers.is_empty());
}

#[test]
fn a_tasks_logs_show_what_no_snapshot_does() {
    let file = read(TASKS).expect("it is read");
    let rows = mentions(&file);
    let stale = rows.iter().filter(|row| row[4] == "cache: stale kaniko cache");
    let expected = ["api-gateway", "control-plane", "agent-runner"].map(|image| {
        let job = format!("codex-k8s-kaniko-{image}-b89f451c-575");
        [job, "codex-k8s-dev-3".to_owned(), "b89f451c-575d-453e-a02d-a3bd96ad67f7".to_owned()]
    });
    assert_eq!(stale.map(|row| row[1..4].to_vec()).collect::<Vec<_>>(), expected);
    // What a build prints that succeeded is no text of a failure: a miss of its cache is harmless.
    assert!(!rows.iter().any(|row| row[3].starts_with("363aef7e")), "{rows:?}");
    let codegen: Vec<_> = rows.iter().filter(|row| row[1] == "codex-k8s-codegen-check-23df0022-c91").collect();
    assert!(codegen.iter().any(|row| row[4] == "build-ref: switch `b' requires"), "{codegen:?}");
    assert_eq!((file.format, file.records, file.skipped), (Format::RuntimeDeployTasks, 4, 0));
    assert!(file.warnings.is_empty() && file.covers.is_empty());
    // `updated_at` is no instant of evidence: the task that runs was updated at midnight.
    assert_eq!(file.newest.map(|at| at.to_string()).as_deref(), Some("2026-02-26T23:54:08.250Z"));
}

#[test]
fn exports_come_in_envelopes_of_any_kind() {
    for (text, format) in [(ERRORS, Format::RuntimeErrors), (TASKS, Format::RuntimeDeployTasks)] {
        let whole = mentions(&read(text).expect("it is read"));
        let value: serde_json::Value = serde_json::from_str(text).expect("it is JSON");
        let items = value["items"].as_array().expect("it has items");
        let lines: Vec<String> = items.iter().map(ToString::to_string).collect();
        let envelopes = [
            serde_json::to_string_pretty(&value).expect("it prints"),
            serde_json::to_string(&items).expect("it prints"),
            lines.join("\n"),
            format!("\u{feff}{}", text.replace('\n', "\r\n")),
        ];
        for envelope in envelopes {
            let file = read(&envelope).unwrap_or_else(|error| panic!("{error}: {envelope}"));
            assert_eq!((file.format, mentions(&file)), (format, whole.clone()), "{envelope}");
            assert!(file.warnings.is_empty(), "{:?}", file.warnings);
        }
        let first = read(&lines[0]).expect("one alone is read");
        assert_eq!((first.records, mentions(&first)), (1, mentions(&first)));
        for size in [1, 5, 64, 97, 1_000] {
            let file = read_in_pieces(text.as_bytes(), size).expect("it is read");
            assert_eq!(mentions(&file), whole, "pieces of {size}");
        }
    }
}

#[test]
fn a_task_is_known_by_its_run_wherever_that_stands() {
    let task = r#"{"logs":[{"created_at":"2026-02-20T03:41:12Z","level":"warning","message":"Build image a failed due stale kaniko cache, retrying without cache","stage":"build"}],
        "namespace":"n","run_id":"0123456789abcdef","status":"failed","build_ref":"main"}"#;
    let expected = owned(["codex-k8s-kaniko-a-0123456789ab", "n", "0123456789abcdef", "cache: stale kaniko cache"]);
    assert_eq!(only(&read(task).expect("it is read")), Some(expected));
    // Two tasks do not share their logs, nor does a task whose document breaks off leave any behind.
    let cut = task.split(",\n").next().expect("it has a first line");
    let file = read(format!("{cut}\n{}", task.replace("0123456789", "9876543210"))).expect("the second one is whole");
    assert_eq!(file.mentions.iter().map(|mention| mention.run).collect::<Vec<_>>(), ["9876543210abcdef"]);
}

#[test]
fn what_is_odd_is_told() {
    let error = |members: &str| {
        read(format!(
            r#"{{"items":[{{"source":"control-plane.x","level":"error","message":"connection refused",{members}}}]}}"#
        ))
    };
    let without_name = error(r#""created_at":"2026-02-20T03:41:12Z""#).expect("it is read");
    assert_eq!((without_name.mentions.len(), warnings(&without_name)), (0, vec![("text-without-name", 1)]));
    let without_offset = error(r#""created_at":"2026-02-20T03:41:12","run_id":"r""#).expect("it is read");
    assert_eq!((without_offset.mentions.len(), warnings(&without_offset)), (1, vec![("missing-offset", 1)]));
    let not_set = error(r#""created_at":"0001-01-01T00:00:00Z","run_id":"r""#).expect("it is read");
    assert_eq!((not_set.mentions.len(), warnings(&not_set)), (0, vec![("text-without-time", 1)]));
    let bad = error(r#""created_at":"yesterday","run_id":"r""#).expect_err("nothing in it can be read");
    assert_eq!(bad.code.name(), "no-records");
    assert!(bad.what.contains("created_at is `yesterday`"), "{bad}");
    let both = read(format!("{}{}", ERRORS, r#"{"items":[{"source":"x","message":"y","created_at":"z"}]}"#));
    let both = both.expect("the first export is read");
    assert_eq!((both.records, both.skipped, warnings(&both)), (4, 1, vec![("bad-record", 1)]));
}

#[test]
fn jobs_and_exports_in_one_file_are_both_read() {
    let file = read(format!("{}\n{ERRORS}", crate::job(1))).expect("it is read");
    assert_eq!((file.format, file.jobs.len(), file.mentions.len()), (Format::KubernetesJobs, 1, 4));
    assert!(file.warnings.is_empty(), "{:?}", file.warnings);
}

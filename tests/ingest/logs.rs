//! Logs: what their lines say of failures, whatever stands before the lines and wherever the pieces are cut.

use std::fmt::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use slo_review::ingest::{FileReader, Loaded};
use slo_review::record::{Format, LoadedFile};
use slo_review::slo::{Slo, TextPattern};

use crate::mentions::{mentions, only, warnings};
use crate::{read, read_in_pieces};

const WORKER: &str = include_str!("../data/logs/worker.log");

/// A line of the worker's, of that level and with those members behind its message.
fn line(level: &str, members: &str) -> String {
    format!(r#"{{"time":"2026-02-20T03:41:12.550683269Z","level":"{level}","msg":"x"{members}}}"#)
}

type Parts = (Format, u64, u64, Vec<[String; 5]>, Vec<(&'static str, u64)>, Vec<Option<String>>);

fn parts(file: &LoadedFile) -> Parts {
    let times = [file.earliest, file.newest].map(|at| at.map(|at| at.to_string())).to_vec();
    (file.format, file.records, file.skipped, mentions(file), warnings(file), times)
}

fn owned<const N: usize>(row: [&str; N]) -> [String; N] {
    row.map(str::to_owned)
}

#[test]
fn a_workers_log_names_jobs_and_runs() {
    let file = read(WORKER).expect("it is a log");
    let expected = [
        [
            "2026-02-20T03:41:12.550Z",
            "codex-k8s-kaniko-control-plane-e093ab1d-1df",
            "codex-k8s-dev-1",
            "e093ab1d-1dfd-4754-a106-1148757e0a69",
            "cache: MANIFEST_UNKNOWN",
        ],
        [
            "2026-02-20T03:41:28.760Z",
            "codex-k8s-mirror-busybox-2143dc74",
            "codex-k8s-prod",
            "e3cb407d-866b-44d9-a175-079ed13281bf",
            "nothing",
        ],
        [
            "2026-02-20T03:42:27.341Z",
            "codex-k8s-kaniko-worker-b89f451c-575",
            "codex-k8s-dev-3",
            "b89f451c-575d-453e-a02d-a3bd96ad67f7",
            "nothing",
        ],
        [
            "2026-02-21T06:30:08.577Z",
            "codex-k8s-kaniko-control-plane-2a84387a-3ef",
            "codex-k8s-dev-3",
            "2a84387a-3efc-4c5b-af88-e3b772f2f591",
            "registry: 503 Service",
        ],
        [
            "2026-02-21T21:34:44.672Z",
            "codex-k8s-kaniko-agent-runner-22ec7642-5db",
            "codex-k8s-dev-1",
            "22ec7642-5dba-477a-ab02-a6c5cf9fe9a0",
            "build-ref: switch `b' requires",
        ],
        // Cut before the signature came: nothing is guessed.
        [
            "2026-02-21T21:38:29.881Z",
            "codex-k8s-codegen-check-23df0022-c91",
            "codex-k8s-dev-2",
            "23df0022-c91a-4529-ac8e-3cc1eb6f07f5",
            "nothing",
        ],
    ];
    assert_eq!(mentions(&file), expected.map(owned));
    assert_eq!((file.format, file.records, file.jobs.len()), (Format::Logs, 13, 0));
    assert_eq!(file.mentions.iter().map(|mention| mention.line).collect::<Vec<_>>(), [7, 8, 9, 10, 11, 12]);
    // The last line is cut, so that its time is none.
    assert_eq!(warnings(&file), [("cut-document", 1)]);
    assert_eq!(file.earliest.map(|at| at.to_string()).as_deref(), Some("2026-02-19T02:07:06.047Z"));
    assert_eq!(file.newest.map(|at| at.to_string()).as_deref(), Some("2026-02-21T21:38:29.881Z"));
    assert!(file.covers.is_empty());
}

#[test]
fn a_log_cut_into_pieces_anywhere_reads_the_same() {
    let whole = parts(&read(WORKER).expect("it is a log"));
    for size in [1, 2, 3, 7, 63, 64, 65, 127, 128, 1_000, 4_096] {
        assert_eq!(parts(&read_in_pieces(WORKER.as_bytes(), size).expect("it is a log")), whole, "pieces of {size}");
    }
    for size in (1..WORKER.len()).step_by(37) {
        assert_eq!(parts(&read_in_pieces(WORKER.as_bytes(), size).expect("it is a log")), whole, "pieces of {size}");
    }
}

#[test]
fn a_log_that_ends_anywhere_gives_what_is_whole() {
    let lines: Vec<&str> = WORKER.split_inclusive('\n').collect();
    // From the end of the first line on that only a log has.
    for end in (lines[0].len() + lines[1].len()..WORKER.len()).step_by(11) {
        let file = read(&WORKER[..end]).expect("it is a log");
        let mut length = 0;
        let whole = lines.iter().take_while(|line| {
            length += line.len();
            // A line that lacks but its end is whole.
            length <= end + 1
        });
        let failed = whole.filter(|line| line.contains("ERROR")).count();
        assert_eq!(file.mentions.len(), failed, "cut at {end}");
    }
}

#[test]
fn what_kubectl_puts_before_lines_changes_nothing_but_the_times_of_lines_without() {
    let expected = parts(&read(WORKER).expect("it is a log"));
    let pod = "[pod/codex-k8s-worker-7d9f8b6c4d-x2k4p/worker] ";
    let stamp = "2026-02-20T00:00:00.5Z ";
    type Before<'a> = (&'a str, fn(&str, &str) -> String);
    let before: [Before<'_>; 5] = [
        ("prefix", |pod, _| pod.to_owned()),
        ("timestamps", |_, stamp| stamp.to_owned()),
        ("both", |pod, stamp| format!("{pod}{stamp}")),
        ("both the other way around", |pod, stamp| format!("{stamp}{pod}")),
        ("nothing", |_, _| String::new()),
    ];
    for (what, before) in before {
        for end in ["\n", "\r\n"] {
            let mut text = String::new();
            for line in WORKER.lines() {
                write!(text, "{}{line}{end}", before(pod, stamp)).expect("it is written");
            }
            let file = read(&text).expect(what);
            assert_eq!((file.records, mentions(&file)), (expected.1, expected.3.clone()), "{what}");
            assert_eq!(file.format, Format::Logs, "{what}");
        }
    }
    let file = read(format!("{stamp}plain\n{}", line("INFO", ""))).expect("it is a log");
    assert_eq!(file.earliest.map(|at| at.to_string()).as_deref(), Some("2026-02-20T00:00:00.500Z"));
    assert_eq!(file.newest.map(|at| at.to_string()).as_deref(), Some("2026-02-20T03:41:12.550Z"));
}

#[test]
fn packed_and_marked_logs_read_the_same() {
    let whole = parts(&read(WORKER).expect("it is a log"));
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    std::io::Write::write_all(&mut encoder, WORKER.as_bytes()).expect("it packs");
    assert_eq!(parts(&read(encoder.finish().expect("it packs")).expect("it is a log")), whole);
    assert_eq!(parts(&read(format!("\u{feff}{WORKER}")).expect("it is a log")), whole);
    assert_eq!(parts(&read(WORKER.replace('\n', "\r\n")).expect("it is a log")), whole);
}

#[test]
fn the_text_of_a_json_line_is_its_message_and_its_error() {
    let failed = r#","job_name":"j","namespace":"n","run_id":"r""#;
    let found = |level: &str, members: &str| only(&read(line(level, members)).expect("it is a log"));
    let row = |finding: &str| Some(owned(["j", "n", "r", finding]));
    assert_eq!(found("ERROR", &format!(r#"{failed},"err":"connection refused""#)), row("registry: connection refused"));
    // Whatever the level, what matches counts; below WARN nothing else does.
    assert_eq!(found("DEBUG", &format!(r#"{failed},"err":"connection refused""#)), row("registry: connection refused"));
    assert_eq!(found("ERROR", failed), row("nothing"));
    assert_eq!(found("WARN", failed), row("nothing"));
    for quiet in ["INFO", "DEBUG", "INFO+1", "info"] {
        assert_eq!(found(quiet, failed), None, "{quiet}");
    }
    // Other members are no text.
    for other in ["last_error", "details_json", "error", "stage"] {
        assert_eq!(found("ERROR", &format!(r#"{failed},"{other}":"connection refused""#)), row("nothing"), "{other}");
    }
    // The two are one text, with a space between them, whatever their order; escapes are undone first.
    let seam = r#"{"time":"2026-02-20T03:41:12Z","level":"INFO","err":"refused","run_id":"r","msg":"connection"}"#;
    let expected = Some(owned(["", "", "r", "registry: connection refused"]));
    assert_eq!(only(&read(seam).expect("it is a log")), expected);
    for (escaped, rule) in [
        (r"con\u006eection refused", "registry: connection refused"),
        (r"i\/o timeout", "registry: i/o timeout"),
        (r"\u001b[31mtoomany\u001b[0mrequests", "registry: toomanyrequests"),
        (r"pathspec 'x'\ndid not match", "nothing"),
        (r"pathspec 'x'\tdid not match", "build-ref: pathspec"),
    ] {
        assert_eq!(found("ERROR", &format!(r#"{failed},"err":"{escaped}""#)), row(rule), "{escaped}");
    }
    let quiet_escape = r#"{"time":"2026-02-20T03:41:12Z","level":"INFO","msg":"con\u006eection refused","run_id":"r"}"#;
    assert_eq!(only(&read(quiet_escape).expect("it is a log")), expected);
}

#[test]
fn a_text_names_its_job_by_a_field_or_by_its_words() {
    let run = "fd093c6a-9799-4b50-a74e-4a9cabeff0b6";
    for (members, named) in [
        // A field comes before the text, for the namespace too.
        (r#""job_name":"a","namespace":"n","err":"job m/b failed""#, ["a", "n", ""]),
        (r#""job_name":"a","err":"job m/a failed""#, ["a", "", ""]),
        (r#""namespace":"n","err":"job m/b failed""#, ["b", "n", ""]),
        (r#""err":"wait kaniko job b: job m/b failed; logs: pod=c-1a2b3 container=kaniko""#, ["b", "m", ""]),
        (r#""err":"logs: pod=c-1a2b3 container=kaniko""#, ["c", "", ""]),
        (r#""err":"pod=c-1a2b container=kaniko","run_id":"r""#, ["", "", "r"]),
        (r#""err":"\u001b[1mjob m/b\u001b[0m failed""#, ["b", "m", ""]),
    ] {
        let file = read(line("ERROR", &format!(",{members}"))).expect("it is a log");
        let [job, namespace, run, _] = only(&file).unwrap_or_else(|| panic!("{members} names nothing"));
        assert_eq!([job.as_str(), &namespace, &run], named, "{members}");
    }
    let build = |begin: &str| {
        let message = format!("{begin} worker failed logs:");
        let text = format!(
            r#"{{"time":"2026-02-20T03:41:12Z","level":"WARN","msg":"{message}","run_id":"{run}","namespace":"n"}}"#
        );
        only(&read(text).expect("it is a log")).expect("it names a run")
    };
    assert_eq!(build("Build image"), owned(["codex-k8s-kaniko-worker-fd093c6a-979", "n", run, "own output"]));
    assert_eq!(build("task: Build image"), owned(["", "n", run, "nothing"]));
}

#[test]
fn texts_that_are_no_evidence_are_shown_with_their_place() {
    let text = [
        line("INFO", ""),
        // No name.
        line("ERROR", r#","err":"connection refused""#),
        // No time, and neither.
        r#"{"level":"ERROR","msg":"connection refused","run_id":"r"}"#.to_owned(),
        "error building image: MANIFEST_UNKNOWN".to_owned(),
        // Neither of them matters where nothing is said.
        line("ERROR", ""),
        r#"{"level":"ERROR","msg":"x","run_id":"r"}"#.to_owned(),
        "plain".to_owned(),
    ]
    .join("\n");
    let file = read(&text).expect("it is a log");
    assert_eq!((file.records, file.mentions.len()), (7, 0));
    assert_eq!(warnings(&file), [("text-without-time", 3), ("text-without-name", 1)]);
    let place = |code: &str| {
        let warning = file.warnings.iter().find(|warning| warning.code.name() == code).expect(code);
        warning.examples.iter().map(|(position, text)| (position.line, text.as_str())).collect::<Vec<_>>()
    };
    assert_eq!(place("text-without-name"), [(2, "x connection refused")]);
    assert_eq!(
        place("text-without-time"),
        [(3, "connection refused"), (4, "error building image: MANIFEST_UNKNOWN"), (6, "x")]
    );
}

#[test]
fn what_kubernetes_itself_says_is_no_text() {
    for message in ["Job has reached the specified backoff limit", "Job was active longer than specified deadline"] {
        let text = format!(r#"{{"time":"2026-02-20T03:41:12Z","level":"ERROR","msg":"{message}","job_name":"j"}}"#);
        let file = read(text).expect("it is a log");
        assert_eq!((file.records, file.mentions.len()), (1, 0), "{message}");
    }
}

/// `kubectl logs --prefix --timestamps` of a build's own pod: the prefix names the job.
#[test]
fn a_builds_own_log_names_it_by_its_pod() {
    let pod = "[pod/codex-k8s-kaniko-worker-1a2b3c4d-5e6-x7y8z/kaniko] ";
    let lines = [
        "\u{1b}[36mINFO\u{1b}[0m[0000] Retrieving image manifest 127.0.0.1:5000/mirror/golang:1.24",
        "\u{1b}[31mERRO\u{1b}[0m[0001] Error while retrieving image from cache: stat /cache/a: no such file or directory",
        "Cloning into '/workspace'...",
        "error building image: MANIFEST\u{1b}[0m_UNKNOWN: manifest unknown; map[Tag:1.24]",
    ];
    let log = |pod: &str, stamp: &str| lines.map(|line| format!("{pod}{stamp}{line}")).join("\n");
    let file = read(log(pod, "2026-02-20T07:40:00.123456789Z ")).expect("it is a log");
    let job = "codex-k8s-kaniko-worker-1a2b3c4d-5e6";
    // A harmless miss of the cache and lines that say nothing are no evidence: builds print them and succeed.
    let expected = ["2026-02-20T07:40:00.123Z", job, "", "", "cache: MANIFEST_UNKNOWN"];
    assert_eq!(mentions(&file), [owned(expected)]);
    assert!(warnings(&file).is_empty());
    // Others report what happened to jobs that are not theirs.
    let others = "[pod/codex-k8s-worker-7d9f8b6c4d-x2k4p/worker] ";
    let file = read(log(others, "2026-02-20T07:40:00Z ")).expect("it is a log");
    assert_eq!((file.mentions.len(), warnings(&file)), (0, vec![("text-without-name", 1)]));
    // Without a time it is shown and no evidence.
    let file = read(log(pod, "")).expect("it is a log");
    assert_eq!((file.mentions.len(), warnings(&file)), (0, vec![("text-without-time", 1)]));
    assert_eq!(file.newest, None);
}

#[test]
fn times_are_read_as_everywhere() {
    let newest = |text: &str| {
        let file = read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        (file.newest.map(|at| at.to_string()), warnings(&file))
    };
    let at = |text: &str| Some(text.to_owned());
    let slog = |time: &str| format!(r#"{{"time":"{time}","level":"INFO","msg":"x"}}"#);
    assert_eq!(newest(&slog("2026-02-20T04:41:12.5+01:00")), (at("2026-02-20T03:41:12.500Z"), vec![]));
    assert_eq!(newest(&slog("2026-02-20T03:41:12-00:00")), (at("2026-02-20T03:41:12Z"), vec![]));
    assert_eq!(newest(&slog("2026-02-20T03:41:12")), (at("2026-02-20T03:41:12Z"), vec![("missing-offset", 1)]));
    assert_eq!(newest(&slog("0001-01-01T00:00:00Z")), (None, vec![]));
    assert_eq!(newest(&slog("yesterday")), (None, vec![]));
    assert_eq!(newest("2026-02-20T03:41:12Z job started"), (at("2026-02-20T03:41:12Z"), vec![]));
    assert_eq!(
        newest("2026-02-20 03:41:12,123 job started"),
        (at("2026-02-20T03:41:12.123Z"), vec![("missing-offset", 1)])
    );
    assert_eq!(newest("time=\"2026-02-20T03:41:12Z\" level=info msg=x"), (at("2026-02-20T03:41:12Z"), vec![]));
    // klog has no year.
    assert_eq!(newest("W0219 05:00:00.000000       1 reflector.go:561] watch ended"), (None, vec![]));
    // A line's own time comes before the one that kubectl adds.
    let both = format!("2026-02-21T00:00:00Z {}", slog("2026-02-20T03:41:12Z"));
    assert_eq!(newest(&both), (at("2026-02-20T03:41:12Z"), vec![]));
    let without = "2026-02-21T00:00:00Z {\"level\":\"INFO\",\"msg\":\"x\"}";
    assert_eq!(newest(without), (at("2026-02-21T00:00:00Z"), vec![]));
}

#[test]
fn logs_are_recognised_by_their_lines_and_nothing_else_is_one() {
    for log in [
        "maxprocs: leaving\n{\"time\":\"2026-02-26T10:00:00Z\",\"level\":\"INFO\",\"msg\":\"x\"}\n",
        "{\"config\":1}\n{\"time\":\"2026-02-26T10:00:00Z\",\"level\":\"INFO\",\"msg\":\"x\"}\n{\"msg\":\"x\",\"level\":\"WARN\",\"time\":\"x\"}",
        "INFO[0000] Retrieving image manifest x\nINFO[0001] Built cross stage deps\n",
        "\u{1b}[31mERRO\u{1b}[0m[0000] x\n",
        "I0219 05:00:00.000000       1 main.go:1] started\n",
        "[pod/a/b] x\n[pod/a/b] y\n",
        "2026-02-26T10:00:00Z started\n\tat a\n2026-02-26T10:00:01Z ended\n",
    ] {
        let file = read(log).unwrap_or_else(|error| panic!("{log}: {error}"));
        assert_eq!(file.format, Format::Logs, "{log}");
        assert_eq!(file.records, log.lines().count() as u64, "{log}");
    }
    for other in [
        "just some words, and more\nof them\n",
        "# Incident\n\nOn 2026-02-26T10:00:00Z the builds failed.\n",
        "fn main() {\n    println!(\"INFO[0000]\");\n}\n",
        "W0219\nwords\n",
        "# Diary\n\nwhat\nhappened\nthen\nis\nhere\n\n2026-02-26T10:00:00Z it failed\n\nand\nwas\nmended\n",
        include_str!("../../README.md"),
        include_str!("../../docs/method.md"),
        include_str!("../../src/ingest/log/prefix.rs"),
        include_str!("../data/git/checkout-detach.txt"),
    ] {
        read(other).expect_err(other);
    }
    // What kubectl warns of before the objects that it prints makes no log of them.
    let jobs = format!("W0219 05:00:00.000000       1 x.go:1] slow\n{}\n{}\n", crate::job(1), crate::job(2));
    assert_eq!(read(jobs).expect("there are jobs").jobs.len(), 2);
}

const PIECES: [&str; 32] = [
    "{\"time\":\"2026-02-20T03:41:12Z\",\"level\":\"INFO\",\"msg\":\"",
    "{\"time\":\"2026-02-20T03:41:13.5Z\",\"level\":\"DEBUG\",\"run_id\":\"r\",\"msg\":\"",
    "{\"level\":\"INFO\",\"run_id\":\"r\",\"time\":\"2026-02-20T03:41:14Z\",\"msg\":\"",
    "{\"time\":\"2026-02-20T03:41:15Z\",\"level\":\"ERROR\",\"run_id\":\"r\",\"msg\":\"",
    "\"}",
    "\",\"err\":\"",
    "\",\"job_name\":\"j\"",
    ",\"",
    "MANIFEST_UNKNOWN",
    "Manifest",
    " unknown",
    "retrieving image from cache",
    "no such file or directory",
    "checkout --detach",
    "is not a commit",
    "connection ",
    "refused",
    "i/o",
    "i\\/o",
    " timeout",
    "\\u0020timeout",
    "\\n",
    "\\\"",
    "\u{1b}[0m",
    "Build image x ",
    "failed logs:",
    "job n/k failed",
    "pod=p-1a2b3 ",
    "2026-02-20T03:41:16Z ",
    "[pod/codex-k8s-kaniko-p-1a2b3/c] ",
    "\n",
    "\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// What is passed over says nothing: a log gives the same where every line is looked into.
    #[test]
    fn no_line_that_says_something_is_passed_over(pieces in proptest::collection::vec(0..PIECES.len(), 0..40)) {
        let text: String = pieces.into_iter().map(|piece| PIECES[piece]).collect();
        let log = format!("{}\n{text}", line("INFO", ""));
        let file = read(&log).expect("it is a log");
        // Words that JSON cannot write as they are make every line one that is looked into.
        let mut slo = Slo::ai_slot_build();
        slo.signatures.own_output.push(TextPattern { words: "\u{1}".to_owned(), ..TextPattern::default() });
        let mut reader = FileReader::new("test file", &slo);
        reader.push(log.as_bytes()).expect("it is a log");
        let Ok(Loaded::Records(slow)) = reader.finish() else { panic!("it is a log") };
        prop_assert_eq!(parts(&file), parts(&slow));
    }
}

//! Every envelope in which Jobs come.

use std::io::Write;

use serde_json::{Value, json};
use slo_review::record::{Format, Outcome, Source, WarningCode};

use crate::{count, job, jobs, read};

fn without_kind(mut job: Value) -> Value {
    let object = job.as_object_mut().expect("a job is an object");
    object.remove("kind");
    object.remove("apiVersion");
    job
}

fn two_jobs() -> Vec<(String, Outcome, Option<String>)> {
    jobs(&read(format!("{}{}", job(1), job(3))).expect("two documents are read"))
}

#[test]
fn envelopes_hold_the_same_jobs() {
    let items = json!([job(1), job(3)]);
    let bare = json!([without_kind(job(1)), without_kind(job(3))]);
    let event = |kind: &str, job: Value| json!({"type": kind, "object": job}).to_string();
    let envelopes = [
        ("List", json!({"apiVersion": "v1", "kind": "List", "items": items}).to_string()),
        (
            "JobList with its kind first",
            format!(r#"{{"kind":"JobList","apiVersion":"batch/v1","metadata":{{}},"items":{bare}}}"#),
        ),
        ("JobList with its kind last", format!(r#"{{"apiVersion":"batch/v1","items":{bare},"kind":"JobList"}}"#)),
        ("bare array", items.to_string()),
        ("array without kinds", bare.to_string()),
        (
            "array of lists",
            json!([{"kind": "List", "items": [job(1)]}, {"kind": "List", "items": [job(3)]}]).to_string(),
        ),
        ("lines", format!("{}\n{}\n", job(1), job(3))),
        ("CRLF lines", format!("{}\r\n{}\r\n", job(1), job(3))),
        ("indented documents", format!("{:#}\n{:#}", job(1), job(3))),
        ("indented documents without a break", format!("{:#}{:#}", job(1), job(3))),
        ("byte order mark", format!("\u{feff}{}{}", job(1), job(3))),
        ("record separators", format!("\u{1e}{}\n\u{1e}{}\n", job(1), job(3))),
        ("watch events", format!("{}\n{}", event("ADDED", job(1)), event("MODIFIED", job(3)))),
        ("array of watch events", format!("[{},{}]", event("ADDED", job(1)), event("MODIFIED", job(3)))),
        (
            "mixed kinds",
            json!({"kind": "List", "items": [{"kind": "Pod", "metadata": {}}, job(1), job(3)]}).to_string(),
        ),
        (
            "one item on each line at the margin",
            format!("{{\"kind\":\"List\",\"items\":[\n{},\n{}\n]}}", job(1), job(3)),
        ),
        (
            "no indentation at all",
            format!("{:#}", json!([job(1), job(3)]))
                .replace("\n ", "\n")
                .replace("\n ", "\n")
                .lines()
                .map(|line| line.trim_start().to_owned() + "\n")
                .collect(),
        ),
        (
            "words of kubectl around it",
            format!("Flag --watch is fine\n{}\n{}\nerror: the server closed\n", job(1), job(3)),
        ),
    ];
    let expected = two_jobs();
    for (name, text) in envelopes {
        let file = read(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(jobs(&file), expected, "{name}");
        assert_eq!(file.format, Format::KubernetesJobs, "{name}");
        assert_eq!(count(&file, WarningCode::BadRecord), 0, "{name}: {:?}", file.warnings);
        assert_eq!(count(&file, WarningCode::CutDocument), 0, "{name}: {:?}", file.warnings);
    }
}

#[test]
fn gzip_of_any_is_read_members_and_all() {
    let pack = |text: &str| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text.as_bytes()).expect("memory takes everything");
        encoder.finish().expect("memory takes everything")
    };
    let members = [pack(&job(1).to_string()), pack(&job(3).to_string())].concat();
    assert_eq!(jobs(&read(&members).expect("it is read")), two_jobs());

    let whole = pack(&format!("{}\n{}\n", job(1), job(3)).repeat(50));
    let cut = read(&whole[..whole.len() - 12]).expect("what is whole is read");
    assert_eq!(count(&cut, WarningCode::CutGzip), 1);
    let error = read(&whole[..10]).expect_err("nothing can be unpacked");
    assert_eq!(error.code.name(), "damaged");
}

#[test]
fn no_items_is_no_error() {
    for text in [
        r#"{"kind":"JobList","apiVersion":"batch/v1","items":null}"#,
        r#"{"apiVersion":"v1","items":[],"kind":"List"}"#,
    ] {
        let file = read(text).expect("an empty list is a list");
        assert_eq!((file.records, file.skipped, file.format), (0, 0, Format::KubernetesJobs));
    }
}

#[test]
fn signals_of_a_watch_are_no_jobs() {
    let bookmark = r#"{"type":"BOOKMARK","object":{"kind":"Job","apiVersion":"batch/v1","metadata":{"resourceVersion":"1","creationTimestamp":null},"spec":{"template":{}},"status":{}}}"#;
    let error = r#"{"type":"ERROR","object":{"kind":"Status","code":410}}"#;
    let file =
        read(format!("{bookmark}\n{{\"type\":\"ADDED\",\"object\":{}}}\n{error}\n", job(1))).expect("it is read");
    assert_eq!((file.records, file.skipped, file.warnings.len()), (1, 0, 0));
}

#[test]
fn a_deletion_without_a_time_aborts_from_the_start() {
    let mut running = job(1);
    running["status"] = json!({"startTime": "2026-02-26T10:00:01Z"});
    let event = |kind: &str, object: &Value| json!({"type": kind, "object": object}).to_string();
    let file = read(format!("{}\n{}", event("ADDED", &running), event("DELETED", &running))).expect("it is read");
    let job_read = file.jobs.job(0);
    assert_eq!(job_read.recorded(), Outcome::Aborted);
    let after_start = job_read.started().expect("it started");
    assert_eq!(job_read.outcome_at(after_start), Some(Outcome::Aborted));
    // A job that had ended is not aborted by being cleared away.
    let file = read(format!("{}\n{}", event("MODIFIED", &job(1)), event("DELETED", &job(1)))).expect("it is read");
    assert_eq!(file.jobs.job(0).recorded(), Outcome::Succeeded);
}

#[test]
fn a_page_without_the_next_one_is_incomplete() {
    let page = |more: &str, number| json!({"kind": "JobList", "metadata": {"continue": more}, "items": [job(number)]});
    let file = read(page("abc", 1).to_string()).expect("it is read");
    assert_eq!(count(&file, WarningCode::IncompleteList), 1);
    let file = read(format!("{}{}", page("abc", 1), page("", 2))).expect("it is read");
    assert_eq!(count(&file, WarningCode::IncompleteList), 0);
    assert_eq!((file.jobs.len(), file.covers.len()), (2, 1), "pages are one list");
}

#[test]
fn sources_are_told_apart() {
    let list = json!({"kind": "List", "items": [job(1)]}).to_string();
    assert_eq!(read(&list).expect("it is read").sources, [Source::List]);
    assert_eq!(read(job(1).to_string()).expect("it is read").sources, [Source::Stream]);
    assert_eq!(read(format!("{list}{}", job(2))).expect("it is read").sources, [Source::List, Source::Stream]);
}

#[test]
fn bad_items_are_counted_with_their_place_and_stop_nothing() {
    let text = format!(
        "{{\"kind\":\"List\",\"items\":[\n{},\n{{\"kind\":\"Job\",\"metadata\":{{\"name\":7}}}},\n{{\"kind\":\"Job\",\"metadata\":{{\"name\":\"x\",\"creationTimestamp\":\"yesterday\"}}}},\n{{\"kind\":\"Job\",\"metadata\":{{\"name\":tru}}}},\n\"text\",\n{}]}}",
        job(1),
        job(2)
    );
    let file = read(&text).expect("it is read");
    assert_eq!((file.jobs.len(), file.records, file.skipped), (2, 2, 4));
    let warning = file.warnings.iter().find(|warning| warning.code == WarningCode::BadRecord).expect("it is reported");
    let places: Vec<_> = warning.examples.iter().map(|(place, _)| (place.record, place.line)).collect();
    assert_eq!(places, [(Some(2), 3), (Some(3), 4), (Some(4), 5), (Some(5), 6)]);
    for ((place, why), wanted) in
        warning.examples.iter().zip(["expected a string", "yesterday", "expected a string", "no object"])
    {
        assert!(why.contains(wanted), "{why}");
        let byte = usize::try_from(place.byte).expect("small");
        assert!(matches!(text.as_bytes()[byte], b'{' | b'"'), "byte {byte}");
    }
}

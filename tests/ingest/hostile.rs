//! Bytes that mean harm.

use serde_json::json;
use slo_review::record::{Outcome, WarningCode};

use crate::{count, job, jobs, read};

#[test]
fn depth_costs_nothing() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let text = format!(
        "{{\"kind\":\"List\",\"items\":[{{\"kind\":\"Job\",\"metadata\":{{\"name\":\"x\",\"deep\":{deep}}}}},{}]}}",
        job(1)
    );
    let file = read(&text).expect("it is read");
    assert_eq!((file.jobs.len(), file.skipped), (2, 0));
    let file = read(format!("{}\n{}", "{\"a\":".repeat(100_000), job(1))).expect("it is read");
    assert_eq!(count(&file, WarningCode::CutDocument), 1);
    assert!(read(&deep).is_err());
}

#[test]
fn beginnings_without_end_are_not_all_tried() {
    // Each of them could be a document of its own; reading each to the file's end would take hours.
    let beginnings = "{\"kind\":".repeat(100_000);
    let text = format!("{{\"kind\":\"Job\",\"spec\":{beginnings}\n{}", job(1));
    let file = read(&text).expect("what follows is read");
    assert_eq!(file.jobs.len(), 1);
    assert!(count(&file, WarningCode::CutDocument) >= 1);
}

#[test]
fn a_long_message_is_cut_at_64_kib_and_a_long_name_refused() {
    let mut long = job(3);
    long["status"]["conditions"][0]["message"] = "é\n\u{1f600}".repeat(2_000_000).into();
    let mut named = job(1);
    named["metadata"]["name"] = "n".repeat(10_000_000).into();
    let file = read(format!("{long}\n{named}\n{}", job(2))).expect("it is read");
    assert_eq!((file.jobs.len(), file.skipped), (2, 1));
    let text = file.jobs.job(0).messages().next().expect("it has a text").to_owned();
    assert!(text.len() <= 65_536 && text.len() > 65_500, "{} bytes", text.len());
    assert!(text.starts_with("é\n\u{1f600}é"));
    assert_eq!(count(&file, WarningCode::CutText), 1);
}

#[test]
fn names_are_taken_as_they_are() {
    let mut hostile = job(1);
    hostile["metadata"]["name"] = "<img src=x onerror=alert(1)>\u{0}\u{202e}".into();
    let file = read(hostile.to_string()).expect("it is read");
    assert_eq!(file.jobs.job(0).name(), "<img src=x onerror=alert(1)>\u{0}\u{202e}");
}

#[test]
fn contradictions_are_malformed() {
    let condition = |kind: &str, at: &str| json!({"type": kind, "status": "True", "lastTransitionTime": at});
    let with = |number: usize, status: serde_json::Value| {
        let mut made = job(number);
        made["status"] = status;
        made.to_string()
    };
    let early = "2026-02-26T10:05:00Z";
    let cases = [
        with(1, json!({"conditions": [condition("Complete", early), condition("Failed", early)]})),
        with(2, json!({"conditions": [{"type": "Complete", "status": "True"}]})),
        with(3, json!({"conditions": [{"type": "Failed", "status": "True"}], "completionTime": early})),
        with(4, json!({"completionTime": early, "failed": 2, "conditions": [condition("Complete", early)]})),
        with(5, json!({"startTime": early, "failed": 1, "conditions": [condition("FailureTarget", early)]})),
        with(6, json!({"startTime": early, "conditions": [condition("Suspended", early)]})),
        with(7, json!({})),
        with(8, json!({"startTime": early, "conditions": [{"type": "Complete", "status": "False"}]})),
    ];
    let file = read(cases.join("\n")).expect("it is read");
    let outcomes: Vec<Outcome> = jobs(&file).into_iter().map(|job| job.1).collect();
    use Outcome::{Malformed, Pending, Running, Succeeded, Suspended};
    assert_eq!(outcomes, [Malformed, Malformed, Malformed, Succeeded, Running, Suspended, Pending, Running]);
    assert_eq!(count(&file, WarningCode::Malformed), 3);
}

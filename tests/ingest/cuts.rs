//! Documents that break off: at the end of a file, or in its midst with another one after them.

use serde_json::Value;
use slo_review::record::WarningCode;

use crate::{count, job, jobs, read, read_in_pieces};

fn indented(value: &Value) -> String {
    let mut bytes = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(b"    ");
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, formatter);
    serde::Serialize::serialize(value, &mut serializer).expect("it prints");
    String::from_utf8(bytes).expect("JSON is UTF-8")
}

/// Cuts the first of three documents at every byte and appends the other two: those two are always read, and the cut is
/// counted once.
fn check_every_cut(print: impl Fn(&Value) -> String, between: &str) {
    let first = print(&job(1));
    let rest = format!("{}\n{}\n", print(&job(2)), print(&job(3)));
    let whole = jobs(&read(&rest).expect("the rest is read"));
    for cut in 1..first.len() {
        if !first.is_char_boundary(cut) {
            continue;
        }
        let text = format!("{}{between}{rest}", &first[..cut]);
        let file = read(&text).unwrap_or_else(|error| panic!("cut at {cut}: {error}\n{}", &first[..cut]));
        // A job that is whole inside its cut event may be there as well.
        let (first_job, others): (Vec<_>, Vec<_>) =
            jobs(&file).into_iter().partition(|job| job.0.contains("worker-000000000001"));
        assert_eq!(others, whole, "cut at {cut}, after:\n{}", &first[cut.saturating_sub(80)..cut]);
        let is_whole = first[..cut].contains("\"startTime\":\"2026-02-26T10:00:01Z\"}}");
        assert!(first_job.is_empty() || is_whole, "cut at {cut}: {first_job:?}");
        assert_eq!(count(&file, WarningCode::CutDocument), 1, "cut at {cut}: {:?}", file.warnings);
        assert_eq!(count(&file, WarningCode::BadRecord), 0, "cut at {cut}: {:?}", file.warnings);
    }
}

#[test]
fn an_indented_document_cut_anywhere_is_followed_by_others_on_the_same_line() {
    check_every_cut(indented, "");
}

#[test]
fn an_indented_document_cut_anywhere_is_followed_by_others_on_the_next_line() {
    check_every_cut(indented, "\n");
}

#[test]
fn a_line_cut_anywhere_is_followed_by_others_on_the_same_line() {
    check_every_cut(Value::to_string, "");
}

#[test]
fn a_line_cut_anywhere_is_followed_by_others_on_the_next_line() {
    check_every_cut(Value::to_string, "\n");
}

#[test]
fn a_cut_watch_event_is_followed_by_others() {
    // As the API server orders an event's keys, and as a program that sorts them does.
    let served = |job: &Value| format!("{{\"type\":\"MODIFIED\",\"object\":{job}}}");
    let sorted = |job: &Value| format!("{{\"object\":{job},\"type\":\"MODIFIED\"}}");
    for between in ["", "\n"] {
        check_every_cut(served, between);
        check_every_cut(sorted, between);
    }
}

#[test]
fn an_indented_list_cut_anywhere_keeps_its_whole_items() {
    let list = serde_json::json!({"apiVersion": "v1", "items": [job(1), job(2)], "kind": "List", "metadata": {}});
    let (text, after) = (indented(&list), indented(&job(3)));
    let second = text.find("000000000002").expect("the second job is there");
    let first_ends = text[..second].rfind("},").expect("the first job ends");
    for cut in 1..text.len() - 1 {
        let file = read(format!("{}{after}", &text[..cut])).expect("it is read");
        let known = if cut > first_ends { 2 } else { 1 };
        assert!(file.jobs.len() >= known, "cut at {cut}: {} jobs", file.jobs.len());
        assert!(jobs(&file).iter().any(|job| job.0.contains("000000000003")), "cut at {cut}");
        assert_eq!(count(&file, WarningCode::CutDocument), 1, "cut at {cut}: {:?}", file.warnings);
    }
}

#[test]
fn a_file_that_ends_anywhere_keeps_what_is_whole() {
    for print in [indented as fn(&Value) -> String, Value::to_string] {
        let text = format!("{}\n{}", print(&job(1)), print(&job(2)));
        let start = text[1..].find("\n{").expect("the second begins") + 2;
        for cut in start + 1..text.len() {
            let file = read(&text[..cut]).expect("the first is read");
            assert_eq!((file.records, file.jobs.len()), (1, 1), "cut at {cut}");
            assert_eq!(count(&file, WarningCode::CutDocument), 1, "cut at {cut}");
        }
    }
}

#[test]
fn a_file_cut_before_its_first_record_is_refused_with_the_place() {
    let text = indented(&job(1));
    let error = read(&text[..100]).expect_err("there is nothing whole");
    assert_eq!(error.code.name(), "no-records");
    assert_eq!(error.position.map(|position| position.byte), Some(100));
}

#[test]
fn pieces_of_any_size_read_the_same() {
    let list = serde_json::json!({"apiVersion": "v1", "items": [job(1), {"kind": "Pod"}, job(2), 7], "kind": "List"});
    let texts = [
        format!("{}{}\n{}", &indented(&list)[..3_000], indented(&job(4)), indented(&list)),
        format!("{}\n{}{}\n", job(1), &job(2).to_string()[..400], job(3)),
        format!("[{},\n{}]", job(1), job(2)),
    ];
    for text in texts {
        let whole = read(&text).expect("it is read");
        for size in [1, 2, 3, 7, 13, 63, 64, 65, 95, 96, 97, 127, 128, 129, 1_000] {
            let file = read_in_pieces(text.as_bytes(), size).expect("it is read");
            assert_eq!(jobs(&file), jobs(&whole), "pieces of {size}");
            assert_eq!(file.warnings, whole.warnings, "pieces of {size}");
            assert_eq!((file.records, file.skipped), (whole.records, whole.skipped), "pieces of {size}");
        }
        for at in 0..text.len() {
            let mut reader = slo_review::ingest::FileReader::new("test file", &slo_review::slo::Slo::ai_slot_build());
            reader.push(&text.as_bytes()[..at]).expect("it is read");
            reader.push(&text.as_bytes()[at..]).expect("it is read");
            let Ok(slo_review::ingest::Loaded::Records(file)) = reader.finish() else { panic!("split at {at}") };
            assert_eq!(jobs(&file), jobs(&whole), "split at {at}");
            assert_eq!(file.warnings, whole.warnings, "split at {at}");
        }
    }
}

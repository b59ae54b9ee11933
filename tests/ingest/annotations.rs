//! A reviewer's annotations: the reader and the schema hold to the same cases.

use serde_json::Value;
use slo_review::ingest::IngestError;
use slo_review::record::{Format, LoadedFile, WarningCode};

use crate::{count, read, read_in_pieces};

fn cases() -> Vec<Value> {
    serde_json::from_str(include_str!("../data/annotations/cases.json")).expect("the cases are JSON")
}

fn refused(text: &str) -> IngestError {
    read(text).expect_err(text)
}

#[test]
fn the_reader_keeps_to_the_cases() {
    for case in cases() {
        let why = &case["why"];
        match (read(case["document"].to_string()), case["error"].as_str()) {
            (Ok(file), None) => {
                assert_eq!(file.format, Format::Annotations, "{why}");
                assert_eq!((file.newest, file.earliest), (None, None), "{why}: no annotation is evidence");
                let codes: Vec<_> = file.warnings.iter().map(|warning| warning.code).collect();
                let expected = case["warning"].as_str().into_iter();
                let got = codes.iter().filter(|code| **code != WarningCode::MissingOffset).map(|code| code.name());
                assert!(got.eq(expected), "{why}: {codes:?}");
            }
            (Err(error), Some(expected)) => {
                assert!(error.what.contains(expected), "{why}: {error}");
                assert!(error.position.is_some() && !error.remedy.is_empty(), "{why}: {error}");
                assert_eq!(error.code.name(), "invalid", "{why}: {error}");
            }
            (Ok(_), Some(expected)) => panic!("{why}: read, where {expected:?} was expected"),
            (Err(error), None) => panic!("{why}: {error}"),
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn the_schema_keeps_to_the_cases() {
    let schema = serde_json::from_str(include_str!("../../schema/annotations.schema.json")).expect("it is JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("it is a schema");
    for case in cases() {
        let only_reader = case["onlyReader"] == true;
        let expected = case["error"].is_null() || only_reader;
        assert_eq!(validator.is_valid(&case["document"]), expected, "{}", case["why"]);
    }
}

#[test]
fn what_it_states_is_taken() {
    let text = cases().into_iter().find(|case| case["why"] == "everything").expect("the case is there");
    let text = text["document"].to_string();
    let file: LoadedFile = read(&text).expect("it is read");
    assert_eq!((file.records, file.skipped), (8, 0));
    let [known, unknown] = file.annotations.mitigations.as_slice() else { panic!("two mitigations") };
    assert_eq!((known.class.as_str(), known.opened.to_string().as_str()), ("cache", "2026-02-25T15:51:02Z"));
    assert_eq!(known.mitigated.map(|at| at.to_string()).as_deref(), Some("2026-02-25T16:04:02Z"));
    assert_eq!(unknown.mitigated, None);
    assert_eq!(file.annotations.notes[0].text, "line 1\nline 2 <b>");
    assert_eq!(file.exclusions.maintenance.len(), 3);
    assert_eq!(file.exclusions.maintenance[1].reason, "release");
    let outage = &file.exclusions.outages[0];
    assert_eq!(outage.interval.to.map(|to| to.to_string()).as_deref(), Some("2026-02-25T16:00:00Z"));
    assert_eq!((outage.confirmed, file.exclusions.outages[1].confirmed_by.as_deref()), (false, Some("status page")));
    for size in [1, 7] {
        assert_eq!(read_in_pieces(text.as_bytes(), size).expect("it is read").annotations, file.annotations);
    }
}

#[test]
fn errors_have_a_place() {
    let error = refused(
        "{\r\n  \"schema\": \"slo-review/annotations/1\",\r\n  \"notes\": [{\"class\": \"cache\", \"openedAt\": \"é\", \"text\": \"x\"}]\r\n}",
    );
    assert_eq!(
        error.to_string(),
        "test file: line 3, byte 87: This is a file of annotations, and it is refused as a whole: `openedAt` is `é`, not a \
         time. Write times as RFC 3339, such as 2026-02-26T12:00:00Z."
    );
    let error = refused("{\"schema\": \"slo-review/annotations/1\",\n\"notes\": [{\"class\": \"cache\", \"ope");
    assert!(error.what.contains("breaks off") && error.position.is_some_and(|at| at.line == 2), "{error}");
    let error = refused("{\"schema\": \"slo-review/annotations/1\"}\n{\"schema\": \"slo-review/annotations/1\"}");
    assert!(error.what.contains("more than one document") && error.position.is_some_and(|at| at.line == 2), "{error}");
    let error = refused("{\"schema\": \"slo-review/annotations/1\", \"notes\": [], \"notes\": []}");
    assert!(error.what.contains("`notes` is given twice"), "{error}");
    let error = refused("{\"schema\": \"slo-review/annotations/1\", \"notes\": [{\"text\": \"a\", \"text\": \"b\"}]}");
    assert!(error.what.contains("`text` is given twice"), "{error}");
}

#[test]
fn a_time_without_an_offset_is_counted() {
    let file =
        read("\u{feff}{\"maintenance\": [{\"from\": \"2026-02-25 15:51\"}], \"schema\": \"slo-review/annotations/1\"}")
            .expect("it is read");
    assert_eq!(count(&file, WarningCode::MissingOffset), 1);
}

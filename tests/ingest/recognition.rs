//! What a file is refused as, and that it is refused by name.

use crate::read;

#[test]
fn files_that_cannot_be_used_say_what_they_are() {
    let cases: &[(&[u8], &str, &str)] = &[
        (b"", "empty", "empty"),
        (b" \n\t ", "empty", "white space"),
        (b"\x1f\x8b", "damaged", "gzip"),
        (b"PK\x03\x04rest", "foreign", "zip"),
        (b"\xff\xfe{\0", "foreign", "UTF-16"),
        (b"<!doctype html><title>x</title>", "foreign", "web page"),
        (b"just some words", "foreign", "no format"),
        (br#"{"hello": "world"}"#, "foreign", "no format"),
        (b"maintenance:\n  - from: x\n", "no-records", "`from` is `x`"),
        (b"maintenance: tomorrow\n", "no-records", "`maintenance` is `tomorrow`, not a list"),
        (b"maintenance:\n  - from: [\n", "no-records", "not YAML"),
        (b"from,to,reason\nalice,bob,lunch\n", "no-records", "`from` is `alice`"),
        (b"apiVersion: v1\nkind: List\nitems: []\n", "foreign", "YAML"),
        (b"NAMESPACE   NAME   STATUS   COMPLETIONS\nx   y   Complete   1/1\n", "foreign", "table for people"),
        (
            br#"{"kind":"PodList","apiVersion":"v1","items":[{"metadata":{"name":"x"},"spec":{},"status":{}}]}"#,
            "no-records",
            "1 Pod",
        ),
        (br#"{"kind":"List","items":[{"kind":"Job","metadata":{}}]}"#, "no-records", "metadata.name"),
        (br#"{"kind":"List","items":[{"kind":"#, "no-records", "breaks off"),
        (
            br#"{"maintenance":[{"from":"2026-02-26T10:00:00Z","to":"2026-02-26T09:00:00Z"}]}"#,
            "no-records",
            "exclusions",
        ),
        (b"uid,name,outcome\nx,y,great\n", "no-records", "great"),
    ];
    for (bytes, code, wanted) in cases {
        let shown = String::from_utf8_lossy(bytes);
        let error = read(bytes).expect_err(&shown);
        assert_eq!(error.code.name(), *code, "{shown}: {error}");
        assert!(error.what.contains(wanted), "{shown}: {error}");
        assert!(!error.remedy.is_empty() && error.file == "test file", "{shown}");
    }
}

#[test]
fn foreign_files_are_refused_by_name_with_what_is_read() {
    let github_runs = r#"[{"conclusion":"failure","createdAt":"2026-02-26T10:00:00Z","databaseId":1,"displayTitle":"x",
        "event":"push","headBranch":"main","name":"CI","status":"completed","workflowName":"CI"}]"#;
    let status_page = r#"{"page":{"id":"x","name":"Registry","url":"https://x","updated_at":"2026-02-26T10:00:00Z"},
        "incidents":[{"id":"a","name":"Pulls fail","status":"resolved","created_at":"2026-02-26T10:00:00Z",
        "resolved_at":"2026-02-26T11:00:00Z","impact":"major","incident_updates":[],"incident_number":1}]}"#;
    let cases: &[(&str, &str)] = &[
        (github_runs, "GitHub Actions"),
        (r#"{"conclusion":"failure","status":"completed","name":"CI"}"#, "GitHub Actions"),
        (
            r#"{"total_count":1,"workflow_runs":[{"id":1,"name":"CI","status":"completed","conclusion":"success"}]}"#,
            "GitHub Actions",
        ),
        (r#"{"total_count":0,"workflow_runs":[]}"#, "GitHub Actions"),
        (
            r#"{"jobs":[{"completedAt":"2026-02-26T10:00:00Z","conclusion":"success","name":"build","steps":[]}]}"#,
            "GitHub Actions",
        ),
        (
            r#"{"total_count":1,"jobs":[{"id":1,"run_id":2,"status":"completed","conclusion":"success","started_at":"x"}]}"#,
            "GitHub Actions",
        ),
        (status_page, "status page"),
        (r#"{"page":{"id":"x"},"incidents":[]}"#, "status page"),
        (
            r#"{"components":[],"months":[{"name":"June","year":2026,"incidents":[{"code":"a","name":"b","impact":"minor"}]}]}"#,
            "status page",
        ),
        (
            r#"[{"id":"a","name":"b","impact":"minor","created_at":"2026-02-26T10:00:00Z","incident_updates":[]}]"#,
            "status page",
        ),
        (
            r#"{"incidents":[{"id":"01","reference":"INC-1","name":"x","incident_status":{"name":"Closed"}}]}"#,
            "not known here",
        ),
        (
            r#"[{"id":1,"iid":2,"project_id":3,"sha":"a","ref":"main","status":"success","created_at":"2026-02-26T10:00:00Z"}]"#,
            "GitLab",
        ),
        (r#"[{"id":1,"status":"failed","stage":"test","name":"x","pipeline":{"id":1}}]"#, "GitLab"),
        (r#"{"name":"x","version":"1.0.0","scripts":{"build":"x"},"dependencies":{}}"#, "package.json"),
        (r#"{"name":"x","version":"1.0.0","lockfileVersion":3,"packages":{}}"#, "npm"),
        (r#"{"annotations":{"list":[]},"panels":[],"schemaVersion":39,"title":"x"}"#, "Grafana"),
        (r#"{"dashboard":{"panels":[]},"meta":{}}"#, "Grafana"),
        (r#"{"resourceSpans":[{"resource":{},"scopeSpans":[]}]}"#, "OpenTelemetry"),
        (r#"{"data":[{"traceID":"a","spans":[]}],"total":0}"#, "traces"),
        (r#"{"data":[{"id":"a","tinyId":"1","message":"x","createdAt":"2026-02-26T10:00:00Z"}]}"#, "Opsgenie"),
        ("<?xml version=\"1.0\"?>\n<testsuites><testsuite name=\"x\" tests=\"1\"/></testsuites>", "JUnit"),
        ("<html><head></head></html>", "web page"),
        ("<?xml version=\"1.0\"?><feed/>", "XML"),
        ("Return-Path: <a@b>\r\nReceived: from x\r\n by y\r\nSubject: x\r\n", "no format"),
        ("From: a@b\r\nTo: c@d\r\nSubject: incident\r\n\r\n2026-02-26T10:00:00Z it broke\r\n", "e-mail"),
        ("From a@b Thu Feb 26 10:00:00 2026\nSubject: x\n", "e-mail"),
        ("country,year,value\nA,2026,1\nB,2026,2\n", "table (CSV)"),
        ("Date;Amount;From;To\n2026-02-26;1;a;b\n", "table (CSV)"),
        ("apiVersion: batch/v1\nkind: Job\n", "YAML"),
    ];
    for (text, wanted) in cases {
        for text in [(*text).to_owned(), format!("\u{feff}{}", text.replace('\n', "\r\n"))] {
            let error = read(&text).expect_err(&text);
            assert_eq!(error.code.name(), "foreign", "{text}: {error}");
            assert!(error.what.contains(wanted), "{text}: {error}");
            assert!(error.remedy.contains("Kubernetes Jobs as JSON"), "{text}: {error}");
        }
    }
}

#[test]
fn names_of_other_systems_within_jobs_are_no_matter() {
    let job = r#"{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x","namespace":"n","annotations":{"incident_number":"1"}},
        "spec":{"jobs":[{"steps":1}],"incidents":[{"impact":1}],"page":{}},"status":{},"incidents":[{"openedAt":"x"}],"workflow_runs":[]}"#;
    assert_eq!(read(job).expect("it is read").jobs.len(), 1);
}

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
        (br#"{"status":"success","data":{"resultType":"vector","result":[]}}"#, "not-read-yet", "Prometheus"),
        (br#"[{"metric":{"a":"b"},"values":[[1,"2"]]}]"#, "not-read-yet", "Prometheus"),
        (br#"{"status":"error","errorType":"bad_data","error":"x"}"#, "not-read-yet", "Prometheus"),
        (b"{\"time\":\"2026-02-26T10:00:00Z\",\"level\":\"INFO\",\"msg\":\"x\"}\n", "not-read-yet", "log"),
        (
            b"maxprocs: leaving\n{\"time\":\"2026-02-26T10:00:00Z\",\"level\":\"INFO\",\"msg\":\"x\"}\n",
            "not-read-yet",
            "log",
        ),
        (br#"{"items":[{"run_id":"x","status":"failed","build_ref":"main"}]}"#, "not-read-yet", "deploy tasks"),
        (
            br#"{"items":[{"id":"1","source":"x","level":"error","message":"y","created_at":"z"}]}"#,
            "not-read-yet",
            "runtime errors",
        ),
        (b"incident,at,type,class,text\n", "not-read-yet", "timeline as CSV"),
        (b"BEGIN:VCALENDAR\r\n", "not-read-yet", "calendar"),
        (b"---\ndoc_id: PM-1\nincident:\n  sev: SEV-2\n---\n", "not-read-yet", "postmortem"),
        (b"maintenance:\n  - from: x\n", "not-read-yet", "exclusions as YAML"),
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

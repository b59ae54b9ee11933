//! Logs as Loki and logcli give them.

use slo_review::record::Format;

use crate::mentions::{mentions, only, warnings};
use crate::{read, read_in_pieces};

const LOKI: &str = include_str!("../data/logs/loki.json");
const LOGCLI: &str = include_str!("../data/logs/logcli.jsonl");

fn owned<const N: usize>(row: [&str; N]) -> [String; N] {
    row.map(str::to_owned)
}

#[test]
fn lines_of_streams_are_read_as_those_of_logs() {
    let expected = [
        // The line's own time comes before the stream's, and what it names before its labels.
        [
            "2026-02-20T03:41:12.550Z",
            "codex-k8s-kaniko-control-plane-e093ab1d-1df",
            "codex-k8s-dev-1",
            "e093ab1d-1dfd-4754-a106-1148757e0a69",
            "cache: MANIFEST_UNKNOWN",
        ],
        // The labels name the pod that wrote it, and that is the job's.
        [
            "2026-02-20T07:40:02.123Z",
            "codex-k8s-kaniko-worker-1a2b3c4d-5e6",
            "codex-k8s-dev-2",
            "",
            "cache: MANIFEST_UNKNOWN",
        ],
    ];
    let value: serde_json::Value = serde_json::from_str(LOKI).expect("it is JSON");
    let texts = [
        LOKI.to_owned(),
        serde_json::to_string_pretty(&value).expect("it prints"),
        value["data"].to_string(),
        value["data"]["result"].to_string(),
        LOGCLI.to_owned(),
        format!("\u{feff}{}", LOGCLI.replace('\n', "\r\n")),
    ];
    for text in texts {
        let file = read(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert_eq!(mentions(&file), expected.map(owned), "{text}");
        assert_eq!((file.format, file.records, file.skipped), (Format::Loki, 5, 0), "{text}");
        assert!(file.warnings.is_empty() && file.covers.is_empty(), "{:?}", file.warnings);
        assert_eq!(file.newest.map(|at| at.to_string()).as_deref(), Some("2026-02-20T07:40:02.123Z"));
        for size in [1, 7, 64, 200] {
            let file = read_in_pieces(text.as_bytes(), size).expect("it is read");
            assert_eq!(mentions(&file), expected.map(owned), "pieces of {size}");
        }
    }
}

#[test]
fn labels_say_what_the_line_does_not() {
    let found = |labels: &str, line: &str| {
        let line = serde_json::to_string(line).expect("it prints");
        let text = format!(r#"{{"labels":{labels},"line":{line},"timestamp":"2026-02-20T03:41:12Z"}}"#);
        only(&read(text).expect("it is read"))
    };
    let refused = "connection refused";
    let build = "codex-k8s-kaniko-x-0123456789ab";
    let registry = "registry: connection refused";
    let named = found(&format!(r#"{{"namespace":"n","job_name":"{build}"}}"#), refused);
    assert_eq!(named, Some(owned([build, "n", "", registry])));
    let named = found(r#"{"namespace":"n","run_id":"r"}"#, refused);
    assert_eq!(named, Some(owned(["", "", "r", registry])));
    // The namespace is that of whoever wrote the line, which says of another one's job only what it says itself.
    let named = found(r#"{"namespace":"n","pod":"worker-7d9f8b6c4d-x2k4p"}"#, "job m/b failed: connection refused");
    assert_eq!(named, Some(owned(["b", "m", "", registry])));
    let named =
        found(r#"{"namespace":"n","run_id":"r"}"#, r#"{"msg":"connection refused","run_id":"s","level":"ERROR"}"#);
    assert_eq!(named, Some(owned(["", "", "s", registry])));
    assert_eq!(found(r#"{"job_name":"other"}"#, refused), None);
}

#[test]
fn a_line_of_several_lines_is_one_text() {
    let line = "git checkout --detach x\\nerror: unknown switch `b'";
    let text = format!(
        r#"{{"status":"success","data":{{"resultType":"streams","result":[{{"stream":{{"run_id":"r"}},"values":[["1771573200000000000","{line}"]]}}]}}}}"#
    );
    let expected = owned(["", "", "r", "build-ref: checkout --detach"]);
    assert_eq!(only(&read(text).expect("it is read")), Some(expected));
}

#[test]
fn a_response_without_a_line_is_no_error_and_a_bad_one_is_counted() {
    let response =
        |result: &str| read(format!(r#"{{"status":"success","data":{{"resultType":"streams","result":[{result}]}}}}"#));
    let empty = response("").expect("there was nothing to find");
    assert_eq!((empty.format, empty.records), (Format::Loki, 0));
    let odd = response(
        r#"{"stream":{"run_id":"r"},"values":[["1771573200000000000","toomanyrequests"],["now","x"],[1],"x"]}"#,
    );
    let odd = odd.expect("one line can be read");
    assert_eq!((odd.records, odd.skipped, odd.mentions.len()), (1, 3, 1));
    assert_eq!(warnings(&odd), [("bad-record", 3)]);
}

#[test]
fn a_response_of_prometheus_is_none_of_loki() {
    let matrix = r#"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a":"b"},"values":[[1,"2"],[2,"3"]]}]}}"#;
    let error = read(matrix).expect_err("it counts no jobs");
    assert!(error.what.contains("1 series"), "{error}");
}

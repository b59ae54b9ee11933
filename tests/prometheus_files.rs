//! Real and documented responses of Prometheus (`tests/data/prometheus`), broken ones, and every shape that a result
//! comes in.

use std::path::{Path, PathBuf};

use serde_json::Value;
use slo_review::ingest::{ErrorCode, FileReader, IngestError, Loaded};
use slo_review::record::{Dataset, Format, LoadedFile, Parcels};
use slo_review::review::{ReviewOptions, review};
use slo_review::slo::Slo;
use slo_review::time::{Instant, Timestamp};

thread_local! {
    static SLO: Slo = Slo::ai_slot_build();
}

fn read(name: &str, chunks: &[&[u8]]) -> Result<LoadedFile, IngestError> {
    let mut reader = SLO.with(|slo| FileReader::new(name, slo));
    for chunk in chunks {
        reader.push(chunk)?;
    }
    match reader.finish()? {
        Loaded::Records(file) => Ok(*file),
        Loaded::Slo { .. } => panic!("{name} is no SLO file"),
    }
}

fn text(text: &str) -> Result<LoadedFile, IngestError> {
    read("response.json", &[text.as_bytes()])
}

fn data(name: &str) -> Result<LoadedFile, IngestError> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/prometheus").join(name);
    read(name, &[&std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))])
}

fn document(files: Vec<LoadedFile>, as_of: Option<&str>) -> Value {
    let mut dataset = Dataset::default();
    files.into_iter().for_each(|file| dataset.add(file));
    let as_of = as_of.map(|at| match Timestamp::parse(at.as_bytes()) {
        Ok(Timestamp::Exact(at)) => at,
        other => panic!("{other:?}"),
    });
    let review = SLO.with(|slo| review(&dataset, slo, &ReviewOptions { as_of, ..ReviewOptions::default() }));
    serde_json::to_value(review).expect("a review serializes")
}

fn warnings(document: &Value, code: &str) -> u64 {
    let all = document["data"]["warnings"].as_array().unwrap().iter();
    all.filter(|warning| warning["code"] == code).map(|warning| warning["count"].as_u64().unwrap()).sum()
}

/// A week of a real Prometheus over a simulated pipeline. By the truth 1320 of 1341 succeeded. Prometheus shows 19
/// failed and 1323 complete: two failed attempts were gone between two scrapes, and three ended before the week began.
#[test]
fn a_week_of_a_real_prometheus_is_reviewed() {
    let week = || {
        [
            "kube-job/range-kube_job_complete-true-7d-60s.json.gz",
            "kube-job/range-kube_job_failed-true-7d-60s.json",
            "kube-job/range-kube_job_created-7d-300s.json.gz",
            "kube-job/range-kube_job_status_start_time-7d-300s.json.gz",
            "kube-job/range-kube_job_status_completion_time-7d-300s.json.gz",
        ]
        .map(|name| data(name).unwrap())
    };
    let found = document(week().into(), None);
    assert_eq!(found["asOf"], "2026-02-26T12:00:00Z");
    // Of the 1323 complete ones three ended before the week. All failures are known to within 300 s; one name failed
    // twice, and the samples of its creation, 300 s apart, tell the two apart.
    assert_eq!(found["availability"]["good"], 1320, "{}", found["data"]["warnings"]);
    assert_eq!(found["availability"]["bad"], 20);
    assert_eq!(found["availability"]["estimated"], true);
    assert_eq!(found["jobs"]["estimated"], found["jobs"]["failed"]);
    let mut backward: Vec<LoadedFile> = week().into();
    backward.reverse();
    let backward = document(backward, None);
    for section in ["jobs", "availability", "budget", "policy"] {
        let without_sources = |document: &Value| {
            let mut section = document[section].clone();
            section.as_object_mut().unwrap().remove("sources");
            section
        };
        assert_eq!(without_sources(&found), without_sources(&backward), "{section}");
    }
}

/// Without completion times and creations only the samples tell when a job ended: what is complete in the first of them
/// may have ended long before, and is dropped. So is what is complete in the first sample after a quiet time.
#[test]
fn outcomes_alone_are_estimated_and_cut_at_the_left_edge() {
    let files =
        ["kube-job/range-kube_job_complete-true-7d-60s.json.gz", "kube-job/range-kube_job_failed-true-7d-60s.json"];
    let found = document(files.map(|name| data(name).unwrap()).into(), None);
    let counted =
        found["jobs"]["byKind"]["build"].as_u64().unwrap() + found["jobs"]["byKind"]["codegen-check"].as_u64().unwrap();
    let dropped = warnings(&found, "end-unknown");
    assert_eq!(counted + dropped, 1323 + 19, "{dropped} dropped");
    assert!((1..60).contains(&dropped), "{dropped} dropped");
    assert_eq!(found["jobs"]["estimated"].as_u64(), found["jobs"]["total"].as_u64());
}

#[test]
fn samples_an_hour_apart_are_warned_about() {
    let file = data("kube-job/range-kube_job_complete-true-7d-3600s-undersampled.json.gz").unwrap();
    let found = document(vec![file], None);
    assert_eq!(found["jobs"]["total"], 0, "nothing is known to within 300 s");
    assert_eq!(warnings(&found, "end-unknown"), 397);
    let coarse = found["data"]["warnings"].as_array().unwrap().iter().find(|warning| warning["code"] == "coarse-step");
    let coarse = coarse.expect("the step is warned about");
    assert!(coarse["message"].as_str().unwrap().starts_with("Its samples are 1 hour apart"), "{coarse}");
    assert!(coarse["count"].as_u64().unwrap() > 900, "{coarse}");

    // With completion times it is known how long a finished job stays, and so about how many were missed of 1323.
    let names = [
        "range-kube_job_complete-true-7d-3600s-undersampled.json.gz",
        "range-kube_job_status_completion_time-7d-300s.json.gz",
    ];
    let found = document(names.map(|name| data(&format!("kube-job/{name}")).unwrap()).into(), None);
    let missing = warnings(&found, "coarse-step");
    assert!((700..1_400).contains(&missing), "{missing} of about 926");
}

#[test]
fn every_other_response_of_a_real_prometheus_says_what_it_is() {
    let cases = [
        (
            "kube-job/error-bad-query.json",
            ErrorCode::QueryFailed,
            "bad_data: 1:20: parse error: unclosed left parenthesis",
        ),
        (
            "kube-job/error-too-many-points.json",
            ErrorCode::QueryFailed,
            "bad_data: exceeded maximum resolution of 11,000 points",
        ),
        ("kube-job/instant-scalar.json", ErrorCode::Unmapped, "a single number"),
        ("kube-job/instant-string.json", ErrorCode::Unmapped, "a string"),
        ("kube-job/range-burst-count-15m.json", ErrorCode::Unmapped, "(no name)"),
        ("kube-job/range-success_ratio_expr_NaN-7d-300s.json.gz", ErrorCode::Unmapped, "(no name)"),
        ("kube-job/range-sum_by_ns_failed-7d-300s.json", ErrorCode::Unmapped, "(no name)"),
        ("api-docs/01-vector.json", ErrorCode::Unmapped, "2 series, of no job: up"),
        ("api-docs/02-matrix.json", ErrorCode::Unmapped, "2 series, of no job: up"),
    ];
    for (name, code, says) in cases {
        let error = data(name).expect_err(name);
        assert_eq!(error.code, code, "{error}");
        assert!(error.what.contains(says), "{error}");
        assert!(code != ErrorCode::Unmapped || error.remedy.contains("--as good="), "{error}");
    }
    let empty = data("kube-job/range-empty.json").unwrap();
    assert_eq!((empty.format, empty.records), (Format::Prometheus, 0));
    let vector = data("kube-job/instant-vector-failed-during-incident.json").unwrap();
    assert_eq!(vector.records, 2);
    assert_eq!(warnings(&document(vec![vector], None), "end-unknown"), 2, "one sample shows no end");
    let raw = data("kube-job/instant-matrix-raw-scrapes-failed-1h.json").unwrap();
    let found = document(vec![raw], None);
    assert_eq!(found["jobs"]["estimated"], found["jobs"]["total"]);
}

const CREATED: &str = r#"{"metric":{"__name__":"kube_job_created","namespace":"p-dev-1","job_name":"codex-k8s-kaniko-a"},"values":[[1771545660,"1771545630"],[1771545720,"1771545630"],[1771545780,"1771545630"]]}"#;
const FAILED: &str = r#"{"metric":{"__name__":"kube_job_failed","condition":"true","namespace":"p-dev-1","job_name":"codex-k8s-kaniko-a"},"values":[[1771545720,"1"],[1771545780,"1"]]}"#;

fn matrix(series: &[&str]) -> String {
    format!(r#"{{"status":"success","data":{{"resultType":"matrix","result":[{}]}}}}"#, series.join(","))
}

fn without_name(series: &str) -> String {
    let start = series.find(r#""__name__""#).unwrap();
    let end = start + series[start..].find(',').unwrap() + 1;
    [&series[..start], &series[end..]].concat()
}

/// The same two series in every shape.
fn shapes() -> Vec<(&'static str, String)> {
    let both = matrix(&[CREATED, FAILED]);
    let value: Value = serde_json::from_str(&both).unwrap();
    let values_first = |series: &str| {
        let value: Value = serde_json::from_str(series).unwrap();
        format!(r#"{{"values":{},"metric":{}}}"#, value["values"], value["metric"])
    };
    let samples_alone = |series: &str| {
        let value: Value = serde_json::from_str(series).unwrap();
        let one = |sample: &Value| format!(r#"{{"metric":{},"value":{sample}}}"#, value["metric"]);
        value["values"].as_array().unwrap().iter().map(one).collect::<Vec<_>>().join(",")
    };
    vec![
        ("matrix", both.clone()),
        ("pretty", serde_json::to_string_pretty(&value).unwrap()),
        (
            "byte order mark and CRLF",
            format!("\u{feff}{}", serde_json::to_string_pretty(&value).unwrap().replace('\n', "\r\n")),
        ),
        (
            "keys in another order",
            format!(r#"{{"data":{{"result":[{CREATED},{FAILED}],"resultType":"matrix"}},"status":"success"}}"#),
        ),
        ("the data alone", format!(r#"{{"resultType":"matrix","result":[{CREATED},{FAILED}]}}"#)),
        ("the result alone", format!("[{CREATED},{FAILED}]")),
        ("a series a line", format!("{CREATED}\n{FAILED}\n")),
        ("a response a line", format!("{}\n{}\n", matrix(&[CREATED]), matrix(&[FAILED]))),
        ("responses one after the other", [matrix(&[CREATED]), matrix(&[FAILED])].concat()),
        ("samples first", matrix(&[&values_first(CREATED), &values_first(FAILED)])),
        (
            "a vector for each sample",
            format!(
                r#"{{"status":"success","data":{{"resultType":"vector","result":[{},{}]}}}}"#,
                samples_alone(CREATED),
                samples_alone(FAILED)
            ),
        ),
        (
            "a map of responses",
            format!(
                r#"{{"kube_job_created":{},"kube_job_failed":{}}}"#,
                matrix(&[&without_name(CREATED)]),
                matrix(&[&without_name(FAILED)])
            ),
        ),
        (
            "a map of results",
            format!(
                r#"{{"kube_job_created":[{}],"kube_job_failed":[{}]}}"#,
                without_name(CREATED),
                without_name(FAILED)
            ),
        ),
        (
            "further fields",
            both.replacen(
                r#""data""#,
                r#""isPartial":false,"trace":{"a":[1]},"stats":{"seriesFetched":"2"},"data""#,
                1,
            ),
        ),
        (
            "warnings and infos",
            both.replacen(r#""data""#, r#""warnings":["w1","w2"],"infos":["PromQL info: x"],"data""#, 1),
        ),
        (
            "an error beside the data",
            both.replacen(
                r#""status":"success""#,
                r#""status":"error","errorType":"timeout","error":"query timed out""#,
                1,
            ),
        ),
        ("an error before the data", format!("{}\n{both}", r#"{"status":"error","errorType":"bad_data","error":"x"}"#)),
        (
            "histograms beside samples",
            both.replacen(r#"]]}"#, r#"]],"histograms":[[1771545660,{"count":"1","sum":"2","buckets":[]}]]}"#, 1),
        ),
        ("numbers without quotes", both.replace(r#""1""#, "1").replace(r#""1771545630""#, "1771545630")),
        ("times with fractions", both.replace("60,", "60.000,").replace("80,", "80.0,")),
    ]
}

#[test]
fn every_shape_is_the_same_failure() {
    for (shape, text) in shapes() {
        let file = read(shape, &[text.as_bytes()]).unwrap_or_else(|error| panic!("{shape}: {error}"));
        let found = document(vec![file], None);
        assert_eq!(found["jobs"]["total"], 1, "{shape}");
        assert_eq!(found["jobs"]["failed"], 1, "{shape}");
        assert_eq!(found["availability"]["bad"], 1, "{shape}");
        assert_eq!(found["policy"]["changes"][0]["at"], "2026-02-20T00:02:00Z", "{shape}");
        let expected = |code| match (shape, code) {
            ("warnings and infos", "query-warning") => 3,
            ("an error beside the data" | "an error before the data", "query-error") => 1,
            ("histograms beside samples", "native-histogram") => 1,
            _ => 0,
        };
        for code in ["query-warning", "query-error", "native-histogram", "bad-record", "cut-document", "bad-sample"] {
            assert_eq!(warnings(&found, code), expected(code), "{shape}: {code}: {}", found["data"]["warnings"]);
        }
    }
}

#[test]
fn every_shape_is_read_alike_however_it_is_cut_into_pieces() {
    for (shape, text) in shapes() {
        let bytes = text.as_bytes();
        let parcels = |chunks: &[&[u8]]| -> Vec<Vec<u8>> { Parcels::of(read(shape, chunks).unwrap()).collect() };
        let expected = parcels(&[bytes]);
        for cut in 1..bytes.len() {
            assert!(parcels(&[&bytes[..cut], &bytes[cut..]]) == expected, "{shape}, cut at {cut}");
        }
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        assert!(parcels(&single) == expected, "{shape}, byte by byte");
    }
}

/// A download that broke off gives what is whole, or says that nothing is.
#[test]
fn a_response_that_breaks_off_anywhere_gives_what_is_whole() {
    let whole = matrix(&[CREATED, FAILED]);
    let (mut refused, mut read_in_part) = (0, 0);
    for end in 1..whole.len() {
        match text(&whole[..end]) {
            Ok(file) => {
                read_in_part += 1;
                let found = document(vec![file], None);
                assert_eq!(warnings(&found, "cut-document"), 1, "cut at {end}");
            }
            Err(error) => {
                refused += 1;
                assert!(matches!(error.code, ErrorCode::NoRecords | ErrorCode::Foreign), "cut at {end}: {error}");
            }
        }
    }
    assert!(refused > 50 && read_in_part > 200, "{refused} refused, {read_in_part} read in part");
}

/// A response that broke off and another behind it: of the second nothing is lost.
#[test]
fn a_response_behind_one_that_breaks_off_is_read() {
    let whole = matrix(&[CREATED, FAILED]);
    let first = matrix(&[&CREATED.replace("kaniko-a", "kaniko-b")]);
    for between in ["\n", ""] {
        for end in 1..first.len() {
            let Ok(file) = text(&[&first[..end], between, &whole].concat()) else {
                panic!("cut at {end} before {between:?}")
            };
            let found = document(vec![file], None);
            assert_eq!(found["jobs"]["failed"], 1, "cut at {end} before {between:?}: {}", found["data"]["warnings"]);
        }
    }
}

#[test]
fn what_is_wrong_with_a_sample_costs_the_sample() {
    let cases = [
        (r#"[1771545660,"abc"],"#, "bad-sample"),
        (r#"[1771545660,""],"#, "bad-sample"),
        (r#"[99999999999999,"1"],"#, "bad-record"),
        (r#"[-5,"1771545630"],"#, "bad-record"),
        (r#"[1771545660,null],"#, "bad-record"),
        (r#"[1771545660],"#, "bad-record"),
        (r#"17,"#, "bad-record"),
        (r#"[[1771545660,"1"]],"#, "bad-record"),
    ];
    for (sample, code) in cases {
        let odd = CREATED.replacen("[[1771545660", &format!("[{sample}[1771545660"), 1);
        let file = text(&matrix(&[&odd, FAILED])).unwrap_or_else(|error| panic!("{sample}: {error}"));
        let found = document(vec![file], None);
        assert_eq!(warnings(&found, code), 1, "{sample}: {}", found["data"]["warnings"]);
        // The other series is whole. Where the creation is lost with its series, the failure has no bound.
        assert_eq!(found["jobs"]["failed"].as_u64().unwrap() + warnings(&found, "end-unknown"), 1, "{sample}");
    }
    let long = CREATED.replacen(r#""1771545630""#, &format!("\"{}\"", "9".repeat(100_000)), 1);
    let found = document(vec![text(&matrix(&[&long, FAILED])).unwrap()], None);
    assert_eq!(warnings(&found, "bad-record"), 1);
}

#[test]
fn hostile_bodies_end_in_a_message() {
    let deep = "[".repeat(200_000);
    let cases = [
        matrix(&[]).replace("[]", &deep),
        matrix(&[&format!(r#"{{"metric":{deep}"#)]),
        format!("{{\"status\":\"success\",\"data\":{{\"resultType\":\"matrix\",\"result\":[{}", "{".repeat(100_000)),
        matrix(&[&CREATED.replace("codex-k8s-kaniko-a", &"x".repeat(300_000))]),
        matrix(&[&CREATED.replace(r#""namespace":"p-dev-1","#, &format!(r#""namespace":"{}","#, "n".repeat(200_000)))]),
        format!(r#"{{"status":"error","errorType":"bad_data","error":"{}"}}"#, "<b>x</b>\\u0007".repeat(50_000)),
        format!(
            "{{{}}}",
            (0..20_000)
                .map(|n| format!(r#""m{n}":{{"status":"success","data":{{"resultType":"matrix","result":[]}}}}"#))
                .collect::<Vec<_>>()
                .join(",")
        ),
        format!(r#"{{"resultType":"matrix","result":[{}]}}"#, vec!["[1,2]"; 10_000].join(",")),
    ];
    for (number, body) in cases.iter().enumerate() {
        match text(body) {
            Ok(file) => assert!(document(vec![file], None)["jobs"]["total"].as_u64().unwrap() <= 1, "case {number}"),
            Err(error) => assert!(error.to_string().len() < 3_000, "case {number}: {} bytes", error.to_string().len()),
        }
    }
}

#[test]
fn what_is_none_is_no_response() {
    for (body, code) in [
        (
            r#"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"job_name":"x","namespace":"n"},"values":[[1771545660,"1"]]}]}}"#,
            ErrorCode::Unmapped,
        ),
        (
            r#"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"x"},"histograms":[[1771545660,{"count":"1"}]]}]}}"#,
            ErrorCode::Unmapped,
        ),
        (r#"{"status":"success","data":{"resultType":"matrix","result":[5,6,7]}}"#, ErrorCode::NoRecords),
    ] {
        let error = text(body).expect_err(body);
        assert_eq!(error.code, code, "{error}");
    }
}

#[test]
fn series_that_nothing_is_said_of_are_named() {
    let series = |name: &str| format!(r#"{{"metric":{{"__name__":"{name}"}},"value":[1771545660,"1"]}}"#);
    let many: Vec<String> = (0..120).map(|number| series(&format!("m{:03}", number % 110))).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let unmapped = text(&matrix(&many)).expect_err("nobody knows them").unmapped.expect("they are named");
    assert_eq!((unmapped.names.len(), unmapped.more), (100, 10));
    assert_eq!(unmapped.names[0], ("m000".to_owned(), 2));
    assert!(
        text("{\"status\":\"error\",\"errorType\":\"x\",\"error\":\"y\"}").expect_err("an error").unmapped.is_none()
    );
}

/// What our own query asks for beside the jobs, so that a quiet time is not taken for one without an exporter.
#[test]
fn what_the_exporter_always_has_covers_quiet_times_and_says_nothing_else() {
    let samples: Vec<String> = (0..1_000).map(|n| format!("[{},\"1\"]", 1_771_545_600 + n * 60)).collect();
    let witness = format!(
        r#"{{"metric":{{"__name__":"kube_namespace_created","namespace":"default"}},"values":[{}]}}"#,
        samples.join(",")
    );
    let covered = |series: &[&str]| -> i64 {
        let file = text(&matrix(series)).expect("it can be used");
        assert!(file.warnings.is_empty(), "{:?}", file.warnings);
        file.covers.iter().map(|cover| (cover.to - cover.from).whole_seconds()).sum()
    };
    assert_eq!(covered(&[CREATED, FAILED]), 120);
    assert_eq!(covered(&[CREATED, FAILED, &witness]), 999 * 60);
    // Only what tells of jobs covers anything.
    assert_eq!(covered(&[&witness]), 0);
}

/// A matrix of constant values on one grid is held in a few rows, however long it is.
#[test]
fn a_long_matrix_takes_a_row_a_series() {
    let samples: Vec<String> = (0..100_000).map(|n| format!("[{},\"1771545630\"]", 1_771_545_660 + n * 60)).collect();
    let long = CREATED.split("\"values\"").next().unwrap().to_owned() + "\"values\":[" + &samples.join(",") + "]}";
    let file = text(&matrix(&[&long, FAILED])).unwrap();
    let carried: usize = Parcels::of(file).map(|parcel| parcel.len()).sum();
    assert!(carried < 2_000, "{carried} bytes of {}", long.len());
    let last = Instant::from_seconds(1_771_545_660 + 99_999 * 60);
    assert_eq!(document(vec![text(&matrix(&[&long])).unwrap()], None)["data"]["watermark"], last.to_string());
}

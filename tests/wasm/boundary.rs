use js_sys::{JSON, Object, Reflect};
use slo_review::wasm::{Session, check_slo, version, with_event_series};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const TABLE: &str = "uid,namespace,name,kind,created,started,finished,outcome,reason,message\n\
a,codex-k8s-dev-1,codex-k8s-kaniko-x-1,,2026-02-26T10:00:00Z,2026-02-26T10:00:00Z,2026-02-26T10:05:00Z,succeeded,,\n\
b,codex-k8s-dev-1,codex-k8s-kaniko-x-2,,2026-02-26T11:00:00Z,2026-02-26T11:00:00Z,2026-02-26T11:05:00Z,failed,R,<b>why</b>\n";

fn session() -> Session {
    Session::new(None, None).unwrap_or_else(|_| panic!("the embedded SLO is good"))
}

fn loaded(bytes: &[u8]) -> Session {
    let mut session = session();
    session.begin("jobs.csv");
    for piece in bytes.chunks(7) {
        session.push(piece).expect("it is read");
    }
    session.finish().expect("it is read");
    session
}

fn figure(review: &str, section: &str, key: &str) -> JsValue {
    let review = JSON::parse(review).expect("a review is JSON");
    Reflect::get(&Reflect::get(&review, &section.into()).expect("a section"), &key.into()).expect("a figure")
}

fn text(object: &JsValue, key: &str) -> String {
    Reflect::get(object, &key.into()).expect("an object").as_string().unwrap_or_default()
}

#[wasm_bindgen_test]
fn the_version_is_the_packages() {
    assert_eq!(version(), env!("CARGO_PKG_VERSION"));
}

#[wasm_bindgen_test]
fn a_file_is_reviewed() {
    let review = loaded(TABLE.as_bytes()).review(Object::new().into()).expect("it is reviewed");
    assert_eq!(figure(&review, "availability", "good"), 1);
    assert_eq!(figure(&review, "availability", "bad"), 1);
    assert_eq!(figure(&review, "policy", "state"), "stabilise");
}

#[wasm_bindgen_test]
fn nothing_is_reviewed_as_no_data() {
    let review = session().review(Object::new().into()).expect("it is reviewed");
    assert_eq!(figure(&review, "policy", "state"), "noData");
    assert!(figure(&review, "availability", "ratio").is_null());
}

#[wasm_bindgen_test]
fn a_file_handed_over_gives_the_same_review() {
    let mut reader = loaded(TABLE.as_bytes());
    let before = reader.review(Object::new().into()).expect("it is reviewed");
    let mut holder = session();
    let mut index = None;
    while let Some(parcel) = reader.take().expect("there is a file") {
        index = holder.put(&parcel).expect("it is a parcel");
    }
    assert_eq!(index, Some(0));
    assert_eq!(holder.review(Object::new().into()).expect("it is reviewed"), before);
    assert!(holder.put(b"no parcel at all").is_err());
    holder.remove(0).expect("there is a file");
    assert!(holder.remove(0).is_err());
}

#[wasm_bindgen_test]
fn a_file_that_cannot_be_used_is_a_problem_with_a_remedy() {
    let mut session = session();
    session.begin("words.txt");
    session.push(b"just some words").expect("nothing is known yet");
    let problem = session.finish().expect_err("it is refused");
    assert_eq!((text(&problem, "type"), text(&problem, "code")), ("file".to_owned(), "foreign".to_owned()));
    assert!(!text(&problem, "remedy").is_empty());
}

#[wasm_bindgen_test]
fn rules_and_queries_are_given() {
    let session = session();
    assert!(session.rules().contains("record: service_slo:policy:state"));
    let server = Some("http://p:1".to_owned());
    let exports = session.exports("2026-02-19T12:00:00Z", "2026-02-26T12:00:00Z", Some(1_440), server);
    let exports = exports.expect("it can be asked for");
    let get = |object: &JsValue, key: &str| Reflect::get(object, &key.into()).expect("an object");
    assert_eq!(get(&exports, "stepSeconds"), 60);
    assert_eq!(get(&get(&exports, "chunks"), "length"), 8);
    let jobs = Reflect::get_u32(&get(&exports, "queries"), 0).expect("there is a query");
    assert!(text(&jobs, "promql").contains("codex-k8s-kaniko-"));
    assert_eq!(text(&jobs, "curl").matches("'http://p:1/api/v1/query_range'").count(), 8);
    assert_eq!(text(&jobs, "promtool").lines().filter(|line| line.starts_with("promtool ")).count(), 8);
    for wrong in ["2026-02-19T12:00:00Z", "2026-02-18T12:00:00Z", "soon"] {
        assert!(session.exports("2026-02-19T12:00:00Z", wrong, None, None).is_err(), "{wrong}");
    }
}

#[wasm_bindgen_test]
fn series_are_named_and_can_be_told_what_they_are() {
    let answer = br#"{"status":"success","data":{"resultType":"vector","result":[
        {"metric":{"__name__":"requests_total"},"value":[1771545660,"5"]},
        {"metric":{"__name__":"errors_total"},"value":[1771545660,"1"]}]}}"#;
    let mut session = session();
    session.begin("answer.json");
    session.push(answer).expect("it is read");
    let problem = session.finish().expect_err("nothing says what they are");
    let series = Reflect::get(&problem, &"series".into()).expect("an object");
    assert_eq!(JSON::stringify(&series).expect("it is JSON"), "[[\"errors_total\",1],[\"requests_total\",1]]");
    let texts = |said: &[&str]| said.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
    let said = texts(&["requests_total", "total", "counter", "errors_total", "bad", "counter"]);
    let slo = with_event_series(None, said).expect("they are series");
    let mut session = Session::new(Some("mine.yaml".to_owned()), Some(slo)).expect("it is an SLO file");
    session.begin("answer.json");
    session.push(answer).expect("it is read");
    assert!(session.finish().is_ok());
    for other in [&["x", "ugly", "counter"][..], &["x", "good"]] {
        assert!(with_event_series(None, texts(other)).is_err());
    }
}

const ANNOTATIONS: &str = r#"{"schema":"slo-review/annotations/1",
"maintenance":[{"from":"2026-02-26T11:00:00Z","to":"2026-02-26T12:00:00Z","reason":"release"}]}"#;

#[wasm_bindgen_test]
fn annotations_are_taken_and_taken_back_and_are_none_of_the_files() {
    let mut session = loaded(TABLE.as_bytes());
    let summary = session.annotate(Some(ANNOTATIONS.to_owned())).expect("they are understood");
    assert_eq!(text(&summary, "format"), "annotations");
    let bad = |session: &mut Session| {
        figure(&session.review(Object::new().into()).expect("it is reviewed"), "availability", "bad")
    };
    assert_eq!(bad(&mut session), 0);
    let mut reader = loaded(TABLE.replace("2026-02-26", "2026-02-25").as_bytes());
    let mut index = None;
    while let Some(parcel) = reader.take().expect("there is a file") {
        index = session.put(&parcel).expect("it is a parcel");
    }
    assert_eq!(index, Some(1));
    session.remove(0).expect("there is a file");
    session.remove(0).expect("there is a file");
    assert!(session.remove(0).is_err(), "the annotations are no file");
    assert!(session.take().is_err(), "nor can they be taken");
    let mut session = loaded(TABLE.as_bytes());
    session.annotate(Some(ANNOTATIONS.to_owned())).expect("they are understood");
    session.annotate(Some(ANNOTATIONS.replace("T11:00", "T11:50"))).expect("they are understood");
    assert_eq!(bad(&mut session), 1, "the later ones stand in place of the others");
    assert!(session.annotate(None).expect("there is nothing to understand").is_undefined());
    assert_eq!(bad(&mut session), 1);
}

#[wasm_bindgen_test]
fn what_is_no_annotations_is_refused_and_changes_nothing() {
    let mut session = loaded(TABLE.as_bytes());
    session.annotate(Some(ANNOTATIONS.to_owned())).expect("they are understood");
    for other in [TABLE, "{}", "{\"schema\":\"slo-review/annotations/1\",\"notes\":[{}]}", ""] {
        let problem = session.annotate(Some(other.to_owned())).expect_err("it is refused");
        assert_eq!(text(&problem, "type"), "file");
        assert!(!text(&problem, "remedy").is_empty());
    }
    let review = session.review(Object::new().into()).expect("it is reviewed");
    assert_eq!(figure(&review, "availability", "bad"), 0);
}

#[wasm_bindgen_test]
fn a_firing_names_the_failures_behind_it() {
    let mut session = loaded(TABLE.as_bytes());
    let alert = "AI_SLOT_BUILD_FAILURE_RATE_ELEVATED";
    let mut ask = |from: &str| session.firing_jobs(alert, from, "2026-02-26T11:05:00Z", 10);
    let total = |jobs: JsValue| Reflect::get(&jobs, &"total".into()).expect("an object");
    assert_eq!(total(ask("2026-02-26T11:05:00Z").expect("they are listed")), 1);
    assert_eq!(total(ask("2026-02-26T11:04:00Z").expect("no firing began then")), 0);
    assert!(ask("yesterday").is_err());
    let mut chart = |subject: &str| {
        session.chart("firings", Object::new().into(), 300, Some(subject.to_owned())).expect("it is drawn")
    };
    assert_ne!(chart(alert), chart(&format!("{alert}@2026-02-26T11:05:00Z")), "a firing is looked at more closely");
}

#[wasm_bindgen_test]
fn a_zone_is_a_table_in_order() {
    let mut session = loaded(TABLE.as_bytes());
    let mut timezone = |options: &str| {
        let review = session.review(JSON::parse(options).expect("it is JSON"))?;
        Ok::<_, JsValue>(figure(&review, "recovery", "timezone").as_string())
    };
    let prague =
        r#"{"zone":{"name":"Europe/Prague","first":3600,"changes":[[1774746000000,7200],[1792890000000,3600]]}}"#;
    assert_eq!(timezone(prague).expect("it is a zone").as_deref(), Some("Europe/Prague"));
    assert_eq!(timezone("{}").expect("it is UTC").as_deref(), Some("UTC"));
    assert!(timezone(r#"{"zone":{"name":"x","first":0,"changes":[[2,0],[1,0]]}}"#).is_err());
    assert!(timezone(r#"{"zone":{"name":"x","first":1000000,"changes":[]}}"#).is_err());
    assert!(timezone(r#"{"zone":{"name":"x"}}"#).is_err());
}

#[wasm_bindgen_test]
fn an_slo_file_is_told_apart_and_a_bad_one_refused() {
    let embedded = include_str!("../../slo/ai-slot-build.yaml");
    let mut session = session();
    session.begin("slo.yaml");
    session.push(embedded.as_bytes()).expect("it is read");
    let finished = session.finish().expect("it is an SLO file");
    assert_eq!(text(&finished, "kind"), "slo");
    assert!(check_slo("slo.yaml", embedded).is_ok());
    let problem = check_slo("slo.yaml", "apiVersion: openslo/v1\nkind: SLO\n").expect_err("it is refused");
    assert_eq!(text(&problem, "type"), "slo");
}

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}

#[wasm_bindgen_test]
fn figures_are_tuned_and_written_out() {
    let mut session = loaded(TABLE.as_bytes());
    let tunables = js_sys::Array::from(&session.tunables());
    assert_eq!(text(&tunables.get(0), "id"), "objective.target");
    assert_eq!(text(&tunables.get(0), "value"), "0.99");
    let as_of = "2026-02-26T11:05:00Z";
    let mut tune = |changes: &[&str], jobs: &[&str]| {
        let tuned = session.tune(as_of, texts(changes), Vec::new(), texts(jobs)).expect("it is tuned");
        let tuned = JSON::parse(&tuned).expect("it is JSON");
        let met = Reflect::get(&tuned, &"met".into()).expect("there is one").as_bool();
        (text(&tuned, "availabilityShown"), text(&tuned, "targetShown"), met)
    };
    let is = |shown: &str, target: &str, met| (shown.to_owned(), target.to_owned(), Some(met));
    let failed = ["codex-k8s-dev-1", "codex-k8s-kaniko-x-2", "2026-02-26T11:05:00Z"];
    assert_eq!(tune(&[], &[]), is("50.00%", "99%", false));
    assert_eq!(tune(&["objective.target", "0.5"], &[]), is("50.00%", "50%", true));
    assert_eq!(tune(&[], &failed), is("100.00%", "99%", true));
    assert_eq!(tune(&["objective.target", "0.995"], &failed), is("100.00%", "99.5%", true));
    assert_eq!(tune(&[], &[]), is("50.00%", "99%", false), "what was left out before is there again");

    let changes = ["objective.target", "0.5", "alerts.burn-fast.above", "1.5"];
    let file = session.tuned("tuned.yaml", texts(&changes), false).expect("it is written");
    let loaded = Session::new(Some("tuned.yaml".to_owned()), Some(file.clone()));
    let loaded = loaded.unwrap_or_else(|_| panic!("it can be read"));
    assert_eq!(loaded.tuned("tuned.yaml", Vec::new(), false).expect("it is written"), file);
    assert!(session.tuned("tuned.yaml", texts(&changes), true).expect("they are written").contains("burn-fast"));
}

#[wasm_bindgen_test]
fn figures_that_the_file_cannot_hold_are_refused_in_its_words() {
    let mut session = loaded(TABLE.as_bytes());
    for (changes, path) in [
        (["objective.target", "1"], "spec.objectives[0].target"),
        (["objective.target", "0.9 # so"], "objective.target"),
        (["nobody.knows", "1"], "nobody.knows"),
    ] {
        let problem = session.tune("2026-02-26T12:00:00Z", texts(&changes), Vec::new(), Vec::new());
        let problem = problem.expect_err("it is refused");
        assert_eq!(text(&problem, "type"), "slo");
        let first = js_sys::Array::from(&Reflect::get(&problem, &"problems".into()).expect("a list")).get(0);
        assert_eq!(text(&first, "path"), path);
    }
    assert!(session.tune("some day", Vec::new(), Vec::new(), Vec::new()).is_err());
}

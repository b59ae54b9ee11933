use js_sys::{JSON, Object, Reflect};
use slo_review::wasm::{Session, check_slo, version};
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

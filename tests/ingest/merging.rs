//! The same job in several files.

use slo_review::record::{Dataset, LoadedFile, Outcome};

use crate::{job, read};

fn dataset(files: Vec<LoadedFile>) -> Dataset {
    let mut dataset = Dataset::default();
    for file in files {
        dataset.add(file);
    }
    dataset
}

#[test]
fn the_texts_of_all_files_are_kept_in_any_order() {
    let uid = "00000000-0000-4000-a000-000000000003";
    let table = format!(
        "uid,namespace,name,outcome,finished,message\n{uid},codex-k8s-dev-1,codex-k8s-kaniko-worker-000000000003,failed,2026-02-26T10:05:00Z,MANIFEST_UNKNOWN\n"
    );
    let files = || [read(job(3).to_string()).expect("it is read"), read(&table).expect("it is read")];
    let [json, csv] = files();
    let forth = dataset(vec![json, csv]).population();
    let [json, csv] = files();
    let back = dataset(vec![csv, json]).population();
    for population in [forth, back] {
        assert_eq!(population.len(), 1);
        let texts: Vec<&str> = population.messages(0).collect();
        assert_eq!(texts, ["MANIFEST_UNKNOWN", "Job has reached the specified backoff limit"]);
        assert_eq!(population.job(0).recorded(), Outcome::Failed);
    }
}

#[test]
fn an_end_wins_over_going_on_and_the_newer_version_over_the_older() {
    let with_status = |status: serde_json::Value| {
        let mut made = job(1);
        made["status"] = status;
        read(made.to_string()).expect("it is read")
    };
    let pending = || with_status(serde_json::json!({}));
    let running = || with_status(serde_json::json!({"startTime": "2026-02-26T10:00:01Z"}));
    let ended = || read(job(1).to_string()).expect("it is read");
    for files in [vec![pending(), running(), ended()], vec![ended(), running(), pending()]] {
        assert_eq!(dataset(files).population().job(0).recorded(), Outcome::Succeeded);
    }
    for files in [vec![pending(), running()], vec![running(), pending()]] {
        assert_eq!(dataset(files).population().job(0).recorded(), Outcome::Running);
    }
}

#[test]
fn a_name_used_again_is_another_job() {
    let mut again = job(1);
    again["metadata"]["uid"] = "00000000-0000-4000-a000-999999999999".into();
    let file = read(format!("{}\n{again}", job(1))).expect("it is read");
    assert_eq!(file.jobs.len(), 2);
}

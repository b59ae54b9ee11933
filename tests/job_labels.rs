//! Kinds of job that the SLO file tells by label, from Prometheus: `kube_job_labels` says them, in any file.

use slo_review::ingest::{FileReader, Loaded};
use slo_review::record::{Dataset, LoadedFile, Parcels, Unpacking};
use slo_review::review::{ReviewOptions, review};
use slo_review::slo::Slo;

const CREATED: i64 = 1_771_545_600;

fn slo() -> Slo {
    let text = include_str!("prometheus/cases/labels.yaml");
    Slo::parse("labels.yaml", text).unwrap_or_else(|errors| panic!("{errors}"))
}

/// A job's series by the end of their name, further labels and value, each at three instants.
fn series(job: &str, all: &[(&str, &str, i64)]) -> String {
    let one = |(metric, labels, value): &(&str, &str, i64)| {
        let values: Vec<String> = (5..8).map(|n| format!("[{},\"{value}\"]", CREATED + n * 60)).collect();
        format!(
            r#"{{"metric":{{"__name__":"kube_job_{metric}","namespace":"shop","job_name":"{job}"{labels}}},"values":[{}]}}"#,
            values.join(",")
        )
    };
    all.iter().map(one).collect::<Vec<_>>().join(",")
}

fn load(series: &[&str]) -> LoadedFile {
    let text = format!(r#"{{"status":"success","data":{{"resultType":"matrix","result":[{}]}}}}"#, series.join(","));
    let mut reader = FileReader::new("answer.json", &slo());
    reader.push(text.as_bytes()).expect("it is read");
    match reader.finish().expect("it can be used") {
        // As the page does it: read in one place, held in another.
        Loaded::Records(file) => {
            let mut unpacking = Unpacking::default();
            let mut held = None;
            for parcel in Parcels::of(*file) {
                held = unpacking.add(&parcel).expect("it is a parcel");
            }
            held.expect("the last parcel ends the file")
        }
        Loaded::Slo { .. } => panic!("it is no SLO file"),
    }
}

fn good(files: Vec<LoadedFile>) -> u64 {
    let mut dataset = Dataset::default();
    files.into_iter().for_each(|file| dataset.add(file));
    review(&dataset, &slo(), &ReviewOptions::default()).availability.good
}

#[test]
fn labels_tell_the_kind_whatever_the_order() {
    let ended = |job: &str| {
        series(
            job,
            &[
                ("created", "", CREATED),
                ("status_start_time", "", CREATED),
                ("status_completion_time", "", CREATED + 300),
                ("complete", r#","condition":"true""#, 1),
            ],
        )
    };
    let labels = |job: &str, labels: &str| series(job, &[("labels", labels, 1)]);
    // Its name is of no kind, and its label is of a counted one.
    let nightly = labels("report-1", r#","label_team_io_job_kind":"nightly""#);
    let daily = labels("report-1", r#","label_team_io_job_kind":"daily""#);
    let report = ended("report-1");
    assert_eq!(good(vec![load(&[&report])]), 0);
    assert_eq!(good(vec![load(&[&report, &daily])]), 0);
    for series in [[&report, &nightly], [&nightly, &report]] {
        assert_eq!(good(vec![load(&series.map(String::as_str))]), 1);
        assert_eq!(good(series.map(|series| load(&[series])).into()), 1);
    }
    // A label goes before the prefix of a kind that does not count only where its rule comes first, as for Jobs.
    let ignored = ended("api-long-1");
    assert_eq!(good(vec![load(&[&ignored])]), 0);
    assert_eq!(good(vec![load(&[&ignored, &labels("api-long-1", r#","label_team_io_job_kind":"nightly""#)])]), 1);
    // A name tells the kind where there is no label.
    assert_eq!(good(vec![load(&[&ended("api-1")]), load(&[&labels("api-1", "")])]), 1);
}

//! Files of real clusters, with what is known of them.

use slo_review::record::{Format, Outcome};

use crate::read;

#[test]
fn real_files_give_their_figures() {
    use Outcome::{Failed, Pending, Running, Succeeded};
    // Per file: jobs, and how many of each outcome.
    let files: &[(&str, &[(Outcome, usize)])] = &[
        ("real-bundle-default-jobs-empty.json", &[]),
        ("real-bundle-kube-system-jobs.json", &[(Succeeded, 2)]),
        ("fixture-projectcontour.json", &[(Succeeded, 1), (Failed, 0)]),
        ("fixture-test.json", &[(Succeeded, 1), (Failed, 1)]),
        ("hkube-jobs.json", &[(Running, 6), (Pending, 0)]),
    ];
    for (name, outcomes) in files {
        let path = format!("{}/tests/data/kubernetes/{name}", env!("CARGO_MANIFEST_DIR"));
        let file =
            read(std::fs::read(path).expect("the file is there")).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(file.format, Format::KubernetesJobs, "{name}");
        assert_eq!(file.warnings, [], "{name}");
        let total: usize = outcomes.iter().map(|(_, count)| count).sum();
        assert_eq!(file.jobs.len(), total, "{name}");
        for (outcome, count) in *outcomes {
            assert_eq!(
                file.jobs.iter().filter(|job| job.recorded() == *outcome).count(),
                *count,
                "{name}: {}",
                outcome.name()
            );
        }
        assert!(file.jobs.iter().all(|job| !job.in_scope()), "{name}: none is of a slot");
    }
}

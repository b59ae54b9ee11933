//! Tables of jobs.

use slo_review::record::{Format, Outcome, WarningCode};

use crate::{count, read, read_in_pieces};

const HEADER: &str = "uid,namespace,name,kind,created,started,finished,outcome,reason,message\n";

#[test]
fn rows_become_jobs() {
    let text = format!(
        "{HEADER}\
u1,codex-k8s-dev-1,codex-k8s-kaniko-a-1,mirror,2026-02-26T10:00:00Z,2026-02-26T10:00:01Z,2026-02-26T10:05:00Z,failed,BackoffLimitExceeded,\"line 1\n\"\"line 2\"\", \u{1b}[31mred\u{1b}[0m\"\n\
u2,codex-k8s-dev-1,my-own-name,build,2026-02-26T10:00:00Z,,,pending,,\n\
u3,codex-k8s-dev-1,codex-k8s-codegen-check-1,,1772100000,1772100001,1772100002500,succeeded,,\n\
u4,codex-k8s-prod,x,strange,2026-02-26T10:00:00Z,2026-02-26T10:00:00Z,,succeeded,,\n"
    );
    let file = read(&text).expect("it is read");
    assert_eq!((file.format, file.records, file.skipped), (Format::JobsTable, 4, 0));
    let kinds: Vec<u8> = file.jobs.iter().map(|job| job.kind().0).collect();
    assert_eq!(kinds, [0, 0, 1, 3], "the kind is a hint only where no rule matches");
    let failed = file.jobs.job(0);
    assert_eq!(failed.messages().next(), Some("line 1\n\"line 2\", \u{1b}[31mred\u{1b}[0m"));
    assert_eq!(failed.reason(), "BackoffLimitExceeded");
    assert_eq!(file.jobs.job(2).end().map(|end| end.to_string()).as_deref(), Some("2026-02-26T10:00:02.500Z"));
    assert_eq!(file.jobs.job(3).recorded(), Outcome::Malformed);
    for size in 1..200 {
        let again = read_in_pieces(text.as_bytes(), size).expect("it is read");
        assert_eq!(crate::jobs(&again), crate::jobs(&file), "pieces of {size}");
    }
}

#[test]
fn bad_rows_are_counted_with_their_line() {
    let text = format!(
        "{HEADER}u1,n,a,,,,2026-02-26T10:00:00Z,succeeded,,\nu2,n,b,,,,,great,,\nu3,n\nu4,n,c,,soon,,,pending,,\nu5,n,d,,2026-02-26T10:00:00Z,,,running,,"
    );
    let file = read(&text).expect("it is read");
    assert_eq!((file.jobs.len(), file.skipped), (2, 3));
    let warning = file.warnings.iter().find(|warning| warning.code == WarningCode::BadRecord).expect("it is reported");
    let places: Vec<_> = warning.examples.iter().map(|(place, _)| (place.record, place.line)).collect();
    assert_eq!(places, [(Some(2), 3), (Some(3), 4), (Some(4), 5)]);
}

#[test]
fn a_cut_last_row_is_a_warning() {
    let file =
        read(format!("{HEADER}u1,n,a,,,,2026-02-26T10:00:00Z,succeeded,,\nu2,n,b,,2026-02-2")).expect("it is read");
    assert_eq!((file.jobs.len(), file.skipped, count(&file, WarningCode::CutDocument)), (1, 0, 1));
}

#[test]
fn a_table_of_nothing_but_its_header_is_no_error() {
    assert_eq!(read(HEADER).expect("it is read").records, 0);
}

#[test]
fn other_separators_and_orders_are_read() {
    let file = read("outcome;finished;name;namespace\nfailed;2026-02-26T10:00:00Z;a;n\n").expect("it is read");
    assert_eq!(file.jobs.job(0).recorded(), Outcome::Failed);
}

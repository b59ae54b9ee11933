//! Maintenance windows and outages.

use slo_review::record::{Format, WarningCode};
use slo_review::time::Instant;

use crate::{count, read};

#[test]
fn exclusions_are_read_and_empty_ones_refused() {
    let file = read(
        r#"{"maintenance": [
            {"from": "2026-02-23T06:01:26Z", "to": "2026-02-23T06:34:26Z", "reason": "release"},
            {"from": "2026-02-23T06:01:26", "reason": "until further notice", "to": null},
            {"from": "2026-02-23T06:01:26Z", "to": "2026-02-23T06:01:26Z"},
            {"to": "2026-02-23T06:01:26Z"}],
          "outages": [{"from": "2026-02-25T15:37:43Z", "to": "2026-02-25T15:57:43Z", "confirmed": true,
            "confirmedBy": "status page", "reason": "registry"}, {"from": 1, "to": 2}]}"#,
    )
    .expect("it is read");
    assert_eq!((file.format, file.records, file.skipped), (Format::Exclusions, 3, 3));
    assert_eq!(file.exclusions.maintenance.len(), 2);
    assert_eq!(file.exclusions.maintenance[1].interval.to, None);
    let outage = &file.exclusions.outages[0];
    assert_eq!(
        (outage.confirmed, outage.confirmed_by.as_deref(), outage.reason.as_deref()),
        (true, Some("status page"), Some("registry"))
    );
    assert_eq!(outage.interval.from, Instant::from_seconds(1_772_033_863));
    assert_eq!(count(&file, WarningCode::EmptyInterval), 1);
    assert_eq!(count(&file, WarningCode::BadRecord), 2);
    assert_eq!(count(&file, WarningCode::MissingOffset), 1);
    assert_eq!((file.newest, file.covers.len()), (None, 0), "an exclusion is no evidence");
}

#[test]
fn no_exclusions_is_no_error() {
    let file = read(r#"{"maintenance": [], "outages": []}"#).expect("it is read");
    assert_eq!((file.format, file.records), (Format::Exclusions, 0));
}

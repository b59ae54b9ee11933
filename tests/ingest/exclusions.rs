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

const YAML: &str = "\
# Maintenance of February
maintenance:
  - from: 2026-02-23T06:01:26Z
    to: 2026-02-23T06:34:26Z
    reason: \"platform: release 1\"
  - {from: 2026-02-28 00:00, reason: 7}
outages:
- from: 2026-02-25T16:37:43+01:00
  to: 2026-02-25T15:57:43Z
  confirmed: yes
  confirmedBy: registry status page
- from: 2026-02-21T21:28:32Z
  to: 2026-02-21T21:28:32Z
- from: 2026-02-21T21:28:32Z
  confirmed: maybe
";

/// The exclusions in lines, to be compared.
fn lines(file: &slo_review::record::LoadedFile) -> Vec<String> {
    let span = |interval: &slo_review::time::Interval| {
        format!("{}..{}", interval.from, interval.to.map_or(String::new(), |to| to.to_string()))
    };
    let maintenance = file.exclusions.maintenance.iter();
    let maintenance = maintenance.map(|window| format!("maintenance {} {}", span(&window.interval), window.reason));
    let outages = file.exclusions.outages.iter().map(|outage| {
        let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        let confirmed = if outage.confirmed { "confirmed" } else { "unconfirmed" };
        format!("outage {} {confirmed} {} {}", span(&outage.interval), text(&outage.confirmed_by), text(&outage.reason))
    });
    maintenance.chain(outages).collect()
}

fn examples(file: &slo_review::record::LoadedFile, code: WarningCode) -> Vec<String> {
    let warning = file.warnings.iter().find(|warning| warning.code == code);
    warning.into_iter().flat_map(|warning| &warning.examples).map(|(place, why)| format!("{place}: {why}")).collect()
}

#[test]
fn exclusions_are_read_from_yaml() {
    for text in [YAML.to_owned(), format!("\u{feff}---\r\n{}", YAML.replace('\n', "\r\n"))] {
        let file = read(text).expect("it is read");
        assert_eq!((file.format, file.records, file.skipped, file.newest), (Format::Exclusions, 3, 2, None));
        assert_eq!(
            lines(&file),
            [
                "maintenance 2026-02-23T06:01:26Z..2026-02-23T06:34:26Z platform: release 1",
                "maintenance 2026-02-28T00:00:00Z.. 7",
                "outage 2026-02-25T15:37:43Z..2026-02-25T15:57:43Z confirmed registry status page -",
            ]
        );
        assert_eq!(count(&file, WarningCode::MissingOffset), 1);
    }
    let file = read(YAML).expect("it is read");
    assert_eq!(
        examples(&file, WarningCode::EmptyInterval),
        ["record 4, line 12, byte 298: `to` (2026-02-21T21:28:32Z) is not after `from` (2026-02-21T21:28:32Z)"]
    );
    assert_eq!(
        examples(&file, WarningCode::BadRecord),
        ["record 5, line 15, byte 394: `confirmed` is `maybe`, not true or false"]
    );
}

#[test]
fn exclusions_are_read_from_a_table() {
    let text = "Kind,From,To,Reason,Confirmed,ConfirmedBy\n\
        maintenance,2026-02-23T06:01:26Z,2026-02-23T06:34:26Z,\"release, 1\",,\n\
        outage,2026-02-25T15:37:43Z,2026-02-25T15:57:43Z,registry,TRUE,status page\n\
        ,2026-02-28 00:00,,,,\n\
        Outage,2026-02-21T21:28:32Z,2026-02-21T21:50:32Z,,no,\n\
        holiday,2026-02-21T21:28:32Z,2026-02-21T21:50:32Z,,,\n";
    let expected = [
        "maintenance 2026-02-23T06:01:26Z..2026-02-23T06:34:26Z release, 1",
        "maintenance 2026-02-28T00:00:00Z.. ",
        "outage 2026-02-25T15:37:43Z..2026-02-25T15:57:43Z confirmed status page registry",
        "outage 2026-02-21T21:28:32Z..2026-02-21T21:50:32Z unconfirmed - -",
    ];
    let file = read(text).expect("it is read");
    assert_eq!((file.format, file.records, file.skipped, file.newest), (Format::Exclusions, 4, 1, None));
    assert_eq!(lines(&file), expected);
    assert_eq!(
        examples(&file, WarningCode::BadRecord),
        ["record 5, line 6, byte 262: its kind is `holiday`; expected maintenance or outage"]
    );
    let tabs = text.replace("\"release, 1\"", "release_1").replace(',', "\t").replace("release_1", "release, 1");
    assert_eq!(lines(&read(&tabs).expect("it is read")), expected);
    let file = read("from;to\n2026-02-23T06:01:26Z;2026-02-23T06:34:26Z\n").expect("it is read");
    assert_eq!(lines(&file), ["maintenance 2026-02-23T06:01:26Z..2026-02-23T06:34:26Z "]);
}

#[test]
fn what_is_hostile_in_yaml_stays_bounded() {
    let bomb =
        "maintenance:\n- &a [1]\n- *a\n- {from: 2026-02-23T06:01:26Z, reason: !x y}\n- from: 2026-02-23T06:01:26Z\n";
    let file = read(bomb).expect("what is whole is read");
    assert_eq!((file.records, file.skipped), (1, 5));
    let deep = format!("maintenance: {}", "[".repeat(100_000));
    let error = read(deep).expect_err("it is too deep");
    assert!(error.what.contains("nested"), "{error}");
    let error =
        read(format!("maintenance:\n{}", "- from: 2026-02-23T06:01:26Z\n".repeat(400_000))).expect_err("too large");
    assert_eq!(error.code.name(), "too-large");
    let file = read(format!("maintenance:\n{}", "- from: 2026-02-23T06:01:26Z\n".repeat(200))).expect("it is read");
    assert_eq!(file.records, 200);
}

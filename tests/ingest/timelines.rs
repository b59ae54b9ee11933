//! Timelines of incidents, in every form in which they are read.

use slo_review::record::{Format, LoadedFile, TimelineEventKind, TimelineIncident, WarningCode};
use slo_review::time::{Instant, Timestamp};

use crate::{count, read, read_in_pieces};

fn at(text: &str) -> Instant {
    Timestamp::parse(text.as_bytes()).expect("it is a timestamp").instant().expect("it is set")
}

/// One incident in a line, to be compared.
fn line(incident: &TimelineIncident) -> String {
    let time = |time: Option<Instant>| time.map_or("-".to_owned(), |time| time.to_string());
    let events: Vec<_> =
        incident.events.iter().map(|event| format!("{} {}: {}", event.at, event.kind.name(), event.text)).collect();
    format!(
        "{} | {} | {} | {} | {} | {} | {}",
        incident.id,
        incident.title,
        incident.class.as_deref().unwrap_or("-"),
        time(incident.opened),
        time(incident.mitigated),
        time(incident.recovered),
        events.join(", ")
    )
}

fn lines(file: &LoadedFile) -> Vec<String> {
    file.timelines.iter().map(line).collect()
}

/// The place and reason of each example of a warning.
fn examples(file: &LoadedFile, code: WarningCode) -> Vec<String> {
    let warning = file.warnings.iter().find(|warning| warning.code == code);
    warning.into_iter().flat_map(|warning| &warning.examples).map(|(place, why)| format!("{place}: {why}")).collect()
}

#[test]
fn a_native_timeline_is_read() {
    let bytes = include_bytes!("../data/timelines/native.json");
    let file = read(bytes).expect("it is read");
    assert_eq!((file.format, file.records, file.skipped), (Format::IncidentTimeline, 4, 0));
    assert_eq!(
        line(&file.timelines[0]),
        "INC-000 | Slot builds failed after a registry clean-up | cache | 2026-02-16T00:00:00Z | 2026-02-16T00:25:00Z | \
         2026-02-16T00:29:01Z | 2026-02-16T00:00:00Z detected: first failed build"
    );
    assert_eq!(file.timelines[1].opened, None);
    assert_eq!(file.timelines[2].mitigations().collect::<Vec<_>>(), [at("2026-02-21T22:15:27Z")]);
    let places: Vec<u64> = file.timelines.iter().map(|incident| incident.line).collect();
    assert_eq!(places[..2], [3, 18]);
    let instants: Vec<Instant> = file.timelines.iter().flat_map(TimelineIncident::instants).collect();
    assert_eq!(file.newest, instants.iter().max().copied(), "its instants are evidence");
    assert_eq!(file.earliest, instants.into_iter().min());
    assert!(file.covers.is_empty() && file.warnings.is_empty());
    for size in [1, 7, 1_000] {
        assert_eq!(read_in_pieces(bytes, size).expect("it is read").timelines, file.timelines, "pieces of {size}");
    }
}

#[test]
fn bad_entries_cost_themselves() {
    let file = read(
        "\u{feff}{\"incidents\": [\r\n\
         {\"id\": 7, \"openedAt\": \"2026-02-16 00:00\", \"mitigatedAt\": null, \"recoveredAt\": \"0001-01-01T00:00:00Z\"},\r\n\
         {\"id\": \"b\", \"openedAt\": \"soon\"},\r\n\
         \"é\", {\"id\": \"c\", \"class\": \"\", \"events\": [{\"type\": \"note\", \"text\": \"when?\"},\r\n\
           {\"at\": \"2026-02-16T00:01:00+01:00\", \"type\": \"solved\"}, {\"at\": 1771200000, \"text\": \"é\\ud83d\\ude00\\n\"}]}]}",
    )
    .expect("it is read");
    assert_eq!(
        lines(&file),
        [
            "7 |  | - | 2026-02-16T00:00:00Z | - | - | ",
            "c |  | - | - | - | - | 2026-02-16T00:00:00Z note: é\u{1f600}\n"
        ]
    );
    assert_eq!((file.records, file.skipped, count(&file, WarningCode::MissingOffset)), (2, 4, 1));
    assert_eq!(
        examples(&file, WarningCode::BadRecord),
        [
            "record 2, line 3, byte 145: `openedAt` is `soon`: not a timestamp; expected RFC 3339 such as 2026-02-26T12:00:00Z",
            "record 3, line 4, byte 155: it is no incident with times that are read",
            "record 4, line 4, byte 197: the event has no time `at`",
            "record 4, line 5, byte 233: the event's type may be detected, mitigation, recovery or note, not `solved`",
        ]
    );
    assert_eq!(file.newest, Some(at("2026-02-16T00:00:00Z")), "what was not taken is no evidence");
}

#[test]
fn no_incidents_is_no_error() {
    let file = read("{\"incidents\": []}").expect("it is read");
    assert_eq!((file.format, file.records, file.newest), (Format::IncidentTimeline, 0, None));
}

#[test]
fn a_cut_timeline_gives_its_whole_incidents() {
    let text = include_str!("../data/timelines/native.json");
    let whole = read(text).expect("it is read");
    for end in 30..text.trim_end().len() {
        let cut = match read(&text[..end]) {
            Ok(file) => file,
            Err(error) => {
                assert!(end < 480, "{end}: {error}");
                assert!(error.what.contains("breaks off"), "{error}");
                continue;
            }
        };
        assert_eq!(cut.timelines, whole.timelines[..cut.timelines.len()], "{end}");
        assert_eq!(count(&cut, WarningCode::CutDocument), 1, "{end}");
    }
    assert_eq!(whole.timelines[0].events[0].kind, TimelineEventKind::Detected);
}

#[test]
fn a_native_table_is_read() {
    let text = include_str!("../data/timelines/native.csv");
    let file = read(text).expect("it is read");
    assert_eq!((file.format, file.records, file.skipped), (Format::IncidentTimeline, 6, 0));
    let expected = [
        "INC-000 |  | cache | 2026-02-16T00:00:00Z | - | 2026-02-16T00:29:01Z | 2026-02-16T00:05:00Z detected: page received, \
         2026-02-16T00:25:00Z mitigation: cache off",
        "INC-001 |  | build-ref | 2026-02-20T03:37:27Z | - | - | 2026-02-20T03:40:47Z note: looking",
    ];
    assert_eq!(lines(&file), expected);
    assert_eq!(count(&file, WarningCode::MissingOffset), 1);
    assert_eq!((file.earliest, file.newest), (Some(at("2026-02-16T00:00:00Z")), Some(at("2026-02-20T03:40:47Z"))));
    for delimiter in [",", "\t"] {
        let other = text.replace("build; ", "build, ").replace("page received;", "\"page received\";");
        let other = other.replace(';', delimiter).replace('\n', "\r\n");
        assert_eq!(lines(&read(format!("\u{feff}{other}")).expect("it is read")), expected, "{delimiter:?}");
    }
}

#[test]
fn a_table_whose_rows_begin_with_a_time_is_no_log() {
    let rows = "2026-02-16T00:05:00Z,INC-000,detected,page received\n".repeat(30);
    let file = read(format!("at,incident,type,text\n{rows}")).expect("it is read");
    assert_eq!((file.format, file.records), (Format::IncidentTimeline, 30));
    let rows = "2026-02-16T00:05:00Z,2026-02-16T01:05:00Z,release\n".repeat(30);
    let file = read(format!("from,to,reason\n{rows}")).expect("it is read");
    assert_eq!((file.format, file.records), (Format::Exclusions, 30));
}

#[test]
fn bad_rows_of_a_table_cost_themselves() {
    let file = read(
        "incident,at,type,class,text\n,2026-02-16T00:00:00Z,note,,x\na,,note,,x\na,2026-02-16T00:00:00Z,opened,cache,x\n\
         a,2026-02-16T00:01:00Z,opened,,x\na,2026-02-16T00:02:00Z,note,build-ref,x\na,2026-02-16T00:03:00Z,mitigated,,x\n\
         a,b\na,2026-02-16T00:04:00Z,note,,\"two\nlines\"\na,yesterday,note,,x\na,2026-02-16T00:0",
    )
    .expect("it is read");
    assert_eq!(lines(&file), ["a |  | cache | 2026-02-16T00:00:00Z | - | - | 2026-02-16T00:04:00Z note: two\nlines"]);
    assert_eq!(
        examples(&file, WarningCode::BadRecord),
        [
            "record 1, line 2, byte 28: it names no incident",
            "record 2, line 3, byte 58: it has no time `at`",
            "record 4, line 5, byte 107: the incident is already opened at 2026-02-16T00:00:00Z",
            "record 5, line 6, byte 140: its class is `build-ref`, and `cache` in a row before",
            "record 6, line 7, byte 180: the event's type may be detected, mitigation, recovery or note, also opened or \
             recovered, not `mitigated`",
            "record 7, line 8, byte 216: it has 2 fields, and the header has 5",
            "record 9, line 11, byte 261: `at` is `yesterday`: not a timestamp; expected RFC 3339 such as 2026-02-26T12:00:00Z",
        ]
    );
    assert_eq!((file.records, file.skipped, count(&file, WarningCode::CutDocument)), (2, 7, 1));
    assert_eq!(file.newest, Some(at("2026-02-16T00:04:00Z")));
}

#[test]
fn a_postmortem_is_read() {
    let text = include_str!("../data/timelines/postmortem.md");
    for text in [text.to_owned(), format!("\u{feff}{}", text.replace('\n', "\r\n"))] {
        let file = read(text).expect("it is read");
        assert_eq!((file.format, file.records, file.warnings.len()), (Format::IncidentTimeline, 1, 0));
        assert_eq!(
            lines(&file),
            [
                "PM-INC-003 | Postmortem: cache failures in slot builds | - | 2026-02-25T15:51:00Z | - | 2026-02-25T16:09:00Z | \
              2026-02-25T15:51:00Z note: First failed job, 2026-02-25T15:56:00Z note: Page received, \
              2026-02-25T16:04:00Z note: Mitigation: CODEXK8S_KANIKO_CACHE_ENABLED=false, \
              2026-02-25T16:09:00Z note: First successful build, incident over"
            ]
        );
        assert_eq!(file.newest, Some(at("2026-02-25T16:09:00Z")));
    }
}

#[test]
fn a_postmortem_written_by_hand_is_read() {
    let file = read(
        "---\ndoc_id: PM-7\nincident:\n  start_time: \"2026-02-25 23:50\"\n  end_time: TBD\n  class: cache\n---\n# PM\n\
         | 12:00 | no timeline |\n## Timeline (UTC)\n| Time (UTC) | Event | Who |\n| :--- | --- | --- |\n\
         | 23:40 | *deploy* | a |\n| **23:55** | a \\| b | c |\n| 0:10 | over |\n| later | ? |\n|  | no time |\n\
         ### Afterwards\n| 2026-02-26 09:00 UTC | review |\n## Other\n| 10:00 | no timeline |\n",
    )
    .expect("it is read");
    assert_eq!(
        lines(&file),
        ["PM-7 |  | cache | 2026-02-25T23:50:00Z | - | - | 2026-02-25T23:40:00Z note: *deploy* | a, \
          2026-02-25T23:55:00Z note: a | b | c, 2026-02-26T00:10:00Z note: over, 2026-02-26T09:00:00Z note: review"]
    );
    assert_eq!(
        examples(&file, WarningCode::BadRecord),
        [
            "record 1, line 5, byte 72: `end_time` is `TBD`; expected YYYY-MM-DD HH:MM in UTC",
            "record 1, line 16, byte 260: the row's time is `later`; expected YYYY-MM-DD HH:MM, or HH:MM beside a start_time",
            "record 1, line 17, byte 274: the row's time is ``; expected YYYY-MM-DD HH:MM, or HH:MM beside a start_time",
        ]
    );
    let error =
        read("---\nincident:\n  start_time: YYYY-MM-DD HH:MM\n---\n## Timeline (UTC)\n").expect_err("a template");
    assert!(error.what.contains("`start_time` is `YYYY-MM-DD HH:MM`"), "{error}");
    let file = read("---\nincident: [\n---\n## Timeline\n| 2026-02-25 15:51 | x |\n").expect("the table is read");
    assert_eq!((count(&file, WarningCode::BadRecord), count(&file, WarningCode::MissingOffset)), (1, 1));
}

#[test]
fn pagerduty_is_read_in_every_envelope() {
    let text = include_str!("../data/timelines/pagerduty.json");
    let file = read(text).expect("it is read");
    assert_eq!((file.format, file.records, file.skipped), (Format::PagerDuty, 2, 1));
    let expected = [
        "PT4KHLK | [#1234] Slot builds fail with MANIFEST_UNKNOWN | - | 2026-02-21T21:39:41Z | - | 2026-02-21T22:25:41Z | \
         2026-02-21T21:39:41Z detected: Triggered through the API., 2026-02-21T21:44:41Z note: acknowledge, \
         2026-02-21T22:15:27Z note: Note added by Ada., 2026-02-21T22:25:41Z recovery: Resolved by Ada.",
        "1235 | It came back | cache | 2026-02-22T09:00:00Z | - | - | 2026-02-22T09:10:00Z recovery: resolve",
    ];
    assert_eq!(lines(&file), expected);
    assert!(file.timelines.iter().all(|incident| incident.mitigations().next().is_none()));
    let whole: serde_json::Value = serde_json::from_str(text).expect("it is JSON");
    let first = &whole["incidents"][0];
    for envelope in [
        first.to_string(),
        serde_json::json!([first]).to_string(),
        serde_json::json!({"incident": first}).to_string(),
        format!("{first}\n{first}"),
    ] {
        let file = read(&envelope).expect("it is read");
        assert_eq!((file.format, lines(&file)[0].as_str()), (Format::PagerDuty, expected[0]));
    }
    let cut = first.to_string();
    let error = read(&cut[..cut.len() - 20]).expect_err("it is cut");
    assert!(error.what.contains("breaks off"), "{error}");
    let file = read(format!("{cut}{}", &cut[..cut.len() - 20])).expect("the first is whole");
    assert_eq!((file.records, count(&file, WarningCode::CutDocument)), (1, 1));
}

#[test]
fn rootly_knows_the_mitigation() {
    let file = read(include_str!("../data/timelines/rootly.json")).expect("it is read");
    assert_eq!((file.format, file.records, file.skipped), (Format::IncidentTimeline, 2, 0));
    assert_eq!(
        lines(&file),
        [
            "0f3c5a0e | Registry clean-up removed a base image | - | 2026-02-25T15:51:02Z | 2026-02-25T16:04:02Z | \
             2026-02-25T16:09:00Z | 2026-02-25T15:56:00Z detected: detected, 2026-02-25T15:58:30Z note: acknowledged",
            "1 | running | cache | 2026-02-26T10:00:00Z | - | - | ",
        ]
    );
}

#[test]
fn alerts_are_shown_and_open_nothing() {
    let file = read(include_str!("../data/timelines/alertmanager-webhook.json")).expect("it is read");
    assert_eq!((file.format, file.records), (Format::Alertmanager, 3));
    let expected = [
        "c2b3a4d5e6f70819 | SlotBuildsFail | - | - | - | - | 2026-02-25T15:56:02.123Z detected: alert: 3 failed builds in 15 \
         minutes, 2026-02-25T16:11:02.123Z note: alert ended: SlotBuildsFail",
        "00000000000000aa | Other | build-ref | - | - | - | 2026-02-25T15:00:00Z detected: alert: Other, 2026-02-25T15:01:00Z \
         note: alert ended: Other",
    ];
    assert_eq!(lines(&file), expected, "the alert that was sent twice is one");
    let file = read(include_str!("../data/timelines/alertmanager-v2.json")).expect("it is read");
    assert_eq!(
        lines(&file),
        [
            "c2b3a4d5e6f70819 | SlotBuildsFail | - | - | - | - | 2026-02-25T15:56:02.123Z detected: alert: Slot builds fail",
            "00000000000000aa | Over | - | - | - | - | 2026-02-25T15:00:00Z detected: alert: Over, 2026-02-25T15:10:00Z note: \
             alert ended: Over",
        ],
        "an end that lies ahead is none"
    );
    assert_eq!(file.newest, Some(at("2026-02-25T15:56:02.123Z")), "nor is it evidence");
    let file = read(include_str!("../data/timelines/prometheus-alerts.json")).expect("it is read");
    assert_eq!(lines(&file), [" | my-alert | - | - | - | - | 2018-07-04T18:27:12.606Z detected: alert: my-alert"]);
    for nothing in [r#"{"alerts":[]}"#, r#"{"status":"success","data":{"alerts":[]}}"#] {
        assert_eq!(read(nothing).expect("it is read").records, 0);
    }
}

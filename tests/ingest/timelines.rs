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
            "record 3, line 4, byte 155: it is `é`, not an incident",
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

//! Calendars: events, zones and recurrences.

use proptest::prelude::*;
use slo_review::ingest::{FileReader, Loaded};
use slo_review::record::{Format, LoadedFile, WarningCode};
use slo_review::slo::Slo;
use slo_review::time::{Instant, Zone};

use crate::{count, read, read_in_pieces};

/// New York as many calendars describe it.
const NEW_YORK: &str = "BEGIN:VTIMEZONE\nTZID:America/New_York\nBEGIN:STANDARD\nDTSTART:20071104T020000\nTZOFFSETFROM:-0400\n\
    TZOFFSETTO:-0500\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\nTZNAME:EST\nEND:STANDARD\nBEGIN:DAYLIGHT\n\
    DTSTART:20070311T020000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\n\
    END:DAYLIGHT\nEND:VTIMEZONE\n";

fn calendar(events: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y//EN\n{events}END:VCALENDAR\n").replace('\n', "\r\n")
}

fn event(lines: &str) -> String {
    calendar(&format!("BEGIN:VEVENT\nUID:1\nDTSTAMP:20260101T000000Z\n{lines}\nEND:VEVENT\n"))
}

/// Each maintenance window as "from..to reason", cut to minutes.
fn windows(file: &LoadedFile) -> Vec<String> {
    let short = |at: Instant| at.to_string().replace(":00Z", "Z");
    let windows = file.exclusions.maintenance.iter();
    windows
        .map(|window| {
            let to = window.interval.to.map_or(String::new(), short);
            format!("{}..{to} {}", short(window.interval.from), window.reason).trim_end().to_owned()
        })
        .collect()
}

fn starts(file: &LoadedFile) -> Vec<Instant> {
    file.exclusions.maintenance.iter().map(|window| window.interval.from).collect()
}

fn prague(name: &str) -> Option<Zone> {
    let at = |text: &str| Instant::from_seconds(text.parse().expect("seconds"));
    // 2026-03-29T01:00:00Z and 2026-10-25T01:00:00Z.
    (name == "Europe/Prague")
        .then(|| Zone::new(name, 3_600, vec![(at("1774746000"), 7_200), (at("1792890000"), 3_600)]))
}

#[test]
fn events_become_maintenance_and_outages() {
    let text = calendar(
        "BEGIN:VEVENT\nDTSTART:20260223T060126Z\nDTEND:20260223T063426Z\nSUMMARY:platform release 1\\, with\\n a long\n  reason\n\
         BEGIN:VALARM\nTRIGGER:-PT15M\nDURATION:PT1H\nSUMMARY:alarm\nEND:VALARM\nEND:VEVENT\n\
         begin:vevent\ndtstart;value=date-time:20260228T000000Z\nduration:P1DT1H\nend:vevent\n\
         BEGIN:VEVENT\nDTSTART:20260225T153743Z\nDTEND:20260225T155743Z\nCATEGORIES:Infra,Outage\nCATEGORIES:CONFIRMED\n\
         SUMMARY:registry\nX-CONFIRMED-BY:status page\nEND:VEVENT\n\
         BEGIN:VEVENT\nDTSTART:20260221T212832Z\nDTEND:20260221T215032Z\nCATEGORIES:OUTAGE\nSTATUS:CONFIRMED\nEND:VEVENT\n\
         BEGIN:VEVENT\nDTSTART:20260221T212832Z\nDTEND:20260221T215032Z\nSTATUS:CANCELLED\nEND:VEVENT\n\
         BEGIN:VTODO\nDTSTART:20260221T212832Z\nEND:VTODO\n",
    );
    let file = read(&text).expect("it is read");
    assert_eq!((file.format, file.records, file.skipped, file.newest), (Format::Exclusions, 4, 0, None));
    assert_eq!(
        windows(&file),
        [
            "2026-02-23T06:01:26Z..2026-02-23T06:34:26Z platform release 1, with\n a long reason",
            "2026-02-28T00:00Z..2026-03-01T01:00Z"
        ]
    );
    let [confirmed, unconfirmed] = file.exclusions.outages.as_slice() else { panic!("two outages") };
    assert_eq!(
        (confirmed.confirmed, confirmed.confirmed_by.as_deref(), confirmed.reason.as_deref()),
        (true, Some("status page"), Some("registry"))
    );
    assert!(!unconfirmed.confirmed, "calendars write STATUS:CONFIRMED on everything");
    assert!(file.warnings.is_empty(), "{:?}", file.warnings);
    for size in [1, 7] {
        assert_eq!(read_in_pieces(text.as_bytes(), size).expect("it is read").exclusions, file.exclusions);
    }
    for other in [format!("\u{feff}{text}"), text.replace("\r\n", "\n")] {
        assert_eq!(read(other).expect("it is read").exclusions, file.exclusions);
    }
}

#[test]
fn a_calendar_without_events_is_no_error() {
    let file = read(calendar("")).expect("it is read");
    assert_eq!((file.format, file.records), (Format::Exclusions, 0));
}

#[test]
fn dates_and_floating_times_are_utc_unless_the_calendar_is_at_home_somewhere() {
    let lines = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260329\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260328\n\
        DTEND;VALUE=DATE:20260330\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:20260701T120000\nDURATION:PT30M\nEND:VEVENT\n";
    let file = read(calendar(lines)).expect("it is read");
    assert_eq!(
        windows(&file),
        [
            "2026-03-29T00:00Z..2026-03-30T00:00Z",
            "2026-03-28T00:00Z..2026-03-30T00:00Z",
            "2026-07-01T12:00Z..2026-07-01T12:30Z"
        ]
    );
    assert_eq!(count(&file, WarningCode::MissingOffset), 4);
    let mut reader = FileReader::new("x.ics", &Slo::ai_slot_build()).with_zones(prague);
    reader.push(calendar(&format!("X-WR-TIMEZONE:Europe/Prague\n{lines}")).as_bytes()).expect("it is read");
    let Loaded::Records(file) = reader.finish().expect("it is read") else { panic!("records") };
    assert_eq!(
        windows(&file),
        [
            "2026-03-28T23:00Z..2026-03-29T22:00Z",
            "2026-03-27T23:00Z..2026-03-29T22:00Z",
            "2026-07-01T10:00Z..2026-07-01T10:30Z"
        ],
        "a day on which clocks go forward has 23 hours"
    );
    assert!(file.warnings.is_empty());
}

#[test]
fn zones_are_the_calendars_own_or_looked_up_or_utc_with_a_warning() {
    let lines = "DTSTART;TZID=Europe/Prague:20260329T013000\nDTEND;TZID=\"Europe/Prague\":20260329T033000";
    let mut reader = FileReader::new("x.ics", &Slo::ai_slot_build()).with_zones(prague);
    reader.push(event(lines).as_bytes()).expect("it is read");
    let Loaded::Records(file) = reader.finish().expect("it is read") else { panic!("records") };
    assert_eq!(windows(&file), ["2026-03-29T00:30Z..2026-03-29T01:30Z"]);
    let file = read(event(lines)).expect("it is read");
    assert_eq!(windows(&file), ["2026-03-29T01:30Z..2026-03-29T03:30Z"]);
    assert_eq!(count(&file, WarningCode::UnknownZone), 2);
    let warning = file.warnings.iter().find(|warning| warning.code == WarningCode::UnknownZone).expect("it is there");
    assert!(warning.examples[0].1.contains("`Europe/Prague`"), "{warning:?}");
}

#[test]
fn clocks_go_forward_and_back_in_a_calendars_own_zone() {
    let daily = |start: &str, count: u32| {
        let lines = format!("DTSTART;TZID=America/New_York:{start}\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT={count}");
        let text = calendar(&format!("{NEW_YORK}BEGIN:VEVENT\nUID:1\n{lines}\nEND:VEVENT\n"));
        windows(&read(text).expect("it is read"))
    };
    assert_eq!(
        daily("20260307T023000", 3),
        [
            "2026-03-07T07:30Z..2026-03-07T08:30Z",
            "2026-03-08T07:30Z..2026-03-08T08:30Z",
            "2026-03-09T06:30Z..2026-03-09T07:30Z"
        ],
        "02:30 is left out on the 8th, and read with the offset from before"
    );
    assert_eq!(
        daily("20261031T013000", 3),
        [
            "2026-10-31T05:30Z..2026-10-31T06:30Z",
            "2026-11-01T05:30Z..2026-11-01T06:30Z",
            "2026-11-02T06:30Z..2026-11-02T07:30Z"
        ],
        "01:30 comes twice on the 1st, and the first one is meant"
    );
    // The length in days is one of the calendar, the one in hours is exact.
    let text = |length: &str| {
        calendar(&format!(
            "{NEW_YORK}BEGIN:VEVENT\nDTSTART;TZID=America/New_York:20260307T120000\nDURATION:{length}\nEND:VEVENT\n"
        ))
    };
    assert_eq!(windows(&read(text("P1D")).expect("it is read")), ["2026-03-07T17:00Z..2026-03-08T16:00Z"]);
    assert_eq!(windows(&read(text("PT24H")).expect("it is read")), ["2026-03-07T17:00Z..2026-03-08T17:00Z"]);
}

#[test]
fn recurrences_are_those_of_the_standard() {
    let cases: Vec<serde_json::Value> =
        serde_json::from_str(include_str!("../data/calendar.json")).expect("the cases are JSON");
    for case in cases {
        let text = |key: &str| case[key].as_str().expect("a text").to_owned();
        let lines = format!("DTSTART:{}\nDURATION:PT1H\nRRULE:{}", text("start"), text("rule"));
        let file = read(event(&lines)).expect("it is read");
        let days: Vec<String> = starts(&file).iter().map(|at| at.to_string()[..10].to_owned()).collect();
        assert_eq!(days.join(" "), text("days"), "{}", text("why"));
        assert_eq!(count(&file, WarningCode::BoundedRecurrence), 0);
    }
}

#[test]
fn exceptions_additions_and_replacements_are_followed() {
    let text = calendar(&format!(
        "{NEW_YORK}BEGIN:VEVENT\nUID:a\nDTSTART;TZID=America/New_York:20260302T090000\nDTEND;TZID=America/New_York:20260302T100000\n\
         RRULE:FREQ=WEEKLY;UNTIL=20260413T130000Z\nEXDATE;TZID=America/New_York:20260309T090000,20260316T090000\n\
         EXDATE;VALUE=DATE:20260323\nRDATE:20260303T140000Z\nRDATE;VALUE=PERIOD:20260304T140000Z/PT2H,20260305T140000Z/20260305T141500Z\n\
         END:VEVENT\n\
         BEGIN:VEVENT\nUID:a\nRECURRENCE-ID;TZID=America/New_York:20260330T090000\nDTSTART;TZID=America/New_York:20260331T110000\n\
         DURATION:PT30M\nSUMMARY:moved\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20260406T130000Z\nDTSTART:20260406T130000Z\nSTATUS:CANCELLED\nEND:VEVENT\n"
    ));
    assert_eq!(
        windows(&read(text).expect("it is read")),
        [
            "2026-03-02T14:00Z..2026-03-02T15:00Z",
            "2026-04-13T13:00Z..2026-04-13T14:00Z",
            "2026-03-03T14:00Z..2026-03-03T15:00Z",
            "2026-03-04T14:00Z..2026-03-04T16:00Z",
            "2026-03-05T14:00Z..2026-03-05T14:15Z",
            "2026-03-31T15:00Z..2026-03-31T15:30Z moved",
        ]
    );
}

#[test]
fn bad_events_cost_themselves() {
    let event = |lines: &str| format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT\n");
    let text = calendar(
        &[
            event("SUMMARY:no time"),
            event("DTSTART:20260230T000000Z"),
            event("DTSTART:20260226T100000Z\nDTEND:20260226T100000Z"),
            event("DTSTART:20260226T100000Z"),
            event("DTSTART:20260226T100000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYEASTER=1"),
            event("DTSTART:20260226T100000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;INTERVAL=0"),
            event("DTSTART:20260226T100000Z\nDURATION:PT1H\nEXDATE:tomorrow"),
            event("DTSTART:20260226T100000Z\nDURATION:1H"),
            event("DTSTART:20260226T100000Z\nDURATION:PT1H\nEXRULE:FREQ=DAILY"),
            event("DTSTART:20260226T100000Z\nDURATION:PT1H"),
        ]
        .concat(),
    );
    let file = read(&text).expect("it is read");
    assert_eq!((file.records, file.skipped, count(&file, WarningCode::EmptyInterval)), (1, 9, 2));
    let warning = file.warnings.iter().find(|warning| warning.code == WarningCode::BadRecord).expect("it is there");
    let examples: Vec<_> = warning.examples.iter().map(|(place, why)| format!("{}: {why}", place.line)).collect();
    assert_eq!(
        examples,
        [
            "4: the event has no DTSTART",
            "8: DTSTART is `20260230T000000Z`",
            "20: its recurrence has `BYEASTER=1`, which is not read",
            "25: its recurrence has `INTERVAL=0`, which is not read",
            "30: EXDATE has `tomorrow`",
            "34: DURATION is `1H`",
            "39: it has an EXRULE, which is not read any more",
        ]
    );
    let cut = &text[..text.len() - 30];
    let file = read(cut);
    assert!(file.is_err() || file.is_ok_and(|file| count(&file, WarningCode::CutDocument) == 1));
}

#[test]
fn recurrences_without_end_are_bounded_and_said_so() {
    for (rule, most) in [
        ("FREQ=DAILY", 4_000),
        ("FREQ=SECONDLY", 4_000),
        ("FREQ=YEARLY", 31),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 0),
        ("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", 0),
        ("FREQ=YEARLY;BYSETPOS=366;BYHOUR=0,1,2,3;BYMINUTE=1,2,3;BYDAY=1MO", 0),
        ("FREQ=DAILY;COUNT=4294967295", 4_000),
        ("FREQ=MINUTELY;INTERVAL=65535", 4_000),
    ] {
        let file = read(event(&format!("DTSTART:20260101T000000Z\nDURATION:PT1S\nRRULE:{rule}"))).expect("it is read");
        assert!(file.records <= most, "{rule}: {}", file.records);
        let is_empty = file.records == 0;
        assert!(count(&file, WarningCode::BoundedRecurrence) == 1 || is_empty, "{rule}");
    }
    let hostile =
        calendar(&event("DTSTART:20260101T000000Z\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30").repeat(20_000));
    assert!(read(hostile).is_ok());
    let nested = format!("BEGIN:VCALENDAR\n{}", "BEGIN:VEVENT\n".repeat(100_000));
    let error = read(nested).expect_err("nothing in it is whole");
    assert!(error.code.name() == "no-records" && error.what.contains("not whole"), "{error}");
    let many = |name: &str| format!("{name}:{}20260101T000000Z", "20260102T000000Z,".repeat(3_000));
    let lines = format!(
        "DTSTART:20260101T000000Z\nDURATION:{}\n{}",
        "P1W".repeat(9),
        format!("{}\n", many("EXDATE")).repeat(100)
    );
    assert!(read(event(&lines)).is_err_and(|error| error.what.contains("DURATION")));
    let lines = format!("DTSTART:20260101T000000Z\nDURATION:PT1H\n{}", format!("{}\n", many("EXDATE")).repeat(150));
    assert_eq!(read(event(&lines)).expect("it is read").records, 0);
    let week = "W".repeat(60_000).replace('W', "999999999W");
    assert!(read(event(&format!("DTSTART:20260101T000000Z\nDURATION:P{}", &week[..60_000]))).is_err());
    let folded = event(&format!("DTSTART:20260101T000000Z\nDURATION:PT1S\nSUMMARY:{}", "x\n ".repeat(1_000_000)));
    assert_eq!(read(folded).expect("it is read").records, 1);
}

/// A rule as people and programs write them, and some that they do not.
fn rules() -> impl Strategy<Value = String> {
    let numbers = |least: i32, most: i32| prop::collection::vec(least..=most, 0..4);
    let day = (
        prop::sample::select(vec!["1", "-1", "2"]),
        prop::sample::select(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"]),
    );
    let days = prop::collection::vec(day, 0..4);
    let frequency = prop::sample::select(vec!["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY"]);
    let lists = (
        numbers(1, 12),
        numbers(1, 31),
        numbers(1, 366),
        // A 53rd week the library also sees in years that have none.
        numbers(1, 52),
        numbers(0, 23),
        numbers(0, 59),
        numbers(1, 5),
    );
    let keep = prop::collection::vec(0..4_u8, 8);
    let week_start = prop::sample::select(vec!["MO", "SU", "WE"]);
    (frequency, 1..6_u8, lists, days, keep, week_start, any::<bool>()).prop_map(
        |(frequency, interval, lists, days, keep, week_start, negative)| {
            let mut rule = format!("FREQ={frequency};INTERVAL={interval};COUNT=40;WKST={week_start}");
            let mut add = |place: usize, name: &str, list: Vec<String>| {
                if keep[place] == 0 && !list.is_empty() {
                    rule.push_str(&format!(";{name}={}", list.join(",")));
                }
            };
            let texts = |list: Vec<i32>, may_be_negative: bool| -> Vec<String> {
                list.into_iter()
                    .map(|number| if negative && may_be_negative { -number } else { number }.to_string())
                    .collect()
            };
            let (months, month_days, year_days, weeks, hours, minutes, positions) = lists;
            add(0, "BYMONTH", texts(months, false));
            add(1, "BYMONTHDAY", texts(month_days, true));
            add(2, "BYYEARDAY", texts(year_days, true));
            add(3, "BYWEEKNO", texts(weeks, true));
            add(4, "BYHOUR", texts(hours, false));
            add(5, "BYMINUTE", texts(minutes, false));
            // In a first week or day the library leaves out what lies before the beginning before it counts.
            if frequency == "YEARLY" || frequency == "MONTHLY" {
                add(6, "BYSETPOS", texts(positions, true));
            }
            // Both kinds together are another thing to the library than to the standard, and so are minutes.
            let numbered = negative && (frequency == "MONTHLY" || frequency == "YEARLY");
            add(
                7,
                "BYDAY",
                days.into_iter()
                    .map(|(nth, day)| if numbered { format!("{nth}{day}") } else { day.to_owned() })
                    .collect(),
            );
            rule
        },
    )
}

#[cfg(not(target_arch = "wasm32"))]
proptest! {
    // The same rules every time: the library errs in more ways than can be named here.
    #![proptest_config(ProptestConfig { cases: 400, rng_seed: proptest::test_runner::RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn recurrences_are_those_of_a_library(rule in rules(), start in 946_684_800_i64..1_893_456_000) {
        let start = Instant::from_seconds(start).to_string().replace(['-', ':'], "");
        let Ok(set) = format!("DTSTART:{start}\nRRULE:{rule}").parse::<recurrence::RRuleSet>() else { return Ok(()) };
        let first = Instant::from_seconds(set.get_dt_start().timestamp());
        let expected: Vec<Instant> =
            set.all(40).dates.iter().map(|date| Instant::from_seconds(date.timestamp())).collect();
        let file = read(event(&format!("DTSTART:{start}\nDURATION:PT1S\nRRULE:{rule}"))).expect("it is read");
        let got = starts(&file);
        // We follow a recurrence for 30 years only, and both give up on rules that fall on no day.
        let end = first + slo_review::time::Duration::from_days(30 * 366);
        let expected: Vec<Instant> = expected.into_iter().filter(|at| *at <= end).collect();
        prop_assert_eq!(got, expected, "{} {}", start, rule);
    }
}

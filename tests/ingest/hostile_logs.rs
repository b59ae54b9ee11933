//! Logs that mean harm: none may break the reader, keep it long, or fill its memory.

use slo_review::ingest::{FileReader, Loaded};
use slo_review::record::{Format, LoadedFile};
use slo_review::slo::Slo;

use crate::mentions::{mentions, only, warnings};
use crate::read;

const BEGIN: &str = "{\"time\":\"2026-02-20T03:41:12Z\",\"level\":\"INFO\",\"msg\":\"x\"}\n";

/// Reads the pieces behind a line that makes a log of them.
fn read_pieces(pieces: impl Iterator<Item = Vec<u8>>) -> LoadedFile {
    let mut reader = FileReader::new("test file", &Slo::ai_slot_build());
    reader.push(BEGIN.as_bytes()).expect("it is a log");
    pieces.for_each(|piece| reader.push(&piece).expect("it is a log"));
    let Ok(Loaded::Records(file)) = reader.finish() else { panic!("it is a log") };
    assert_eq!(file.format, Format::Logs);
    *file
}

#[test]
fn a_line_without_end_is_cut() {
    let signature = b"job n/j failed: connection refused ".to_vec();
    let endless = std::iter::repeat_with(|| vec![b'x'; 1 << 20]).take(100);
    let file = read_pieces([b"2026-02-20T03:41:12Z ".to_vec(), signature].into_iter().chain(endless));
    assert_eq!(mentions(&file).len(), 1, "what is read of it counts");
    assert_eq!((file.records, warnings(&file)), (2, vec![("cut-text", 1)]));
    // In JSON a line that is cut is none.
    let open = br#"{"time":"2026-02-20T03:41:12Z","level":"ERROR","run_id":"r","msg":"connection refused "#.to_vec();
    let endless = std::iter::repeat_with(|| vec![b'x'; 1 << 20]).take(20);
    let file = read_pieces(std::iter::once(open).chain(endless));
    assert_eq!((file.mentions.len(), warnings(&file)), (0, vec![("cut-text", 1), ("text-without-time", 1)]));
}

#[test]
fn a_million_jobs_are_a_million_mentions() {
    let line = |job: u32| {
        let end = "\"level\":\"ERROR\",\"msg\":\"connection refused\"}";
        format!("{{\"time\":\"2026-02-20T03:41:12Z\",\"job_name\":\"j{job}\",{end}\n")
    };
    let pieces =
        (0..100).map(|piece| (piece * 10_000..(piece + 1) * 10_000).map(line).collect::<String>().into_bytes());
    let file = read_pieces(pieces);
    assert_eq!((file.records, file.mentions.len()), (1_000_001, 1_000_000));
    assert!(warnings(&file).is_empty());
    assert!(file.mentions.iter().enumerate().all(|(number, mention)| mention.job == format!("j{number}")));
}

#[test]
fn the_words_at_the_end_of_a_long_message_are_found() {
    let long = "x\\n".repeat(50_000);
    for message in
        [format!("{long}connection refused"), format!("connection {long}"), format!("pathspec {long} did not match")]
    {
        let text = format!(r#"{{"time":"2026-02-20T03:41:12Z","level":"ERROR","run_id":"r","msg":"{message}"}}"#);
        let file = read(text).expect("it is a log");
        let [.., found] = only(&file).expect("it names a run");
        assert_eq!(found == "registry: connection refused", message.ends_with("refused"), "{found}");
        assert!(file.mentions.get(0).text.len() <= slo_review::record::LONGEST_MENTION);
    }
}

#[test]
fn bytes_that_are_no_text_are_read_as_well_as_can_be() {
    let mut bytes = BEGIN.as_bytes().to_vec();
    bytes.extend_from_slice(b"{\"time\":\"2026-02-20T03:41:12Z\",\"level\":\"ERROR\",\"run_id\":\"r\xff\",\"msg\":\"\xc3(\x00connection refused\"}\n");
    bytes
        .extend_from_slice(b"2026-02-20T03:41:12Z \xff\xfe job n/j failed: \x00toomany\x00requests, toomanyrequests\n");
    bytes.extend_from_slice(b"\x00\x00\x00\n\xf0\x9f\n\r\r\n");
    let file = read(bytes).expect("it is a log");
    let found: Vec<[String; 3]> =
        mentions(&file).into_iter().map(|[_, job, _, run, found]| [job, run, found]).collect();
    let expected = [["", "r\u{fffd}", "registry: connection refused"], ["j", "", "registry: toomanyrequests"]];
    assert_eq!(found, expected.map(|row| row.map(str::to_owned)));
    assert_eq!(file.mentions.get(0).text, "\u{fffd}(\u{0}connection refused");
    // A carriage return within a line ends none.
    assert_eq!(file.records, 5);
}

#[test]
fn lines_that_begin_as_json_and_are_none_are_plain_text() {
    let lines = ["{", "{}", r#"{"msg": nothing at all}"#, "{{{{", &format!("{}}}", BEGIN.trim_end())].join("\n");
    let text = format!("{}{lines}\n{{job n/j failed, connection refused", BEGIN.repeat(5));
    let file = read(text).expect("it is a log");
    assert_eq!((file.records, file.mentions.len()), (11, 0));
    assert_eq!(warnings(&file), [("cut-document", 1), ("text-without-time", 1)]);
}

#[test]
fn depth_costs_nothing() {
    let deep = |open: &str, close: &str| {
        let (open, close) = (open.repeat(100_000), close.repeat(100_000));
        format!(
            r#"{{"time":"2026-02-20T03:41:12Z","level":"ERROR","a":{open}1{close},"run_id":"r","msg":"toomanyrequests"}}"#
        )
    };
    for line in [deep("[", "]"), deep("{\"a\":", "}")] {
        let file = read(format!("{BEGIN}{line}\n{}", &line[..90_000])).expect("it is a log");
        assert_eq!((file.records, file.mentions.len()), (3, 1));
    }
    let nested = format!("{BEGIN}{}\n", "{\"a\":".repeat(150_000));
    assert_eq!(read(nested).expect("it is a log").records, 2);
}

#[test]
fn names_beyond_all_measure_are_none() {
    let long = "j".repeat(254);
    for members in [
        format!(r#""job_name":"{long}""#),
        format!(r#""run_id":"{long}""#),
        format!(r#""err":"job n/{long} failed""#),
        format!(r#""err":"pod={long}-1a2b3""#),
    ] {
        let text = format!(r#"{{"time":"2026-02-20T03:41:12Z","level":"ERROR","msg":"connection refused",{members}}}"#);
        let file = read(text).expect("it is a log");
        assert_eq!((file.mentions.len(), warnings(&file)), (0, vec![("text-without-name", 1)]), "{members}");
    }
}

#[test]
fn a_task_with_logs_without_end_keeps_what_it_can() {
    let message = "connection refused ".repeat(1_000);
    let log = format!(r#"{{"level":"error","message":"{message}","created_at":"2026-02-20T03:41:12Z"}}"#);
    let logs = vec![log.as_str(); 1_000].join(",");
    let before = format!(r#"{{"run_id":"r","status":"failed","build_ref":"x","logs":[{logs}]}}"#);
    let after = format!(r#"{{"logs":[{logs}],"run_id":"r","status":"failed","build_ref":"x"}}"#);
    let file = read(before).expect("it is a task");
    assert_eq!((file.records, file.mentions.len()), (1, 1_000));
    let file = read(after).expect("it is a task");
    let unnamed =
        file.warnings.iter().find(|warning| warning.code.name() == "text-without-name").expect("some waited too long");
    assert_eq!(file.mentions.len() as u64 + unnamed.count, 1_000);
    assert!(file.mentions.len() > 100, "{}", file.mentions.len());
}

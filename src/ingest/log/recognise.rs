use super::prefix;
use crate::signature::without_colours;

/// What a line shows of being one of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// Nothing.
    None,
    /// It begins as JSON does, but not as a log's lines do.
    Json,
    /// It begins with a date and a time.
    Dated,
    /// It has the form of a program's log, and of nothing else.
    Sure,
    /// It is a JSON line of `slog`.
    Slog,
}

/// Whether the beginning of a file is that of a log.
///
/// One JSON line with a time, a level and a message will do, where not most other lines in JSON are of something else.
/// Of lines of other forms there must be enough: prose and source code have a date at the beginning of a line as well,
/// now and then.
pub fn is_log(beginning: &[u8]) -> bool {
    let lines = beginning.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let lines: Vec<&[u8]> = lines.collect();
    // A letter quotes logs, and is none.
    if lines.first().is_some_and(|first| [&b"From:"[..], b"From "].iter().any(|head| first.starts_with(head))) {
        return false;
    }
    let marks: Vec<Mark> = lines.into_iter().map(mark).collect();
    let count = |mark| marks.iter().filter(|known| **known == mark).count();
    let (json, dated, sure, slog) = (count(Mark::Json), count(Mark::Dated), count(Mark::Sure), count(Mark::Slog));
    if slog > 0 {
        return slog >= json;
    }
    let lines = marks.len();
    match json {
        0 => sure > 0 && (sure * 20 >= lines) || dated > 0 && (dated + sure) * 4 >= lines,
        _ => (dated + sure) * 2 >= lines && dated + sure > json,
    }
}

fn mark(line: &[u8]) -> Mark {
    let (before, rest) = prefix::part(line);
    if rest.first() == Some(&b'{') {
        let [mut time, mut level, mut message] = [false; 3];
        json_scan::members(rest, &mut |key, _| match key {
            b"time" => time = true,
            b"level" => level = true,
            b"msg" => message = true,
            _ => {}
        });
        if time && (level || message) {
            return Mark::Slog;
        }
    }
    if !before.pod.is_empty() {
        return Mark::Sure;
    }
    if !before.time.is_empty() {
        return Mark::Dated;
    }
    if matches!(rest.first(), Some(b'{' | b'[')) {
        return Mark::Json;
    }
    let text = String::from_utf8_lossy(&rest[..rest.len().min(1_024)]);
    let text = without_colours(&text);
    let is_logfmt = text.starts_with("time=") && prefix::value(&text, "level").is_some();
    let is_klog = || text.as_bytes().get(5..8).is_some_and(|clock| clock[1].is_ascii_digit()) && text.contains("] ");
    match prefix::level(&text) {
        Some(_) if text[4..].starts_with('[') || is_klog() => Mark::Sure,
        None if is_logfmt => Mark::Sure,
        _ => Mark::None,
    }
}

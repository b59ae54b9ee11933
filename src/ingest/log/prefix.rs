use super::super::text::Level;
use crate::signature::without_colours;

/// What `kubectl logs` puts before a line, with `--prefix` and `--timestamps`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prefix<'a> {
    /// The pod that wrote the line; empty where nothing is said.
    pub pod: &'a str,
    /// The time as it is written; empty where there is none.
    pub time: &'a str,
}

/// Parts the line from what is before it.
pub fn part(line: &[u8]) -> (Prefix<'_>, &[u8]) {
    let mut prefix = Prefix::default();
    let mut rest = line;
    for _ in 0..2 {
        if let (true, Some((pod, after))) = (prefix.pod.is_empty(), pod(rest)) {
            (prefix.pod, rest) = (pod, after);
        } else if let (true, Some((time, after))) = (prefix.time.is_empty(), time(rest)) {
            (prefix.time, rest) = (time, after);
        }
    }
    (prefix, rest)
}

/// The pod in `[pod/<pod>/<container>] `.
fn pod(line: &[u8]) -> Option<(&str, &[u8])> {
    let inside = line.strip_prefix(b"[pod/")?;
    let end = inside.iter().take(1_024).position(|&byte| byte == b']')?;
    let names = std::str::from_utf8(&inside[..end]).ok()?;
    let (pod, container) = names.split_once('/')?;
    let is_name = |name: &str| !name.is_empty() && !name.contains(|letter: char| letter.is_whitespace());
    (is_name(pod) && is_name(container)).then_some((pod, inside[end + 1..].strip_prefix(b" ")?))
}

/// A date and a time at the beginning, with a `T` or a blank between them, and a blank after them.
fn time(line: &[u8]) -> Option<(&str, &[u8])> {
    const LONGEST: usize = 40;
    let begins = |bytes: &[u8], form: &[u8]| {
        bytes.len() >= form.len()
            && bytes
                .iter()
                .zip(form)
                .all(|(byte, form)| if *form == b'0' { byte.is_ascii_digit() } else { byte == form })
    };
    if !begins(line, b"0000-00-00") || !matches!(line.get(10), Some(b'T' | b' ')) || !begins(&line[11..], b"00:00") {
        return None;
    }
    let end = line.iter().take(LONGEST).skip(11).position(|&byte| byte == b' ').map_or(line.len(), |end| end + 11);
    let time = line.get(..end).filter(|time| time.len() <= LONGEST && time.is_ascii())?;
    Some((std::str::from_utf8(time).ok()?, line.get(end + 1..).unwrap_or_default()))
}

/// The level that a plain line begins with, as klog and logrus, which Kaniko uses, write it.
pub fn level(line: &str) -> Option<Level> {
    let line = without_colours(line);
    if let Some((head, _)) = line.split_at_checked(5)
        && head.bytes().skip(1).all(|byte| byte.is_ascii_digit())
        && line[5..].starts_with(' ')
    {
        return match head.as_bytes()[0] {
            b'I' => Some(Level::Quiet),
            b'W' | b'E' | b'F' => Some(Level::Loud),
            _ => None,
        };
    }
    let (head, rest) = line.split_at_checked(4)?;
    let digits = rest.strip_prefix('[')?.split_once(']')?.0;
    if digits.len() < 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match head {
        "TRAC" | "DEBU" | "INFO" => Some(Level::Quiet),
        "WARN" | "ERRO" | "FATA" | "PANI" => Some(Level::Loud),
        _ => None,
    }
}

/// The value of a key in a line as logrus and `slog` write them for people, `time="…" level=info …`; without quotes.
pub fn value<'l>(line: &'l str, key: &str) -> Option<&'l str> {
    let mut places = line.match_indices(key).filter(|(at, _)| *at == 0 || line[..*at].ends_with(' '));
    let rest = places.find_map(|(at, _)| line[at + key.len()..].strip_prefix('='))?;
    match rest.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"').map(|(value, _)| value),
        None => Some(rest.split(' ').next().unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_kubectl_adds_is_parted_from_the_line() {
        let time = "2026-02-19T02:07:06.047298730Z";
        for (line, pod, has_time, rest) in [
            (format!("{time} a b"), "", true, "a b"),
            (format!("[pod/x-1a2b3/main] {time} {{}}"), "x-1a2b3", true, "{}"),
            (format!("{time} [pod/x/main] a"), "x", true, "a"),
            ("[pod/x/main] a".to_owned(), "x", false, "a"),
            (format!("{time} {time} a"), "", true, &format!("{time} a")),
            (time.to_owned(), "", true, ""),
            ("[pod/x] a".to_owned(), "", false, "[pod/x] a"),
            ("[pod/x/main]a".to_owned(), "", false, "[pod/x/main]a"),
            ("[pod/x y/main] a".to_owned(), "", false, "[pod/x y/main] a"),
            ("[info] a".to_owned(), "", false, "[info] a"),
            ("2026-02-19 a".to_owned(), "", false, "2026-02-19 a"),
            (String::new(), "", false, ""),
        ] {
            let found = part(line.as_bytes());
            let expected = Prefix { pod, time: if has_time { time } else { "" } };
            assert_eq!(found, (expected, rest.as_bytes()), "{line}");
        }
        assert_eq!(part(b"2026-02-19 02:07:06,047 a").0.time, "2026-02-19 02:07:06,047");
        let long = format!("2026-02-19T02:07{} a", "0".repeat(60));
        assert_eq!(part(long.as_bytes()).0.time, "");
    }

    #[test]
    fn levels_of_plain_lines_are_known() {
        assert_eq!(level("W0219 05:00:00.000000       1 reflector.go:561] x"), Some(Level::Loud));
        assert_eq!(level("I0219 05:00:00.000000       1 x.go:1] x"), Some(Level::Quiet));
        assert_eq!(level("\u{1b}[36mINFO\u{1b}[0m[0000] Retrieving"), Some(Level::Quiet));
        assert_eq!(level("ERRO[0012] x"), Some(Level::Loud));
        for line in ["", "INFO", "INFO x", "INFO[1] x", "X0219 x", "W0219x", "é0219 x", "abcde"] {
            assert_eq!(level(line), None, "{line}");
        }
    }

    #[test]
    fn values_of_keys_are_found() {
        let line = r#"time="2026-02-19T02:07:06Z" level=error msg="x level=y" err.code=1"#;
        assert_eq!(value(line, "time"), Some("2026-02-19T02:07:06Z"));
        assert_eq!(value(line, "level"), Some("error"));
        assert_eq!(value(line, "code"), None);
        assert_eq!(value("runtime=1 time=2", "time"), Some("2"));
        assert_eq!(value("time=", "time"), Some(""));
        assert_eq!(value("time=\"x", "time"), None);
    }
}

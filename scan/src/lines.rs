use super::stamp::StampReader;
use super::words::WordFilter;

/// Bytes of a line that are read; what is beyond is passed over.
pub const LONGEST_LINE: usize = 1 << 20;

/// How many bytes from the start of a line its prefix is searched for.
const LONGEST_PREFIX: usize = 1_024;

/// A line that has to be looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// The line without its end, at most [`LONGEST_LINE`] of it.
    pub bytes: &'a [u8],
    /// Its number in the file, from 1.
    pub number: u64,
    /// The offset of its first byte in the file.
    pub start: u64,
    /// Whether it is longer than what is read of it.
    pub is_cut: bool,
    /// Whether it may have one of the words; if not, it has none.
    pub may_match: bool,
    /// Its time in milliseconds since the epoch, where it has the form of a quiet line.
    pub quiet_at: Option<i64>,
}

/// The lines that need no look into: those of Go's `slog` in its JSON form, below WARN, in UTC, and without any of the
/// words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quiet {
    /// How many there are.
    pub lines: u64,
    /// The latest and the earliest time in them, in milliseconds since the epoch.
    pub times: Option<(i64, i64)>,
}

/// Cuts a stream of bytes into lines and passes over those that need no look into, and those with nothing in them.
///
/// A line is held only while it is not whole, and never more of it than [`LONGEST_LINE`].
#[derive(Debug)]
pub struct LineScanner {
    filter: WordFilter,
    /// Whether every line may match.
    always: bool,
    tally: Tally,
    /// The beginning of the line under way, which an earlier piece brought, and how long that beginning is.
    held: Vec<u8>,
    passed: u64,
    /// The number of the line under way, and the offset of its first byte.
    number: u64,
    start: u64,
}

#[derive(Debug, Default)]
struct Tally {
    stamps: StampReader,
    quiet: Quiet,
}

impl LineScanner {
    /// A scanner for lines with any of the words, whatever the case of their letters. An empty word is in every line.
    pub fn new(words: &[&str]) -> Self {
        let always = words.contains(&"");
        let filter = WordFilter::new(words.iter().copied().filter(|word| !word.is_empty()));
        Self { filter, always, tally: Tally::default(), held: Vec::new(), passed: 0, number: 1, start: 0 }
    }

    /// Reads the next bytes and gives each line that has to be looked into.
    pub fn push(&mut self, mut piece: &[u8], look: &mut dyn FnMut(Line<'_>)) {
        if self.passed > 0 {
            let end = piece.iter().position(|&byte| byte == b'\n');
            self.hold(&piece[..end.unwrap_or(piece.len())]);
            let Some(end) = end else { return };
            self.end_held(look);
            piece = &piece[end + 1..];
        }
        let whole = piece.iter().rposition(|&byte| byte == b'\n').map_or(0, |last| last + 1);
        let (lines, rest) = piece.split_at(whole);
        let (start, always, number, tally) = (self.start, self.always, &mut self.number, &mut self.tally);
        self.filter.lines(lines, |from, end, may_match| {
            let is_cut = end - from > LONGEST_LINE;
            let bytes = &lines[from..if is_cut { from + LONGEST_LINE } else { end }];
            let may_match = may_match || always;
            let line = Line { bytes, number: *number, start: start + from as u64, is_cut, may_match, quiet_at: None };
            tally.take(line, look);
            *number += 1;
        });
        self.start += whole as u64;
        self.hold(rest);
    }

    /// Reads what is left, knowing that nothing follows, and says what was passed over.
    pub fn finish(mut self, look: &mut dyn FnMut(Line<'_>)) -> Quiet {
        if self.passed > 0 {
            self.end_held(look);
        }
        self.tally.quiet
    }

    fn hold(&mut self, bytes: &[u8]) {
        let room = LONGEST_LINE - self.held.len();
        self.held.extend_from_slice(&bytes[..bytes.len().min(room)]);
        self.passed += bytes.len() as u64;
    }

    fn end_held(&mut self, look: &mut dyn FnMut(Line<'_>)) {
        let length = self.held.len();
        self.held.push(b'\n');
        let mut matches = self.always;
        self.filter.lines(&self.held, |_, _, may_match| matches |= may_match);
        let is_cut = self.passed > length as u64;
        let bytes = &self.held[..length];
        let line = Line { bytes, number: self.number, start: self.start, is_cut, may_match: matches, quiet_at: None };
        self.tally.take(line, look);
        self.held.clear();
        self.start += self.passed + 1;
        self.passed = 0;
        self.number += 1;
    }
}

impl Tally {
    /// Counts a line that is quiet and gives all others to be looked into.
    #[inline]
    fn take(&mut self, mut line: Line<'_>, look: &mut dyn FnMut(Line<'_>)) {
        if let Some((b'\r', bytes)) = line.bytes.split_last() {
            line.bytes = bytes;
        }
        line.may_match |= line.is_cut;
        line.quiet_at = self.quiet_at(line.bytes);
        match line.quiet_at {
            Some(at) if !line.may_match => {
                self.quiet.lines += 1;
                let times = self.quiet.times.get_or_insert((at, at));
                *times = (times.0.max(at), times.1.min(at));
            }
            _ if line.bytes.iter().all(u8::is_ascii_whitespace) => {}
            _ => look(line),
        }
    }

    /// The time of a line in the form `{"time":"…Z","level":"INFO",…}`, after the prefixes that `kubectl logs` can add.
    #[inline]
    fn quiet_at(&mut self, line: &[u8]) -> Option<i64> {
        let mut rest = line;
        if rest.first() == Some(&b'[') {
            let end = rest.iter().take(LONGEST_PREFIX).position(|&byte| byte == b']')?;
            rest = rest[end + 1..].strip_prefix(b" ")?;
        }
        if rest.first() != Some(&b'{') {
            let (_, length) = self.stamps.read(rest)?;
            rest = rest[length..].strip_prefix(b" ")?;
        }
        rest = rest.strip_prefix(b"{\"time\":\"")?;
        let (at, length) = self.stamps.read(rest)?;
        rest = rest[length..].strip_prefix(b"\",\"level\":\"")?;
        let rest = rest.strip_prefix(b"INFO\"").or_else(|| rest.strip_prefix(b"DEBUG\""))?;
        (rest.starts_with(b",") && rest.ends_with(b"}")).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Seen = (Vec<(String, u64, u64, bool)>, Quiet);

    fn seen(bytes: &[u8], size: usize) -> Seen {
        let mut scanner = LineScanner::new(&["refused"]);
        let mut lines = Vec::new();
        let mut look = |line: Line<'_>| {
            let text = String::from_utf8_lossy(line.bytes).into_owned();
            lines.push((text, line.number, line.start, line.may_match));
        };
        bytes.chunks(size).for_each(|piece| scanner.push(piece, &mut look));
        let quiet = scanner.finish(&mut look);
        (lines, quiet)
    }

    const INFO: &str = r#"{"time":"1970-01-01T00:00:02.5Z","level":"INFO","msg":"x"}"#;

    #[test]
    fn quiet_lines_are_counted_and_others_are_given_with_their_place() {
        let text = format!(
            "first\r\n\n{INFO}\r\n[pod/a/b] 2026-01-01T00:00:00Z {}\n{}\n{}\n{INFO}x\nrefus\ned",
            INFO.replace("02.5", "01"),
            INFO.replace("\"x\"", "\"Refused\""),
            INFO.replace("INFO", "INFO+1"),
        );
        let whole = seen(text.as_bytes(), usize::MAX);
        let given: Vec<(u64, bool)> = whole.0.iter().map(|line| (line.1, line.3)).collect();
        assert_eq!(given, [(1, false), (5, true), (6, false), (7, false), (8, false), (9, false)]);
        assert_eq!(whole.0[0], ("first".to_owned(), 1, 0, false));
        assert!(whole.0.iter().all(|line| text[line.2 as usize..].starts_with(&line.0)));
        assert_eq!(whole.1, Quiet { lines: 2, times: Some((2_500, 1_000)) });
        for size in 1..text.len() {
            assert_eq!(seen(text.as_bytes(), size), whole, "pieces of {size}");
        }
    }

    #[test]
    fn a_line_longer_than_all_measure_is_cut_wherever_the_pieces_are() {
        let mut bytes = b"x\n".to_vec();
        bytes.resize(2 * LONGEST_LINE + 100, b'y');
        bytes.extend_from_slice(b"refused\nz\n");
        let whole = seen(&bytes, usize::MAX);
        assert_eq!(whole.0.iter().map(|line| line.0.len()).collect::<Vec<_>>(), [1, LONGEST_LINE, 1]);
        assert!(whole.0[1].3, "what was cut off may have the word");
        for size in [1_000, LONGEST_LINE, LONGEST_LINE + 2] {
            assert_eq!(seen(&bytes, size), whole, "pieces of {size}");
        }
    }
}

use super::{LONGEST_KEY, Mode, Scanner, Step};
use crate::plain::plain_length;
use crate::record::{Record, Sink};

/// Values without parts: strings, numbers and words, which may be longer than what is held.
impl Scanner {
    pub(super) fn text(&mut self, keep: bool, mut kept: usize, last: bool, sink: &mut dyn Sink) -> Step {
        let bytes = &self.window.bytes()[self.at..];
        let plain = plain_length(bytes);
        // What follows a special byte says what it is; where that is not known yet, it waits.
        let known = last || bytes.len() - plain >= 2;
        let special = bytes.get(plain).copied().filter(|_| known);
        let taken = if special == Some(b'\\') { bytes.len().min(plain + 2) } else { plain };
        if let (true, Some(record)) = (keep, self.records.last_mut()) {
            kept = keep_text(record, self.longest_string, kept, &bytes[..plain], &bytes[plain..taken]);
        }
        self.at += taken;
        match special {
            Some(b'"') => {
                self.keep_if(keep, b"\"");
                self.at += 1;
                self.mode = Mode::Members;
            }
            Some(b'\\') | None => self.mode = Mode::Text { keep, kept },
            Some(_) => {
                self.mode = Mode::Text { keep, kept };
                self.line_in_string(self.at, false, sink);
            }
        }
        Step::Go
    }

    pub(super) fn word(&mut self, keep: bool, sink: &mut dyn Sink) -> Step {
        let bytes = &self.window.bytes()[self.at..];
        let length =
            bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')).count();
        if let (true, Some(record)) = (keep, self.records.last_mut()) {
            record.keep(&bytes[..length.min(LONGEST_KEY)]);
        }
        let ends = bytes.get(length).copied();
        self.at += length;
        match ends {
            None => {}
            Some(b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t') => self.mode = Mode::Members,
            Some(_) => {
                self.mode = Mode::Members;
                self.unexpected(sink);
            }
        }
        Step::Go
    }
}

/// Keeps the plain part of a string and the escape after it; returns how much of the string is kept. What is longer than
/// it may be is cut where no escape and no character is torn.
fn keep_text(record: &mut Record, longest: usize, kept: usize, plain: &[u8], escape: &[u8]) -> usize {
    if kept == usize::MAX {
        return kept;
    }
    let room = longest.saturating_sub(kept);
    if plain.len() > room {
        let edge = (room..plain.len()).find(|&edge| plain[edge] & 0xc0 != 0x80).unwrap_or(plain.len());
        record.keep(&plain[..edge]);
        return usize::MAX;
    }
    record.keep(plain);
    if kept + plain.len() >= longest && !ends_in_half_a_pair(&record.out) {
        return usize::MAX;
    }
    record.keep(escape);
    kept + plain.len() + escape.len()
}

/// Whether the text ends in the first half of a surrogate pair, which must not stand alone.
fn ends_in_half_a_pair(out: &[u8]) -> bool {
    out.last_chunk::<6>().is_some_and(|[slash, u, d, high, ..]| {
        (*slash, *u, *d | 0x20) == (b'\\', b'u', b'd') && matches!(high | 0x20, b'8' | b'9' | b'a' | b'b')
    })
}

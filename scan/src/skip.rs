use super::mask::{BLOCK, Masks};

/// How a document is laid out, as far as it helps to notice that another one begins in its midst.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// All on one line: a line break inside is a sign of a cut.
    Compact,
    /// One member a line, each level indented by `unit` bytes.
    Indented {
        /// Bytes of indentation a level.
        unit: usize,
    },
    /// Anything else; its line breaks say nothing.
    Loose,
}

/// The keys with which documents of the formats begin; a nested object that begins with one at the wrong place is a
/// new document.
const HEAD_KEYS: [&[u8]; 8] = [
    b"\"apiVersion\"",
    b"\"kind\"",
    b"\"items\"",
    b"\"metadata\"",
    b"\"type\"",
    b"\"object\"",
    b"\"spec\"",
    b"\"status\"",
];

/// Whether the bytes begin with a key that documents begin with.
pub fn begins_with_head_key(bytes: &[u8]) -> bool {
    HEAD_KEYS.iter().any(|key| bytes.starts_with(key))
}

/// Bytes beyond a block that must be known before it is judged.
const LOOK_AHEAD: usize = 32;

/// Bytes before the place reached that must still be there, for a look back.
pub const LOOK_BACK: usize = 64;

/// Indentations up to this many bytes make a line worth a look.
const SHALLOW: usize = 4;

/// Passes over an object or array whose content nobody needs, at the speed of [`Masks`].
///
/// It counts brackets outside strings and holds every byte against what can stand beside it in JSON. Where that breaks,
/// the document was cut and another begins: a watch ends at any byte, and people append.
#[derive(Clone, Debug)]
pub struct Skipper {
    /// Brackets open within the value, its own included.
    depth: usize,
    /// Brackets open around it.
    outer: usize,
    layout: Layout,
    /// All ones while the last byte seen is inside a string.
    in_string: u64,
    /// One where the first byte of the next block is escaped.
    escaped: u64,
    /// One where the last byte seen closed a string.
    after_closing: u64,
    /// One where a bracket may open next.
    may_open: u64,
    /// One where the last byte seen opened a bracket.
    after_open: u64,
    /// The last block's line feeds, and those of them inside strings.
    newline: u64,
    newline_in_string: u64,
}

/// Where a [`Skipper`] came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skipped {
    /// The value ends just before this place.
    Done(usize),
    /// All that can be judged was passed; more is needed from this place on.
    More(usize),
    /// A new document begins at this place: the one under way is cut.
    Restart(usize),
}

impl Skipper {
    /// A skipper for a value whose opening bracket was just read, inside `outer` others.
    pub fn new(outer: usize, layout: Layout) -> Self {
        Self::resumed(1, outer, layout)
    }

    /// A skipper for the rest of a value of which `depth` brackets are open.
    pub fn resumed(depth: usize, outer: usize, layout: Layout) -> Self {
        Self {
            depth,
            outer,
            layout,
            in_string: 0,
            escaped: 0,
            after_closing: 0,
            may_open: 1,
            after_open: 0,
            newline: 0,
            newline_in_string: 0,
        }
    }

    /// The same, in the midst of a string.
    pub fn inside_string(mut self) -> Self {
        self.in_string = u64::MAX;
        self
    }

    /// Passes over as much of `window[at..]` as can be judged; `last` says that nothing follows.
    pub fn run(&mut self, window: &[u8], mut at: usize, last: bool) -> Skipped {
        loop {
            let rest = &window[at..];
            if rest.len() >= BLOCK + LOOK_AHEAD || (last && rest.len() >= BLOCK) {
                let (block, _) = rest.split_first_chunk::<BLOCK>().expect("a whole block is there");
                if let Some(end) = self.block(window, at, block) {
                    return end;
                }
                at += BLOCK;
            } else if last && !rest.is_empty() {
                let mut block = [b' '; BLOCK];
                block[..rest.len()].copy_from_slice(rest);
                return self.block(window, at, &block).unwrap_or(Skipped::More(window.len()));
            } else {
                return Skipped::More(at);
            }
        }
    }

    #[inline]
    fn block(&mut self, window: &[u8], at: usize, block: &[u8; BLOCK]) -> Option<Skipped> {
        let masks = Masks::of(block);
        let quote = masks.quote & !escaped_bytes(masks.backslash, &mut self.escaped);
        let in_string = prefix_xor(quote) ^ self.in_string;
        self.in_string = ((in_string as i64) >> 63) as u64;

        let open = masks.open & !in_string;
        let close = masks.close & !in_string;
        let closing = quote & !in_string;
        let after_closing = closing << 1 | self.after_closing;
        self.after_closing = closing >> 63;
        let opener = masks.separator | masks.white | open;
        let may_open = opener << 1 | self.may_open;
        self.may_open = opener >> 63;
        let after_open = open << 1 | self.after_open;
        self.after_open = open >> 63;

        let newline_in_string = masks.newline & in_string;
        let line = masks.newline << 1 | self.newline >> 63;
        let line_in_string = newline_in_string << 1 | self.newline_in_string >> 63;
        let suspicious_line = match self.layout {
            Layout::Compact => line,
            Layout::Indented { unit } => {
                let reach = unit.max(SHALLOW) + 1;
                // A line is shallow where the byte after that much indentation is no space.
                let shallow =
                    if reach < 64 { (masks.newline << reach | self.newline >> (64 - reach)) & !masks.space } else { 0 };
                line & masks.open | shallow
            }
            Layout::Loose => 0,
        };
        self.newline = masks.newline;
        self.newline_in_string = newline_in_string;

        let wrong_after_string = after_closing & !(masks.separator | masks.close | masks.white);
        let wrong_open = open & (!may_open | after_open);
        let suspicious = suspicious_line | line_in_string | wrong_after_string | wrong_open;
        let closes = close.count_ones() as usize;
        if suspicious == 0 && self.depth > closes {
            self.depth = self.depth + open.count_ones() as usize - closes;
            return None;
        }

        let mut events = open | close | suspicious;
        while events != 0 {
            let place = events.trailing_zeros() as usize;
            let bit = 1 << place;
            events &= events - 1;
            if bit & suspicious != 0 {
                let signs = Signs {
                    line: bit & (line | line_in_string) != 0,
                    in_string: bit & line_in_string != 0,
                    after_string: bit & wrong_after_string != 0,
                    open: bit & wrong_open != 0,
                };
                if let Some(start) = self.restart(window, at + place, signs) {
                    return Some(Skipped::Restart(start));
                }
            }
            if bit & open != 0 {
                self.depth += 1;
            }
            if bit & close != 0 {
                self.depth -= 1;
                if self.depth == 0 {
                    return Some(Skipped::Done(at + place + 1));
                }
            }
        }
        None
    }

    /// Where a new document begins, if what is odd at `at` means that one does.
    #[cold]
    fn restart(&self, window: &[u8], at: usize, signs: Signs) -> Option<usize> {
        let byte = |place: usize| window.get(place).copied();
        if signs.open && byte(at) == Some(b'{') && (at == 0 || byte(at - 1) != Some(b'[')) {
            return Some(at);
        }
        // A string that was cut swallows the `{` of the new document; the quote of its first key closes it.
        if signs.after_string && at >= 2 && byte(at - 2) == Some(b'{') {
            return Some(at - 2);
        }
        if signs.line {
            if byte(at) == Some(b'{') && self.layout != Layout::Loose {
                return Some(at);
            }
            let brace = brace_before_line(window, at)?;
            return (signs.in_string || self.layout == Layout::Compact).then_some(brace);
        }
        if let Layout::Indented { unit } = self.layout {
            let reach = unit.max(SHALLOW);
            let line = at.checked_sub(reach)?;
            let expected = (self.outer + self.depth) * unit;
            return new_document_at_line(window, line, expected);
        }
        None
    }
}

/// What is odd at a byte.
struct Signs {
    line: bool,
    in_string: bool,
    after_string: bool,
    open: bool,
}

/// The place of the `{` that ends the line before the one that begins at `line`.
pub fn brace_before_line(window: &[u8], line: usize) -> Option<usize> {
    let before = window.get(..line.checked_sub(1)?)?;
    let before = before.strip_suffix(b"\r").unwrap_or(before);
    (before.last() == Some(&b'{')).then(|| before.len() - 1)
}

/// The place of the `{` before the line, if the line is the first one of an indented document: the line before ends in
/// `{`, and a key that documents begin with stands at another indentation than the `expected` one.
pub fn new_document_at_line(window: &[u8], line: usize, expected: usize) -> Option<usize> {
    let brace = brace_before_line(window, line)?;
    let rest = &window[line..];
    let indentation = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let key = &rest[indentation..];
    (indentation > 0 && indentation != expected && begins_with_head_key(key)).then_some(brace)
}

/// The bytes that a backslash escapes. `carry` is one where the last block's last byte escapes this block's first.
#[inline]
fn escaped_bytes(backslash: u64, carry: &mut u64) -> u64 {
    if backslash == 0 {
        return std::mem::take(carry);
    }
    const EVEN: u64 = 0x5555_5555_5555_5555;
    let backslash = backslash & !*carry;
    let follows = backslash << 1 | *carry;
    // Adding the odd starts to their runs of backslashes carries out of each run of which the length matters.
    let odd_starts = backslash & !EVEN & !follows;
    let (even_runs, overflow) = odd_starts.overflowing_add(backslash);
    *carry = u64::from(overflow);
    (EVEN ^ even_runs << 1) & follows
}

/// Each bit the exclusive or of itself and all lower ones: ones from an opening quote up to its closing one.
#[inline]
fn prefix_xor(mask: u64) -> u64 {
    (0..6).fold(mask, |mask, step| mask ^ mask << (1 << step))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The place after the value, byte by byte.
    fn skip_slowly(bytes: &[u8], from: usize) -> Option<usize> {
        let (mut depth, mut in_string, mut escaped) = (1, false, false);
        for (place, byte) in bytes.iter().enumerate().skip(from) {
            match byte {
                _ if escaped => escaped = false,
                b'\\' if in_string => escaped = true,
                b'"' => in_string = !in_string,
                b'{' | b'[' if !in_string => depth += 1,
                b'}' | b']' if !in_string => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(place + 1);
                    }
                }
                _ => {}
            }
        }
        None
    }

    fn json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<i32>().prop_map(serde_json::Value::from),
            "[ a{}\\[\\]\",:\\\\\n/é]{0,80}".prop_map(serde_json::Value::from),
        ];
        leaf.prop_recursive(6, 200, 8, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..8).prop_map(serde_json::Value::from),
                proptest::collection::vec(("[a-z{}\"\\\\]{0,20}", inner), 0..8)
                    .prop_map(|members| { serde_json::Value::Object(members.into_iter().collect()) }),
            ]
        })
    }

    proptest! {
        #[test]
        fn skips_what_the_slow_way_skips(value in json(), pretty: bool, before in 0_usize..70, chunk in 1_usize..300) {
            let text = if pretty { serde_json::to_string_pretty(&[value]) } else { serde_json::to_string(&[value]) };
            let text = format!("{}{} {{\"after\":1}}", " ".repeat(before), text.expect("it prints"));
            let bytes = text.as_bytes();
            let layout = if pretty { Layout::Indented { unit: 2 } } else { Layout::Compact };
            let mut skipper = Skipper::new(0, layout);
            let (mut at, mut known) = (before + 1, chunk);
            let end = loop {
                let known_now = known.min(bytes.len()).max(at);
                match skipper.run(&bytes[..known_now], at, known_now == bytes.len()) {
                    Skipped::More(reached) if known_now < bytes.len() => at = reached,
                    end => break end,
                }
                known += chunk;
            };
            prop_assert_eq!(end, Skipped::Done(skip_slowly(bytes, before + 1).expect("the value ends")));
        }
    }
}

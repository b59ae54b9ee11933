use super::plain::{plain_length, white_length};

/// The value of a member of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// A string, as it is written between its quotes.
    Text(&'a [u8]),
    /// A number, a truth value or `null`, as it is written.
    Word(&'a [u8]),
    /// An object or an array, as it is written.
    Nested(&'a [u8]),
}

/// Gives each member of an object that is all of `line`, its key as it is written; what is nested is passed over, however
/// deep. Returns whether the object is whole and nothing follows it.
pub fn members<'a>(line: &'a [u8], each: &mut dyn FnMut(&'a [u8], Value<'a>)) -> bool {
    read(line, b'{', b'}', each).is_some_and(|rest| rest.iter().all(u8::is_ascii_whitespace))
}

/// Gives each element of an array that is all of `bytes`, as [`members`] does of an object.
pub fn elements<'a>(bytes: &'a [u8], each: &mut dyn FnMut(Value<'a>)) -> bool {
    read(bytes, b'[', b']', &mut |_, value| each(value)).is_some_and(|rest| rest.iter().all(u8::is_ascii_whitespace))
}

fn read<'a>(bytes: &'a [u8], open: u8, close: u8, each: &mut dyn FnMut(&'a [u8], Value<'a>)) -> Option<&'a [u8]> {
    let mut rest = after_white(bytes).strip_prefix(&[open])?;
    if let Some(after) = after_white(rest).strip_prefix(&[close]) {
        return Some(after);
    }
    loop {
        let mut key = &b""[..];
        if open == b'{' {
            let (written, after) = text(after_white(rest).strip_prefix(b"\"")?)?;
            (key, rest) = (written, after_white(after).strip_prefix(b":")?);
        }
        let after = after_white(rest);
        let (value, after) = match after.first()? {
            b'"' => text(&after[1..]).map(|(text, after)| (Value::Text(text), after))?,
            b'{' | b'[' => {
                let (nested, after) = after.split_at(nested(after)?);
                (Value::Nested(nested), after)
            }
            _ => {
                let word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
                let (word, after) = after.split_at(after.iter().take_while(|byte| word(byte)).count());
                (Value::Word((!word.is_empty()).then_some(word)?), after)
            }
        };
        each(key, value);
        match after_white(after).split_first()? {
            (b',', after) => rest = after,
            (&end, after) if end == close => return Some(after),
            _ => return None,
        }
    }
}

fn after_white(bytes: &[u8]) -> &[u8] {
    &bytes[white_length(bytes).0..]
}

/// The string that begins after its opening quote, and what follows its closing one.
fn text(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut at = 0;
    loop {
        at += plain_length(bytes.get(at..)?);
        match bytes.get(at)? {
            b'"' => return Some((&bytes[..at], &bytes[at + 1..])),
            b'\\' => at += 2,
            // Control characters should have been escaped; that they were not hides nothing.
            _ => at += 1,
        }
    }
}

/// How long the object or array is that the bytes begin with.
fn nested(bytes: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    loop {
        match bytes.get(at)? {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            b'"' => at += text(&bytes[at + 1..])?.0.len() + 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
}

/// Appends what a string says, as it is written between its quotes, to a text. What is no escape and no UTF-8 is kept as
/// well as can be.
pub fn decode(mut raw: &[u8], text: &mut String) {
    loop {
        let mut plain = plain_length(raw);
        while raw.get(plain).is_some_and(|&byte| byte != b'\\') {
            plain += 1;
            plain += plain_length(&raw[plain..]);
        }
        match std::str::from_utf8(&raw[..plain]) {
            Ok(plain) => text.push_str(plain),
            Err(_) => text.push_str(&String::from_utf8_lossy(&raw[..plain])),
        }
        let Some((_, after)) = raw[plain..].split_first() else { return };
        let Some((escape, rest)) = after.split_first() else { return };
        if !escape.is_ascii() {
            // That is no escape: the character is read with what follows it.
            raw = after;
            continue;
        }
        raw = rest;
        let letter = match escape {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'u' => match unit(raw) {
                Some(unit) => {
                    raw = &raw[4..];
                    let low = raw.strip_prefix(b"\\u").and_then(self::unit);
                    let pair = low.and_then(|low| char::decode_utf16([unit, low]).next()).and_then(Result::ok);
                    match (char::from_u32(u32::from(unit)), pair) {
                        (Some(letter), _) => letter,
                        (None, Some(letter)) => {
                            raw = &raw[6..];
                            letter
                        }
                        (None, None) => char::REPLACEMENT_CHARACTER,
                    }
                }
                None => 'u',
            },
            other => char::from(*other),
        };
        text.push(letter);
    }
}

/// The four hexadecimal digits that the bytes begin with.
fn unit(bytes: &[u8]) -> Option<u16> {
    let digits = bytes.first_chunk::<4>()?;
    digits.iter().try_fold(0, |value, digit| Some(value << 4 | char::from(*digit).to_digit(16)? as u16))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Map, Value as Json};

    use super::*;

    fn read(line: &str) -> Option<Vec<(String, String)>> {
        let mut found = Vec::new();
        let mut each = |key: &[u8], value: Value<'_>| {
            let (mut name, mut text) = (String::new(), String::new());
            decode(key, &mut name);
            match value {
                Value::Text(raw) => decode(raw, &mut text),
                Value::Word(word) => text = format!("word {}", String::from_utf8_lossy(word)),
                Value::Nested(_) => text.push_str("nested"),
            }
            found.push((name, text));
        };
        members(line.as_bytes(), &mut each).then_some(found)
    }

    proptest! {
        #[test]
        fn what_serde_writes_is_read(texts in proptest::collection::vec((".{0,8}", "\\PC{0,20}|[\\x00-\\x1f\"\\\\/é😀a]{0,20}"), 0..6)) {
            let object: Map<String, Json> = texts.iter().map(|(key, text)| (key.clone(), text.clone().into())).collect();
            let expected: Vec<(String, String)> =
                object.iter().map(|(key, text)| (key.clone(), text.as_str().unwrap_or_default().to_owned())).collect();
            prop_assert_eq!(read(&Json::Object(object).to_string()), Some(expected));
        }

        #[test]
        fn nothing_breaks_it(bytes in proptest::collection::vec(prop_oneof![any::<u8>(), Just(b'"'), Just(b'{'), Just(b'\\'), Just(b'u')], 0..60)) {
            members(&bytes, &mut |_, _| {});
            decode(&bytes, &mut String::new());
        }
    }

    #[test]
    fn escapes_say_what_they_stand_for() {
        for (raw, text) in [
            (&br#"\u001b[31m\n\/\""#[..], "\u{1b}[31m\n/\""),
            (br"\ud83d\ude00 \ud83d \ud83d\u0041 \ude00", "😀 \u{fffd} \u{fffd}A \u{fffd}"),
            (br"\u12 \x", "u12 x"),
            (b"a\xffb\\\xc3\xa9", "a\u{fffd}bé"),
            (b"\\", ""),
        ] {
            let mut decoded = String::new();
            decode(raw, &mut decoded);
            assert_eq!(decoded, text);
        }
    }

    #[test]
    fn values_of_every_kind_are_told_apart() {
        let deep = format!(
            "{{\"a\":{}\"]\"{}, \"b\" : -1.5e3 ,\"c\":null,\"d\":\"\"}} ",
            "[".repeat(90_000),
            "]".repeat(90_000)
        );
        let expected = [("a", "nested"), ("b", "word -1.5e3"), ("c", "word null"), ("d", "")];
        assert_eq!(read(&deep), Some(expected.map(|(key, text)| (key.to_owned(), text.to_owned())).to_vec()));
        assert_eq!(read("{}"), Some(Vec::new()));
    }

    #[test]
    fn elements_are_given_in_order() {
        let mut found = Vec::new();
        let whole = elements(br#" ["1771466826047298730", "line", {"a":[]}, 1.5] "#, &mut |value| found.push(value));
        let text = |text: &'static str| Value::Text(text.as_bytes());
        assert_eq!(
            found,
            [text("1771466826047298730"), text("line"), Value::Nested(br#"{"a":[]}"#), Value::Word(b"1.5")]
        );
        assert!(
            whole && elements(b"[]", &mut |_| {}) && !elements(b"[1", &mut |_| {}) && !elements(b"{}", &mut |_| {})
        );
    }

    #[test]
    fn what_is_no_whole_object_is_none() {
        for line in [
            "",
            "{",
            "x",
            "[]",
            "{\"a\"",
            "{\"a\":",
            "{\"a\":1",
            "{\"a\":\"x",
            "{\"a\":1,}",
            "{\"a\":1}x",
            "{\"a\":[1}",
            "{\"a\":}",
            "{a:1}",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}

use std::borrow::Cow;
use std::str::Chars;

/// What a string says, as it is written between its quotes; none where that is no JSON: a control character, an escape that
/// does not exist, half a surrogate pair, or no UTF-8. It is borrowed where it has no escapes.
pub fn string(raw: &[u8]) -> Option<Cow<'_, str>> {
    let mut rest = std::str::from_utf8(raw).ok().filter(|text| !text.bytes().any(|byte| byte < b' '))?;
    if !rest.contains('\\') {
        return Some(Cow::Borrowed(rest));
    }
    let mut text = String::with_capacity(rest.len());
    while let Some(plain) = rest.find('\\') {
        text.push_str(&rest[..plain]);
        let mut after = rest[plain + 1..].chars();
        let letter = match after.next()? {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'u' => letter_of_units(&mut after)?,
            same @ ('"' | '\\' | '/') => same,
            _ => return None,
        };
        text.push(letter);
        rest = after.as_str();
    }
    text.push_str(rest);
    Some(Cow::Owned(text))
}

/// The letter of one or two UTF-16 units, of which the first `\u` is read already.
fn letter_of_units(rest: &mut Chars<'_>) -> Option<char> {
    let first = unit(rest)?;
    if let Some(letter) = char::from_u32(first.into()) {
        return Some(letter);
    }
    (rest.next() == Some('\\') && rest.next() == Some('u')).then_some(())?;
    let second = unit(rest)?;
    char::decode_utf16([first, second]).next()?.ok()
}

fn unit(rest: &mut Chars<'_>) -> Option<u16> {
    let mut value = 0;
    for _ in 0..4 {
        value = value << 4 | rest.next()?.to_digit(16)? as u16;
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::string;

    proptest! {
        #[test]
        fn strings_are_read_as_serde_reads_them(
            raw in prop_oneof![
                r#"(\\([nrtbf"/\\xU]|u[0-9a-fD]{3,4}|ud8[0-9a-f]{2}\\udc[0-9a-f]{2})|[a-zé😀]|\x01){0,8}"#.prop_map(String::into_bytes),
                prop::collection::vec(any::<u8>().prop_filter("ends the string", |byte| *byte != b'"'), 0..12),
            ],
        ) {
            let quoted = [b"\"", &raw[..], b"\""].concat();
            let expected = serde_json::from_slice::<String>(&quoted).ok();
            // An escaped quote at the end would end elsewhere, and is none of this string.
            prop_assume!(quoted.iter().filter(|byte| **byte == b'"').count() == 2 || expected.is_some());
            prop_assert_eq!(string(&raw).map(|text| text.into_owned()), expected);
        }
    }
}

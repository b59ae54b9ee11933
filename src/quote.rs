//! Text as a literal, in PromQL and in YAML. Both take a double-quoted string with the same few escapes.

/// The text in double quotes. Control characters, and those that YAML does not print or that change the reading
/// direction, are escaped, so that what is quoted stays on its line.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            hidden if is_hidden(hidden) => push_hex(&mut quoted, hidden),
            shown => quoted.push(shown),
        }
    }
    quoted.push('"');
    quoted
}

fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || matches!(character, '\u{fffe}' | '\u{ffff}')
}

/// `\uXXXX`; every hidden character fits into four digits.
fn push_hex(text: &mut String, character: char) {
    text.push_str("\\u");
    for shift in [12, 8, 4, 0] {
        text.extend(char::from_digit(u32::from(character) >> shift & 15, 16));
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn quotes_can_not_be_left() {
        for (text, expected) in [
            ("plain", r#""plain""#),
            (r#"a"b\d"#, r#""a\"b\\d""#),
            ("two\nlines\u{1b}\u{2028}\u{85}", r#""two\nlines\u001b\u2028\u0085""#),
            ("ü → ü", r#""ü → ü""#),
        ] {
            assert_eq!(quoted(text), expected);
        }
    }
}

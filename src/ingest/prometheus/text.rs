use std::borrow::Cow;

use json_scan::string;

/// The text of a string as written; empty where it is none.
pub fn text(raw: &[u8]) -> Cow<'_, str> {
    match raw {
        [b'"', inner @ .., b'"'] if !inner.contains(&b'\\') => {
            std::str::from_utf8(inner).map_or_else(|_| String::from_utf8_lossy(inner), Cow::Borrowed)
        }
        [b'"', inner @ .., b'"'] => string(inner).unwrap_or_default(),
        _ => Cow::Borrowed(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undoes_escapes() {
        assert_eq!(text(br#""plain""#), "plain");
        assert_eq!(text(br#""a \"b\" \u00e9""#), "a \"b\" é");
        assert_eq!(text(b"17"), "");
    }
}

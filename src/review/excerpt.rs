/// How much of a text is shown, in bytes.
const LENGTH: usize = 600;

/// The text around the first place at which the words occur, whatever their case; what is left out is marked.
pub fn around(text: &str, words: &str) -> String {
    if text.len() <= LENGTH {
        return text.to_owned();
    }
    let (bytes, words) = (text.as_bytes(), words.as_bytes());
    let at = bytes.windows(words.len().max(1)).position(|window| window.eq_ignore_ascii_case(words)).unwrap_or(0);
    let middle = at + words.len() / 2;
    let from = text.floor_char_boundary(middle.saturating_sub(LENGTH / 2).min(text.len() - LENGTH));
    let to = text.floor_char_boundary(from + LENGTH);
    let (before, after) = (if from > 0 { "…" } else { "" }, if to < text.len() { "…" } else { "" });
    [before, &text[from..to], after].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_the_match_and_what_is_around_it() {
        let long = format!("{}MANIFEST_unknown{}", "ä".repeat(1_000), "z".repeat(1_000));
        let shown = around(&long, "manifest_UNKNOWN");
        assert!(shown.contains("äMANIFEST_unknownz") && shown.starts_with('…') && shown.ends_with('…'));
        assert!(shown.len() <= LENGTH + 2 * '…'.len_utf8());
        assert_eq!(around("short", "nothing"), "short");
        assert!(around(&long, "not there").starts_with('ä'));
        assert!(around(&long, "zzz").contains("zzz"));
        assert!(around(&"z".repeat(601), "").starts_with('z'));
    }
}

use std::borrow::Cow;

/// A text from the data, made fit for a terminal: control characters, which could move the cursor or change colours,
/// and those that reorder what is read become visible escapes.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unruly) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' => clean.push(' '),
            unruly if is_unruly(unruly) => clean.extend(unruly.escape_unicode()),
            other => clean.push(other),
        }
    }
    Cow::Owned(clean)
}

/// Control characters, line separators, and the directional marks and overrides of Unicode.
fn is_unruly(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text from the data as a Markdown code span, in which nothing is markup: no mention, no link, no HTML. Pipes are
/// escaped for tables.
pub fn code(text: &str) -> String {
    let text = plain(text).replace('|', "\\|");
    if text.trim().is_empty() {
        return String::new();
    }
    // The fence is longer than any run of backticks inside, and a space keeps one at the edge apart from it.
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let gap = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{gap}{text}{gap}{fence}")
}

/// Prose, made fit for Markdown: markup characters are escaped, HTML cannot begin, and nobody is mentioned.
pub fn prose(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in plain(text).chars() {
        match character {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            // An invisible joiner keeps mentions and references to issues from being made.
            '@' | '#' => safe.extend([character, '\u{2060}']),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '|' | '~' | '!' | '$' => safe.extend(['\\', character]),
            other => safe.push(other),
        }
    }
    // No link is made of a bare address either.
    safe.replace("://", ":\u{2060}//").replace("www.", "www\u{2060}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_see_escapes_instead_of_obeying_them() {
        for (text, expected) in [
            ("jobs.json", "jobs.json"),
            ("\u{1b}[31mred\u{7}", "\\u{1b}[31mred\\u{7}"),
            ("two\nlines\r\n", "two lines  "),
            ("abc\u{202e}fdp.exe", "abc\\u{202e}fdp.exe"),
        ] {
            assert_eq!(plain(text), expected);
        }
    }

    #[test]
    fn code_spans_cannot_be_left() {
        for (text, expected) in [
            ("jobs.json", "`jobs.json`"),
            ("a`b", "``a`b``"),
            ("``", "``` `` ```"),
            ("a|b", "`a\\|b`"),
            ("<img src=x onerror=alert(1)>\n# @all", "`<img src=x onerror=alert(1)> # @all`"),
            (" ", ""),
        ] {
            assert_eq!(code(text), expected);
        }
    }

    #[test]
    fn prose_carries_no_markup() {
        let text = prose("<b>*x*</b> @team #12 [a](https://b) `c` | d");
        for markup in ["<b>", "*x*", "@team", "#12", "[a]", "https://", " `c`", " | "] {
            let bare = text.replace("\\*x\\*", "").replace("\\`c\\`", "").replace("\\[a\\]", "").replace("\\|", "");
            assert!(!bare.contains(markup), "{markup} in {text}");
        }
    }
}

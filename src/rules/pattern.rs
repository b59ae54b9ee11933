//! Regular expressions for Prometheus, which reads RE2 and holds every pattern against the whole value.

/// Text that a regular expression matches literally.
pub fn literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len());
    for character in text.chars() {
        if "\\.+*?()|[]{}^$".contains(character) {
            literal.push('\\');
        }
        literal.push(character);
    }
    literal
}

/// Names that begin with one of the prefixes; none where every name does, or there is no prefix.
pub fn prefixes(prefixes: &[String]) -> Option<String> {
    if prefixes.is_empty() || prefixes.iter().any(String::is_empty) {
        return None;
    }
    let mut pattern = "(?:".to_owned();
    for (index, prefix) in prefixes.iter().enumerate() {
        pattern.push_str(if index > 0 { "|" } else { "" });
        pattern.push_str(&literal(prefix));
    }
    pattern.push_str(").*");
    Some(pattern)
}

/// A pattern that is searched for anywhere in a namespace, as one that is held against the whole of it.
pub fn whole(pattern: &str) -> String {
    let shape = Shape::of(pattern);
    let repeats_anchor = shape.text.strip_prefix('^').is_some_and(|rest| rest.starts_with(['*', '+', '?', '{']));
    if shape.has_alternatives || repeats_anchor {
        return [".*(?:", &shape.text, ").*"].concat();
    }
    let (head, rest) = match shape.text.strip_prefix('^') {
        Some(rest) => ("", rest),
        None => (".*", shape.text.as_str()),
    };
    let (rest, tail) = match rest.strip_suffix('$').filter(|_| shape.ends_anchored) {
        Some(rest) => (rest, ""),
        None => (rest, ".*"),
    };
    // What stands at an edge could else repeat the part that is added.
    if head.is_empty() && tail.is_empty() { rest.to_owned() } else { [head, "(?:", rest, ")", tail].concat() }
}

/// Whether the pattern has what Prometheus' dialect may refuse or read otherwise: flags of its own, assertions such as
/// `\<`, and characters by `\u`.
pub fn is_foreign(pattern: &str) -> bool {
    let flags = pattern.split("(?").skip(1).any(|group| {
        group.chars().take_while(|&character| character.is_ascii_alphabetic()).any(|flag| flag == 'x' || flag == 'R')
    });
    flags || ["\\b{", "\\<", "\\>", "\\u", "\\U"].iter().any(|foreign| pattern.contains(foreign))
}

/// What a pass over the pattern finds out.
struct Shape {
    /// The pattern with groups named as RE2 names them in all its versions.
    text: String,
    has_alternatives: bool,
    /// Whether it ends in a `$` that is an anchor.
    ends_anchored: bool,
}

impl Shape {
    fn of(pattern: &str) -> Self {
        let mut shape =
            Self { text: String::with_capacity(pattern.len()), has_alternatives: false, ends_anchored: false };
        let (mut depth, mut class) = (0_u32, None);
        let mut rest = pattern;
        while let Some(character) = rest.chars().next() {
            let mut length = character.len_utf8();
            shape.ends_anchored = false;
            match (character, class) {
                ('\\', _) => length += rest[1..].chars().next().map_or(0, char::len_utf8),
                // A bracket that comes first in a class is a character of it.
                (']', Some(begun)) if shape.text.len() > begun => class = None,
                ('[', Some(_)) if rest.starts_with("[:") => length = rest.find(":]").map_or(length, |end| end + 2),
                (_, Some(_)) => {}
                ('[', None) => {
                    length += usize::from(rest[1..].starts_with('^'));
                    class = Some(shape.text.len() + length);
                }
                ('(', None) if rest.starts_with("(?<") => {
                    shape.text.push_str("(?P<");
                    rest = &rest[3..];
                    depth += 1;
                    continue;
                }
                ('(', None) => depth += 1,
                (')', None) => depth = depth.saturating_sub(1),
                ('|', None) => shape.has_alternatives |= depth == 0,
                ('$', None) => shape.ends_anchored = rest.len() == 1,
                _ => {}
            }
            shape.text.push_str(&rest[..length]);
            rest = &rest[length..];
        }
        shape
    }
}

#[cfg(test)]
mod tests {
    use super::{is_foreign, literal, prefixes, whole};
    use regex_lite::Regex;

    #[test]
    fn whole_patterns_match_what_the_searched_ones_do() {
        let patterns = [
            (r"^.+-dev-\d+$", r".+-dev-\d+"),
            ("^checkout$", "checkout"),
            ("checkout", ".*(?:checkout).*"),
            ("^a|b$", ".*(?:^a|b$).*"),
            ("^(a|b)-dev$", "(a|b)-dev"),
            (r"^dev\$", r"(?:dev\$).*"),
            ("^[$]$", "[$]"),
            ("^[]|$]+$", "[]|$]+"),
            ("dev[[:digit:]|]$", ".*(?:dev[[:digit:]|])"),
            ("(?i)^DEV$", ".*(?:(?i)^DEV)"),
            ("(?<slot>dev)-", ".*(?:(?P<slot>dev)-).*"),
            ("", ".*(?:).*"),
            ("^*dev$", ".*(?:^*dev$).*"),
        ];
        for (pattern, expected) in patterns {
            assert_eq!(whole(pattern), expected, "{pattern}");
            let searched = Regex::new(pattern).unwrap();
            let held = Regex::new(&["^(?:", &whole(pattern), ")$"].concat()).unwrap();
            for name in [
                "demo-dev-1",
                "demo-dev-1x",
                "checkout",
                "my-checkout-2",
                "a",
                "ab",
                "b",
                "ba",
                "a-dev",
                "xa-dev",
                "dev$",
                "dev$-1",
                "$",
                "]|",
                "dev7",
                "dev|",
                "DEV",
                "dev-1",
                "x",
                "",
            ] {
                assert_eq!(searched.is_match(name), held.is_match(name), "{pattern} on {name}");
            }
        }
    }

    #[test]
    fn prefixes_mean_themselves() {
        assert_eq!(literal("a.b-c+(d)"), r"a\.b-c\+\(d\)");
        assert_eq!(prefixes(&["api-".to_owned()]).as_deref(), Some("(?:api-).*"));
        assert_eq!(prefixes(&["a.".to_owned(), "b".to_owned()]).as_deref(), Some(r"(?:a\.|b).*"));
        assert_eq!(prefixes(&["a".to_owned(), String::new()]), None);
    }

    #[test]
    fn what_prometheus_may_refuse_is_noticed() {
        assert!(!is_foreign(r"(?i)^(?:a|b)\d{2}$"));
        assert!(is_foreign("(?ix)^a b$"));
        assert!(is_foreign(r"\bdev\b{end}"));
        assert!(is_foreign(r"\u0061"));
    }
}

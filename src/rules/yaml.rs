//! Rule files as YAML. Names, labels and annotations are double-quoted where they are not plain words, expressions
//! are literal blocks, and comments are wrapped.

use super::file::{Rule, RuleFile, RuleName};
use super::quote::quoted;
use crate::report::plain;
use crate::review::wording::short_length;

/// How long lines of a comment may be.
const WIDTH: usize = 118;

/// The file's text.
pub fn write(file: &RuleFile) -> String {
    let mut text = String::new();
    for paragraph in &file.header {
        comment(&mut text, 0, paragraph);
    }
    if file.groups.is_empty() {
        text.push_str("groups: []\n");
        return text;
    }
    text.push_str("groups:\n");
    for group in &file.groups {
        text.extend([
            "  - name: ",
            &scalar(&group.name),
            "\n    interval: ",
            &short_length(group.interval),
            "\n    rules:\n",
        ]);
        group.rules.iter().for_each(|each| rule(&mut text, each));
    }
    text
}

fn rule(text: &mut String, rule: &Rule) {
    comment(text, 6, &rule.comment);
    let (key, name) = match &rule.name {
        RuleName::Record(name) => ("record", name),
        RuleName::Alert(name) => ("alert", name),
    };
    text.extend(["      - ", key, ": ", &scalar(name), "\n        expr: |-\n"]);
    for line in rule.expression.lines() {
        text.extend(["          ", line, "\n"]);
    }
    mapping(text, "labels", &rule.labels);
    mapping(text, "annotations", &rule.annotations);
}

fn mapping(text: &mut String, key: &str, entries: &[(&'static str, String)]) {
    if entries.is_empty() {
        return;
    }
    text.extend(["        ", key, ":\n"]);
    for (key, value) in entries {
        text.extend(["          ", key, ": ", &scalar(value), "\n"]);
    }
}

/// A comment, wrapped at spaces. What follows the `- ` of an item is indented under it.
fn comment(text: &mut String, indent: usize, line: &str) {
    let margin = |text: &mut String| {
        text.extend(std::iter::repeat_n(' ', indent));
        text.push('#');
    };
    margin(text);
    let hang = if line.starts_with("- ") { "  " } else { "" };
    let mut column = indent + 1;
    for word in plain(line).split(' ').filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        if column > indent + 1 && column + 1 + length > WIDTH {
            text.push('\n');
            margin(text);
            text.push_str(hang);
            column = indent + 1 + hang.len();
        }
        text.extend([" ", word]);
        column += 1 + length;
    }
    text.push('\n');
}

/// A value: plain where nothing in it could mean anything to YAML, else quoted.
fn scalar(value: &str) -> String {
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b':' | b'.' | b'/');
    let plain = value.bytes().all(inner)
        && value.starts_with(|first: char| first.is_ascii_alphabetic())
        && !value.ends_with(':')
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
            .contains(&value.to_ascii_lowercase().as_str());
    if plain { value.to_owned() } else { quoted(value) }
}

#[cfg(test)]
mod tests {
    use super::{comment, scalar};

    #[test]
    fn scalars_are_what_they_say() {
        for (value, expected) in [
            ("build", "build"),
            ("a:b/c.md", "a:b/c.md"),
            ("no", "\"no\""),
            ("Off", "\"Off\""),
            ("7d", "\"7d\""),
            ("", "\"\""),
            ("-", "\"-\""),
            ("a: b", "\"a: b\""),
            ("a #b", "\"a #b\""),
            ("two\nlines", "\"two\\nlines\""),
        ] {
            assert_eq!(scalar(value), expected);
        }
    }

    #[test]
    fn comments_stay_comments() {
        let mut text = String::new();
        comment(&mut text, 2, &["- ", &"word ".repeat(30), "x\ny: z"].concat());
        assert!(text.lines().all(|line| line.starts_with("  #") && line.len() <= 118), "{text}");
        assert!(text.lines().nth(1).unwrap().starts_with("  #   word"), "{text}");
    }
}

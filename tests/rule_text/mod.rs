//! The rules that a written file holds, read back line by line from the form in which they are written.

#![allow(dead_code, reason = "each test binary uses its own part")]

/// One rule of a file.
#[derive(Clone, Debug)]
pub struct RuleText {
    /// The lines that begin its group.
    pub group: String,
    /// Whether it is an alerting rule.
    pub is_alert: bool,
    /// What it records, or the alert's name.
    pub name: String,
    pub expression: String,
    /// Its lines from `labels` on.
    pub rest: String,
    /// All its lines.
    pub text: String,
}

/// The rules of the file, in its order.
pub fn rules(file: &str) -> Vec<RuleText> {
    let mut rules: Vec<RuleText> = Vec::new();
    let mut group = String::new();
    for line in file.lines().filter(|line| !line.trim_start().starts_with('#')) {
        if line.starts_with("  - name: ") {
            group = format!("{line}\n");
        } else if line.starts_with("    interval: ") || line.starts_with("    rules:") {
            group.push_str(line);
            group.push('\n');
        } else if let Some(head) = line.strip_prefix("      - ") {
            let (key, name) = head.split_once(": ").expect("a rule begins with its name");
            assert!(["record", "alert"].contains(&key), "{line}");
            rules.push(RuleText {
                group: group.clone(),
                is_alert: key == "alert",
                name: name.trim_matches('"').to_owned(),
                expression: String::new(),
                rest: String::new(),
                text: format!("{line}\n"),
            });
        } else if let Some(rule) = rules.last_mut() {
            rule.text.push_str(line);
            rule.text.push('\n');
            match line.strip_prefix("          ") {
                Some(part) if rule.rest.is_empty() => rule.expression.extend([part, "\n"]),
                _ if line == "        expr: |-" => {}
                _ => rule.rest.extend([line, "\n"]),
            }
        } else {
            assert_eq!(line, "groups:", "nothing else stands before the rules");
        }
    }
    rules
}

/// Rules as a file again.
pub fn file<'r>(rules: impl IntoIterator<Item = &'r RuleText>) -> String {
    let mut text = "groups:\n".to_owned();
    let mut group = "";
    for rule in rules {
        if rule.group != group {
            group = &rule.group;
            text.push_str(group);
        }
        text.push_str(&rule.text);
    }
    text
}

/// The names of recorded series that an expression reads: those with colons.
pub fn read_series(expression: &str) -> Vec<String> {
    let is_name = |character: char| character.is_ascii_alphanumeric() || character == '_' || character == ':';
    let words = expression.split('{').filter_map(|before| before.rsplit(|character| !is_name(character)).next());
    words.filter(|word| word.contains(':')).map(str::to_owned).collect()
}

//! Rule files as YAML. What comes from an SLO file is double-quoted, expressions are literal blocks, and comments
//! are wrapped.

use super::selection::Selections;
use super::template::Values;
use crate::quote::quoted;
use crate::report::plain;
use crate::review::wording::{length, short_length};
use crate::slo::Slo;
use crate::time::Duration;

/// How long lines of a comment may be.
const WIDTH: usize = 118;

/// How far an expression is indented.
const EXPRESSION: usize = 10;

/// A recording rule: three templates.
pub struct Record {
    /// The sentence of the method that it computes.
    pub comment: &'static str,
    /// The name of its series.
    pub name: &'static str,
    /// Its expression.
    pub expression: &'static str,
}

/// Writes the file from top to bottom.
pub struct Writer {
    text: String,
    values: Values,
    /// The line with which the group that was begun last begins. It waits for a rule, as a group must have one.
    group: String,
}

impl Writer {
    /// An empty file of an SLO. Its templates know these names: `service`, `slo`, `id` (the matchers of the SLO's
    /// series), `scope` (the matcher of namespaces in scope), and the SLO's own window with the prefix `slo-`.
    pub fn new(slo: &Slo, selections: &Selections) -> Self {
        let mut writer = Self { text: String::new(), values: Values::default(), group: String::new() };
        writer.set("service", quoted(&slo.service.name));
        writer.set("slo", quoted(&slo.name));
        writer.set("name", slo.name.clone());
        let id = writer.fill("service=<service>,slo=<slo>");
        writer.set("id", id);
        writer.set("scope", ["namespace=~", &quoted(&selections.namespace)].concat());
        writer.set_window("slo-", slo.window);
        writer
    }

    /// Gives a name its value from now on.
    pub fn set(&mut self, name: &'static str, value: String) {
        self.values.set(name, value);
    }

    /// A window under the names `window`, `length` (in words) and `seconds`, each with the prefix: `""`, `slo-`,
    /// `short-` or `long-`.
    pub fn set_window(&mut self, prefix: &'static str, window: Duration) {
        let [short, words] = match prefix {
            "slo-" => ["slo-window", "slo-length"],
            "short-" => ["short-window", "short-length"],
            "long-" => ["long-window", "long-length"],
            _ => ["window", "length"],
        };
        self.set(short, short_length(window));
        self.set(words, length(window));
        self.set("seconds", window.whole_seconds().to_string());
    }

    /// A template, filled in.
    pub fn fill(&self, template: &str) -> String {
        self.values.fill(template)
    }

    /// Text as it is.
    pub fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// The file's text.
    pub fn finish(self) -> String {
        self.text
    }

    /// Begins a group, which is left out where no rule follows.
    pub fn group(&mut self, suffix: &str, interval: &str) {
        let name = quoted(&[&self.fill("<name>-"), suffix].concat());
        self.group = ["  - name: ", &name, "\n    interval: ", interval, "\n    rules:\n"].concat();
    }

    /// A recording rule.
    pub fn record(&mut self, record: &Record) {
        self.begin(record.comment, "record", &self.fill(record.name));
        self.lines(0, record.expression);
        self.labels("", "");
    }

    /// Begins a rule: its comment, a template, and the name under `record` or `alert`. [`lines`](Self::lines) of its
    /// expression follow, and then [`labels`](Self::labels).
    pub fn begin(&mut self, comment: &str, key: &str, name: &str) {
        let group = std::mem::take(&mut self.group);
        self.put(&group);
        self.comment(6, comment);
        for part in ["      - ", key, ": ", name, "\n        expr: |-\n"] {
            self.put(part);
        }
    }

    /// Lines of an expression, a template, so far further in.
    pub fn lines(&mut self, further: usize, template: &str) {
        for line in self.fill(template).lines() {
            self.spaces(EXPRESSION + further);
            self.put(line);
            self.put("\n");
        }
    }

    /// The labels of a rule: the SLO's and one more, unless its name is empty.
    pub fn labels(&mut self, name: &str, value: &str) {
        let slo = self.fill("        labels:\n          service: <service>\n          slo: <slo>\n");
        self.put(&slo);
        if !name.is_empty() {
            self.entry(name, value);
        }
    }

    /// A line of a mapping below a rule.
    pub fn entry(&mut self, key: &str, value: &str) {
        for part in ["          ", key, ": ", &quoted(value), "\n"] {
            self.put(part);
        }
    }

    /// A comment, a template, wrapped at spaces. What follows the `- ` of an item is indented under it.
    pub fn comment(&mut self, indent: usize, template: &str) {
        let filled = self.fill(template);
        let hang = if filled.starts_with("- ") { 2 } else { 0 };
        let mut column = 0;
        for word in plain(&filled).split(' ') {
            let length = word.len() + 1;
            if column == 0 || column + length > WIDTH {
                let further = if column == 0 { 0 } else { hang };
                self.put(if column == 0 { "" } else { "\n" });
                self.spaces(indent);
                self.put("#");
                self.spaces(further);
                column = indent + 1 + further;
            }
            if !word.is_empty() {
                self.put(" ");
                self.put(word);
                column += length;
            }
        }
        self.put("\n");
    }

    fn spaces(&mut self, count: usize) {
        self.text.extend(std::iter::repeat_n(' ', count));
    }
}

#[cfg(test)]
mod tests {
    use super::Writer;
    use crate::rules::selection::Selections;
    use crate::slo::Slo;

    #[test]
    fn comments_stay_comments() {
        let slo = Slo::ai_slot_build();
        let mut writer = Writer::new(&slo, &Selections::of(&slo));
        writer.comment(2, &["- ", &"word ".repeat(30), "x\ny: z"].concat());
        let text = writer.finish();
        assert!(text.lines().all(|line| line.starts_with("  #") && line.len() <= 118), "{text}");
        assert!(text.lines().nth(1).unwrap().starts_with("  #   word"), "{text}");
    }

    #[test]
    fn a_group_without_rules_is_none() {
        let slo = Slo::ai_slot_build();
        let mut writer = Writer::new(&slo, &Selections::of(&slo));
        writer.group("empty", "1m");
        writer.group("full", "1m");
        writer.begin("It is up.", "record", "a:b:c");
        writer.lines(0, "up");
        writer.labels("kind", "no");
        let text = writer.finish();
        assert!(
            text.starts_with("  - name: \"ai-slot-build-availability-full\"\n    interval: 1m\n    rules:\n"),
            "{text}"
        );
        assert!(text.ends_with("          kind: \"no\"\n"), "{text}");
    }
}

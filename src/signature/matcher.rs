use std::borrow::Cow;

use super::{Finding, Rule};
use crate::slo::{Class, PatternPlace, Signatures, TextPattern};

/// Whether a rule is the documents' or was added to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RuleKind {
    /// The service's documents state it.
    Documented,
    /// It was added to those of the documents.
    Extended,
}

impl RuleKind {
    /// The name that the review document uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Extended => "extended",
        }
    }
}

/// A rule, as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleView<'a> {
    /// The class that it gives.
    pub class: Class,
    /// Whether it is documented.
    pub kind: RuleKind,
    /// Its pattern.
    pub pattern: &'a TextPattern,
}

/// The signatures of an SLO, ready to be matched against texts.
#[derive(Clone, Debug)]
pub struct Matcher {
    /// The rules in the order in which they are tried: class by class, in each the documented ones first.
    rules: Vec<(Class, RuleKind, Needle)>,
    own_output: Vec<Needle>,
}

/// A pattern with its words in lower case.
#[derive(Clone, Debug)]
struct Needle {
    pattern: TextPattern,
    words: String,
    followed_by: Option<String>,
    unless_followed_by: Option<String>,
    together_with_any: Vec<String>,
}

impl Matcher {
    /// Prepares the signatures.
    pub fn new(signatures: &Signatures) -> Self {
        let mut rules = Vec::new();
        for (index, class) in signatures.classes.iter().enumerate() {
            let class_id = Class(index as u8);
            let documented = class.documented.iter().map(|pattern| (RuleKind::Documented, pattern));
            let extended = class.extended.iter().map(|pattern| (RuleKind::Extended, pattern));
            rules.extend(documented.chain(extended).map(|(kind, pattern)| (class_id, kind, Needle::new(pattern))));
        }
        Self { rules, own_output: signatures.own_output.iter().map(Needle::new).collect() }
    }

    /// What the text says.
    pub fn find(&self, text: &str) -> Finding {
        let text = without_colours(text).to_ascii_lowercase();
        if let Some(place) = self.rules.iter().position(|(_, _, needle)| needle.matches(&text)) {
            return Finding::Rule(Rule(place as u16));
        }
        if self.own_output.iter().any(|needle| needle.matches(&text)) { Finding::OwnOutput } else { Finding::Nothing }
    }

    /// What a job's own output says: a condition, termination or table message is that whatever it begins with.
    pub fn find_in_own_output(&self, text: &str) -> Finding {
        self.find(text).min(Finding::OwnOutput)
    }

    /// The rule of a finding.
    pub fn rule(&self, rule: Rule) -> RuleView<'_> {
        let (class, kind, needle) = &self.rules[usize::from(rule.0)];
        RuleView { class: *class, kind: *kind, pattern: &needle.pattern }
    }
}

impl Needle {
    fn new(pattern: &TextPattern) -> Self {
        let lower = |words: &Option<String>| words.as_deref().map(str::to_ascii_lowercase);
        Self {
            words: pattern.words.to_ascii_lowercase(),
            followed_by: lower(&pattern.followed_by),
            unless_followed_by: lower(&pattern.unless_followed_by),
            together_with_any: pattern.together_with_any.iter().map(|words| words.to_ascii_lowercase()).collect(),
            pattern: pattern.clone(),
        }
    }

    /// Whether the pattern matches the text, which is in lower case and has no colours.
    fn matches(&self, text: &str) -> bool {
        let together = &self.together_with_any;
        if !together.is_empty() && !together.iter().any(|words| text.contains(words.as_str())) {
            return false;
        }
        if self.pattern.at == PatternPlace::Beginning {
            return text.strip_prefix(self.words.as_str()).is_some_and(|rest| self.allows(rest));
        }
        text.match_indices(self.words.as_str()).any(|(at, words)| self.allows(&text[at + words.len()..]))
    }

    /// Whether what follows the words allows the match.
    fn allows(&self, rest: &str) -> bool {
        if self.pattern.whole_word && rest.starts_with(|next: char| next.is_alphanumeric()) {
            return false;
        }
        let line = rest.split('\n').next().unwrap_or_default();
        self.followed_by.as_deref().is_none_or(|words| line.contains(words))
            && self.unless_followed_by.as_deref().is_none_or(|words| !line.contains(words))
    }
}

/// The text without the escape sequences of terminals.
fn without_colours(text: &str) -> Cow<'_, str> {
    if !text.contains('\x1b') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\x1b') {
        plain.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(sequence) = rest.strip_prefix('[') {
            let end = sequence.find(|next: char| ('\x40'..='\x7e').contains(&next));
            rest = end.map_or("", |end| &sequence[end + 1..]);
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

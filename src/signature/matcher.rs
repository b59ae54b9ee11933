use json_scan::WordFilter;

use super::colour::without_colours;
use super::needle::{Needle, Search};
use super::{Finding, Rule};
use crate::slo::{Class, Signatures, TextPattern};

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
///
/// All words of all rules are searched for at once, so that a text costs about the same however many rules there are.
#[derive(Clone, Debug)]
pub struct Matcher {
    /// The rules in the order in which they are tried: class by class, in each the documented ones first.
    rules: Vec<(Class, RuleKind, Needle)>,
    own_output: Vec<Needle>,
    /// The words of the rules, each once, and for each of them the rules that have it.
    filter: WordFilter,
    rules_of_words: Vec<Vec<u16>>,
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
        let mut words: Vec<&str> = Vec::new();
        let mut rules_of_words: Vec<Vec<u16>> = Vec::new();
        for (rule, (_, _, needle)) in rules.iter().enumerate() {
            let known = words.iter().position(|word| *word == needle.words());
            let place = known.unwrap_or_else(|| {
                words.push(needle.words());
                rules_of_words.push(Vec::new());
                words.len() - 1
            });
            rules_of_words[place].push(rule as u16);
        }
        let filter = WordFilter::new(words);
        Self { rules, own_output: signatures.own_output.iter().map(Needle::new).collect(), filter, rules_of_words }
    }

    /// What the text says.
    pub fn find(&self, text: &str) -> Finding {
        self.find_in_plain(&without_colours(text))
    }

    /// What a text without colours says.
    pub fn find_in_plain(&self, text: &str) -> Finding {
        let mut first = self.rules.len();
        let mut search = Search::new(text);
        self.filter.find(text.as_bytes(), &mut |word, at| {
            for &rule in &self.rules_of_words[word] {
                let rule = usize::from(rule);
                if rule < first && self.rules[rule].2.matches_at(at, rule, &mut search) {
                    first = rule;
                }
            }
            first > 0
        });
        if first < self.rules.len() {
            return Finding::Rule(Rule(first as u16));
        }
        let is_own = self.own_output.iter().any(|needle| needle.begins(text));
        if is_own { Finding::OwnOutput } else { Finding::Nothing }
    }

    /// What a job's own output says: a condition, termination or table message is that whatever it begins with.
    pub fn find_in_own_output(&self, text: &str) -> Finding {
        self.find(text).min(Finding::OwnOutput)
    }

    /// The rule of a finding.
    pub fn rule(&self, rule: Rule) -> RuleView<'_> {
        let (class, kind, needle) = &self.rules[usize::from(rule.0)];
        RuleView { class: *class, kind: *kind, pattern: needle.pattern() }
    }

    /// Words of which each text that says something has one, in the form in which JSON writes them: a line of a log that
    /// has none of them, no `\u`, no `\/` and no colours, says nothing. One that is empty is in every line.
    ///
    /// A text is made of two members, so `"err"` is one of them: the words may lie across the seam.
    pub fn line_words(&self) -> Vec<&str> {
        let needles = self.rules.iter().map(|(_, _, needle)| needle).chain(&self.own_output);
        let mut words: Vec<&str> = needles.map(|needle| plain_part(needle.words())).chain(["\"err\""]).collect();
        words.sort_unstable();
        words.dedup();
        words
    }
}

/// The longest part of the words that is written in JSON as it is.
fn plain_part(words: &str) -> &str {
    // What is no UTF-8 is read as the replacement character.
    let escaped = |letter: char| matches!(letter, '"' | '\\' | char::REPLACEMENT_CHARACTER) || letter < ' ';
    words.split(escaped).max_by_key(|part| part.len()).unwrap_or_default()
}

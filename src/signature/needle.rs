use crate::slo::{PatternPlace, TextPattern};

/// A pattern with its words in lower case.
#[derive(Clone, Debug)]
pub(super) struct Needle {
    pattern: TextPattern,
    words: String,
    followed_by: Option<String>,
    unless_followed_by: Option<String>,
    together_with_any: Vec<String>,
}

/// A search through one text, and what was found out on the way: what a rule wants beside its words is looked for once a
/// line or once a text, however often the words occur.
#[derive(Debug)]
pub(super) struct Search<'t> {
    text: &'t str,
    lines: Vec<LineNotes>,
    together: Vec<(usize, bool)>,
}

/// What a line has behind the words of a rule.
#[derive(Debug)]
struct LineNotes {
    rule: usize,
    end: usize,
    /// Where what has to follow the words begins last, and what must not.
    followed: Option<usize>,
    forbidden: Option<usize>,
}

impl<'t> Search<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, lines: Vec::new(), together: Vec::new() }
    }
}

impl Needle {
    pub(super) fn new(pattern: &TextPattern) -> Self {
        let lower = |words: &Option<String>| words.as_deref().map(str::to_ascii_lowercase);
        Self {
            words: pattern.words.to_ascii_lowercase(),
            followed_by: lower(&pattern.followed_by),
            unless_followed_by: lower(&pattern.unless_followed_by),
            together_with_any: pattern.together_with_any.iter().map(|words| words.to_ascii_lowercase()).collect(),
            pattern: pattern.clone(),
        }
    }

    /// The pattern as it was given.
    pub(super) fn pattern(&self) -> &TextPattern {
        &self.pattern
    }

    /// The words in lower case.
    pub(super) fn words(&self) -> &str {
        &self.words
    }

    /// Whether the text begins with the words and the pattern matches there.
    pub(super) fn begins(&self, text: &str) -> bool {
        let beginning = text.as_bytes().get(..self.words.len());
        beginning.is_some_and(|beginning| beginning.eq_ignore_ascii_case(self.words.as_bytes()))
            && self.matches_at(0, 0, &mut Search::new(text))
    }

    /// Whether the pattern matches at the place, where its words are. Places of one rule have to come in order.
    pub(super) fn matches_at(&self, at: usize, rule: usize, search: &mut Search<'_>) -> bool {
        let end = at + self.words.len();
        let rest = &search.text[end..];
        if self.pattern.at == PatternPlace::Beginning && at > 0 {
            return false;
        }
        if self.pattern.whole_word && rest.starts_with(is_of_a_word) {
            return false;
        }
        self.goes_on(end, rule, search) && self.is_together(rule, search)
    }

    /// Whether what follows on the line allows the match of words that end there.
    fn goes_on(&self, end: usize, rule: usize, search: &mut Search<'_>) -> bool {
        if self.followed_by.is_none() && self.unless_followed_by.is_none() {
            return true;
        }
        let known = search.lines.iter().position(|notes| notes.rule == rule);
        let place = known.unwrap_or_else(|| {
            search.lines.push(LineNotes { rule, end: 0, followed: None, forbidden: None });
            search.lines.len() - 1
        });
        let notes = &mut search.lines[place];
        if known.is_none() || notes.end < end {
            let rest = search.text.as_bytes();
            notes.end = rest[end..].iter().position(|&byte| byte == b'\n').map_or(rest.len(), |length| end + length);
            let line = &rest[end..notes.end];
            let last = |words: &Option<String>| words.as_ref().and_then(|words| last(line, words)).map(|at| end + at);
            notes.followed = last(&self.followed_by);
            notes.forbidden = last(&self.unless_followed_by);
        }
        let comes = |at: Option<usize>| at.is_some_and(|at| at >= end);
        (self.followed_by.is_none() || comes(notes.followed)) && !comes(notes.forbidden)
    }

    /// Whether the text has one of the words that have to be somewhere in it.
    fn is_together(&self, rule: usize, search: &mut Search<'_>) -> bool {
        if self.together_with_any.is_empty() {
            return true;
        }
        if let Some((_, known)) = search.together.iter().find(|(known, _)| *known == rule) {
            return *known;
        }
        let text = search.text.as_bytes();
        let together = self.together_with_any.iter().any(|words| last(text, words).is_some());
        search.together.push((rule, together));
        together
    }
}

/// Where the words, which are in lower case and not empty, begin last.
fn last(text: &[u8], words: &str) -> Option<usize> {
    text.windows(words.len().max(1)).rposition(|there| there.eq_ignore_ascii_case(words.as_bytes()))
}

/// Whether it is a letter or a digit. Beyond ASCII what is not in a block of punctuation, signs or arrows passes for one: the
/// tables of all letters weigh 2 KB in the page.
fn is_of_a_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || !matches!(letter, '\0'..='\u{bf}' | '×' | '÷' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{303f}')
}

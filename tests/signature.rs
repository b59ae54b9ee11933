//! Which class a text has and by which rule (method, section 6): the embedded SLO's signatures over cases in data files.

use std::path::Path;

use proptest::prelude::*;
use serde::Deserialize;
use slo_review::signature::{Finding, Matcher};
use slo_review::slo::{PatternPlace, Slo, TextPattern};

#[derive(Deserialize)]
struct Group {
    group: String,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
    class: String,
    kind: Option<String>,
    rule: Option<String>,
}

#[derive(Deserialize)]
struct GitLine {
    line: String,
    times: usize,
    rule: String,
}

fn read<T: for<'de> Deserialize<'de>>(path: &str) -> T {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Class, kind of rule and words of the rule.
fn find(slo: &Slo, matcher: &Matcher, text: &str) -> (String, Option<String>, Option<String>) {
    match matcher.find(text) {
        Finding::Rule(rule) => {
            let rule = matcher.rule(rule);
            let class = slo.signatures.class(rule.class).name.clone();
            (class, Some(rule.kind.name().to_owned()), Some(rule.pattern.words.clone()))
        }
        Finding::OwnOutput => ("other".to_owned(), None, None),
        Finding::Nothing => ("unknown".to_owned(), None, None),
    }
}

#[test]
fn texts_get_the_class_and_the_rule_of_the_method() {
    let slo = Slo::ai_slot_build();
    let matcher = Matcher::new(&slo.signatures);
    let mut wrong = Vec::new();
    for Group { group, cases } in read::<Vec<Group>>("signature/cases.json") {
        for Case { text, class, kind, rule } in cases {
            let found = find(&slo, &matcher, &text);
            if found != (class, kind, rule) {
                wrong.push(format!("{group}: {text:?} gave {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_case() {
    let slo = Slo::ai_slot_build();
    let groups: Vec<Group> = read("signature/cases.json");
    for class in &slo.signatures.classes {
        for (kind, patterns) in [("documented", &class.documented), ("extended", &class.extended)] {
            for pattern in patterns {
                let is_its = |case: &&Case| {
                    (case.class.as_str(), case.kind.as_deref(), case.rule.as_deref())
                        == (class.name.as_str(), Some(kind), Some(pattern.words.as_str()))
                };
                let cases = groups.iter().flat_map(|group| &group.cases).filter(is_its).count();
                assert!(cases > 0, "{}: {kind}: {pattern:?}", class.name);
            }
        }
    }
}

/// Lines that are in the data with a rule are of class `build-ref`, by an extended rule; all others say nothing.
#[test]
fn every_line_that_git_prints_is_told_apart() {
    let slo = Slo::ai_slot_build();
    let matcher = Matcher::new(&slo.signatures);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/git/checkout-detach.txt");
    let text = std::fs::read_to_string(path).expect("the file is there");
    let expected: Vec<GitLine> = read("signature/checkout-detach.json");
    for GitLine { line, times, .. } in &expected {
        assert_eq!(text.lines().filter(|other| other == line).count(), *times, "{line}");
    }
    for line in text.lines() {
        let found = find(&slo, &matcher, line);
        match expected.iter().find(|expected| expected.line == line) {
            Some(GitLine { rule, .. }) => {
                assert_eq!(found, ("build-ref".to_owned(), Some("extended".to_owned()), Some(rule.clone())), "{line}");
            }
            None => assert_eq!(found.0, "unknown", "{line}"),
        }
    }
    // What the runbook quotes says nothing alone, and everything beside the command that it is about.
    let compared = text.split("### for comparison").nth(1).expect("it ends with a comparison");
    assert_eq!(find(&slo, &matcher, compared).0, "unknown");
    let together = format!("git checkout --detach x\n{compared}");
    assert_eq!(find(&slo, &matcher, &together).1.as_deref(), Some("documented"));
}

#[test]
fn what_a_job_itself_says_is_never_unknown() {
    let matcher = Matcher::new(&Slo::ai_slot_build().signatures);
    assert_eq!(matcher.find_in_own_output("exit status 1"), Finding::OwnOutput);
    assert!(matches!(matcher.find_in_own_output("toomanyrequests"), Finding::Rule(_)));
}

/// What a text would cost that repeats a rule's words over and over: without care each would look through all the rest.
#[test]
fn a_text_that_repeats_itself_is_matched_in_passing() {
    let matcher = Matcher::new(&Slo::ai_slot_build().signatures);
    for words in ["pathspec ", "checkout --detach ", "retrieving image from cache "] {
        let text = words.repeat((4 << 20) / words.len());
        let found = matcher.find(&format!("{text} no such file or directory"));
        assert_eq!(found, Finding::Nothing, "{words}");
    }
}

/// The method's rules, word for word: each pattern over the whole text, one after the other.
fn slowly(slo: &Slo, text: &str) -> Finding {
    let text = text.to_ascii_lowercase();
    let lower = |words: &str| words.to_ascii_lowercase();
    let matches = |pattern: &TextPattern| {
        let words = lower(&pattern.words);
        let together = &pattern.together_with_any;
        (together.is_empty() || together.iter().any(|other| text.contains(&lower(other))))
            && text.match_indices(&words).any(|(at, _)| {
                let rest = &text[at + words.len()..];
                let line = rest.split('\n').next().unwrap_or_default();
                (pattern.at == PatternPlace::Anywhere || at == 0)
                    && !(pattern.whole_word && rest.starts_with(char::is_alphanumeric))
                    && pattern.followed_by.iter().all(|words| line.contains(&lower(words)))
                    && !pattern.unless_followed_by.iter().any(|words| line.contains(&lower(words)))
            })
    };
    let classes = slo.signatures.classes.iter();
    let place = classes.flat_map(|class| class.documented.iter().chain(&class.extended)).position(matches);
    match place {
        Some(place) => Finding::Rule(slo_review::signature::Rule(place as u16)),
        None if slo.signatures.own_output.iter().any(matches) => Finding::OwnOutput,
        None => Finding::Nothing,
    }
}

const PIECES: [&str; 24] = [
    "MANIFEST_UNKNOWN",
    "retrieving image from cache",
    "no such file or directory",
    "checkout --detach",
    "unknown switch",
    "is not a commit",
    "unknown option `b",
    "unknown option `detach",
    "pathspec",
    "did not match",
    "connection refused",
    "I/O Timeout",
    "503 service",
    "Build image",
    "failed logs:",
    "Mirror failed for",
    "\n",
    " ",
    "x",
    "é",
    "1",
    "unable to read",
    " tree",
    "manifest",
];

proptest! {
    #[test]
    fn the_fast_way_finds_what_the_slow_way_finds(pieces in proptest::collection::vec(0..PIECES.len(), 0..12)) {
        let slo = Slo::ai_slot_build();
        let text: String = pieces.into_iter().map(|piece| PIECES[piece]).collect();
        prop_assert_eq!(Matcher::new(&slo.signatures).find(&text), slowly(&slo, &text));
    }
}

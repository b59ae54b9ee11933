use super::file::Document;
use crate::slo::cursor::Cursor;
use crate::slo::object::Object;
use crate::slo::problem::Findings;
use crate::slo::shape::{FAILURE_CLASS, FAILURE_SIGNATURES, JOB_NAME, TEXT_PATTERN};
use crate::slo::{FailureClass, JobNaming, NamePart, PatternPlace, Signatures, TextPattern};

/// Classes that are what is left; a file cannot define them.
const RESERVED: [&str; 2] = ["other", "unknown"];
const MAX_CLASSES: usize = 64;
const MAX_PATTERNS: usize = 100;

/// Reads a `FailureSignatures` document.
pub(super) fn read(document: &Document<'_>, findings: &mut Findings) -> Option<Signatures> {
    let spec = document.spec.as_ref()?.object(&FAILURE_SIGNATURES, findings)?;
    let mut signatures = Signatures {
        classes: Vec::new(),
        own_output: patterns(&spec, "ownOutput", findings),
        job_names: job_names(&spec, findings),
    };
    for item in spec.get("classes")?.some_items(MAX_CLASSES, findings)? {
        let Some(object) = item.object(&FAILURE_CLASS, findings) else { continue };
        let class = FailureClass {
            name: name(&object, &signatures, findings).unwrap_or_default(),
            opens_incidents: object.flag_or("opensIncidents", false, findings),
            documented: patterns(&object, "documented", findings),
            extended: patterns(&object, "extended", findings),
        };
        if object.get("documented").is_none() && object.get("extended").is_none() {
            item.problem(findings, "the class has no pattern", "give it `documented` or `extended` ones");
        }
        signatures.classes.push(class);
    }
    Some(signatures)
}

fn name(object: &Object<'_>, before: &Signatures, findings: &mut Findings) -> Option<String> {
    let field = object.get("name")?;
    let name = field.name(findings)?;
    if RESERVED.contains(&name) {
        let message = format!("`{name}` is the class of what no pattern knows");
        field.problem(findings, message, "leave it out, or give the class another name");
        return None;
    }
    if before.named(name).is_some() {
        field.problem(findings, format!("a second class `{name}`"), "put all patterns of a class into one place");
        return None;
    }
    Some(name.to_owned())
}

fn patterns(object: &Object<'_>, name: &str, findings: &mut Findings) -> Vec<TextPattern> {
    let items = object.get(name).and_then(|list| list.some_items(MAX_PATTERNS, findings)).unwrap_or_default();
    items.iter().filter_map(|item| pattern(item, findings)).collect()
}

fn pattern(item: &Cursor<'_>, findings: &mut Findings) -> Option<TextPattern> {
    let object = item.object(&TEXT_PATTERN, findings)?;
    let (words, at) = match (object.get("contains"), object.get("startsWith")) {
        (Some(words), None) => (words, PatternPlace::Anywhere),
        (None, Some(words)) => (words, PatternPlace::Beginning),
        (words, _) => {
            let both = words.is_some();
            let message = if both {
                "both `contains` and `startsWith` are given"
            } else {
                "neither `contains` nor `startsWith` is given"
            };
            item.problem(findings, message, "give one of them");
            return None;
        }
    };
    let words = line(&words, findings);
    let followed_by = object.get("followedBy").map(|field| line(&field, findings));
    let unless_followed_by = object.get("unlessFollowedBy").map(|field| line(&field, findings));
    let together =
        object.get("togetherWithAny").map(|field| field.some_items(MAX_PATTERNS, findings).unwrap_or_default());
    let together_with_any = together.unwrap_or_default().iter().filter_map(|field| line(field, findings)).collect();
    Some(TextPattern {
        words: words?,
        at,
        whole_word: object.flag_or("wholeWord", false, findings),
        followed_by: followed_by.flatten(),
        unless_followed_by: unless_followed_by.flatten(),
        together_with_any,
    })
}

fn job_names(spec: &Object<'_>, findings: &mut Findings) -> Vec<JobNaming> {
    let items = spec.get("jobNames").and_then(|list| list.some_items(MAX_PATTERNS, findings)).unwrap_or_default();
    let mut names = Vec::new();
    for item in &items {
        let Some(object) = item.object(&JOB_NAME, findings) else { continue };
        let starts_with = object.get("startsWith").and_then(|field| line(&field, findings));
        let job = object.get("job").and_then(|field| job_name(&field, findings));
        if let (Some(starts_with), Some(job)) = (starts_with, job) {
            names.push(JobNaming { starts_with, job });
        }
    }
    names
}

/// A job's name with `{word:N}` and `{run:N}` in it.
fn job_name(field: &Cursor<'_>, findings: &mut Findings) -> Option<Vec<NamePart>> {
    let text = line(field, findings)?;
    let mut rest = text.as_str();
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let (literal, placeholder) = rest.split_once('{').unwrap_or((rest, ""));
        if !literal.is_empty() {
            parts.push(NamePart::Literal(literal.to_owned()));
        }
        if literal.len() == rest.len() && !literal.contains('}') {
            break;
        }
        let (part, after) = placeholder.split_once('}').unwrap_or_default();
        let part = Some(part).filter(|_| !literal.contains('}'));
        let part = part.and_then(|part| part.split_once(':')).and_then(|(name, length)| {
            let length = length.parse::<usize>().ok().filter(|length| (1..=63).contains(length))?;
            match name {
                "word" => Some(NamePart::Word(length)),
                "run" => Some(NamePart::Run(length)),
                _ => None,
            }
        });
        let Some(part) = part else {
            let message = "what is in braces is no part of a name";
            field.problem(findings, message, "write `{word:N}` or `{run:N}`, N from 1 to 63");
            return None;
        };
        parts.push(part);
        rest = after;
    }
    if parts.iter().all(|part| matches!(part, NamePart::Literal(_))) {
        field.problem(findings, "all texts would name the same job", "put `{word:N}` or `{run:N}` into the name");
        return None;
    }
    Some(parts)
}

/// Words of a pattern as written, blanks at either end included; they stay within one line.
fn line(field: &Cursor<'_>, findings: &mut Findings) -> Option<String> {
    field.text(findings)?;
    let text = field.any_text(findings)?;
    if text.contains(['\n', '\r']) {
        field.problem(findings, "the words go over several lines", "patterns match within one line");
        return None;
    }
    Some(text.to_owned())
}

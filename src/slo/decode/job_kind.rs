use super::file::Document;
use crate::slo::cursor::Cursor;
use crate::slo::object::Object;
use crate::slo::problem::Findings;
use crate::slo::shape::{JOB_KIND, JOB_KINDS, JOB_MATCH, LABEL, SCOPE};
use crate::slo::{Kind, KindRule, KindTest, Kinds, Scope};

/// The kind of the jobs that no rule knows; it is always there.
const OTHER: &str = "other";
const MAX_KINDS: usize = 64;
const MAX_RULES: usize = 64;
const MAX_PATTERN: usize = 256;

/// Reads a `JobKinds` document.
pub(super) fn read(document: &Document<'_>, findings: &mut Findings) -> Option<(Scope, Kinds)> {
    let spec = document.spec.as_ref()?.object(&JOB_KINDS, findings)?;
    let scope = spec.get("scope").and_then(|field| scope(&field, findings));
    let kinds = spec.get("kinds").and_then(|field| kinds(&field, findings));
    Some((scope?, kinds?))
}

fn scope(field: &Cursor<'_>, findings: &mut Findings) -> Option<Scope> {
    let field = field.object(&SCOPE, findings)?.get("namespacePattern")?;
    let pattern = field.text(findings)?;
    if pattern.len() > MAX_PATTERN {
        let message = format!("the pattern is {} bytes long", pattern.len());
        field.problem(findings, message, format!("at most {MAX_PATTERN} are allowed"));
        return None;
    }
    match Scope::new(pattern) {
        Ok(scope) => Some(scope),
        Err(error) => {
            let remedy = "write a regular expression such as '^.+-dev-\\d+$', in single quotes";
            field.problem(findings, format!("not a regular expression: {error}"), remedy);
            None
        }
    }
}

fn kinds(field: &Cursor<'_>, findings: &mut Findings) -> Option<Kinds> {
    let items = field.some_items(MAX_KINDS, findings)?;
    let mut kinds = Kinds { names: Vec::new(), counted: Vec::new(), pipeline: Vec::new(), rules: Vec::new() };
    for item in &items {
        let Some(object) = item.object(&JOB_KIND, findings) else { continue };
        let kind = Kind(kinds.names.len() as u8);
        kinds.names.push(name(&object, &kinds, findings).unwrap_or_default());
        if object.flag_or("counted", false, findings) {
            kinds.counted.push(kind);
        }
        if object.flag_or("pipeline", false, findings) {
            kinds.pipeline.push(kind);
        }
        let rules = object.get("match").and_then(|rules| rules.some_items(MAX_RULES, findings)).unwrap_or_default();
        for rule in rules {
            kinds.rules.extend(test(&rule, findings).map(|test| KindRule { kind, test }));
        }
    }
    if kinds.counted.is_empty() {
        let remedy = "write `counted: true` for the kinds whose jobs are events of the availability SLI";
        field.problem(findings, "no kind is counted, so there would never be an event", remedy);
    }
    kinds.names.push(OTHER.to_owned());
    Some(kinds)
}

fn name(object: &Object<'_>, before: &Kinds, findings: &mut Findings) -> Option<String> {
    let field = object.get("name")?;
    let name = field.name(findings)?;
    if name == OTHER {
        let remedy = "leave it out; to count all jobs, give a kind the match `namePrefix: \"\"`";
        field.problem(findings, "`other` is the kind of the jobs that no rule knows", remedy);
        return None;
    }
    if before.named(name).is_some() {
        field.problem(findings, format!("a second kind `{name}`"), "give each kind its own name, with all its matches");
        return None;
    }
    Some(name.to_owned())
}

fn test(rule: &Cursor<'_>, findings: &mut Findings) -> Option<KindTest> {
    let object = rule.object(&JOB_MATCH, findings)?;
    match (object.get("namePrefix"), object.get("label")) {
        (Some(prefix), None) => prefix.any_text(findings).map(|prefix| KindTest::NamePrefix(prefix.to_owned())),
        (None, Some(label)) => {
            let label = label.object(&LABEL, findings)?;
            let key = label.get("key").and_then(|key| key.string(findings));
            let value = label.get("value").and_then(|value| value.any_text(findings));
            Some(KindTest::Label { key: key?, value: value?.to_owned() })
        }
        (prefix, _) => {
            let both = prefix.is_some();
            let message = if both {
                "both `namePrefix` and `label` are given"
            } else {
                "neither `namePrefix` nor `label` is given"
            };
            rule.problem(findings, message, "give one of them; a job is of the kind if any match of its list passes");
            None
        }
    }
}

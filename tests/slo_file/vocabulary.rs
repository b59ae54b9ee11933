//! One list of fields: the decoder's, the JSON Schema's, and the one of `docs/slo-file.md`.

use std::collections::BTreeMap;
use std::path::Path;

use jsonschema::Validator;
use serde_json::Value;
use slo_review::slo::{Role, Slo, VOCABULARY};

use super::{cases, yaml};

fn project_file(path: &str) -> String {
    cases::text(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path))
}

fn schema() -> Value {
    serde_json::from_str(&project_file("schema/slo-file.schema.json")).expect("the schema is JSON")
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).expect("the schema is a valid schema")
}

/// Each group's fields with the word that the documents use for their role, as the decoder has them.
fn decoder_fields() -> BTreeMap<&'static str, BTreeMap<&'static str, &'static str>> {
    let word = |role| match role {
        Role::Required => "required",
        Role::Optional => "optional",
        Role::Unused => "accepted, not used",
        Role::Refused { .. } => "refused",
    };
    let fields =
        |shape: &'static slo_review::slo::Shape| shape.fields.iter().map(|field| (field.name, word(field.role)));
    VOCABULARY.iter().map(|shape| (shape.name, fields(shape).collect())).collect()
}

#[test]
fn the_documents_list_the_decoders_fields() {
    let text = project_file("docs/slo-file.md");
    let mut documented: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
    let mut group = "";
    for line in text.lines() {
        if line.starts_with("## ") {
            group = "";
        } else if let Some(heading) = line.strip_prefix("### ") {
            group = heading;
        } else if let Some(row) = line.strip_prefix("| `").filter(|_| !group.is_empty() && group != "Conditions") {
            let mut cells = row.split(" | ");
            let field = cells.next().expect("a first cell").trim_end_matches('`');
            let role = cells.next().expect("a second cell");
            let says = cells.nth(1).expect("a fourth cell").trim_end_matches(" |");
            assert!(says.len() > 10, "{group}.{field} is not described");
            documented.entry(group).or_default().insert(field, role);
        }
    }
    assert_eq!(documented, decoder_fields());
}

#[test]
fn the_schema_lists_the_decoders_fields() {
    let schema = schema();
    let definitions = schema["$defs"].as_object().expect("the schema has definitions");
    for (group, fields) in decoder_fields() {
        // The head is the same for every kind of document, so the schema repeats it in each.
        let definitions: Vec<&Value> = match group {
            "Document" => schema["oneOf"]
                .as_array()
                .expect("kinds of document")
                .iter()
                .map(|kind| {
                    let name =
                        kind["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")).expect("a reference");
                    &definitions[name]
                })
                .collect(),
            _ => vec![definitions.get(group).unwrap_or_else(|| panic!("{group} is not in the schema"))],
        };
        for definition in definitions {
            assert_eq!(definition["additionalProperties"], Value::Bool(false), "{group}");
            let properties = definition["properties"].as_object().expect("fields");
            let in_schema: Vec<&str> = properties.keys().map(String::as_str).collect();
            let accepted: Vec<&str> =
                fields.iter().filter(|(_, role)| **role != "refused").map(|(name, _)| *name).collect();
            assert_eq!(in_schema, accepted, "{group}");
            let required = definition["required"].as_array().map(Vec::as_slice).unwrap_or_default();
            for (name, role) in &fields {
                let in_schema = required.iter().any(|field| field == name);
                // OpenSLO's own documents need their metadata, ours do not.
                assert!(in_schema == (*role == "required") || *name == "metadata", "{group}.{name}");
            }
            for (name, property) in properties.iter().filter(|_| group != "Document") {
                assert!(property["description"].as_str().is_some_and(|text| text.len() > 10), "{group}.{name}");
            }
        }
    }
    let groups = definitions.iter().filter(|(_, definition)| definition["properties"].get("apiVersion").is_none());
    let groups: Vec<&String> =
        groups.filter(|(_, definition)| definition["type"] == "object").map(|(name, _)| name).collect();
    assert_eq!(groups.len(), VOCABULARY.len() - 1, "{groups:?}");
}

#[test]
fn accepted_files_fit_the_schema() {
    let validator = validator();
    let embedded = project_file("slo/ai-slot-build.yaml");
    let texts = cases::files().into_iter().map(|path| cases::text(&path)).chain([embedded]);
    let accepted: Vec<String> = texts.filter(|text| Slo::parse("case.yaml", text).is_ok()).collect();
    assert!(accepted.len() > 8, "only {} files were accepted", accepted.len());
    for text in accepted {
        for document in yaml::documents(text.trim_start_matches('\u{feff}')) {
            if let Err(error) = validator.validate(&document) {
                panic!("{error}\nin {document:#}");
            }
        }
    }
}

#[test]
fn what_the_decoder_refuses_by_name_the_schema_refuses_too() {
    let validator = validator();
    for name in [
        "target-1",
        "target-0",
        "target-100-percent",
        "target-99",
        "target-with-percent-sign",
        "target-percent-100",
        "target-twice",
        "calendar-window",
        "window-not-rolling",
        "two-windows",
        "window-in-seconds",
        "window-zero",
        "timeslices",
        "composite",
        "indicator-ref",
        "raw-ratio",
        "good-and-bad",
        "unknown-field",
        "unknown-document-kind",
        "unknown-api-version",
        "wrong-types",
        "bad-names",
        "match-of-both",
        "two-objectives",
    ] {
        let path = format!("tests/data/slo/{name}.yaml");
        let documents = yaml::documents(&project_file(&path));
        assert!(documents.iter().any(|document| !validator.is_valid(document)), "{name}");
    }
}

#[test]
fn the_documents_examples_can_be_used() {
    let text = project_file("docs/slo-file.md");
    let examples: Vec<&str> =
        text.split("```yaml\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default()).collect();
    assert!(!examples.is_empty());
    for example in examples {
        if let Err(errors) = Slo::parse("example.yaml", example) {
            panic!("{errors}");
        }
    }
}

//! Every `tests/data/slo/NAME.yaml` against `NAME.problems` (refused) or `NAME.model` (accepted).
//! `UPDATE_EXPECT=1 cargo test --test slo_file` writes them anew, to be read through before they are committed.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use slo_review::slo::{KindTest, Slo};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/slo")
}

/// The case files, by name.
pub fn files() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).expect("the folder of cases is there");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("the folder can be listed").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    files.sort();
    files
}

pub fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_case_gives_its_golden_answer() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let files = files();
    assert!(files.len() > 60, "only {} cases were found", files.len());
    let mut wrong = Vec::new();
    let embedded = Path::new(env!("CARGO_MANIFEST_DIR")).join("slo/ai-slot-build.yaml");
    let embedded = (embedded, folder().join("embedded-default.yaml"));
    for (path, golden) in files.into_iter().map(|path| (path.clone(), path)).chain([embedded]) {
        let (extension, other, answer) = match Slo::parse("case.yaml", &text(&path)) {
            Ok(slo) => ("model", "problems", model(&slo)),
            Err(errors) => {
                let lines: Vec<String> = errors.problems.iter().map(|problem| format!("{problem}\n")).collect();
                ("problems", "model", lines.concat())
            }
        };
        let (golden, other) = (golden.with_extension(extension), golden.with_extension(other));
        if update {
            fs::write(&golden, &answer).expect("the golden file can be written");
            let _ = fs::remove_file(other);
        } else if other.exists() || fs::read_to_string(&golden).ok().as_deref() != Some(answer.as_str()) {
            wrong.push(format!("{} is not what was read:\n{answer}", golden.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What an accepted file says, for reading.
fn model(slo: &Slo) -> String {
    let mut text = String::new();
    let service = &slo.service;
    let mut line = |name: &str, value: String| writeln!(text, "{name}: {value}").expect("a String takes all");
    line("service", format!("{} / {} / {}", service.name, service.display_name, service.description));
    line("profile", format!("{:?} {:?} {:?}", service.owner, service.document, service.approval));
    line("journeys, links", format!("{:?} {:?}", service.journeys, service.links));
    line("slo", format!("{} / {} / {}", slo.name, slo.display_name, slo.description));
    line("target", format!("{} ppb over {} s", slo.target.ppb(), slo.window.whole_seconds()));
    line("recovery", slo.recovery_target.map_or("no target".to_owned(), |length| format!("{} ms", length.as_millis())));
    line("scope", slo.scope.pattern().to_owned());
    let names = |kinds: &[slo_review::slo::Kind]| kinds.iter().map(|kind| slo.kinds.name(*kind)).collect::<Vec<_>>();
    line("kinds", format!("{:?}", slo.kinds.names));
    line("counted, pipeline", format!("{:?} {:?}", names(&slo.kinds.counted), names(&slo.kinds.pipeline)));
    for rule in &slo.kinds.rules {
        let test = match &rule.test {
            KindTest::NamePrefix(prefix) => format!("name begins with {prefix:?}"),
            KindTest::Label { key, value } => format!("label {key}={value}"),
        };
        line(slo.kinds.name(rule.kind), test);
    }
    for source in &slo.event_series {
        line(source.role.name(), format!("{} as {:?}", source.name, source.values));
    }
    for step in &slo.policy.steps {
        let (window, threshold) = (step.window.whole_seconds(), step.threshold.ppb());
        line(step.state.name(), format!("more than {threshold} ppb in {window} s: {:?}", step.text));
    }
    line("normal", format!("{:?}", slo.policy.normal));
    for maintenance in &slo.exclusions.maintenance {
        let interval = maintenance.interval;
        line(
            "maintenance",
            format!("{} to {:?}: {:?}", interval.from, interval.to.map(|to| to.to_string()), maintenance.reason),
        );
    }
    for outage in &slo.exclusions.outages {
        let (interval, by) = (outage.interval, &outage.confirmed_by);
        let to = interval.to.map(|to| to.to_string());
        line(
            "outage",
            format!("{} to {to:?}: confirmed {} by {by:?}: {:?}", interval.from, outage.confirmed, outage.reason),
        );
    }
    for class in &slo.signatures.classes {
        let (documented, extended) = (&class.documented, &class.extended);
        line("class", format!("{} opens {} {documented:?} {extended:?}", class.name, class.opens_incidents));
    }
    line("own output", format!("{:?}", slo.signatures.own_output));
    line("job names", format!("{:?}", slo.signatures.job_names));
    for alert in &slo.alerts {
        line("alert", format!("{} {} {:?}", alert.name, alert.severity.name(), alert.condition));
    }
    for trigger in &slo.rollback.triggers {
        line("trigger", format!("{} {:?}", trigger.name, trigger.test));
    }
    for step in &slo.rollback.steps {
        line("step", format!("{}: {}", step.name, step.text));
    }
    if slo.rollback != slo_review::slo::RollbackPlan::default() {
        line("rollback", format!("{:?} {:?}", slo.rollback.check, slo.rollback.document));
    }
    for note in &slo.notes {
        line("note", format!("{}:{} {}: {}", note.line, note.column, note.path, note.message));
    }
    text
}

//! What files say of failures, in a form to be compared.

use slo_review::record::{LoadedFile, Mention};
use slo_review::signature::{Finding, Matcher};
use slo_review::slo::Slo;

/// When, job, namespace, run, and what was found: the rule's class and words, `own output` or `nothing`.
pub fn mentions(file: &LoadedFile) -> Vec<[String; 5]> {
    let slo = Slo::ai_slot_build();
    let matcher = Matcher::new(&slo.signatures);
    let row = |mention: Mention<'_>| {
        let found = match mention.finding {
            Finding::Rule(rule) => {
                let rule = matcher.rule(rule);
                format!("{}: {}", slo.signatures.class(rule.class).name, rule.pattern.words)
            }
            Finding::OwnOutput => "own output".to_owned(),
            Finding::Nothing => "nothing".to_owned(),
        };
        [mention.at.to_string(), mention.job.to_owned(), mention.namespace.to_owned(), mention.run.to_owned(), found]
    };
    file.mentions.iter().map(row).collect()
}

/// The same of one text alone, without its time; panics where the file has more.
pub fn only(file: &LoadedFile) -> Option<[String; 4]> {
    let mut rows = mentions(file).into_iter();
    let [_, job, namespace, run, found] = rows.next()?;
    assert!(rows.next().is_none(), "there is one mention at most");
    Some([job, namespace, run, found])
}

/// The names of the file's warnings with their counts.
pub fn warnings(file: &LoadedFile) -> Vec<(&'static str, u64)> {
    file.warnings.iter().map(|warning| (warning.code.name(), warning.count)).collect()
}

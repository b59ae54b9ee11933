use super::Basis;
use super::document::DataWarning;
use super::wording::counted;
use crate::recovery::Recovery;

/// Names of classes that a warning lists.
const MOST_NAMES: usize = 5;

/// What timelines and the reviewer state that the figures cannot use, by file: mitigations that belong to no incident,
/// and classes that the SLO does not know.
pub fn warnings(basis: &Basis, recovery: Option<&Recovery<'_>>) -> Vec<DataWarning> {
    let mut warnings = Vec::new();
    for file in basis.files() {
        let strays = recovery.into_iter().flat_map(|recovery| &recovery.strays);
        let stray = strays.filter(|stray| stray.statement.file == file.name).count() as u64;
        if stray > 0 {
            let belongs = if stray == 1 { "belongs" } else { "belong" };
            let message = format!(
                "{} {belongs} to no incident and changed nothing; the list of them says why.",
                counted(stray, "stated mitigation")
            );
            warnings.push(warning(&file.name, "stray-mitigation", stray, message));
        }
        let signatures = &basis.slo().signatures;
        let is_known = |class: &str| matches!(class, "other" | "unknown") || signatures.named(class).is_some();
        let foreign =
            || file.timelines.iter().filter_map(|timeline| timeline.class.as_deref()).filter(|c| !is_known(c));
        let count = foreign().count() as u64;
        if count > 0 {
            let mut names: Vec<&str> = Vec::new();
            for name in foreign() {
                if !names.contains(&name) && names.len() < MOST_NAMES {
                    names.push(name);
                }
            }
            let known: Vec<&str> = signatures.classes.iter().map(|class| class.name.as_str()).collect();
            let message = format!(
                "The SLO knows no class {}, so no evidence goes with {} of that class; it knows {}.",
                names.join(", "),
                counted(count, "timeline"),
                known.join(", "),
            );
            warnings.push(warning(&file.name, "unknown-class", count, message));
        }
    }
    warnings
}

fn warning(file: &str, code: &'static str, count: u64, message: String) -> DataWarning {
    DataWarning { file: file.to_owned(), code, count, message, examples: Vec::new() }
}

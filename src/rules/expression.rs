//! Pieces of PromQL.

use super::quote::quoted;
use super::selection::Selections;
use crate::slo::{Kind, Slo};

/// Selects a recorded series of this SLO: `name{service="…",slo="…"}`.
pub fn series(slo: &Slo, name: &str) -> String {
    [name, "{", &identity(slo), "}"].concat()
}

/// The same, of one kind.
pub fn series_of_kind(slo: &Slo, name: &str, kind: Kind) -> String {
    [name, "{", &identity(slo), ",kind=", &quoted(slo.kinds.name(kind)), "}"].concat()
}

/// The sum of a recorded series over some kinds.
pub fn sum_of_kinds(slo: &Slo, name: &str, kinds: &[Kind]) -> String {
    // Kinds' names are letters, digits and dashes, so nothing in them means anything in a regular expression.
    let names: Vec<&str> = kinds.iter().map(|&kind| slo.kinds.name(kind)).collect();
    let (operator, names) = if let [one] = names[..] { ("=", one.to_owned()) } else { ("=~", names.join("|")) };
    ["sum(", name, "{", &identity(slo), ",kind", operator, &quoted(&names), "})"].concat()
}

/// Selects an exporter's series of jobs in scope: `metric{namespace=~"…",more}`.
pub fn exported(selections: &Selections, metric: &str, more: &str) -> String {
    let comma = if more.is_empty() { "" } else { "," };
    [metric, "{namespace=~", &quoted(&selections.namespace), comma, more, "}"].concat()
}

/// The labels that every recorded series and every alert carries.
pub fn labels(slo: &Slo) -> Vec<(&'static str, String)> {
    vec![("service", slo.service.name.clone()), ("slo", slo.name.clone())]
}

/// Each line two spaces further in.
pub fn indented(text: &str) -> String {
    let mut indented = String::with_capacity(text.len() + 32);
    for (index, line) in text.lines().enumerate() {
        indented.push_str(if index > 0 { "\n  " } else { "  " });
        indented.push_str(line);
    }
    indented
}

fn identity(slo: &Slo) -> String {
    ["service=", &quoted(&slo.service.name), ",slo=", &quoted(&slo.name)].concat()
}

use crate::slo::Slo;

/// Text of an SLO file as part of an annotation. Annotations are Go templates, in which it shall be nothing but text.
pub fn text(text: &str) -> String {
    text.replace("{{", "{{ \"{{\" }}")
}

/// The annotations of an alert, in the order in which people read them.
pub fn annotations(slo: &Slo, summary: String, description: String, runbook: &str) -> Vec<(&'static str, String)> {
    let mut annotations = vec![("summary", summary), ("description", description)];
    let link = || slo.service.links.iter().find(|link| link.rel == "runbook").map(|link| link.href.as_str());
    let runbook = Some(runbook).filter(|runbook| !runbook.is_empty()).or_else(link);
    annotations.extend(runbook.map(|runbook| ("runbook_url", text(runbook))));
    annotations
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn no_template_begins_in_text() {
        assert_eq!(text("a {{ query \"up\" }} b"), "a {{ \"{{\" }} query \"up\" }} b");
        assert_eq!(text("{{{"), "{{ \"{{\" }}{");
        assert_eq!(text("plain { text }}"), "plain { text }}");
    }
}

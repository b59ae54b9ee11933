use crate::slo::Slo;

/// Text of an SLO file as part of an annotation. Annotations are Go templates, in which it shall be nothing but text.
pub fn text(text: &str) -> String {
    text.replace("{{", "{{ \"{{\" }}")
}

/// The annotations of an alert, in the order in which people read them. The summary is prefixed with the service.
pub fn annotations(slo: &Slo, summary: &str, description: String, runbook: &str) -> Vec<(&'static str, String)> {
    let service = if slo.service.display_name.is_empty() { &slo.service.name } else { &slo.service.display_name };
    let mut annotations = vec![("summary", [&text(service), ": ", summary].concat()), ("description", description)];
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

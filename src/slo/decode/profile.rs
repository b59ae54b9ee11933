use super::file::Document;
use crate::slo::cursor::Cursor;
use crate::slo::object::Object;
use crate::slo::problem::Findings;
use crate::slo::shape::{APPROVAL, JOURNEY, LINK, SERVICE_PROFILE, SLO_DOCUMENT};
use crate::slo::{Approval, Journey, Link, Service, SloDocument};

const MAX_ITEMS: usize = 100;

/// What OpenSLO has no words for about a service.
#[derive(Default)]
pub(super) struct Profile {
    owner: String,
    document: SloDocument,
    approval: Approval,
    journeys: Vec<Journey>,
    links: Vec<Link>,
}

impl Profile {
    /// Adds it to what the OpenSLO documents say.
    pub(super) fn fill(self, service: &mut Service) {
        let Self { owner, document, approval, journeys, links } = self;
        (service.owner, service.document, service.approval) = (owner, document, approval);
        (service.journeys, service.links) = (journeys, links);
    }
}

/// Reads a `ServiceProfile` document.
pub(super) fn read(document: &Document<'_>, findings: &mut Findings) -> Profile {
    let Some(spec) = document.spec.as_ref().and_then(|spec| spec.object(&SERVICE_PROFILE, findings)) else {
        return Profile::default();
    };
    let head = spec.get("document").and_then(|head| head.object(&SLO_DOCUMENT, findings));
    let approval = spec.get("approval").and_then(|approval| approval.object(&APPROVAL, findings));
    Profile {
        owner: spec.string_or_empty("owner", findings),
        document: head.map(|head| slo_document(&head, findings)).unwrap_or_default(),
        approval: approval.map(|object| self::approval(&object, findings)).unwrap_or_default(),
        journeys: items(&spec, "journeys", findings).iter().filter_map(|item| journey(item, findings)).collect(),
        links: items(&spec, "links", findings).iter().filter_map(|item| link(item, findings)).collect(),
    }
}

fn items<'a>(spec: &Object<'a>, name: &str, findings: &mut Findings) -> Vec<Cursor<'a>> {
    spec.get(name).and_then(|list| list.items(MAX_ITEMS, findings)).unwrap_or_default()
}

fn slo_document(object: &Object<'_>, findings: &mut Findings) -> SloDocument {
    SloDocument {
        id: object.string_or_empty("id", findings),
        status: object.string_or_empty("status", findings),
        created: object.string_or_empty("created", findings),
        updated: object.string_or_empty("updated", findings),
    }
}

fn approval(object: &Object<'_>, findings: &mut Findings) -> Approval {
    let required = items(object, "required", findings);
    Approval {
        status: object.string_or_empty("status", findings),
        required: required.iter().filter_map(|item| item.string(findings)).collect(),
        by: object.get("by").and_then(|by| by.string(findings)),
        at: object.get("at").and_then(|at| at.string(findings)),
    }
}

fn journey(item: &Cursor<'_>, findings: &mut Findings) -> Option<Journey> {
    let object = item.object(&JOURNEY, findings)?;
    Some(Journey { id: object.string_or_empty("id", findings), text: object.string_or_empty("text", findings) })
}

fn link(item: &Cursor<'_>, findings: &mut Findings) -> Option<Link> {
    let object = item.object(&LINK, findings)?;
    let rel = object.string_or_empty("rel", findings);
    let field = object.get("href")?;
    let href = field.string(findings)?;
    // The page makes links of `https:` only; another scheme could run a script or leave the browser.
    let scheme = href.split_once(':').map(|(scheme, _)| scheme);
    let scheme = scheme.filter(|scheme| !scheme.contains(['/', '.', '#', '?']) && !scheme.is_empty());
    let foreign = scheme.is_some_and(|scheme| !["http", "https"].contains(&scheme.to_ascii_lowercase().as_str()));
    if foreign || href.contains(char::is_control) {
        let message = "neither a path nor an address of the web";
        field.problem(
            findings,
            message,
            "write a path such as docs/runbook.md, or an address that begins with https://",
        );
        return None;
    }
    Some(Link { rel, href })
}

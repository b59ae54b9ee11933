use super::openslo::{self, Indicator, SloDoc};
use super::{alert, budget_policy, event_series, exclusion, job_kind, profile, rollback, signature};
use crate::slo::cursor::{Cursor, list};
use crate::slo::problem::{Findings, SloErrors};
use crate::slo::shape::{DOCUMENT, OPENSLO_METADATA, OWN_METADATA};
use crate::slo::{Exclusions, Kinds, RollbackPlan, Scope, Signatures, Slo};
use crate::tree::{Node, Place, yaml};

/// The largest SLO file that is read, in bytes.
const MAX_BYTES: usize = 1 << 20;
/// How many values and keys an SLO file may hold.
pub(in crate::slo) const MAX_NODES: usize = 50_000;

const OPENSLO: &str = "openslo/v1";
const OWN: &str = "slo-review/v1";

/// What a document is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    Service,
    Slo,
    ServiceProfile,
    JobKinds,
    BudgetPolicy,
    Exclusions,
    FailureSignatures,
    AlertRules,
    RollbackPlan,
    EventSeries,
    /// An OpenSLO document that is accepted and has no effect here.
    Unused,
}

const OPENSLO_KINDS: [(&str, Subject); 7] = [
    ("Service", Subject::Service),
    ("SLO", Subject::Slo),
    ("SLI", Subject::Unused),
    ("DataSource", Subject::Unused),
    ("AlertPolicy", Subject::Unused),
    ("AlertCondition", Subject::Unused),
    ("AlertNotificationTarget", Subject::Unused),
];

const OWN_KINDS: [(&str, Subject); 8] = [
    ("ServiceProfile", Subject::ServiceProfile),
    ("JobKinds", Subject::JobKinds),
    ("BudgetPolicy", Subject::BudgetPolicy),
    ("Exclusions", Subject::Exclusions),
    ("FailureSignatures", Subject::FailureSignatures),
    ("AlertRules", Subject::AlertRules),
    ("RollbackPlan", Subject::RollbackPlan),
    ("EventSeries", Subject::EventSeries),
];

/// A document whose head was understood.
pub(super) struct Document<'a> {
    subject: Subject,
    place: Place,
    kind: &'a str,
    pub(super) name: Option<&'a str>,
    pub(super) display_name: String,
    pub(super) spec: Option<Cursor<'a>>,
}

/// Reads a whole SLO file.
pub(in crate::slo) fn slo(file: &str, text: &str) -> Result<Slo, SloErrors> {
    let mut findings = Findings::default();
    let nodes = if text.len() > MAX_BYTES {
        let message = format!("the file is {} bytes long", text.len());
        findings.problem(Place::START, "", message, "an SLO file may have at most 1 MiB (1048576 bytes)");
        Vec::new()
    } else {
        yaml::documents(text, MAX_NODES, &mut findings)
    };
    if nodes.is_empty() && !findings.any_problem() {
        let message = format!("the file has no document; it is {} bytes long", text.len());
        findings.problem(Place::START, "", message, "copy the embedded default and change it");
    }
    // A text that broke off has documents missing because nobody could read them; that is not their author's fault.
    let complete = !findings.any_problem();
    let documents: Vec<Document<'_>> = nodes.iter().filter_map(|node| head(node, &mut findings)).collect();
    let all_heads = documents.len() == nodes.len();
    let slo = Parts { documents, complete: complete && all_heads }.assemble(&mut findings);
    let notes = findings.finish(file)?;
    let slo = slo.expect("a part that could not be read left a problem");
    Ok(Slo { file: file.to_owned(), notes, ..slo })
}

/// Reads a document's `apiVersion`, `kind` and `metadata`.
fn head<'a>(node: &'a Node, findings: &mut Findings) -> Option<Document<'a>> {
    let document = Cursor::document(node);
    // Whose document it is comes first: of a stranger's nothing else is worth a word.
    if let Some(version) = document.peek("apiVersion") {
        let text = version.text(findings)?;
        if text != OPENSLO && text != OWN {
            version.unknown(text, "apiVersion", [OPENSLO, OWN].into_iter(), findings);
            return None;
        }
    }
    let object = document.object(&DOCUMENT, findings)?;
    let kinds = match object.get("apiVersion")?.text(findings)? {
        OPENSLO => OPENSLO_KINDS.as_slice(),
        _ => OWN_KINDS.as_slice(),
    };
    let kind = object.get("kind")?;
    let subject = kind.choice(kinds, "kind of document", findings)?;
    let spec = object.get("spec");
    let mut document = Document {
        subject,
        place: node.place,
        kind: kind.text(findings)?,
        name: None,
        display_name: String::new(),
        spec,
    };
    match subject {
        Subject::Service | Subject::Slo => match object.get("metadata") {
            Some(metadata) => {
                let metadata = metadata.object(&OPENSLO_METADATA, findings)?;
                document.name = metadata.get("name").and_then(|name| name.name(findings));
                document.display_name = metadata.string_or_empty("displayName", findings);
            }
            None => object.missing("metadata", findings),
        },
        Subject::Unused => {
            kind.note(findings, format!("{} documents are accepted, and not used in a review", document.kind))
        }
        _ => {
            if let Some(metadata) = object.get("metadata") {
                document.name =
                    metadata.object(&OWN_METADATA, findings)?.get("name").and_then(|name| name.name(findings));
            }
        }
    }
    Some(document)
}

/// The documents of a file.
struct Parts<'a> {
    documents: Vec<Document<'a>>,
    /// Whether every document of the file is among them, so that one that is not here is not in the file.
    complete: bool,
}

impl<'a> Parts<'a> {
    /// The model, or `None` where a part is missing or broken; the findings say which.
    fn assemble(&self, findings: &mut Findings) -> Option<Slo> {
        let slos: Vec<SloDoc<'_>> =
            self.all(Subject::Slo).filter_map(|document| openslo::slo(document, findings)).collect();
        // An SLO of which it could not be read what it measures may be the one that seems to be missing.
        let unread = slos.iter().filter(|slo| slo.indicator.is_some()).count() < self.all(Subject::Slo).count();
        let availability = self.one_slo(&slos, |indicator| indicator == Indicator::Ratio, "`ratioMetric`", findings);
        let recovery =
            self.one_slo(&slos, |indicator| indicator == Indicator::Threshold, "`thresholdMetric`", findings);
        if availability.is_none() && self.complete && !unread {
            let remedy = "add an `openslo/v1` document of kind `SLO` whose indicator has a `ratioMetric`";
            findings.problem(Place::START, "", "the file has no availability SLO", remedy);
        }
        let service = self.service(&slos, findings);
        let profile = self.one(Subject::ServiceProfile, findings).map(|document| profile::read(document, findings));
        let events = self.one(Subject::EventSeries, findings);
        let has_jobs = events.is_none() || self.all(Subject::JobKinds).next().is_some();
        let event_series = events.map_or_else(Vec::new, |document| event_series::read(document, findings));
        let jobs = if has_jobs {
            let jobs = self.needed(Subject::JobKinds, "which jobs count", findings);
            jobs.and_then(|document| job_kind::read(document, findings))
        } else {
            // Where series count the events no job does.
            Scope::new("").ok().map(|scope| (scope, Kinds::none()))
        };
        let policy = self.needed(Subject::BudgetPolicy, "what follows from a spent budget", findings);
        let window = availability.and_then(|slo| slo.window);
        let policy = policy.and_then(|document| budget_policy::read(document, window, findings));
        let exclusions = self.one(Subject::Exclusions, findings);
        let exclusions = exclusions.map_or_else(Exclusions::default, |document| exclusion::read(document, findings));
        let signatures = self.one(Subject::FailureSignatures, findings);
        let signatures = match signatures {
            Some(document) => signature::read(document, findings),
            None => Some(Signatures::default()),
        };
        let recovery_target = match recovery {
            Some(slo) => {
                let window_differs = slo.window.is_some() && window.is_some() && slo.window != window;
                if let (true, Some(stated)) = (window_differs, &slo.window_field) {
                    let remedy = "give both SLOs the same window, or leave the recovery SLO's out";
                    stated.problem(findings, "the window differs from the availability SLO's", remedy);
                }
                slo.recovery_target
            }
            None => None,
        };
        let kinds = jobs.as_ref().map(|(_, kinds)| kinds);
        let alerts = self.one(Subject::AlertRules, findings);
        let alerts = match alerts {
            Some(document) => alert::read(document, kinds, signatures.as_ref(), recovery_target, findings),
            None => Vec::new(),
        };
        let plan = self.one(Subject::RollbackPlan, findings);
        let plan = plan.map_or_else(RollbackPlan::default, |document| {
            rollback::read(document, &rollback::Context { alerts: &alerts, recovery_target }, findings)
        });

        let mut service = service?;
        if let Some(profile) = profile {
            profile.fill(&mut service);
        }
        let availability = availability?;
        let (scope, kinds) = jobs?;
        Some(Slo {
            service,
            name: availability.name?.to_owned(),
            display_name: availability.display_name.clone(),
            description: availability.description.clone(),
            target: availability.target?,
            window: availability.window?,
            recovery_target,
            scope,
            kinds,
            policy: policy?,
            exclusions,
            signatures: signatures?,
            alerts,
            rollback: plan,
            event_series,
            file: String::new(),
            notes: Vec::new(),
        })
    }

    fn all(&self, subject: Subject) -> impl Iterator<Item = &Document<'a>> {
        self.documents.iter().filter(move |document| document.subject == subject)
    }

    /// The only document of its kind; any further one is reported.
    fn one(&self, subject: Subject, findings: &mut Findings) -> Option<&Document<'a>> {
        let mut all = self.all(subject);
        let first = all.next()?;
        for again in all {
            let message = format!("a second {} document; the first is on line {}", again.kind, first.place.line);
            findings.problem(again.place, "", message, "put all of it into one document");
        }
        Some(first)
    }

    fn needed(&self, subject: Subject, why: &str, findings: &mut Findings) -> Option<&Document<'a>> {
        let found = self.one(subject, findings);
        if found.is_none() && self.complete {
            let name = OWN_KINDS.iter().find(|(_, own)| *own == subject).map_or("", |(name, _)| name);
            let message = format!("the file does not say {why}");
            findings.problem(Place::START, "", message, format!("add a `{OWN}` document of kind `{name}`"));
        }
        found
    }

    /// The only SLO with such an indicator; any further one is reported.
    fn one_slo<'s>(
        &self,
        slos: &'s [SloDoc<'a>],
        is: impl Fn(Indicator) -> bool,
        metric: &str,
        findings: &mut Findings,
    ) -> Option<&'s SloDoc<'a>> {
        let mut all = slos.iter().filter(|slo| slo.indicator.is_some_and(&is));
        let first = all.next()?;
        for again in all {
            let message = format!("a second SLO with a {metric}; the first is on line {}", first.place.line);
            let remedy =
                "a review is of one availability and at most one recovery SLO; put others into files of their own";
            findings.problem(again.place, "spec.indicator", message, remedy);
        }
        Some(first)
    }

    /// The service that the SLOs are about, which all must agree on.
    fn service(&self, slos: &[SloDoc<'a>], findings: &mut Findings) -> Option<crate::slo::Service> {
        let document = self.one(Subject::Service, findings);
        let read = document.map(|document| openslo::service(document, findings));
        let first = slos.iter().find_map(|slo| slo.service.as_ref());
        let (expected, source) = match (document.and_then(|document| document.name), first) {
            (Some(name), _) => (name, "the Service document"),
            (None, Some((name, _))) => (*name, "the SLO before it"),
            (None, None) => return None,
        };
        for (name, field) in slos.iter().filter_map(|slo| slo.service.as_ref()) {
            if *name != expected {
                let message = format!("`{name}` is not the service of this file");
                let remedy = format!("{source} names {}", list([expected].into_iter()));
                field.problem(findings, message, remedy);
            }
        }
        Some(crate::slo::Service { name: expected.to_owned(), ..read.unwrap_or_default() })
    }
}

/// The fields that one group of an SLO file may have, as the decoder knows them.
/// The JSON Schema and `docs/slo-file.md` name the same groups and fields; a test holds the three equal.
#[derive(Debug, PartialEq, Eq)]
pub struct Shape {
    /// The group's name, such as `SLO.spec`.
    pub name: &'static str,
    /// Its fields.
    pub fields: &'static [Field],
}

/// One field of a group.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// The field's name.
    pub name: &'static str,
    /// What is done with it.
    pub role: Role,
}

/// What is done with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It is read and must be there.
    Required,
    /// It is read where it is there.
    Optional,
    /// OpenSLO has it; it is accepted and has no effect on a review.
    Unused,
    /// OpenSLO has it; it is refused, because leaving it out of account would give wrong figures.
    Refused {
        /// Why.
        why: &'static str,
        /// What to write instead.
        remedy: &'static str,
    },
}

const fn required(name: &'static str) -> Field {
    Field { name, role: Role::Required }
}

const fn optional(name: &'static str) -> Field {
    Field { name, role: Role::Optional }
}

const fn unused(name: &'static str) -> Field {
    Field { name, role: Role::Unused }
}

const fn refused(name: &'static str, why: &'static str, remedy: &'static str) -> Field {
    Field { name, role: Role::Refused { why, remedy } }
}

macro_rules! shapes {
    ($($(#[$doc:meta])* $constant:ident = $name:literal: [$($field:expr),* $(,)?];)*) => {
        $($(#[$doc])* pub(super) const $constant: Shape = Shape { name: $name, fields: &[$($field),*] };)*

        /// Every group of fields that an SLO file may have.
        pub const VOCABULARY: &[Shape] = &[$($constant),*];
    };
}

shapes! {
    DOCUMENT = "Document": [required("apiVersion"), required("kind"), optional("metadata"), required("spec")];
    OPENSLO_METADATA = "openslo.metadata": [
        required("name"), optional("displayName"), unused("labels"), unused("annotations"),
    ];
    OWN_METADATA = "metadata": [optional("name")];

    SERVICE_SPEC = "Service.spec": [optional("description")];

    SLO_SPEC = "SLO.spec": [
        optional("description"), required("service"), required("indicator"),
        refused("indicatorRef", "references to an SLI document are not followed", "write the indicator inline, as `indicator`"),
        optional("timeWindow"), required("budgetingMethod"), required("objectives"), unused("alertPolicies"),
    ];
    INDICATOR = "SLO.indicator": [unused("metadata"), required("spec")];
    INDICATOR_SPEC = "SLO.indicator.spec": [unused("description"), optional("ratioMetric"), optional("thresholdMetric")];
    RATIO_METRIC = "SLO.ratioMetric": [
        unused("counter"), optional("good"), optional("bad"), required("total"),
        refused("raw", "a ratio computed elsewhere has no counts to review", "give `total` with `good` or `bad`"),
        refused("rawType", "it belongs to `raw`, which is not read", "leave it out"),
    ];
    METRIC = "SLO.metric": [optional("metricSource")];
    METRIC_SOURCE = "SLO.metricSource": [unused("metricSourceRef"), unused("type"), unused("spec")];
    TIME_WINDOW = "SLO.timeWindow": [
        required("duration"), optional("isRolling"),
        refused("calendar", "calendar windows are not supported, only rolling ones", "leave `calendar` out and say `isRolling: true`"),
    ];
    OBJECTIVE = "SLO.objective": [
        unused("displayName"), optional("target"), optional("targetPercent"), optional("op"), optional("value"),
        refused("timeSliceTarget", "time slices are not supported, events are counted", "leave it out; the method is `Occurrences`"),
        refused("timeSliceWindow", "time slices are not supported, events are counted", "leave it out; the method is `Occurrences`"),
        refused("indicator", "composite SLOs are not supported", "move it to `spec.indicator`"),
        refused("indicatorRef", "composite SLOs are not supported", "write the indicator inline, as `spec.indicator`"),
        refused("compositeWeight", "composite SLOs are not supported", "leave it out; an SLO has one objective here"),
    ];

    SERVICE_PROFILE = "ServiceProfile.spec": [
        optional("owner"), optional("document"), optional("approval"), optional("journeys"), optional("links"),
    ];
    SLO_DOCUMENT = "ServiceProfile.document": [
        required("id"), optional("status"), optional("created"), optional("updated"),
    ];
    APPROVAL = "ServiceProfile.approval": [required("status"), optional("required"), optional("by"), optional("at")];
    JOURNEY = "ServiceProfile.journey": [required("id"), required("text")];
    LINK = "ServiceProfile.link": [required("rel"), required("href")];

    JOB_KINDS = "JobKinds.spec": [required("scope"), required("kinds")];
    SCOPE = "JobKinds.scope": [required("namespacePattern")];
    JOB_KIND = "JobKinds.kind": [required("name"), optional("counted"), optional("pipeline"), required("match")];
    JOB_MATCH = "JobKinds.match": [optional("namePrefix"), optional("label")];
    LABEL = "JobKinds.label": [required("key"), required("value")];

    BUDGET_POLICY = "BudgetPolicy.spec": [required("steps"), required("normal")];
    POLICY_STEP = "BudgetPolicy.step": [
        required("state"), required("window"), required("threshold"), required("allowed"), required("blocked"),
    ];
    POLICY_NORMAL = "BudgetPolicy.normal": [required("allowed"), required("blocked")];

    EXCLUSIONS = "Exclusions.spec": [optional("maintenance"), optional("outages")];
    MAINTENANCE = "Exclusions.maintenance": [required("from"), optional("to"), optional("reason")];
    OUTAGE = "Exclusions.outage": [
        required("from"), optional("to"), optional("confirmed"), optional("confirmedBy"), optional("reason"),
    ];

    EVENT_SERIES = "EventSeries.spec": [optional("good"), optional("bad"), optional("total")];
    EVENT_SOURCE = "EventSeries.source": [required("name"), optional("values")];

    FAILURE_SIGNATURES = "FailureSignatures.spec": [required("classes"), optional("ownOutput"), optional("jobNames")];
    FAILURE_CLASS = "FailureSignatures.class": [
        required("name"), optional("opensIncidents"), optional("documented"), optional("extended"),
    ];
    TEXT_PATTERN = "FailureSignatures.pattern": [
        optional("contains"), optional("startsWith"), optional("followedBy"), optional("unlessFollowedBy"),
        optional("togetherWithAny"), optional("wholeWord"),
    ];

    JOB_NAME = "FailureSignatures.jobName": [required("startsWith"), required("job")];

    ALERT_RULES = "AlertRules.spec": [required("alerts")];
    ALERT = "AlertRules.alert": [
        required("name"), required("severity"), required("condition"), optional("kinds"), optional("classes"),
        optional("window"), optional("shortWindow"), optional("longWindow"), optional("atLeast"), optional("above"),
        optional("longerThan"), optional("minimumFailures"), optional("action"), optional("runbook"),
    ];

    ROLLBACK_PLAN = "RollbackPlan.spec": [
        required("triggers"), optional("steps"), optional("check"), optional("document"),
    ];
    ROLLBACK_TRIGGER = "RollbackPlan.trigger": [
        required("name"), required("condition"), optional("alerts"), optional("after"),
    ];
    ROLLBACK_STEP = "RollbackPlan.step": [required("name"), required("text")];
    ROLLBACK_CHECK = "RollbackPlan.check": [required("window"), required("text")];
}

/// Who and what the SLO is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Service {
    /// The service's name, such as `ai-slot-build`.
    pub name: String,
    /// The name shown to people.
    pub display_name: String,
    /// What the service does.
    pub description: String,
    /// The critical user journeys that the SLO protects.
    pub journeys: Vec<Journey>,
    /// Runbooks and related documents.
    pub links: Vec<Link>,
    /// Who answers for the SLO.
    pub owner: String,
    /// The document that states the SLO.
    pub document: SloDocument,
    /// Whether the SLO document is approved.
    pub approval: Approval,
}

/// The head of the document that states the SLO. Fields are empty where the file does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SloDocument {
    /// Its identifier, such as `SLO-CK8S-AISLOT-BUILD-0001`.
    pub id: String,
    /// Its status, such as `active`.
    pub status: String,
    /// When it was written, as written.
    pub created: String,
    /// When it was last changed, as written.
    pub updated: String,
}

/// A critical user journey.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journey {
    /// Its identifier, such as `CUJ-1`.
    pub id: String,
    /// What a user wants to do.
    pub text: String,
}

/// A document that belongs to the SLO.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// What it is, such as `runbook`.
    pub rel: String,
    /// A path or URL. It is shown as text; only `https:` URLs become links.
    pub href: String,
}

/// Whether the SLO document is approved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Approval {
    /// Such as `pending` or `approved`; empty where the file does not say.
    pub status: String,
    /// Whose approval it needs.
    pub required: Vec<String>,
    /// Who approved it, where it was.
    pub by: Option<String>,
    /// When, as written.
    pub at: Option<String>,
}

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
    /// Whether the SLO document is in force.
    pub approval: Approval,
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

/// The state of the SLO document itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Approval {
    /// Such as `draft` or `approved`.
    pub status: String,
    /// Who approved it, where it was.
    pub by: Option<String>,
    /// When, as written.
    pub at: Option<String>,
}

use crate::time::Duration;

/// When a service is rolled back, how, and how that is checked (method, section 8).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RollbackPlan {
    /// What speaks for a rollback.
    pub triggers: Vec<RollbackTrigger>,
    /// What to do, in the order in which it is decided.
    pub steps: Vec<RollbackStep>,
    /// How it is checked afterwards.
    pub check: Option<RollbackCheck>,
    /// The document that says more; may be empty.
    pub document: String,
}

/// Something that speaks for a rollback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollbackTrigger {
    /// Its name, such as `burst-after-mitigation`.
    pub name: String,
    /// When it is pulled.
    pub test: TriggerTest,
}

/// When a trigger is pulled. Alerts are places in the SLO's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TriggerTest {
    /// One of the alerts fires that long after an incident's mitigation.
    FiresAfterMitigation {
        /// The alerts.
        alerts: Vec<usize>,
        /// How long after.
        after: Duration,
    },
    /// One of the alerts fired within the SLO's window.
    Fired {
        /// The alerts.
        alerts: Vec<usize>,
    },
    /// One of the alerts fires now.
    Firing {
        /// The alerts.
        alerts: Vec<usize>,
    },
    /// An incident took longer than this, or is open for longer.
    RecoveryOverTarget {
        /// The length; exactly that long does not pull it.
        longer_than: Duration,
    },
}

/// A step of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollbackStep {
    /// What is rolled back, in a word or two.
    pub name: String,
    /// What to do.
    pub text: String,
}

/// How a rollback is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollbackCheck {
    /// For how long.
    pub window: Duration,
    /// What must be seen.
    pub text: String,
}

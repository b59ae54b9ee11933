use super::{Class, Fraction, Kind};
use crate::time::Duration;

/// An alert rule, to be replayed over the loaded data (method, section 8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertRule {
    /// Its name, such as `AI_SLOT_BUILD_FAILURE_BURST`.
    pub name: String,
    /// Whom it wakes.
    pub severity: Severity,
    /// When it fires.
    pub condition: AlertCondition,
    /// What to do when it fires; may be empty.
    pub action: String,
    /// The document that says how; may be empty.
    pub runbook: String,
}

/// How urgent an alert is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It wakes somebody.
    Page,
    /// It files a ticket.
    Ticket,
}

impl Severity {
    /// The name that files and the review document use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Ticket => "ticket",
        }
    }
}

/// When an alert fires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AlertCondition {
    /// At least `at_least` jobs of the kinds failed within the window.
    FailedJobs {
        /// The kinds that count.
        kinds: Vec<Kind>,
        /// How far back.
        window: Duration,
        /// How many.
        at_least: u32,
    },
    /// Within the window at least `at_least` pieces of evidence, each later than its incident's mitigation.
    EvidenceAfterMitigation {
        /// The classes that count.
        classes: Vec<Class>,
        /// The kinds that count; evidence of any kind, or of none, where the list is empty.
        kinds: Vec<Kind>,
        /// How far back.
        window: Duration,
        /// How many.
        at_least: u32,
    },
    /// More than `above` of the terminal jobs of the kinds failed within the window.
    FailureRatio {
        /// The kinds that count.
        kinds: Vec<Kind>,
        /// How far back.
        window: Duration,
        /// The share; exactly that much does not fire.
        above: Fraction,
    },
    /// An incident lasts longer than `longer_than`; it fires on for `window` after the recovery.
    RecoveryTime {
        /// How long after the recovery.
        window: Duration,
        /// The length; exactly that long does not fire.
        longer_than: Duration,
    },
    /// The burn rate is above `above` over both windows, with at least `minimum_failures` in the short one.
    BurnRate {
        /// The short window.
        short_window: Duration,
        /// The long window.
        long_window: Duration,
        /// The factor; exactly that much does not fire.
        above: Fraction,
        /// How many failures the short window needs.
        minimum_failures: u32,
    },
}

use crate::time::Interval;

/// A planned stretch of time whose jobs do not count.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Maintenance {
    /// When.
    pub interval: Interval,
    /// Why, as written; may be empty.
    pub reason: String,
}

/// An outage of something outside the service.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Outage {
    /// When.
    pub interval: Interval,
    /// Whether somebody confirmed it. An unconfirmed one is shown and excludes nothing.
    pub confirmed: bool,
    /// Who or what confirmed it.
    pub confirmed_by: Option<String>,
    /// Why, as written.
    pub reason: Option<String>,
}

/// Maintenance windows and outages.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Exclusions {
    /// Maintenance windows, in the order read; they may overlap.
    pub maintenance: Vec<Maintenance>,
    /// Outages, in the order read.
    pub outages: Vec<Outage>,
}

impl Exclusions {
    /// How many there are of either.
    pub fn len(&self) -> usize {
        self.maintenance.len() + self.outages.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

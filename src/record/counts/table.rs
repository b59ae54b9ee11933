use serde::{Deserialize, Serialize};

use crate::record::Progression;
use crate::record::chunked::ChunkedList;
use crate::slo::{EventRole, EventValues};

/// A series that counts events.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CountSeries {
    pub(super) role: EventRole,
    pub(super) values: EventValues,
    /// Its labels but for those that tell replicas of Prometheus apart.
    pub(super) labels: String,
    /// These.
    pub(super) replica: String,
}

/// Samples with one value, in millionths.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct CountRun {
    /// The series' place in the table.
    pub(super) series: u32,
    pub(super) instants: Progression,
    pub(super) value: i64,
}

/// The series of one file that count events.
#[derive(Debug, Default)]
pub struct CountTable {
    pub(in crate::record) series: Vec<CountSeries>,
    pub(in crate::record) runs: ChunkedList<CountRun>,
}

impl CountTable {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.series.is_empty()
    }

    /// Adds a series with no samples yet, and gives its place.
    pub fn add_series(&mut self, role: EventRole, values: EventValues, labels: String, replica: String) -> u32 {
        self.series.push(CountSeries { role, values, labels, replica });
        self.series.len() as u32 - 1
    }

    /// Adds samples with one value, in millionths.
    pub fn add(&mut self, series: u32, instants: Progression, value: i64) {
        self.runs.push(CountRun { series, instants, value });
    }
}

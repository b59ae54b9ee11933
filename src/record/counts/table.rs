use crate::record::Progression;
use crate::record::chunked::ChunkedList;
use crate::record::series::Packed;
use crate::slo::{EventRole, EventValues};

/// A series that counts events.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CountSeries {
    pub(super) role: EventRole,
    pub(super) values: EventValues,
    /// Its labels but for those that tell replicas of Prometheus apart.
    pub(super) labels: String,
    /// These.
    pub(super) replica: String,
}

/// Samples with one value, in millionths.
#[derive(Clone, Copy, Debug)]
pub struct CountRun {
    /// The series' place in the table.
    pub(super) series: u32,
    pub(super) instants: Progression,
    pub(super) value: i64,
}

impl CountSeries {
    /// The series as a text, for its way to another instance.
    pub(in crate::record) fn to_text(&self) -> String {
        let values = if self.values == EventValues::Increase { "increase" } else { "" };
        [self.role.name(), values, &self.replica, &self.labels].join("\0")
    }

    /// The series of that text.
    pub(in crate::record) fn of_text(text: &str) -> Self {
        let mut parts = text.splitn(4, '\0');
        let mut next = || parts.next().unwrap_or_default();
        let role = next();
        let role = EventRole::ALL.into_iter().find(|known| known.name() == role).unwrap_or(EventRole::Total);
        let values = if next() == "increase" { EventValues::Increase } else { EventValues::Counter };
        let replica = next().to_owned();
        Self { role, values, labels: next().to_owned(), replica }
    }
}

impl Packed for CountRun {
    const NUMBERS: usize = 5;

    fn pack(&self, numbers: &mut Vec<i64>) {
        let Progression { first, last, step } = self.instants;
        numbers.extend([self.series.into(), first, last - first, step, self.value]);
    }

    fn unpack(numbers: &[i64]) -> Self {
        let instants = Progression { first: numbers[1], last: numbers[1] + numbers[2], step: numbers[3] };
        Self { series: numbers[0] as u32, instants, value: numbers[4] }
    }
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

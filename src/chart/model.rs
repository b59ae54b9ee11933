use serde::{Deserialize, Serialize};

use super::tick::TimeTick;
use super::{ChartKind, Columns, Mark, Source, Tone};
use crate::review::wording;
use crate::sli::Event;
use crate::time::Instant;

/// A chart, computed and reduced to columns: everything that drawing and reading it needs, and no more.
///
/// Its size depends on the number of columns (and rows), never on the number of events. It is made where the data is
/// and drawn elsewhere, so it holds only text, numbers and flat lists of numbers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChartModel {
    /// Which chart.
    pub kind: ChartKind,
    /// A question.
    pub title: String,
    /// Its answer, in a sentence with counts.
    pub verdict: String,
    /// How the answer is meant.
    pub tone: Tone,
    /// What is said in place of a chart that has no data.
    pub empty: Option<String>,
    /// The time shown, and how it is cut.
    pub columns: Columns,
    /// The length of the SLO's window, in words.
    pub window: String,
    /// The error budget in parts per billion of the events.
    pub budget_ppb: u32,
    /// The counted events of the whole review window, where the chart needs them.
    pub total: f64,
    /// The lowest value that the scale has to reach down to.
    pub lowest: f64,
    /// The highest value that the scale has to reach up to; for ratios that is all of them.
    pub highest: f64,
    /// The decimals of percentages, as many as the objective needs.
    pub decimals: u32,
    /// The value at the right end, in words.
    pub closing: String,
    /// Levels to compare with: the objective, the policy's thresholds.
    pub levels: Vec<Level>,
    /// Stretches of time that are unlike the others.
    pub bands: Vec<Band>,
    /// The rows of the outcomes, most failures first; the last may stand for all others.
    pub rows: Vec<Row>,
    /// Incidents, days or turns, oldest first, where the chart shows such.
    pub marks: Vec<Mark>,
    /// The civil days of a chart that is cut into days, each at its beginning; the axis has them for its marks.
    pub days: Vec<TimeTick>,
    /// The same in words, for those who do not see the chart.
    pub table: Table,
    /// The line.
    pub line: Line,
    /// What ended in each column, row by row; one row where the chart has no rows.
    pub ended: Ended,
}

impl ChartModel {
    /// A chart of which no more is known than what it asks and answers.
    pub(super) fn new(kind: ChartKind, source: &Source, columns: Columns, title: String, verdict: String) -> Self {
        Self {
            kind,
            title,
            verdict,
            tone: Tone::None,
            empty: None,
            columns,
            window: wording::length(source.slo.window),
            budget_ppb: source.slo.target.budget().ppb() as u32,
            total: 0.0,
            lowest: 0.0,
            highest: 1.0,
            decimals: 2,
            closing: String::new(),
            levels: Vec::new(),
            bands: Vec::new(),
            rows: Vec::new(),
            marks: Vec::new(),
            days: Vec::new(),
            table: Table::default(),
            line: Line::default(),
            ended: Ended::default(),
        }
    }

    /// The model as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("a model has nothing that cannot be written")
    }

    /// The model that was written; none where the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

/// A line, reduced to its extremes in each column. `NaN` means no value: a gap.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The value at the column's left end, which is the last one of the column before.
    pub first: Vec<f64>,
    /// The lowest value in the column.
    pub min: Vec<f64>,
    /// The highest value in the column.
    pub max: Vec<f64>,
    /// The value at the column's right end.
    pub last: Vec<f64>,
    /// The good events behind the last value.
    pub good: Vec<f64>,
    /// The bad events behind the last value.
    pub bad: Vec<f64>,
}

impl Line {
    /// Adds a column that begins with `value`.
    pub(super) fn open(&mut self, value: f64) {
        for part in [&mut self.first, &mut self.min, &mut self.max, &mut self.last] {
            part.push(value);
        }
    }

    /// Takes another value of the column that was added last. A gap leaves the extremes alone.
    pub(super) fn see(&mut self, value: f64) {
        let Some(column) = self.last.len().checked_sub(1) else { return };
        self.last[column] = value;
        // f64::min and f64::max prefer a number to NaN.
        self.min[column] = self.min[column].min(value);
        self.max[column] = self.max[column].max(value);
    }
}

/// Counts per column, one row after the other.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ended {
    /// Succeeded.
    pub good: Vec<u32>,
    /// Failed.
    pub bad: Vec<u32>,
    /// Taken out by maintenance.
    pub excluded: Vec<u32>,
}

impl Ended {
    pub(super) fn new(rows: usize, columns: Columns) -> Self {
        let none = || vec![0; rows * columns.count as usize];
        Self { good: none(), bad: none(), excluded: none() }
    }

    /// Counts a failure in its column of the row; one outside the columns is not counted.
    pub(super) fn add_bad(&mut self, row: usize, columns: Columns, at: Instant) {
        let place = columns.of(at).map(|column| row * columns.count as usize + column as usize);
        if let Some(number) = place.and_then(|place| self.bad.get_mut(place)) {
            *number = number.saturating_add(1);
        }
    }

    /// Counts an event in its column of the row; one outside the columns is not counted.
    pub(super) fn add(&mut self, row: usize, columns: Columns, event: &Event) {
        let Some(column) = columns.of(event.end) else { return };
        let place = row * columns.count as usize + column as usize;
        let counts = match (event.excluded, event.good) {
            (true, _) => &mut self.excluded,
            (false, true) => &mut self.good,
            (false, false) => &mut self.bad,
        };
        counts[place] = counts[place].saturating_add(1);
    }
}

/// A horizontal line to compare with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Level {
    /// What it says, such as `freeze below 20%`.
    pub label: String,
    /// Where it lies: as a ratio of 1, or in seconds in a chart of durations.
    pub value: f64,
    /// Where it begins.
    #[serde(with = "super::millis")]
    pub from: Instant,
    /// How being on its wrong side is meant.
    pub tone: Tone,
}

/// A stretch of time that is unlike the others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// Why.
    pub kind: BandKind,
    /// Its first instant.
    #[serde(with = "super::millis")]
    pub from: Instant,
    /// Its last.
    #[serde(with = "super::millis")]
    pub to: Instant,
    /// What it says.
    pub label: String,
    /// How it is meant.
    pub tone: Tone,
}

/// What makes a stretch of time unlike the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BandKind {
    /// Maintenance: jobs that touch it do not count.
    Maintenance,
    /// No loaded file has job outcomes of this time.
    Uncovered,
    /// The trailing window still reaches back to before the first event.
    Settling,
    /// An incident, from its opening to its recovery.
    Incident,
    /// The time in which an alert fires.
    Firing,
    /// A part of it that maintenance silences.
    Silenced,
    /// The time from an incident's recovery to the success that stayed clean.
    Unverified,
    /// The half hour in which a recovery has to stay clean.
    Verification,
    /// A confirmed outage of something that the service depends on.
    Outage,
    /// The window being reviewed, where more than that is shown.
    Window,
    /// What comes after the reviewed instant.
    Later,
}

/// One row of the outcomes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The slot's namespace; empty for the row of all others.
    pub name: String,
    /// How many slots the row stands for.
    pub slots: u32,
    /// Its jobs that succeeded.
    pub good: f64,
    /// Its jobs that failed.
    pub bad: f64,
    /// Its jobs that maintenance took out.
    pub excluded: f64,
}

/// The heads of a table's columns.
pub(super) fn head(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// A table in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The columns' heads.
    pub head: Vec<String>,
    /// The rows, as wide as the head.
    pub rows: Vec<Vec<String>>,
}

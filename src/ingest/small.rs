use super::annotations::annotations;
use super::calendar::{ZoneLookup, calendar};
use super::collector::Collector;
use super::error::{ErrorCode, IngestError};
use super::exclusion_files::{exclusions_table, exclusions_yaml};
use super::intake::Intake;
use super::timeline::{alerts, incidents, postmortem, table};
use crate::record::Format;

/// Largest file that is read whole, in bytes. A year of a team's incidents takes a small part of it.
const LARGEST: usize = 8 << 20;

/// Most values that a file of JSON or YAML may hold.
pub const MOST_VALUES: usize = 500_000;

/// The formats whose files are small and are read whole, at their end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmallFormat {
    /// Incidents as JSON: our own, PagerDuty's or Rootly's.
    Incidents,
    /// Alerts of Alertmanager or Prometheus.
    Alerts,
    /// A native timeline as a table.
    IncidentTable {
        /// What separates its fields.
        delimiter: u8,
    },
    /// A postmortem in Markdown.
    Postmortem,
    /// Exclusions as YAML.
    Exclusions,
    /// Exclusions as a table.
    ExclusionTable {
        /// What separates its fields.
        delimiter: u8,
    },
    /// A calendar.
    Calendar,
    /// A reviewer's annotations.
    Annotations,
}

/// Holds a small file until it is whole, and reads it then.
#[derive(Debug)]
pub struct SmallReader {
    format: SmallFormat,
    bytes: Vec<u8>,
    collector: Collector,
    zones: Option<ZoneLookup>,
}

impl SmallFormat {
    /// What a file of the format is, as the end of "This is …".
    const fn what(self) -> &'static str {
        match self {
            Self::Incidents => "a file of incidents",
            Self::Alerts => "a file of alerts",
            Self::IncidentTable { .. } => "an incident timeline as a table",
            Self::Postmortem => "a postmortem",
            Self::Exclusions => "a file of maintenance and outages",
            Self::ExclusionTable { .. } => "a table of maintenance and outages",
            Self::Calendar => "a calendar",
            Self::Annotations => "a file of annotations",
        }
    }
}

impl SmallReader {
    /// A reader of a file of that format, with what may answer for time zones by their names.
    pub fn new(collector: Collector, format: SmallFormat, zones: Option<ZoneLookup>) -> Self {
        Self { format, bytes: Vec::new(), collector, zones }
    }

    /// Takes the next bytes. The error says that there are too many of them, and what to do about it.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), (String, String)> {
        if self.bytes.len() + bytes.len() <= LARGEST {
            self.bytes.extend_from_slice(bytes);
            return Ok(());
        }
        let what = format!("This is {}, and it is larger than 8 MiB.", self.format.what());
        Err((what, "Export a shorter stretch of time, or several files.".to_owned()))
    }

    /// Reads the file and gives back what was collected with its format; else says why the file cannot be used.
    pub fn finish(self, file: &str) -> Result<(Collector, Format), IngestError> {
        let Ok(text) = std::str::from_utf8(&self.bytes) else {
            return Err(IngestError {
                file: file.to_owned(),
                code: ErrorCode::Damaged,
                what: format!("This is {}, but it is not UTF-8.", self.format.what()),
                position: None,
                remedy: "Save it as UTF-8.".to_owned(),
                unmapped: None,
            });
        };
        let mut intake = Intake::new(self.collector, text);
        let format = match self.format {
            SmallFormat::Incidents => incidents(&mut intake),
            SmallFormat::Alerts => alerts(&mut intake),
            SmallFormat::IncidentTable { delimiter } => {
                table(&mut intake, delimiter);
                Format::IncidentTimeline
            }
            SmallFormat::Postmortem => {
                postmortem(&mut intake);
                Format::IncidentTimeline
            }
            SmallFormat::Exclusions => {
                exclusions_yaml(&mut intake);
                Format::Exclusions
            }
            SmallFormat::ExclusionTable { delimiter } => {
                exclusions_table(&mut intake, delimiter);
                Format::Exclusions
            }
            SmallFormat::Calendar => {
                calendar(&mut intake, self.zones);
                Format::Exclusions
            }
            SmallFormat::Annotations => {
                annotations(&mut intake).map_err(|wrong| wrong.error(file, &intake))?;
                Format::Annotations
            }
        };
        intake.finish(file, self.format.what()).map(|collector| (collector, format))
    }
}

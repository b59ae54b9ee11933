//! What was read: jobs, mentions of failures in texts, timelines, exclusions, a reviewer's annotations, and the files
//! that they came from.

mod annotation;
mod chunked;
mod counts;
mod dataset;
mod exclusion;
mod file;
mod id_index;
mod job;
mod mention;
mod name_index;
mod observed;
mod outcome;
mod parcel;
mod population;
mod series;
mod shortfall;
mod symbol;
mod table;
mod text;
mod timeline;
mod uid;

pub use annotation::{Annotations, IncidentNote, StatedMitigation};
pub use counts::{CountTable, Counts, EventIncrease};
pub use dataset::Dataset;
pub use exclusion::{Exclusions, Maintenance, Outage};
pub use file::{Cover, Format, LoadedFile, Position, Source, Warning, WarningCode};
pub use job::{Job, RunInterval};
pub use mention::{LONGEST_MENTION, Mention, MentionTable};
pub use name_index::NameIndex;
pub use outcome::Outcome;
pub use parcel::{ParcelError, Parcels, Unpacking};
pub use population::Population;
pub use series::{JobMetric, LONGEST_GAP, Progression, SeriesTable};
pub use shortfall::Shortfall;
pub use table::{JobEntry, JobTable};
pub use text::{LONGEST_TEXT, is_standing_message};
pub use timeline::{TimelineEvent, TimelineEventKind, TimelineIncident};

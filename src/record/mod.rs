//! What was read: jobs, exclusions, and the files that they came from.

mod chunked;
mod dataset;
mod exclusion;
mod file;
mod job;
mod outcome;
mod parcel;
mod population;
mod symbol;
mod table;
mod text;
pub use text::{LONGEST_TEXT, is_standing_message};
mod uid;

pub use dataset::Dataset;
pub use exclusion::{Exclusions, Maintenance, Outage};
pub use file::{Cover, Format, LoadedFile, Position, Source, Warning, WarningCode};
pub use job::{Job, RunInterval};
pub use outcome::Outcome;
pub use parcel::{ParcelError, Parcels, Unpacking};
pub use population::Population;
pub use table::{JobEntry, JobTable};

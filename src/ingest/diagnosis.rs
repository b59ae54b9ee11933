use crate::record::{Position, Warning, WarningCode};
use crate::sorted::Sorted;

/// Examples kept of each kind of trouble.
const EXAMPLES: usize = 10;

/// Collects what is odd in a file without stopping the reading.
#[derive(Debug, Default)]
pub struct Diagnosis {
    entries: Sorted<WarningCode, Entry>,
}

#[derive(Debug, Default)]
struct Entry {
    count: u64,
    examples: Vec<(Position, String)>,
    names: Vec<String>,
}

impl Diagnosis {
    /// Counts one case at a known place.
    pub fn at(&mut self, code: WarningCode, position: Position, what: String) {
        let entry = self.entries.or_default(code);
        entry.count += 1;
        if entry.examples.len() < EXAMPLES {
            entry.examples.push((position, what));
        }
    }

    /// Counts one case of something that has a name rather than a place.
    pub fn named(&mut self, code: WarningCode, name: impl FnOnce() -> String) {
        let entry = self.entries.or_default(code);
        entry.count += 1;
        if entry.names.len() < 3 {
            entry.names.push(name());
        }
    }

    /// Counts cases that have neither.
    pub fn count(&mut self, code: WarningCode, count: u64) {
        if count > 0 {
            self.entries.or_default(code).count += count;
        }
    }

    /// The first example of the kind.
    pub fn first(&self, code: WarningCode) -> Option<&(Position, String)> {
        self.entries.get(&code)?.examples.first()
    }

    /// How many cases of the kind were met.
    pub fn count_of(&self, code: WarningCode) -> u64 {
        self.entries.get(&code).map_or(0, |entry| entry.count)
    }

    /// The warnings, sorted by code.
    pub fn into_warnings(self) -> Vec<Warning> {
        let warning = |(code, entry): (WarningCode, Entry)| Warning {
            code,
            count: entry.count,
            message: message(code, &entry),
            examples: entry.examples,
        };
        self.entries.into_entries().into_iter().map(warning).collect()
    }
}

fn message(code: WarningCode, entry: &Entry) -> String {
    let one = entry.count == 1;
    let count = |singular: &str, plural: &str| format!("{} {}", entry.count, if one { singular } else { plural });
    let names = match entry.names.as_slice() {
        [] => String::new(),
        names if (names.len() as u64) < entry.count => format!(": {}, …", names.join(", ")),
        names => format!(": {}", names.join(", ")),
    };
    match code {
        WarningCode::BadRecord => format!(
            "{} could not be read and {} not counted. All others were read.",
            count("record", "records"),
            if one { "is" } else { "are" }
        ),
        WarningCode::CutDocument => format!(
            "{} broken off, at the file's end or where another begins, as when a watch is ended. What is whole was read.",
            count("document is", "documents are")
        ),
        WarningCode::MissingOffset => format!(
            "{} no offset from UTC and {} read as UTC. Check that the tool that wrote them keeps its clock in UTC.",
            count("timestamp has", "timestamps have"),
            if one { "was" } else { "were" }
        ),
        WarningCode::EndBeforeStart => format!(
            "{} before starting{names}. The end is taken for both.",
            count("job ended", "jobs ended")
        ),
        WarningCode::Malformed => format!(
            "{} complete and failed at once, or ended without saying when{names}. Not counted.",
            count("job is", "jobs are")
        ),
        WarningCode::IncompleteList => format!(
            "{} further pages that are not here (metadata.continue). Export without --chunk-size, or add the other pages.",
            count("list has", "lists have")
        ),
        WarningCode::EmptyInterval => format!(
            "{} not end after the beginning and {} refused.",
            count("exclusion does", "exclusions do"),
            if one { "was" } else { "were" }
        ),
        WarningCode::CutText => {
            format!(
                "{} longer than is read, 64 KiB or a line of 1 MiB, and {} cut.",
                count("text was", "texts were"),
                if one { "was" } else { "were" }
            )
        }
        WarningCode::NotAJob => {
            format!("{} no Kubernetes Job and {} passed over{names}.", count("object is", "objects are"), if one { "was" } else { "were" })
        }
        WarningCode::StrayText => {
            format!("{} between the documents {} no JSON and {} passed over.", count("stretch", "stretches"), if one { "is" } else { "are" }, if one { "was" } else { "were" })
        }
        WarningCode::TextWithoutTime => {
            format!("{} no time and {} no evidence.", count("text of a failure has", "texts of failures have"), if one { "is" } else { "are" })
        }
        WarningCode::TextWithoutName => format!(
            "{} neither a job nor a run and {} no evidence.",
            count("text of a failure names", "texts of failures name"),
            if one { "is" } else { "are" }
        ),
        WarningCode::UnknownZone => format!(
            "{} in a time zone that is not known and {} read as UTC. Export the calendar with its time zones (VTIMEZONE).",
            count("time of the calendar is", "times of the calendar are"),
            if one { "was" } else { "were" }
        ),
        WarningCode::BoundedRecurrence => format!(
            "{} without end or very often and {} followed for 4000 times or 30 years at most. Later ones exclude nothing.",
            count("event recurs", "events recur"),
            if one { "was" } else { "were" }
        ),
        WarningCode::QueryError => format!(
            "Prometheus answered with {}{names}. What that query would have shown is missing here.",
            count("error", "errors")
        ),
        WarningCode::QueryWarning => format!("Prometheus says of its answer{names}."),
        WarningCode::NativeHistogram => format!(
            "{} a native histogram, which is not read. Query a counter instead.",
            count("series is", "series are")
        ),
        WarningCode::UnknownSeries => {
            format!("{} of no job and {} passed over{names}.", count("series is", "series are"), if one { "was" } else { "were" })
        }
        WarningCode::BadSample => format!(
            "{} no number as value, or no time that can be, and {} passed over.",
            count("sample has", "samples have"),
            if one { "was" } else { "were" }
        ),
        // Said once all files are together.
        WarningCode::CoarseStep | WarningCode::EndUnknown | WarningCode::LostJob | WarningCode::OddCounts => String::new(),
        WarningCode::CutGzip => {
            "The compressed file breaks off or is damaged; what could be unpacked before that was read. Copy it again if it should be whole.".to_owned()
        }
    }
}

/// What the events of a series are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventRole {
    /// Those that are good.
    Good,
    /// Those that are bad.
    Bad,
    /// All.
    Total,
}

/// How the samples of a series count its events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventValues {
    /// Each is the number of events so far; it begins again at nothing now and then.
    Counter,
    /// Each is the number of events since the sample before it, as `increase()` over the query's own step gives it.
    Increase,
}

/// Which series count a service's events, where there is no job for each: time series by name, or whole files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventSource {
    /// What the events are.
    pub role: EventRole,
    /// How its samples count them.
    pub values: EventValues,
    /// The series' name, or the name of the file whose series they are, with its folders or without.
    pub name: String,
}

impl EventRole {
    /// The word for it in SLO files and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Bad => "bad",
            Self::Total => "total",
        }
    }

    /// All of them.
    pub const ALL: [Self; 3] = [Self::Good, Self::Bad, Self::Total];
}

impl EventSource {
    /// Whether all series of that file are meant.
    pub fn is_file(&self, file: &str) -> bool {
        let base = file.rsplit(['/', '\\']).next().unwrap_or(file);
        self.name == file || self.name == base
    }
}

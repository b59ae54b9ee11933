/// Which chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum ChartKind {
    /// The ratio of good jobs over the trailing SLO window, against the objective.
    Availability,
    /// What is left of the window's error budget, from its start to its end.
    Budget,
    /// What became of the jobs, one row a slot.
    Outcomes,
    /// How long each incident took, against the recovery target.
    Durations,
    /// How long recoveries took, day by day.
    Daily,
    /// One incident from its opening to its end; which one is named beside the kind.
    Incident,
    /// When an alert fired, over the failures that it counts; which one is named beside the kind.
    Firings,
    /// How long builds took, day by day.
    BuildTimes,
    /// How many jobs started in the 15 minutes before each instant.
    Starts,
    /// The share of the builds of the 15 minutes before each instant that failed.
    FailedQuarter,
    /// The same of the hour before.
    FailedHour,
    /// The evidence of each class that opens incidents.
    Evidence,
}

impl ChartKind {
    /// All charts, in the order in which a page shows them.
    pub const ALL: [Self; 12] = [
        Self::Availability,
        Self::Budget,
        Self::Outcomes,
        Self::Durations,
        Self::Daily,
        Self::Incident,
        Self::Firings,
        Self::BuildTimes,
        Self::Starts,
        Self::FailedQuarter,
        Self::FailedHour,
        Self::Evidence,
    ];

    /// The name used at the boundary.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Availability => "availability",
            Self::Budget => "budget",
            Self::Outcomes => "outcomes",
            Self::Durations => "durations",
            Self::Daily => "daily",
            Self::Incident => "incident",
            Self::Firings => "firings",
            Self::BuildTimes => "buildTimes",
            Self::Starts => "starts",
            Self::FailedQuarter => "failedQuarter",
            Self::FailedHour => "failedHour",
            Self::Evidence => "evidence",
        }
    }

    /// Whether it shows how the work goes.
    pub(super) const fn is_of_work(self) -> bool {
        matches!(self, Self::BuildTimes | Self::Starts | Self::FailedQuarter | Self::FailedHour | Self::Evidence)
    }

    /// Whether it has a mark a civil day.
    pub(super) const fn is_daily(self) -> bool {
        matches!(self, Self::Daily | Self::BuildTimes)
    }

    /// The chart of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

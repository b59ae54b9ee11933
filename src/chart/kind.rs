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
}

impl ChartKind {
    /// All charts, in the order in which a page shows them.
    pub const ALL: [Self; 6] =
        [Self::Availability, Self::Budget, Self::Outcomes, Self::Durations, Self::Daily, Self::Incident];

    /// The name used at the boundary.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Availability => "availability",
            Self::Budget => "budget",
            Self::Outcomes => "outcomes",
            Self::Durations => "durations",
            Self::Daily => "daily",
            Self::Incident => "incident",
        }
    }

    /// The chart of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

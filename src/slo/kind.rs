/// A kind of job: an index into the SLO's [`Kinds`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Kind(pub u8);

/// How one rule recognises a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KindTest {
    /// The job's name begins with this.
    NamePrefix(String),
    /// The job carries this label with this value.
    Label {
        /// The label's key.
        key: String,
        /// The value that it must have.
        value: String,
    },
}

/// One rule: jobs that pass the test are of the kind. The first rule that matches decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindRule {
    /// The kind given.
    pub kind: Kind,
    /// The test.
    pub test: KindTest,
}

/// The kinds of job that a service has. The last one is always `other`, for jobs that no rule knows.
#[derive(Clone, Debug)]
pub struct Kinds {
    /// The kinds' names, `other` last; at most 255.
    pub names: Vec<String>,
    /// Kinds whose jobs are events of the availability SLI.
    pub counted: Vec<Kind>,
    /// Kinds of the pipeline: their failures are evidence, and they can be stuck.
    pub pipeline: Vec<Kind>,
    /// The rules, first match wins.
    pub rules: Vec<KindRule>,
}

impl Kinds {
    /// No kinds but `other`.
    pub(super) fn none() -> Self {
        Self { names: vec!["other".to_owned()], counted: Vec::new(), pipeline: Vec::new(), rules: Vec::new() }
    }

    /// The kind's name.
    pub fn name(&self, kind: Kind) -> &str {
        &self.names[usize::from(kind.0)]
    }

    /// The kind of jobs that no rule knows.
    pub fn other(&self) -> Kind {
        Kind((self.names.len() - 1) as u8)
    }

    /// The kind of that name, if the service has it.
    pub fn named(&self, name: &str) -> Option<Kind> {
        self.names.iter().position(|known| known == name).map(|index| Kind(index as u8))
    }

    /// Whether jobs of the kind are events of the availability SLI.
    pub fn is_counted(&self, kind: Kind) -> bool {
        self.counted.contains(&kind)
    }

    /// Whether the kind belongs to the pipeline.
    pub fn is_pipeline(&self, kind: Kind) -> bool {
        self.pipeline.contains(&kind)
    }

    /// The keys of the labels that the rules ask for; all other labels are skipped unread.
    pub fn label_keys(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().filter_map(|rule| match &rule.test {
            KindTest::Label { key, .. } => Some(key.as_str()),
            KindTest::NamePrefix(_) => None,
        })
    }

    /// The kind of a job, by the first rule that matches; else by the hint that a table gives; else `other`.
    pub fn classify<'a>(&self, name: &str, label: impl Fn(&str) -> Option<&'a str>, hint: Option<&str>) -> Kind {
        let matching = self.rules.iter().find(|rule| match &rule.test {
            KindTest::NamePrefix(prefix) => name.starts_with(prefix.as_str()),
            KindTest::Label { key, value } => label(key) == Some(value.as_str()),
        });
        matching
            .map(|rule| rule.kind)
            .or_else(|| hint.and_then(|hint| self.named(hint)))
            .unwrap_or_else(|| self.other())
    }
}

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

    /// The kind of a job of which the labels are known by the names that kube-state-metrics gives them. Where it gives
    /// several labels of the rules the same name, none of them is known.
    pub fn classify_exported<'a>(&self, name: &str, exported: impl Fn(&str) -> Option<&'a str>) -> Kind {
        let label = |key: &str| {
            let called = exported_label(key);
            let is_shared = self.label_keys().any(|other| other != key && exported_label(other) == called);
            if is_shared { None } else { exported(&called) }
        };
        self.classify(name, label, None)
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

/// What kube-state-metrics calls a label: `label_` and the key, in which everything but letters, digits and `_` became
/// `_`, in snake case.
pub fn exported_label(key: &str) -> String {
    let mut name = "label_".to_owned();
    let mut before = '_';
    for character in key.chars() {
        if before.is_ascii_lowercase() || before.is_ascii_digit() {
            name.extend(character.is_ascii_uppercase().then_some('_'));
        }
        name.push(if character.is_ascii_alphanumeric() { character.to_ascii_lowercase() } else { '_' });
        before = character;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::exported_label;

    #[test]
    fn labels_are_called_as_the_exporter_calls_them() {
        for (key, exported) in [
            ("app.kubernetes.io/name", "label_app_kubernetes_io_name"),
            ("jobKind", "label_job_kind"),
            ("jobV2Kind", "label_job_v2_kind"),
            ("ABTest", "label_abtest"),
        ] {
            assert_eq!(exported_label(key), exported);
        }
    }
}

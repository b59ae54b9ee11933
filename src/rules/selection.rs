use super::pattern;
use crate::quote::quoted;
use crate::slo::{EventRole, EventSource, Kind, KindTest, Slo, exported_label};

/// How the exporter's series of a kind's jobs are told from others, for each kind.
#[derive(Clone, Debug)]
pub struct Selections {
    /// The namespaces in scope, as a pattern for Prometheus.
    pub namespace: String,
    /// For each kind what its jobs may be, one of which is enough; none where metrics cannot tell them.
    kinds: Vec<Vec<Selection>>,
}

/// Jobs of which all of this is true.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The name begins with one of these; with anything where the list is empty.
    pub prefixes: Vec<String>,
    /// The name begins with none of these.
    pub other_prefixes: Vec<String>,
    /// Labels that they have; at most one.
    pub labels: Vec<Label>,
    /// Labels that they do not have.
    pub other_labels: Vec<Label>,
}

/// A label with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What the exporter calls it.
    pub name: String,
    /// Its value.
    pub value: String,
}

impl Label {
    /// Its label matcher.
    pub fn matcher(&self) -> String {
        [&self.name, "=", &quoted(&self.value)].concat()
    }
}

impl Selection {
    /// The label matchers of the names, each after a comma; nothing where every name will do.
    pub fn names(&self) -> String {
        let mut matchers = String::new();
        for (operator, prefixes) in [(",job_name=~", &self.prefixes), (",job_name!~", &self.other_prefixes)] {
            if let Some(pattern) = pattern::prefixes(prefixes) {
                matchers.push_str(operator);
                matchers.push_str(&quoted(&pattern));
            }
        }
        matchers
    }
}

impl Selections {
    /// What the SLO file says of scope and kinds. There the first rule that matches decides, so a rule's jobs are
    /// those that it matches and no rule before it does.
    pub fn of(slo: &Slo) -> Self {
        let kinds = (0..slo.kinds.names.len()).map(|kind| of_kind(slo, Kind(kind as u8))).collect();
        Self { namespace: pattern::whole(slo.scope.pattern()), kinds }
    }

    /// What the kind's jobs may be.
    pub fn of_kind(&self, kind: Kind) -> &[Selection] {
        &self.kinds[usize::from(kind.0)]
    }

    /// Whether metrics can tell jobs of the kind.
    pub fn tells(&self, kind: Kind) -> bool {
        !self.of_kind(kind).is_empty()
    }

    /// The matcher of the counted kinds that metrics can tell; empty where there is none.
    pub fn counted(&self, slo: &Slo) -> String {
        let kinds: Vec<Kind> = slo.kinds.counted.iter().copied().filter(|&kind| self.tells(kind)).collect();
        if kinds.is_empty() { String::new() } else { matcher(slo, &kinds) }
    }

    /// Whether there are any events that metrics can tell.
    pub fn tell_events(&self, slo: &Slo) -> bool {
        !self.counted(slo).is_empty() || has_series(slo)
    }
}

/// The matcher of some kinds.
pub fn matcher(slo: &Slo, kinds: &[Kind]) -> String {
    // Kinds' names are letters, digits and dashes, so nothing in them means anything in a regular expression.
    let mut matcher = if kinds.len() == 1 { "kind=\"" } else { "kind=~\"" }.to_owned();
    for (index, &kind) in kinds.iter().enumerate() {
        matcher.push_str(if index > 0 { "|" } else { "" });
        matcher.push_str(slo.kinds.name(kind));
    }
    matcher.push('"');
    matcher
}

/// The series that count events of the role.
pub fn series(slo: &Slo, role: EventRole) -> impl Iterator<Item = &EventSource> {
    slo.event_series.iter().filter(move |source| source.role == role && is_metric(&source.name))
}

/// Whether series count events at all: two of the three roles are needed.
pub fn has_series(slo: &Slo) -> bool {
    EventRole::ALL.into_iter().filter(|&role| series(slo, role).next().is_some()).count() > 1
}

/// Whether it is the name of a metric; else it is a file's.
pub fn is_metric(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b':')
        && !name.starts_with(|first: char| first.is_ascii_digit())
}

/// Why metrics cannot follow a rule by label; none where they can.
pub fn unusable(slo: &Slo, key: &str, value: &str) -> Option<&'static str> {
    if value.is_empty() {
        return Some("in Prometheus an empty label is the same as none");
    }
    let exported = exported_label(key);
    let collides = slo.kinds.label_keys().any(|other| other != key && exported_label(other) == exported);
    if collides { Some("kube-state-metrics gives another label of the file the same name") } else { None }
}

fn of_kind(slo: &Slo, kind: Kind) -> Vec<Selection> {
    let mut found: Vec<Selection> = Vec::new();
    // What earlier rules of other kinds take away.
    let mut prefixes: Vec<&str> = Vec::new();
    let mut labels: Vec<Label> = Vec::new();
    // Rules of a kind between which no other kind's rule stands are one selection, so far as they ask for prefixes.
    let mut open: Option<usize> = None;
    for rule in &slo.kinds.rules {
        match &rule.test {
            KindTest::NamePrefix(prefix) if rule.kind == kind => {
                // A rule whose every name an earlier one takes has no jobs.
                if prefixes.iter().any(|taken| prefix.starts_with(taken)) {
                    continue;
                }
                let place = *open.get_or_insert_with(|| {
                    found.push(Selection { other_labels: labels.clone(), ..Selection::default() });
                    found.len() - 1
                });
                let selection = &mut found[place];
                for taken in &prefixes {
                    if taken.starts_with(prefix.as_str())
                        && !selection.other_prefixes.iter().any(|known| known == taken)
                    {
                        selection.other_prefixes.push((*taken).to_owned());
                    }
                }
                selection.prefixes.push(prefix.clone());
            }
            KindTest::NamePrefix(prefix) => {
                prefixes.push(prefix);
                open = None;
            }
            KindTest::Label { key, value } if unusable(slo, key, value).is_none() => {
                let label = Label { name: exported_label(key), value: value.clone() };
                if rule.kind != kind {
                    labels.push(label);
                    open = None;
                } else if !prefixes.iter().any(|taken| taken.is_empty()) {
                    found.push(Selection {
                        prefixes: Vec::new(),
                        other_prefixes: prefixes.iter().map(|&prefix| prefix.to_owned()).collect(),
                        other_labels: labels.iter().filter(|other| other.name != label.name).cloned().collect(),
                        labels: vec![label],
                    });
                }
            }
            KindTest::Label { .. } => {}
        }
    }
    if kind == slo.kinds.other() && !prefixes.iter().any(|taken| taken.is_empty()) {
        let other_prefixes = prefixes.into_iter().map(str::to_owned).collect();
        found.push(Selection { other_prefixes, other_labels: labels, ..Selection::default() });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Label, Selection, Selections, unusable};
    use crate::slo::{Kind, KindRule, KindTest, Slo, exported_label};

    fn strings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|&text| text.to_owned()).collect()
    }

    /// An SLO with the kinds `a`, `b` and `other`, and the rules; `key=value` is a label.
    fn slo(rules: &[(u8, &str)]) -> Slo {
        let mut slo = Slo::ai_slot_build();
        slo.kinds.names = strings(&["a", "b", "other"]);
        slo.kinds.rules = rules
            .iter()
            .map(|&(kind, test)| KindRule {
                kind: Kind(kind),
                test: match test.split_once('=') {
                    Some((key, value)) => KindTest::Label { key: key.to_owned(), value: value.to_owned() },
                    None => KindTest::NamePrefix(test.to_owned()),
                },
            })
            .collect();
        slo
    }

    /// Whether a selection takes a job of that name with those labels.
    fn takes(selection: &Selection, name: &str, labels: &[(&str, &str)]) -> bool {
        let begins = |prefixes: &[String]| prefixes.iter().any(|prefix| name.starts_with(prefix.as_str()));
        let has = |label: &Label| labels.iter().any(|&(k, v)| exported_label(k) == label.name && v == label.value);
        (selection.prefixes.is_empty() || begins(&selection.prefixes))
            && !begins(&selection.other_prefixes)
            && selection.labels.iter().all(has)
            && !selection.other_labels.iter().any(has)
    }

    #[test]
    fn selections_take_what_the_first_matching_rule_gives() {
        let files: [&[(u8, &str)]; 7] = [
            &[(0, "x-"), (0, "y-"), (1, "z-")],
            &[(0, "x-long-"), (1, "x-")],
            &[(0, "x-"), (1, "x-long-")],
            &[(0, "team=red"), (1, "x-"), (0, "y-")],
            &[(0, "x-"), (1, "team=red"), (0, "team=blue"), (0, "")],
            &[(1, ""), (0, "x-"), (0, "team=red")],
            &[(0, "team=red"), (0, "x-"), (1, "tier=top"), (0, "y-"), (1, "team=blue")],
        ];
        let labels: [&[(&str, &str)]; 5] =
            [&[], &[("team", "red")], &[("team", "blue")], &[("tier", "top")], &[("team", "red"), ("tier", "top")]];
        for rules in files {
            let slo = slo(rules);
            let selections = Selections::of(&slo);
            for name in ["x-1", "x-long-1", "y-1", "z-1", "w"] {
                for labels in labels {
                    let find = |key: &str| labels.iter().find(|label| label.0 == key).map(|label| label.1);
                    let expected = slo.kinds.classify(name, find, None);
                    for kind in [Kind(0), Kind(1), Kind(2)] {
                        let found = selections.of_kind(kind).iter().any(|selection| takes(selection, name, labels));
                        assert_eq!(found, kind == expected, "{rules:?}: {name} {labels:?} as {kind:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn prefixes_of_one_kind_are_one_selection() {
        let selections = Selections::of(&Slo::ai_slot_build());
        let [build] = selections.of_kind(Kind(0)) else { panic!("{selections:?}") };
        assert_eq!(build.prefixes, ["codex-k8s-kaniko-", "kodex-kaniko-"]);
        assert!(build.other_prefixes.is_empty() && build.labels.is_empty());
    }

    #[test]
    fn labels_that_metrics_cannot_tell_are_left_out() {
        let slo = slo(&[(0, "team="), (1, "a.b=1"), (1, "a-b=2"), (1, "x-")]);
        let selections = Selections::of(&slo);
        assert!(!selections.tells(Kind(0)) && selections.tells(Kind(1)));
        assert!(selections.of_kind(Kind(2)).iter().all(|selection| selection.other_labels.is_empty()));
        for (key, value, usable) in
            [("team", "", false), ("team", "red", true), ("a.b", "1", false), ("a-b", "2", false)]
        {
            assert_eq!(unusable(&slo, key, value).is_none(), usable, "{key}={value}");
        }
    }
}

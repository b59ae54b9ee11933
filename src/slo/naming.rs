/// Longest name of a job that Kubernetes takes where its pods shall bear it, in characters.
const LONGEST_NAME: usize = 63;

/// How a text that names no job by itself says which one it is about: by how it begins and by its run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobNaming {
    /// How such a text begins, case and blanks as written.
    pub starts_with: String,
    /// The parts of the job's name.
    pub job: Vec<NamePart>,
}

/// A part of a job's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamePart {
    /// These characters.
    Literal(String),
    /// The first so many characters of the word that follows the text's beginning.
    Word(usize),
    /// The first so many characters of the run's id, without a `-` at their end.
    Run(usize),
}

impl JobNaming {
    /// The name of the job that the text is about; none where it begins otherwise, or a part of the name is not there.
    pub fn name(&self, text: &str, run: &str) -> Option<String> {
        let rest = text.strip_prefix(self.starts_with.as_str())?;
        // The word ends in a blank: one that a cut text ends with may be half a word.
        let word = rest.split_once(char::is_whitespace).map_or("", |(word, _)| word);
        let mut name = String::new();
        for part in &self.job {
            let part = match part {
                NamePart::Literal(literal) => literal,
                NamePart::Word(length) => Some(first(word, *length)).filter(|word| !word.is_empty())?,
                NamePart::Run(length) => Some(run_token(run, *length)).filter(|token| !token.is_empty())?,
            };
            name.push_str(part);
        }
        let end = first(&name, LONGEST_NAME).len();
        name.truncate(end);
        Some(name)
    }
}

/// The first characters of a run's id, by which its jobs are named, without a `-` at their end.
fn run_token(run: &str, length: usize) -> &str {
    first(run, length).trim_end_matches('-')
}

fn first(text: &str, length: usize) -> &str {
    text.char_indices().nth(length).map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use crate::slo::Slo;

    #[test]
    fn a_build_is_named_by_its_image_and_its_run() {
        let slo = Slo::ai_slot_build();
        let name = |text, run| slo.signatures.job_names.iter().find_map(|naming| naming.name(text, run));
        let run = "fd093c6a-9799-4b50-a74e-4a9cabeff0b6";
        let named = |name: &str| Some(name.to_owned());
        assert_eq!(name("Build image worker started", run), named("codex-k8s-kaniko-worker-fd093c6a-979"));
        assert_eq!(
            name("Build image worker failed logs:\nx", "fd093c6a-97-x"),
            named("codex-k8s-kaniko-worker-fd093c6a-97")
        );
        let long = "Build image an-image-with-a-name-beyond-24-characters x";
        assert_eq!(name(long, run), named("codex-k8s-kaniko-an-image-with-a-name-bey-fd093c6a-979"));
        for (text, run) in [
            ("Build image worker", run),
            ("Build image  x", run),
            ("build image worker x", run),
            ("a Build image worker x", run),
            ("Build image worker x", ""),
        ] {
            assert_eq!(name(text, run), None, "{text}");
        }
    }

    #[test]
    fn names_are_cut_to_what_kubernetes_takes() {
        let naming = super::JobNaming {
            starts_with: "x ".to_owned(),
            job: vec![super::NamePart::Word(100), super::NamePart::Literal("-".to_owned()), super::NamePart::Run(12)],
        };
        let name = naming.name(&format!("x {} y", "é".repeat(80)), "run").expect("it has a word and a run");
        assert_eq!(name, "é".repeat(63));
    }
}

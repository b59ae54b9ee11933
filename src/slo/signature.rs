use super::JobNaming;

/// A class of failures: an index into the SLO's [`Signatures`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Class(pub u8);

/// How a failed job's texts give its class (method, section 6).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signatures {
    /// The classes, tried in this order. `other` and `unknown` are not among them: they are what is left.
    pub classes: Vec<FailureClass>,
    /// How texts begin that are a job's own output: one that matches no class is `other`, not `unknown`.
    pub own_output: Vec<TextPattern>,
    /// How texts name the job that they are about where they do not say it; the first that fits decides.
    pub job_names: Vec<JobNaming>,
}

impl Signatures {
    /// The class of that name, if there is one.
    pub fn named(&self, name: &str) -> Option<Class> {
        self.classes.iter().position(|class| class.name == name).map(|index| Class(index as u8))
    }

    /// What the file says of the class.
    pub fn class(&self, class: Class) -> &FailureClass {
        &self.classes[usize::from(class.0)]
    }
}

/// A class and the patterns that give it; the documented ones are tried before the extended ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailureClass {
    /// Its name, such as `cache`.
    pub name: String,
    /// Whether evidence of the class opens an incident.
    pub opens_incidents: bool,
    /// Patterns that the service's documents state.
    pub documented: Vec<TextPattern>,
    /// Patterns added to those of the documents.
    pub extended: Vec<TextPattern>,
}

/// A pattern over one text. Matching ignores case and ANSI colours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextPattern {
    /// The words that must occur.
    pub words: String,
    /// Where they must occur.
    pub at: PatternPlace,
    /// Whether a letter or digit right after the words makes it no match.
    pub whole_word: bool,
    /// Words that must come later on the same line.
    pub followed_by: Option<String>,
    /// Words that must not come later on the same line.
    pub unless_followed_by: Option<String>,
    /// Of these words one at least must occur anywhere in the same text; none where the list is empty.
    pub together_with_any: Vec<String>,
}

/// Where the words of a pattern must occur.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PatternPlace {
    /// Anywhere in the text.
    #[default]
    Anywhere,
    /// At the text's beginning.
    Beginning,
}

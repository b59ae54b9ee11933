use regex_lite::{Regex, RegexBuilder};

/// How large a compiled pattern may be, in bytes; a repeated repetition would otherwise grow without bound.
const MAX_COMPILED: usize = 256 << 10;

/// Which jobs the SLO covers, by their namespace.
#[derive(Clone, Debug)]
pub struct Scope {
    namespace: Regex,
}

impl Scope {
    /// Jobs of namespaces that match the pattern. The pattern is not anchored by itself.
    pub fn new(namespace: &str) -> Result<Self, regex_lite::Error> {
        Ok(Self { namespace: RegexBuilder::new(namespace).size_limit(MAX_COMPILED).build()? })
    }

    /// Whether the namespace is covered.
    pub fn covers(&self, namespace: &str) -> bool {
        self.namespace.is_match(namespace)
    }

    /// The pattern as written.
    pub fn pattern(&self) -> &str {
        self.namespace.as_str()
    }
}

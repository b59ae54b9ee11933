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

/// Remembers which namespaces the SLO covers, so that its pattern is matched once for each.
#[derive(Debug)]
pub struct ScopeMemory {
    scope: Scope,
    /// By name.
    known: Vec<(String, bool)>,
    /// The place of the one asked for last, which is often asked for again.
    last: usize,
}

impl ScopeMemory {
    /// How many namespaces are remembered. More than a cluster has are no namespaces.
    const MOST: usize = 4_096;

    /// A memory of nothing yet.
    pub fn new(scope: Scope) -> Self {
        Self { scope, known: Vec::new(), last: 0 }
    }

    /// Whether the namespace is covered.
    pub fn covers(&mut self, namespace: &str) -> bool {
        if let Some((_, covers)) = self.known.get(self.last).filter(|(known, _)| known == namespace) {
            return *covers;
        }
        match self.known.binary_search_by(|(known, _)| known.as_str().cmp(namespace)) {
            Ok(place) => {
                self.last = place;
                self.known[place].1
            }
            Err(place) => {
                let covers = self.scope.covers(namespace);
                if self.known.len() < Self::MOST {
                    self.known.insert(place, (namespace.to_owned(), covers));
                }
                covers
            }
        }
    }
}

/// What somebody searches for: found in a text whatever its case.
#[derive(Clone, Debug)]
pub struct Needle {
    lower: String,
}

impl Needle {
    /// Searches for the text; spaces around it do not count.
    pub fn new(text: &str) -> Self {
        Self { lower: text.trim().to_lowercase() }
    }

    /// Whether everything matches.
    pub fn is_empty(&self) -> bool {
        self.lower.is_empty()
    }

    /// Whether it occurs in the text.
    pub fn occurs_in(&self, text: &str) -> bool {
        if self.is_empty() {
            return true;
        }
        if !self.lower.is_ascii() {
            return text.to_lowercase().contains(&self.lower);
        }
        // Messages may be long and many; the usual search compares bytes where they lie.
        let needle = self.lower.as_bytes();
        let (first, upper) = (needle[0], needle[0].to_ascii_uppercase());
        text.as_bytes()
            .windows(needle.len())
            .any(|place| (place[0] == first || place[0] == upper) && place.eq_ignore_ascii_case(needle))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignores_case_in_any_script() {
        for (needle, text, found) in [
            ("manifest", "MANIFEST_UNKNOWN: manifest unknown", true),
            ("Unknown", "MANIFEST_UNKNOWN", true),
            ("", "anything", true),
            ("  ", "", true),
            ("x", "", false),
            ("überlauf", "PUFFER-ÜBERLAUF", true),
            ("long needle", "short", false),
            ("a\u{301}", "A\u{301}", true),
        ] {
            assert_eq!(Needle::new(needle).occurs_in(text), found, "{needle} in {text}");
        }
    }
}

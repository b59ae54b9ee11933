/// What somebody searches for: found in a text whatever its case.
#[derive(Clone, Debug)]
pub struct Needle {
    lower: String,
}

/// Letters from the first to the last of which each one's small letter lies so far behind it.
struct Capitals {
    first: char,
    last: char,
    distance: u32,
    /// How many characters from one capital to the next: 2 where each stands before its small letter.
    step: u32,
}

/// The capitals of Latin, Greek, Cyrillic and Armenian. Rust's own tables are of all scripts, and weigh 12 KB in the page.
const CAPITALS: &[Capitals] = &[
    row('A', 'Z', 32),
    row('À', 'Ö', 32),
    row('Ø', 'Þ', 32),
    pairs('Ā', 'Į'),
    pairs('Ĳ', 'Ķ'),
    pairs('Ĺ', 'Ň'),
    pairs('Ŋ', 'Ŷ'),
    pairs('Ź', 'Ž'),
    pairs('Ơ', 'Ơ'),
    pairs('Ư', 'Ư'),
    pairs('Ș', 'Ț'),
    row('Ά', 'Ά', 38),
    row('Έ', 'Ί', 37),
    row('Ό', 'Ό', 64),
    row('Ύ', 'Ώ', 63),
    row('Α', 'Ρ', 32),
    row('Σ', 'Ϋ', 32),
    row('Ѐ', 'Џ', 80),
    row('А', 'Я', 32),
    pairs('Ҋ', 'Ҿ'),
    pairs('Ӑ', 'Ԯ'),
    row('Ա', 'Ֆ', 48),
    pairs('Ḁ', 'Ẕ'),
    pairs('Ạ', 'Ỿ'),
];

const fn row(first: char, last: char, distance: u32) -> Capitals {
    Capitals { first, last, distance, step: 1 }
}

const fn pairs(first: char, last: char) -> Capitals {
    Capitals { first, last, distance: 1, step: 2 }
}

fn lower(letter: char) -> char {
    let capitals = CAPITALS.iter().find(|capitals| capitals.first <= letter && letter <= capitals.last);
    let capitals = capitals.filter(|capitals| (letter as u32 - capitals.first as u32).is_multiple_of(capitals.step));
    capitals.and_then(|capitals| char::from_u32(letter as u32 + capitals.distance)).unwrap_or(letter)
}

fn lowered(text: &str) -> String {
    text.chars().map(lower).collect()
}

impl Needle {
    /// Searches for the text; spaces around it do not count.
    pub fn new(text: &str) -> Self {
        Self { lower: lowered(text.trim()) }
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
            return lowered(text).contains(&self.lower);
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
    fn ignores_case() {
        for (needle, text, found) in [
            ("manifest", "MANIFEST_UNKNOWN: manifest unknown", true),
            ("Unknown", "MANIFEST_UNKNOWN", true),
            ("", "anything", true),
            ("  ", "", true),
            ("x", "", false),
            ("überlauf", "PUFFER-ÜBERLAUF", true),
            ("ошибка", "ОШИБКА СБОРКИ", true),
            ("Σφάλμα", "ΣΦΆΛΜΑ", true),
            ("lỗi", "LỖI", true),
            ("long needle", "short", false),
            ("a\u{301}", "A\u{301}", true),
        ] {
            assert_eq!(Needle::new(needle).occurs_in(text), found, "{needle} in {text}");
        }
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "this is what the page does without")]
    fn small_letters_are_those_of_unicode() {
        for letter in '\0'..=char::MAX {
            let small: String = letter.to_lowercase().collect();
            let ours = lower(letter);
            assert!(ours == letter || ours.to_string() == small, "{letter} becomes {ours}");
            let everyday = ('\0'..='ž').contains(&letter) && !matches!(letter, 'İ' | 'Ÿ')
                || ('Α'..='ώ').contains(&letter)
                || ('Ѐ'..='я').contains(&letter);
            assert!(!everyday || ours.to_string() == small, "{letter} stays {ours}");
        }
    }
}

use crate::plain::{plain_length, same};

/// The labels of a series: an object whose members are strings.
///
/// Of a response all series have the same labels, and most of their values are the same, too. So the labels before are kept, and
/// the next ones are held against them: what stands between the values is compared as a whole, and a value that is the same costs
/// a comparison as well.
#[derive(Debug, Default)]
pub struct Labels {
    /// The object as written.
    text: Vec<u8>,
    pairs: Vec<Pair>,
    /// The pairs before, or those that are being read.
    spare: Vec<Pair>,
}

#[derive(Clone, Copy, Debug)]
struct Pair {
    /// The key's distance before the value, and its length.
    key: (u32, u32),
    /// Where the value begins and ends in the text, without its quotes.
    from: u32,
    to: u32,
}

/// Longest object of labels that is held, in bytes.
const LONGEST: usize = 1 << 16;

impl Labels {
    /// Reads the object at the beginning of `json`, and gives its length and whether its keys are those before; `None` if it is
    /// anything but an object of strings that is known to its end, and then the labels before are still there.
    pub fn read(&mut self, json: &[u8]) -> Option<(usize, bool)> {
        let json = &json[..json.len().min(LONGEST)];
        let (length, is_alike) = match self.alike(json) {
            Some(length) => (length, true),
            None => (self.anew(json)?, false),
        };
        std::mem::swap(&mut self.pairs, &mut self.spare);
        self.text.clear();
        self.text.extend_from_slice(&json[..length]);
        Some((length, is_alike))
    }

    /// The labels read last: of each its key as written, without quotes, and its value, with them.
    pub fn pairs(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        self.pairs.iter().map(|pair| {
            let from = (pair.from - pair.key.0) as usize;
            let key = &self.text[from..from + pair.key.1 as usize];
            (key, &self.text[pair.from as usize - 1..pair.to as usize + 1])
        })
    }

    /// The value at a place, with its quotes.
    pub fn value(&self, place: usize) -> &[u8] {
        self.pairs.get(place).map_or(&[], |pair| &self.text[pair.from as usize - 1..pair.to as usize + 1])
    }

    /// Reads labels with the keys before.
    fn alike(&mut self, json: &[u8]) -> Option<usize> {
        if self.pairs.is_empty() {
            return None;
        }
        self.spare.clear();
        let (mut at, mut before) = (0, 0);
        for pair in &self.pairs {
            let between = &self.text[before..pair.from as usize];
            at = same_there(json, at, between)?;
            let value = &self.text[pair.from as usize..pair.to as usize];
            let from = at as u32;
            at = match same_there(json, at, value) {
                Some(end) if json.get(end) == Some(&b'"') => end,
                _ => plain_end(json, at)?,
            };
            self.spare.push(Pair { from, to: at as u32, ..*pair });
            before = pair.to as usize;
        }
        same_there(json, at, &self.text[before..])
    }

    /// Reads any labels. Few series come here, so it is made small rather than fast.
    #[cold]
    #[inline(never)]
    fn anew(&mut self, json: &[u8]) -> Option<usize> {
        self.spare.clear();
        let white = |mut at: usize| {
            while let Some(b' ' | b'\n' | b'\r' | b'\t') = json.get(at) {
                at += 1;
            }
            at
        };
        let expect = |at: usize, byte: u8| (json.get(at) == Some(&byte)).then_some(at + 1);
        let mut at = white(expect(0, b'{')?);
        if let Some(end) = expect(at, b'}') {
            return Some(end);
        }
        loop {
            let key = expect(at, b'"')?;
            let key_end = string_end(json, key)?;
            at = white(expect(white(key_end + 1), b':')?);
            let from = expect(at, b'"')?;
            let to = string_end(json, from)?;
            self.spare.push(Pair {
                key: ((from - key) as u32, (key_end - key) as u32),
                from: from as u32,
                to: to as u32,
            });
            at = white(to + 1);
            match json.get(at)? {
                b',' => at = white(at + 1),
                b'}' => return Some(at + 1),
                _ => return None,
            }
        }
    }
}

/// The place after `what`, if it stands at `at`.
#[inline(never)]
fn same_there(json: &[u8], at: usize, what: &[u8]) -> Option<usize> {
    let there = json.get(at..at + what.len())?;
    same(there, what).then_some(at + what.len())
}

/// The place of the closing quote of a string without escapes.
#[inline(never)]
fn plain_end(json: &[u8], from: usize) -> Option<usize> {
    let end = from + plain_length(&json[from..]);
    (json.get(end) == Some(&b'"')).then_some(end)
}

/// The place of the closing quote of any string.
#[inline(never)]
fn string_end(json: &[u8], from: usize) -> Option<usize> {
    let mut end = from;
    loop {
        end += plain_length(json.get(end..)?);
        match json.get(end)? {
            b'"' => return Some(end),
            b'\\' => end += 2,
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Labels with their keys and values.
    type Pairs = Vec<(String, String)>;

    fn read(labels: &mut Labels, json: &str) -> Option<(usize, bool, Pairs)> {
        let (length, is_alike) = labels.read(json.as_bytes())?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Some((length, is_alike, labels.pairs().map(|(key, value)| (text(key), text(value))).collect()))
    }

    fn pairs(pairs: &[(&str, &str)]) -> Pairs {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn the_next_labels_are_held_against_those_before() {
        let mut labels = Labels::default();
        let first = r#"{"a":"one","b":"x"},"values":"#;
        assert_eq!(read(&mut labels, first), Some((19, false, pairs(&[("a", "\"one\""), ("b", "\"x\"")]))));
        let next = r#"{"a":"eleven","b":"x"}"#;
        assert_eq!(read(&mut labels, next), Some((22, true, pairs(&[("a", "\"eleven\""), ("b", "\"x\"")]))));
        assert_eq!(read(&mut labels, r#"{"a":"one""#), None);
        assert_eq!(read(&mut labels, next).map(|(_, is_alike, _)| is_alike), Some(true));
        let other = r#"{ "a" : "\"" , "c":"" }"#;
        assert_eq!(read(&mut labels, other), Some((23, false, pairs(&[("a", r#""\"""#), ("c", "\"\"")]))));
        assert_eq!(labels.value(1), b"\"\"");
        assert_eq!(read(&mut labels, "{}"), Some((2, false, vec![])));
    }

    #[test]
    fn what_is_no_object_of_strings_is_left_to_others() {
        for json in [
            "",
            "[",
            "{",
            "{\"a\":1}",
            "{\"a\":{}}",
            "{\"a\":\"x\"",
            "{\"a\":\"x\" \"b\"",
            "{\"a\":\"x{\"status\":",
            "{\"a\":\"\n\"}",
            "{\"a\":\"\\",
        ] {
            assert_eq!(read(&mut Labels::default(), json), None, "{json}");
        }
    }

    proptest! {
        #[test]
        fn labels_before_change_nothing(values in proptest::collection::vec((r#"[ab"\\{}:,]{0,12}"#, r#"[ab"\\{}:,]{0,12}"#), 1..6)) {
            let mut known = Labels::default();
            for (one, other) in values {
                let json = format!("{{\"a\":\"{one}\",\"b\":\"{other}\"}}");
                let fresh = read(&mut Labels::default(), &json).map(|(length, _, pairs)| (length, pairs));
                prop_assert_eq!(read(&mut known, &json).map(|(length, _, pairs)| (length, pairs)), fresh);
            }
        }
    }
}

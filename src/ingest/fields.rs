use json_scan::Value;

/// The members of an object that was cut out of a document. Of a key that is there twice the first one counts.
#[derive(Debug)]
pub struct Fields<'a>(Vec<(&'a [u8], Value<'a>)>);

impl<'a> Fields<'a> {
    /// Those of the object, which may end before its closing brace.
    pub fn of(json: &'a [u8]) -> Self {
        let mut fields = Vec::new();
        json_scan::members(json, &mut |key, value| fields.push((key, value)));
        Self(fields)
    }

    /// The keys, as they are written.
    pub fn keys(&self) -> Vec<&'a str> {
        self.0.iter().flat_map(|(key, _)| std::str::from_utf8(key)).collect()
    }

    /// Whether there is a value under the key, and not `null`.
    pub fn has(&self, key: &str) -> bool {
        self.value(key).is_some_and(|value| value != Value::Word(b"null"))
    }

    /// The text under the key; none where there is none, or something else than a text.
    pub fn text(&self, key: &str) -> Option<String> {
        match self.value(key)? {
            Value::Text(raw) => {
                let mut text = String::new();
                json_scan::decode(raw, &mut text);
                Some(text)
            }
            _ => None,
        }
    }

    /// The text under the key; empty where there is none.
    pub fn text_or_empty(&self, key: &str) -> String {
        self.text(key).unwrap_or_default()
    }

    /// The object or array under the key, as it is written.
    pub fn nested(&self, key: &str) -> Option<&'a [u8]> {
        match self.value(key)? {
            Value::Nested(nested) => Some(nested),
            _ => None,
        }
    }

    fn value(&self, key: &str) -> Option<Value<'a>> {
        self.0.iter().find(|(known, _)| *known == key.as_bytes()).map(|(_, value)| *value)
    }
}

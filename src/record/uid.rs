/// A `metadata.uid` in 16 bytes: UUIDs, as Kubernetes makes them, are packed; anything else stays a text elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub(super) struct PackedUid([u8; 16]);

impl PackedUid {
    /// Packs a UUID in its canonical form, lower-case with four dashes. Other spellings are not packed, so that
    /// unpacking gives back exactly the text that was read.
    pub(super) fn pack(text: &str) -> Option<Self> {
        let text = text.as_bytes();
        if text.len() != 36 {
            return None;
        }
        let mut packed = [0; 16];
        let mut at = 0;
        for (index, byte) in packed.iter_mut().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                if text[at] != b'-' {
                    return None;
                }
                at += 1;
            }
            *byte = digit(text[at])? << 4 | digit(text[at + 1])?;
            at += 2;
        }
        Some(Self(packed))
    }

    pub(super) fn unpack(self) -> String {
        let hex: Vec<String> = self.0.iter().map(|byte| format!("{byte:02x}")).collect();
        [hex[0..4].concat(), hex[4..6].concat(), hex[6..8].concat(), hex[8..10].concat(), hex[10..].concat()].join("-")
    }
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packs_only_what_unpacks_to_the_same() {
        for text in ["4545c8ba-0462-45a6-96c3-793a545dfcf6", "00000000-0000-0000-0000-000000000000"] {
            assert_eq!(PackedUid::pack(text).map(PackedUid::unpack).as_deref(), Some(text));
        }
        for text in [
            "",
            "4545C8BA-0462-45a6-96c3-793a545dfcf6",
            "4545c8ba046245a696c3793a545dfcf6----",
            "4545c8ba-0462-45a6-96c3-793a545dfcfg",
        ] {
            assert_eq!(PackedUid::pack(text), None, "{text}");
        }
    }
}

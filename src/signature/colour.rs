use std::borrow::Cow;

/// The text without the sequences by which terminals are told colours.
pub fn without_colours(text: &str) -> Cow<'_, str> {
    if !text.contains('\x1b') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\x1b') {
        plain.push_str(&rest[..at]);
        rest = after_sequence(&rest[at + 1..]);
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// What follows the control sequence of which the first byte was read: `[`, its parameters, and a byte that ends it.
fn after_sequence(text: &str) -> &str {
    let Some(sequence) = text.strip_prefix('[') else { return text };
    let rest = sequence.trim_start_matches(|letter| (' '..='?').contains(&letter));
    rest.strip_prefix(|letter| ('@'..='~').contains(&letter)).unwrap_or(rest)
}

/// Longest text of a failed job that is kept, in bytes; what is longer is cut there.
pub const LONGEST_TEXT: usize = 64 * 1_024;

/// How Kubernetes' own condition messages begin. They say that a job failed, not why (method, section 6).
const STANDING: [&str; 4] = [
    "Job has reached the specified",
    "Job was active longer than",
    "Job has failed indexes",
    "Job has exceeded the specified maximal",
];

/// Whether the text is one of Kubernetes' own condition messages.
pub fn is_standing_message(text: &str) -> bool {
    STANDING.iter().any(|beginning| text.starts_with(beginning))
}

/// The text, cut to at most [`LONGEST_TEXT`] bytes at a character's edge.
pub fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST_TEXT)]
}

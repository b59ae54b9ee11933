use std::borrow::Cow;

/// Longest logical line that is read, in bytes. Longer ones, such as pictures within, say nothing that is asked for.
const LONGEST_LINE: usize = 64 << 10;

/// A line of an iCalendar file: a property of a component (RFC 5545, section 3.1).
#[derive(Debug)]
pub struct Line<'t> {
    /// The line of the file on which it begins, from 1.
    pub number: u32,
    name: Cow<'t, str>,
    /// Where the name ends and where the value begins.
    name_end: usize,
    value_start: usize,
}

impl Line<'_> {
    /// Whether it is the property of that name.
    pub fn is(&self, name: &str) -> bool {
        self.name[..self.name_end].eq_ignore_ascii_case(name)
    }

    /// Its value, as written.
    pub fn value(&self) -> &str {
        self.name[self.value_start..].trim()
    }

    /// Its value as text, without the backslashes that iCalendar puts before commas and line breaks.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut letters = self.value().chars();
        while let Some(letter) = letters.next() {
            text.push(match (letter, letter == '\\') {
                (_, true) => match letters.next() {
                    Some('n' | 'N') => '\n',
                    Some(escaped) => escaped,
                    None => '\\',
                },
                (letter, false) => letter,
            });
        }
        text
    }

    /// A parameter, such as `TZID`.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let parameters = &self.name[self.name_end..self.value_start.saturating_sub(1)];
        parameters.split(';').find_map(|parameter| {
            let (key, value) = parameter.split_once('=')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim_matches('"'))
        })
    }
}

/// The logical lines of a text: a line that begins with white space goes on with the one before it.
pub fn lines<'t>(text: &'t str, take: &mut dyn FnMut(Line<'t>)) {
    let mut held: Option<(u32, Cow<'t, str>)> = None;
    let mut number = 0;
    for line in text.split('\n') {
        number += 1;
        let line = line.strip_suffix('\r').unwrap_or(line);
        match (&mut held, line.strip_prefix([' ', '\t'])) {
            (Some((_, held)), Some(rest)) => {
                if held.len() + rest.len() <= LONGEST_LINE {
                    held.to_mut().push_str(rest);
                }
            }
            _ => {
                let before = held.replace((number, Cow::Borrowed(line)));
                before.and_then(property).into_iter().for_each(&mut *take);
            }
        }
    }
    held.and_then(property).into_iter().for_each(take);
}

/// Finds where a line's name ends and its value begins: at the first colon outside of quotes.
fn property((number, line): (u32, Cow<'_, str>)) -> Option<Line<'_>> {
    let mut is_quoted = false;
    let colon = line.bytes().position(|byte| {
        is_quoted ^= byte == b'"';
        byte == b':' && !is_quoted
    })?;
    let name_end = line[..colon].find(';').unwrap_or(colon);
    Some(Line { number, name: line, name_end, value_start: colon + 1 })
}

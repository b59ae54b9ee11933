use super::line::{Line, lines};

/// How deep components may stand within each other; an event stands in a calendar, and an alarm in an event.
const MOST_DEPTH: usize = 8;

/// A component of an iCalendar file: a calendar, an event, a time zone or a part of one.
#[derive(Debug)]
pub struct Component<'t> {
    name: String,
    /// The line on which it begins.
    pub line: u32,
    /// The component around it, by its place in the list.
    pub parent: Option<usize>,
    /// Whether its end was met.
    pub is_whole: bool,
    lines: Vec<Line<'t>>,
}

impl<'t> Component<'t> {
    /// Whether it is of that kind.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Its first property of that name.
    pub fn property(&self, name: &str) -> Option<&Line<'t>> {
        self.lines.iter().find(|line| line.is(name))
    }

    /// All its properties of that name.
    pub fn properties(&self, name: &str) -> impl Iterator<Item = &Line<'t>> {
        self.lines.iter().filter(move |line| line.is(name))
    }

    /// The value of its first property of that name.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.property(name).map(Line::value)
    }
}

/// The properties that are read of any component.
const READ: [&str; 19] = [
    "CATEGORIES",
    "DTEND",
    "DTSTART",
    "DURATION",
    "EXDATE",
    "EXRULE",
    "RDATE",
    "RECURRENCE-ID",
    "RRULE",
    "STATUS",
    "SUMMARY",
    "DESCRIPTION",
    "TZID",
    "TZOFFSETFROM",
    "TZOFFSETTO",
    "UID",
    "X-CONFIRMED-BY",
    "X-WR-TIMEZONE",
    "METHOD",
];

/// The components of a text, each before those within it.
pub fn components(text: &str) -> Vec<Component<'_>> {
    let mut components: Vec<Component<'_>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    // Components that are nested too deep are passed over.
    let mut too_deep = 0_usize;
    lines(text, &mut |line| {
        if line.is("BEGIN") {
            if open.len() == MOST_DEPTH {
                too_deep += 1;
                return;
            }
            let parent = open.last().copied();
            open.push(components.len());
            let name = line.value().to_owned();
            components.push(Component { name, line: line.number, parent, is_whole: false, lines: Vec::new() });
        } else if line.is("END") {
            if too_deep > 0 {
                too_deep -= 1;
            } else if let Some(ended) = open.pop() {
                components[ended].is_whole = true;
            }
        } else if too_deep == 0
            && let Some(&inner) = open.last()
            && READ.iter().any(|name| line.is(name))
        {
            components[inner].lines.push(line);
        }
    });
    components
}

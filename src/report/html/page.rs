use std::fmt::Write as _;

use crate::chart::Tone;
use crate::report::clock;
use crate::report::plain::plain;
use crate::time::{Instant, Zone};

/// The style of the document.
const STYLE: &str = include_str!("style.css");

/// An HTML document that is being written. Every text goes through [`escaped`].
pub struct Page<'a> {
    text: String,
    zone: &'a Zone,
}

impl<'a> Page<'a> {
    pub fn new(zone: &'a Zone) -> Self {
        Self { text: String::new(), zone }
    }

    /// An instant in UTC, with local time beside it.
    pub fn at(&self, t: Instant) -> String {
        clock::both(t, self.zone)
    }

    /// An instant that may not be known.
    pub fn at_or(&self, t: Option<Instant>, none: &str) -> String {
        t.map_or(none.to_owned(), |t| self.at(t))
    }

    /// The document's beginning, up to its first section.
    pub fn begin(&mut self, title: &str) {
        self.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        self.raw(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
        );
        self.raw("<meta name=\"viewport\" content=\"width=device-width\">\n");
        self.element("title", title);
        self.raw("<style>\n");
        self.raw(STYLE);
        self.raw("</style>\n</head>\n<body>\n<main>\n");
    }

    /// The whole document, ended.
    pub fn end(mut self) -> String {
        self.raw("</main>\n</body>\n</html>\n");
        self.text
    }

    /// Markup of our own.
    pub fn raw(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    pub fn open(&mut self, tag: &str) {
        let _ = writeln!(self.text, "<{tag}>");
    }

    pub fn close(&mut self, tag: &str) {
        let _ = writeln!(self.text, "</{tag}>");
    }

    /// An element with nothing but text in it.
    pub fn element(&mut self, tag: &str, text: &str) {
        let name = tag.split(' ').next().unwrap_or(tag);
        let _ = writeln!(self.text, "<{tag}>{}</{name}>", escaped(text));
    }

    /// A section with its heading, ended by [`close`](Self::close).
    pub fn section(&mut self, heading: &str) {
        self.open("section");
        self.element("h2", heading);
    }

    /// Terms with what each is; what is empty is left out.
    pub fn terms<'t>(&mut self, terms: impl IntoIterator<Item = (&'t str, String)>) {
        self.open("dl");
        for (term, what) in terms {
            if !what.is_empty() {
                let _ = writeln!(self.text, "<div><dt>{}</dt><dd>{}</dd></div>", escaped(term), escaped(&what));
            }
        }
        self.close("dl");
    }

    /// A list of sentences; nothing where there are none.
    pub fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let mut items = items.into_iter().peekable();
        if items.peek().is_none() {
            return;
        }
        self.open("ul");
        items.for_each(|item| self.element("li", &item));
        self.close("ul");
    }

    /// A table; nothing where there are no rows. The first cell of each row heads it.
    pub fn table(&mut self, caption: &str, head: &[&str], rows: impl IntoIterator<Item = Vec<Cell>>) {
        let mut rows = rows.into_iter().peekable();
        if rows.peek().is_none() {
            return;
        }
        self.open("table");
        self.element("caption", caption);
        self.open("thead");
        self.open("tr");
        head.iter().for_each(|title| self.element("th scope=\"col\"", title));
        self.close("tr");
        self.close("thead");
        self.open("tbody");
        for row in rows {
            self.open("tr");
            for (place, cell) in row.iter().enumerate() {
                self.cell(if place == 0 { "th scope=\"row\"" } else { "td" }, cell);
            }
            self.close("tr");
        }
        self.close("tbody");
        self.close("table");
    }

    fn cell(&mut self, tag: &str, cell: &Cell) {
        let class = match cell {
            Cell::Text(_) => "",
            Cell::Number(_) => " class=\"number\"",
            Cell::State(tone, _) => match tone {
                Tone::Good => " class=\"good\"",
                Tone::Warn => " class=\"warn\"",
                Tone::Bad => " class=\"bad\"",
                Tone::Plain | Tone::None => " class=\"none\"",
            },
        };
        let (Cell::Text(text) | Cell::Number(text) | Cell::State(_, text)) = cell;
        self.element(&format!("{tag}{class}"), text);
    }
}

/// What stands in a cell of a table.
pub enum Cell {
    Text(String),
    /// Set flush right.
    Number(String),
    /// In the colour of its tone, with a sign before it.
    State(Tone, String),
}

/// A text in which nothing is markup.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in plain(text).chars() {
        match character {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

use super::node::{Entry, Node, Place, Value};

/// How deep lists and objects may nest.
const MAX_DEPTH: usize = 64;

/// The JSON documents of a text.
#[derive(Debug)]
pub(crate) struct Documents {
    /// The documents, one after the other. The last one may be there in part, if there is a fault.
    pub(crate) nodes: Vec<Node>,
    /// Why the reading ended before the text did.
    pub(crate) fault: Option<Fault>,
}

/// Where a text stops being JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Where.
    pub(crate) place: Place,
    /// What is wrong there.
    pub(crate) why: &'static str,
    /// How many lists and objects are open there: the last document and what stands last in it, and so on.
    pub(crate) open: usize,
}

/// Reads all documents of a text, up to `most_nodes` values. Of duplicate keys both are kept; the first one counts.
pub(crate) fn documents(text: &str, most_nodes: usize) -> Documents {
    let mut reader =
        Reader { text, at: 0, line: 1, line_start: 0, left: most_nodes, open: Vec::new(), nodes: Vec::new() };
    let fault = reader.read().err();
    let fault = fault.map(|why| Fault { place: reader.place(), why, open: reader.open.len() });
    reader.close();
    Documents { nodes: reader.nodes, fault }
}

impl Documents {
    /// Takes the object away that a fault left unfinished in a list, with everything in it: half a record would say
    /// something else than the whole one. Whether the last document is whole then, but for a list that lacks its end.
    pub(crate) fn drop_partial(&mut self) -> bool {
        let open = self.fault.map_or(0, |fault| fault.open);
        let Some(mut node) = self.nodes.last_mut().filter(|_| open > 0) else { return true };
        for _ in 1..open {
            let last = match &mut node.value {
                Value::List(items) => {
                    if items.pop_if(|item| matches!(item.value, Value::Map(_))).is_some() {
                        return true;
                    }
                    items.last_mut()
                }
                Value::Map(entries) => entries.last_mut().map(|entry| &mut entry.node),
                Value::Plain(_) | Value::Quoted(_) | Value::Refused => None,
            };
            node = match last {
                Some(last) => last,
                None => return false,
            };
        }
        matches!(node.value, Value::List(_))
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    /// Where the line would begin if each of its characters took one byte.
    line_start: usize,
    /// How many values may still come.
    left: usize,
    open: Vec<Open>,
    nodes: Vec<Node>,
}

/// A list or object that is still open.
struct Open {
    place: Place,
    content: Value,
    /// The key whose value comes next, in an object.
    key: Option<(String, Place)>,
}

impl Reader<'_> {
    fn read(&mut self) -> Result<(), &'static str> {
        loop {
            self.skip_space();
            let Some(byte) = self.peek() else {
                return if self.open.is_empty() { Ok(()) } else { Err("it breaks off here") };
            };
            match self.open.last_mut() {
                None => self.value(byte)?,
                Some(open) => match &open.content {
                    Value::List(items) => {
                        let is_first = items.is_empty();
                        if byte == b']' {
                            self.end();
                        } else {
                            self.comma(byte, is_first)?;
                            let byte = self.peek().ok_or("it breaks off here")?;
                            self.value(byte)?;
                        }
                    }
                    Value::Map(entries) => {
                        let is_first = entries.is_empty();
                        if byte == b'}' {
                            self.end();
                        } else {
                            self.comma(byte, is_first)?;
                            self.member()?;
                        }
                    }
                    Value::Plain(_) | Value::Quoted(_) | Value::Refused => return Err("it cannot be read"),
                },
            }
        }
    }

    /// Passes the comma before every item but the first.
    fn comma(&mut self, byte: u8, is_first: bool) -> Result<(), &'static str> {
        if is_first {
            return Ok(());
        }
        if byte != b',' {
            return Err("a comma or a closing bracket is missing here");
        }
        self.at += 1;
        self.skip_space();
        Ok(())
    }

    /// Reads a key, its colon, and its value or the value's beginning.
    fn member(&mut self) -> Result<(), &'static str> {
        let place = self.place();
        match self.peek() {
            Some(b'"') => {}
            None => return Err("it breaks off here"),
            Some(_) => return Err("a key in double quotes is missing here"),
        }
        let key = self.string()?;
        self.skip_space();
        match self.peek() {
            Some(b':') => self.at += 1,
            None => return Err("it breaks off here"),
            Some(_) => return Err("a colon is missing here"),
        }
        self.skip_space();
        let byte = self.peek().ok_or("it breaks off here")?;
        if let Some(open) = self.open.last_mut() {
            open.key = Some((key, place));
        }
        self.value(byte)
    }

    fn value(&mut self, byte: u8) -> Result<(), &'static str> {
        let place = self.place();
        self.left = self.left.checked_sub(1).ok_or("it holds more values than are read")?;
        let content = match byte {
            b'{' => Value::Map(Vec::new()),
            b'[' => Value::List(Vec::new()),
            b'"' => {
                let text = self.string()?;
                self.complete(Node { place, value: Value::Quoted(text) });
                return Ok(());
            }
            _ => {
                let word = self.word()?;
                self.complete(Node { place, value: Value::Plain(word) });
                return Ok(());
            }
        };
        if self.open.len() == MAX_DEPTH {
            return Err("lists and objects are nested more than 64 deep here");
        }
        self.at += 1;
        self.open.push(Open { place, content, key: None });
        Ok(())
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Result<String, &'static str> {
        let rest = &self.text[self.at..];
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
        let length = rest.bytes().take_while(|byte| is_part(*byte)).count();
        let word = &rest[..length];
        let is_number = word.starts_with(|first: char| first.is_ascii_digit() || first == '-');
        if !is_number && !matches!(word, "true" | "false" | "null") {
            return Err(if length == rest.len() { "it breaks off here" } else { "a value is missing here" });
        }
        self.at += length;
        Ok(word.to_owned())
    }

    fn string(&mut self) -> Result<String, &'static str> {
        let rest = &self.text.as_bytes()[self.at..];
        let (mut length, mut is_escaped, mut wide) = (1, false, 0);
        loop {
            match rest.get(length) {
                None => return Err("it breaks off here"),
                Some(b'"') => break,
                Some(b'\\') => {
                    is_escaped = true;
                    length += 1;
                }
                Some(b'\n') => return Err("a string does not end on this line"),
                // All but the first byte of a character, which the column does not count.
                Some(0x80..0xc0) => wide += 1,
                Some(_) => {}
            }
            length += 1;
        }
        let quoted = &rest[..=length];
        let text = if is_escaped {
            json_scan::string(&quoted[1..length]).ok_or("a string has an escape that does not exist")?.into_owned()
        } else {
            self.text[self.at + 1..self.at + length].to_owned()
        };
        self.at += length + 1;
        self.line_start += wide;
        Ok(text)
    }

    fn end(&mut self) {
        self.at += 1;
        if let Some(open) = self.open.pop() {
            self.complete(Node { place: open.place, value: open.content });
        }
    }

    fn complete(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.nodes.push(node),
            Some(open) => match &mut open.content {
                Value::List(items) => items.push(node),
                Value::Map(entries) => {
                    if let Some((key, place)) = open.key.take() {
                        entries.push(Entry { key, place, node });
                    }
                }
                Value::Plain(_) | Value::Quoted(_) | Value::Refused => {}
            },
        }
    }

    /// Closes what is open, as far as it came.
    fn close(&mut self) {
        while let Some(open) = self.open.pop() {
            self.complete(Node { place: open.place, value: open.content });
        }
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'\n' => {
                    self.line += 1;
                    self.line_start = self.at + 1;
                }
                // Record separators stand between the documents of a JSON text sequence.
                b' ' | b'\t' | b'\r' | 0x1e => {}
                _ => return,
            }
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn place(&self) -> Place {
        let column = self.at.saturating_sub(self.line_start) + 1;
        Place { line: self.line, column: u32::try_from(column).unwrap_or(u32::MAX) }
    }
}

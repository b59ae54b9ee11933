use std::cell::Cell;

/// A place in the bytes of a file. Lines count from 1, bytes from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: u64,
    /// The byte offset.
    pub byte: u64,
}

/// Where a record begins, found only for whoever asks.
#[derive(Clone, Copy, Debug)]
pub struct Locator<'a> {
    known: Option<Place>,
    window: &'a Window,
    start: u64,
}

impl<'a> Locator<'a> {
    pub(super) fn new(window: &'a Window, known: Option<Place>, start: u64) -> Self {
        Self { known, window, start }
    }

    /// The place.
    pub fn place(self) -> Place {
        self.known.unwrap_or_else(|| self.window.place(self.window.index(self.start).unwrap_or(0)))
    }
}

/// The stretch of a file that is held: what was not judged yet, and a little before it.
#[derive(Debug)]
pub struct Window {
    bytes: Vec<u8>,
    /// The offset in the file of the first byte held.
    start: u64,
    /// Line feeds before it.
    lines: u64,
    /// How many line feeds are before which byte held, as last counted: places mostly come in order.
    counted: Cell<(usize, u64)>,
}

impl Window {
    /// An empty window at the given place of the file.
    pub fn new() -> Self {
        Self { bytes: Vec::new(), start: 0, lines: 0, counted: Cell::new((0, 0)) }
    }

    /// The bytes held.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Adds bytes at the end.
    pub fn push(&mut self, chunk: &[u8]) {
        self.bytes.extend_from_slice(chunk);
    }

    /// Forgets the first `count` bytes.
    pub fn forget(&mut self, count: usize) {
        self.lines = self.lines_before(count);
        self.counted.set((0, self.lines));
        self.start += count as u64;
        self.bytes.copy_within(count.., 0);
        self.bytes.truncate(self.bytes.len() - count);
    }

    /// The offset in the file of the byte at `at` in the window.
    pub fn offset(&self, at: usize) -> u64 {
        self.start + at as u64
    }

    /// Where in the window the byte at that offset is, if it is still held.
    pub fn index(&self, offset: u64) -> Option<usize> {
        usize::try_from(offset.checked_sub(self.start)?).ok()
    }

    /// The place of the byte at `at`.
    pub fn place(&self, at: usize) -> Place {
        let at = at.min(self.bytes.len());
        Place { line: 1 + self.lines_before(at), byte: self.offset(at) }
    }

    fn lines_before(&self, at: usize) -> u64 {
        let (from, lines) = Some(self.counted.get()).filter(|(from, _)| *from <= at).unwrap_or((0, self.lines));
        let lines = lines + line_feeds(&self.bytes[from..at]);
        self.counted.set((at, lines));
        lines
    }
}

fn line_feeds(bytes: &[u8]) -> u64 {
    // Counted in bytes of at most 255, so that the compiler adds them many at a time.
    bytes.chunks(255).map(|chunk| u64::from(chunk.iter().fold(0_u8, |sum, &byte| sum + u8::from(byte == b'\n')))).sum()
}

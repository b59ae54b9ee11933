/// A place in the bytes of a file. Lines count from 1, bytes from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: u64,
    /// The byte offset.
    pub byte: u64,
}

/// The stretch of a file that is held: what was not judged yet, and a little before it.
#[derive(Debug)]
pub struct Window {
    bytes: Vec<u8>,
    /// The offset in the file of the first byte held.
    start: u64,
    /// Line feeds before it.
    lines: u64,
}

impl Window {
    /// An empty window at the given place of the file.
    pub fn new() -> Self {
        Self { bytes: Vec::new(), start: 0, lines: 0 }
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
        self.lines += line_feeds(&self.bytes[..count]);
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
        Place { line: 1 + self.lines + line_feeds(&self.bytes[..at]), byte: self.offset(at) }
    }
}

fn line_feeds(bytes: &[u8]) -> u64 {
    // Counted in bytes of at most 255, so that the compiler adds them many at a time.
    bytes.chunks(255).map(|chunk| u64::from(chunk.iter().fold(0_u8, |sum, &byte| sum + u8::from(byte == b'\n')))).sum()
}

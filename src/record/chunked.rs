use serde::{Deserialize, Serialize};

/// A list that grows by whole chunks, so that growing never holds the old and the new copy at once and no more than
/// one chunk is ever unused: wasm memory that was once taken is never given back.
#[derive(Debug)]
pub(super) struct ChunkedList<T> {
    chunks: Vec<Vec<T>>,
    length: usize,
}

/// Items in a chunk; a power of two.
const CHUNK_ITEMS: usize = 4_096;

impl<T> Default for ChunkedList<T> {
    fn default() -> Self {
        Self { chunks: Vec::new(), length: 0 }
    }
}

impl<T> ChunkedList<T> {
    pub(super) fn len(&self) -> usize {
        self.length
    }

    pub(super) fn push(&mut self, item: T) {
        if self.length.is_multiple_of(CHUNK_ITEMS) {
            // The first chunk grows as a plain vector does, for the many files that hold a handful of jobs.
            let capacity = if self.chunks.is_empty() { 0 } else { CHUNK_ITEMS };
            self.chunks.push(Vec::with_capacity(capacity));
        }
        self.chunks[self.length / CHUNK_ITEMS].push(item);
        self.length += 1;
    }

    /// The list's chunks, each full but the last.
    pub(super) fn into_chunks(self) -> Vec<Vec<T>> {
        self.chunks
    }

    /// Adds a chunk as [`Self::into_chunks`] gave it; chunks come in their order.
    pub(super) fn push_chunk(&mut self, chunk: Vec<T>) {
        self.length += chunk.len();
        self.chunks.push(chunk);
    }

    pub(super) fn get(&self, index: usize) -> &T {
        &self.chunks[index / CHUNK_ITEMS][index % CHUNK_ITEMS]
    }

    pub(super) fn get_mut(&mut self, index: usize) -> &mut T {
        &mut self.chunks[index / CHUNK_ITEMS][index % CHUNK_ITEMS]
    }
}

/// Where a text lies in a [`TextArena`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TextSpan {
    chunk: u32,
    offset: u32,
    length: u32,
}

impl TextSpan {
    /// Its numbers.
    pub(super) fn numbers(self) -> [i64; 3] {
        [self.chunk.into(), self.offset.into(), self.length.into()]
    }

    /// The span of these numbers.
    pub(super) fn of_numbers(numbers: &[i64]) -> Self {
        Self { chunk: numbers[0] as u32, offset: numbers[1] as u32, length: numbers[2] as u32 }
    }
}

/// Texts laid end to end in chunks. A text lies whole in one chunk; one that is longer than a chunk gets its own.
#[derive(Debug, Default)]
pub(super) struct TextArena {
    chunks: Vec<String>,
}

/// Bytes in a chunk of texts.
const CHUNK_BYTES: usize = 64 * 1_024;

impl TextArena {
    pub(super) fn push(&mut self, text: &str) -> TextSpan {
        let fits = self.chunks.last().is_some_and(|chunk| chunk.len() + text.len() <= CHUNK_BYTES);
        if !fits {
            let first = self.chunks.is_empty() && text.len() <= CHUNK_BYTES;
            let capacity = if first { 0 } else { CHUNK_BYTES.max(text.len()) };
            self.chunks.push(String::with_capacity(capacity));
        }
        let index = self.chunks.len() - 1;
        let chunk = &mut self.chunks[index];
        let span = TextSpan { chunk: index as u32, offset: chunk.len() as u32, length: text.len() as u32 };
        chunk.push_str(text);
        span
    }

    pub(super) fn get(&self, span: TextSpan) -> &str {
        let from = span.offset as usize;
        let to = from + span.length as usize;
        self.chunks.get(span.chunk as usize).and_then(|chunk| chunk.get(from..to)).unwrap_or("")
    }

    /// The chunks in their order.
    pub(super) fn into_chunks(self) -> Vec<String> {
        self.chunks
    }

    /// Adds a chunk as [`Self::into_chunks`] gave it; chunks come in their order.
    pub(super) fn push_chunk(&mut self, chunk: String) {
        self.chunks.push(chunk);
    }
}

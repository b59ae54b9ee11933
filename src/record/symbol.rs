use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};
use serde::{Deserialize, Serialize};

use super::chunked::{ChunkedList, TextArena, TextSpan};

/// A text that is held once however often it is met: a namespace, a reason, a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct Symbol(u32);

impl Symbol {
    /// The empty text.
    pub(super) const EMPTY: Self = Self(u32::MAX);
}

/// Texts, each held once where it was interned.
#[derive(Debug, Default)]
pub(super) struct SymbolTable {
    pub(super) texts: TextArena,
    pub(super) spans: ChunkedList<TextSpan>,
    /// The ids, each with its text's hash, so that the index grows without looking at the texts again.
    index: HashTable<(u32, u32)>,
    hasher: DefaultHashBuilder,
}

impl SymbolTable {
    pub(super) fn intern(&mut self, text: &str) -> Symbol {
        if text.is_empty() {
            return Symbol::EMPTY;
        }
        self.complete_index();
        let hash = self.hash_of(text);
        let (texts, spans) = (&self.texts, &self.spans);
        let same = |&(known, id): &(u32, u32)| known == hash && texts.get(*spans.get(id as usize)) == text;
        if let Some((_, found)) = self.index.find(spread(hash), same) {
            return Symbol(*found);
        }
        let id = self.spans.len() as u32;
        self.spans.push(self.texts.push(text));
        self.index.insert_unique(spread(hash), (hash, id), |(hash, _)| spread(*hash));
        Symbol(id)
    }

    /// Adds a text without asking whether it is there already.
    pub(super) fn push(&mut self, text: &str) -> Symbol {
        if text.is_empty() {
            return Symbol::EMPTY;
        }
        let id = self.spans.len() as u32;
        self.spans.push(self.texts.push(text));
        Symbol(id)
    }

    /// Lets go of what is needed only to add to the table.
    pub(super) fn close(&mut self) {
        self.index = HashTable::new();
    }

    /// Makes the index of a table that was put together again.
    fn complete_index(&mut self) {
        if !self.index.is_empty() {
            return;
        }
        for id in 0..self.spans.len() {
            let hash = self.hash_of(self.texts.get(*self.spans.get(id)));
            self.index.insert_unique(spread(hash), (hash, id as u32), |(hash, _)| spread(*hash));
        }
    }

    fn hash_of(&self, text: &str) -> u32 {
        self.hasher.hash_one(text) as u32
    }

    pub(super) fn get(&self, symbol: Symbol) -> &str {
        if symbol == Symbol::EMPTY { "" } else { self.texts.get(*self.spans.get(symbol.0 as usize)) }
    }
}

/// A hash with bits at both ends, as the index wants it.
fn spread(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
}

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

/// Texts, each held once.
#[derive(Debug, Default)]
pub(super) struct SymbolTable {
    pub(super) texts: TextArena,
    pub(super) spans: ChunkedList<TextSpan>,
    index: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl SymbolTable {
    pub(super) fn intern(&mut self, text: &str) -> Symbol {
        if text.is_empty() {
            return Symbol::EMPTY;
        }
        self.complete_index();
        let hash = self.hasher.hash_one(text);
        let (texts, spans) = (&self.texts, &self.spans);
        if let Some(found) = self.index.find(hash, |&id| texts.get(*spans.get(id as usize)) == text) {
            return Symbol(*found);
        }
        let id = self.spans.len() as u32;
        self.spans.push(self.texts.push(text));
        let (texts, spans, hasher) = (&self.texts, &self.spans, &self.hasher);
        self.index.insert_unique(hash, id, |&id| hasher.hash_one(texts.get(*spans.get(id as usize))));
        Symbol(id)
    }

    /// Lets go of what is needed only to add to the table.
    pub(super) fn close(&mut self) {
        self.index = HashTable::new();
    }

    fn complete_index(&mut self) {
        for id in self.index.len()..self.spans.len() {
            let (texts, spans, hasher) = (&self.texts, &self.spans, &self.hasher);
            let hash_of = |id: &u32| hasher.hash_one(texts.get(*spans.get(*id as usize)));
            self.index.insert_unique(hash_of(&(id as u32)), id as u32, hash_of);
        }
    }

    pub(super) fn get(&self, symbol: Symbol) -> &str {
        if symbol == Symbol::EMPTY { "" } else { self.texts.get(*self.spans.get(symbol.0 as usize)) }
    }
}

use std::hash::{BuildHasher, Hash};

use hashbrown::{DefaultHashBuilder, HashTable};

/// Numbers of things that are held elsewhere, found by what the things are. Each is kept with half of its hash, so that
/// growing looks at none of them, and one piece of code serves all.
#[derive(Debug, Default)]
pub(super) struct IdIndex {
    entries: HashTable<(u32, u32)>,
    hasher: DefaultHashBuilder,
}

impl IdIndex {
    /// Half of the hash of a thing.
    pub(super) fn hash(&self, thing: impl Hash) -> u32 {
        self.hasher.hash_one(thing) as u32
    }

    /// The numbers of things with that hash, for which `is` holds, until it holds for one.
    pub(super) fn find(&self, hash: u32, is: &mut dyn FnMut(u32) -> bool) -> Option<u32> {
        self.entries.iter_hash(spread(hash)).find(|(known, id)| *known == hash && is(*id)).map(|(_, id)| *id)
    }

    /// Adds a number.
    pub(super) fn insert(&mut self, hash: u32, id: u32) {
        self.entries.insert_unique(spread(hash), (hash, id), |(hash, _)| spread(*hash));
    }
}

/// The table looks at the high bits of a hash as well as the low ones.
fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

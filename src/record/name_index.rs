use hashbrown::HashMap;

/// Names from many tables, each with a number of its own. A table holds a name once, so nearly always its address alone
/// tells which it is; the tables must therefore outlive the index.
#[derive(Debug, Default)]
pub struct NameIndex {
    by_name: HashMap<String, u32>,
    by_place: HashMap<(usize, usize), u32>,
}

impl NameIndex {
    /// How many names there are; the next new one gets this number.
    pub fn len(&self) -> usize {
        self.by_name.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The name's number, counted from 0 in the order met.
    pub fn number(&mut self, name: &str) -> u32 {
        let place = (name.as_ptr() as usize, name.len());
        if let Some(&number) = self.by_place.get(&place) {
            return number;
        }
        let next = self.len() as u32;
        let number = *self.by_name.entry_ref(name).or_insert(next);
        self.by_place.insert(place, number);
        number
    }

    /// The name's number, if it was met.
    pub fn find(&self, name: &str) -> Option<u32> {
        self.by_name.get(name).copied()
    }
}

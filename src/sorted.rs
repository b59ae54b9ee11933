/// A small map in the order of its keys: a sorted list. The standard library's trees weigh 8 KB in the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sorted<K, V> {
    entries: Vec<(K, V)>,
}

impl<K: Ord, V> Sorted<K, V> {
    /// The value of that key, if there is one.
    pub(crate) fn get(&self, key: &K) -> Option<&V> {
        let place = self.place(key).ok()?;
        Some(&self.entries[place].1)
    }

    /// The value of that key, which is made if there is none.
    pub(crate) fn or_default(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        let place = self.place(&key).unwrap_or_else(|place| {
            self.entries.insert(place, (key, V::default()));
            place
        });
        &mut self.entries[place].1
    }

    /// How many keys there are.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All keys with their values, least first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &(K, V)> {
        self.entries.iter()
    }

    /// The same, as a list.
    pub(crate) fn into_entries(self) -> Vec<(K, V)> {
        self.entries
    }

    fn place(&self, key: &K) -> Result<usize, usize> {
        self.entries.binary_search_by(|(known, _)| known.cmp(key))
    }
}

impl<K, V> Default for Sorted<K, V> {
    fn default() -> Self {
        Self { entries: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::Sorted;

    #[test]
    fn keys_are_kept_once_and_in_order() {
        let mut counts = Sorted::default();
        for letter in "seeds".chars() {
            *counts.or_default(letter) += 1;
        }
        assert_eq!((counts.get(&'e'), counts.get(&'x'), counts.len()), (Some(&2), None, 3));
        assert_eq!(counts.into_entries(), [('d', 1), ('e', 2), ('s', 2)]);
    }
}

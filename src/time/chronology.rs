use std::collections::BinaryHeap;

use super::Instant;

/// The places of things in order of their instants; of one instant by their texts, and then as they came.
///
/// Everything that must stand in the same order whatever the order of the files passes through here: a heap sorts with a
/// tenth of the code that a sort is in wasm, and one kind of heap is enough.
pub fn chronology(things: impl Iterator<Item = (Instant, String)>) -> Vec<usize> {
    let mut heap: BinaryHeap<(Instant, String, usize)> = BinaryHeap::new();
    for (place, (at, text)) in things.enumerate() {
        heap.push((at, text, place));
    }
    heap.into_sorted_vec().into_iter().map(|(_, _, place)| place).collect()
}

/// A text for [`chronology`] by which parts are compared one after the other.
pub fn in_turn(parts: &[&str]) -> String {
    parts.join("\0")
}

/// An instant as a part of such a text; none comes last.
pub fn sortable(t: Option<Instant>) -> String {
    let millis = t.map_or(i64::MAX, Instant::as_millis);
    format!("{:020}", millis.wrapping_sub(i64::MIN) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_by_instant_then_by_the_parts_of_the_text() {
        let at = Instant::from_millis;
        let things = [
            (at(2), in_turn(&["a", "z"])),
            (at(1), in_turn(&["b"])),
            (at(2), in_turn(&["a-b", "a"])),
            (at(2), in_turn(&["a", "b"])),
            (at(2), in_turn(&["a", "b"])),
        ];
        assert_eq!(chronology(things.into_iter()), [1, 3, 4, 0, 2]);
        let instants = [Some(i64::MIN), Some(-5), Some(0), Some(7), None].map(|millis| sortable(millis.map(at)));
        assert!(instants.is_sorted());
    }
}

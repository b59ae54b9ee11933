use crate::time::Instant;

/// How many parts a strip has: few enough to cross to the page at each step, and as fine as it is drawn.
const PARTS: usize = 240;

/// Loaded time in equal parts, each with the strongest mark of what was in it, so that nothing short disappears.
pub(super) struct Strip {
    from: Instant,
    to: Instant,
    parts: [u8; PARTS],
}

impl Strip {
    /// A strip over that time without any mark.
    pub(super) fn over(from: Instant, to: Instant) -> Self {
        Self { from, to, parts: [b'-'; PARTS] }
    }

    /// Marks every part that `[from, to)` touches. The mark later in the alphabet is the stronger one.
    pub(super) fn mark(&mut self, from: Instant, to: Instant, mark: u8) {
        let (begin, end) = (self.from.as_millis(), self.to.as_millis());
        let (from, to) = (from.as_millis().max(begin), to.as_millis().min(end));
        if from > end || to < from {
            return;
        }
        let length = i128::from(end - begin).max(1);
        let part = |at: i64| (i128::from(at - begin) * PARTS as i128 / length) as usize;
        // What begins with the last instant is seen in the last part, and what has no length is still seen.
        let (first, last) = (part(from).min(PARTS - 1), part((to - 1).max(from)).min(PARTS - 1));
        for known in &mut self.parts[first..=last] {
            *known = mark.max(*known);
        }
    }

    /// The marks, a letter a part, `-` for none.
    pub(super) fn text(&self) -> String {
        self.parts.iter().copied().map(char::from).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{PARTS, Strip};
    use crate::time::Instant;

    fn strip(length: i64, marks: &[(i64, i64, u8)]) -> String {
        let at = Instant::from_millis;
        let mut strip = Strip::over(at(1_000), at(1_000 + length));
        for &(from, to, mark) in marks {
            strip.mark(at(1_000 + from), at(1_000 + to), mark);
        }
        strip.text()
    }

    /// By brute force: a part shows the strongest mark of any of its milliseconds, and the instant at the end is in the last.
    #[test]
    fn every_part_shows_the_strongest_mark_of_its_instants() {
        let parts = PARTS as i64;
        for length in [parts, parts * 3, parts * 3 + 7] {
            let marks = [(0, 5, b'n'), (5, 6, b'f'), (9, 300, b'n'), (299, 300, b's'), (length - 2, length, b'f')];
            let mut expected = vec![b'-'; PARTS];
            for (from, to, mark) in marks {
                for at in from..to.min(length) {
                    let part = &mut expected[(at * parts / length) as usize];
                    *part = (*part).max(mark);
                }
            }
            assert_eq!(strip(length, &marks).into_bytes(), expected, "{length}");
        }
    }

    #[test]
    fn what_begins_outside_or_at_the_end_is_cut() {
        assert_eq!(strip(480, &[(-50, 2, b'n')]), format!("n{}", "-".repeat(PARTS - 1)));
        assert_eq!(strip(480, &[(480, 480, b'f')]), format!("{}f", "-".repeat(PARTS - 1)));
        assert_eq!(strip(480, &[(481, 900, b'f')]), "-".repeat(PARTS));
        assert_eq!(strip(480, &[(-50, -20, b'f')]), "-".repeat(PARTS));
        assert_eq!(strip(0, &[(0, 0, b's')]).find('s'), Some(0));
    }
}

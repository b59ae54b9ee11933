use std::ops::Range;

use crate::time::{Duration, Instant};

/// A stretch of time, `(from, to]`, cut into columns of equal width.
///
/// Every column is left-open and right-closed like the window itself, so an event at `to` is in the last column and
/// one at `from` is outside. All of it is integer arithmetic: an event is never between two columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Columns {
    /// The instant just outside, on the left.
    #[serde(with = "super::millis")]
    pub from: Instant,
    /// The last instant inside.
    #[serde(with = "super::millis")]
    pub to: Instant,
    /// How many columns; at least one.
    pub count: u32,
}

impl Columns {
    /// The most columns that a chart is cut into: more than any screen has pixels across.
    pub const MOST: u32 = 8_192;

    /// Cuts `(from, to]` into `count` columns, brought between 1 and [`Self::MOST`].
    pub fn new(from: Instant, to: Instant, count: u32) -> Self {
        let to = to.max(from + Duration::from_millis(1));
        Self { from, to, count: count.clamp(1, Self::MOST) }
    }

    fn span(&self) -> i128 {
        i128::from((self.to - self.from).as_millis())
    }

    /// The column that the instant lies in, or `None` outside.
    pub fn of(&self, at: Instant) -> Option<u32> {
        if at <= self.from || at > self.to {
            return None;
        }
        let passed = i128::from((at - self.from).as_millis()) * i128::from(self.count);
        // Dividing one less rounds up and steps back in one: the column whose right end is the first at or after it.
        Some(((passed - 1) / self.span()) as u32)
    }

    /// The last instant inside the column.
    pub fn end(&self, column: u32) -> Instant {
        let passed = self.span() * i128::from(column + 1) / i128::from(self.count);
        self.from + Duration::from_millis(passed as i64)
    }

    /// How long a column is, cut to milliseconds.
    pub fn width(&self) -> Duration {
        Duration::from_millis((self.span() / i128::from(self.count)) as i64)
    }

    /// The instant's place between `from` (0) and `to` (1), not clamped.
    pub fn fraction(&self, at: Instant) -> f64 {
        (at - self.from).as_millis() as f64 / self.span() as f64
    }

    /// The pixels that a column takes of a plot `width` pixels wide, for lines and areas: neighbours do not overlap
    /// unless there are more columns than pixels, and none is empty.
    pub fn pixels(&self, column: u32, width: u32) -> Range<u32> {
        let edge = |column: u32| (u64::from(column) * u64::from(width) / u64::from(self.count)) as u32;
        let start = edge(column).min(width.saturating_sub(1));
        start..edge(column + 1).max(start + 1)
    }

    /// The pixels that have to be marked for a mark of the column: every pixel that an instant of the column falls in
    /// when the plot is `width` pixels wide, whatever the width.
    pub fn marked_pixels(&self, column: u32, width: u32) -> Range<u32> {
        let start = u64::from(column) * u64::from(width) / u64::from(self.count);
        let end = (u64::from(column + 1) * u64::from(width)).div_ceil(u64::from(self.count));
        start as u32..end as u32
    }

    /// The column under a place between 0 and 1, clamped to the first and last.
    pub fn at_fraction(&self, fraction: f64) -> u32 {
        ((fraction * f64::from(self.count)).floor().max(0.0) as u32).min(self.count - 1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(millis: i64) -> Instant {
        Instant::from_millis(millis)
    }

    #[test]
    fn columns_are_left_open_and_right_closed() {
        let columns = Columns::new(at(1_000), at(2_000), 10);
        let cases =
            [(1_000, None), (1_001, Some(0)), (1_100, Some(0)), (1_101, Some(1)), (2_000, Some(9)), (2_001, None)];
        for (millis, column) in cases {
            assert_eq!(columns.of(at(millis)), column, "{millis}");
        }
        assert_eq!(columns.end(0), at(1_100));
        assert_eq!(columns.end(9), at(2_000));
    }

    #[test]
    fn an_empty_stretch_still_has_a_column() {
        let columns = Columns::new(at(5), at(5), 0);
        assert_eq!((columns.count, columns.of(at(6)), columns.end(0)), (1, Some(0), at(6)));
    }

    proptest! {
        #[test]
        fn ends_agree_with_places(from in -1_000_000_000_000i64..1_000_000_000_000, span in 1i64..40_000_000_000, count in 1u32..9_000, part in 0.0..1.0f64) {
            let columns = Columns::new(at(from), at(from + span), count);
            let instant = at(from + 1 + ((span - 1) as f64 * part) as i64);
            let column = columns.of(instant).expect("inside");
            prop_assert!(column < columns.count);
            prop_assert!(instant <= columns.end(column));
            prop_assert!(column == 0 || instant > columns.end(column - 1));
        }

        #[test]
        fn a_mark_covers_the_pixel_of_every_instant_of_its_column(span in 1i64..4_000_000_000, count in 1u32..3_000, width in 1u32..3_000, part in 0.0..1.0f64) {
            let columns = Columns::new(at(0), at(span), count);
            let instant = at(1 + ((span - 1) as f64 * part) as i64);
            let pixel = Columns::new(at(0), at(span), width).of(instant).expect("inside");
            let column = columns.of(instant).expect("inside");
            prop_assert!(columns.marked_pixels(column, width).contains(&pixel));
        }
    }
}

use plotters_backend::DrawingBackend;

use super::frame::Scale;
use super::pen::{Box, Drawing, Pen};
use crate::chart::Columns;

/// Draws the failures of one row of counts between `top` and `bottom`: a bar over every pixel column in which one
/// may lie, and a diamond on it, because colour alone is no sign. No bar is ever left out; of diamonds that would
/// cover each other one is enough.
pub(super) fn row<DB: DrawingBackend>(
    pen: &Pen<DB>,
    scale: &Scale,
    failed: &[u32],
    (top, bottom): (i32, i32),
) -> Drawing<(), DB> {
    let colour = pen.theme.bad;
    let mut diamonds = Vec::new();
    for bar in bars(scale.columns, failed, scale.width()) {
        let (left, right) = (scale.plot.left + bar.0 as i32, scale.plot.left + bar.1 as i32);
        // A bar one device pixel wide is hard to see; a wider one still covers its own columns.
        let right = right.max(left + pen.px(1.5));
        pen.fill(Box { left, top, right, bottom }, &colour)?;
        let middle = left + (right - left) / 2;
        if diamonds.last().is_none_or(|last| middle - last >= pen.px(6.0)) {
            diamonds.push(middle);
        }
    }
    let (middle, reach) = (top + (bottom - top) / 2, (bottom - top).min(pen.px(10.0)) / 2);
    for x in diamonds {
        pen.polygon(vec![(x - reach, middle), (x, middle - reach), (x + reach, middle), (x, middle + reach)], &colour)?;
    }
    Ok(())
}

/// The runs of pixels, `[left, right)`, to be marked on a plot `width` pixels wide, joined where they touch.
fn bars(columns: Columns, failed: &[u32], width: u32) -> Vec<(u32, u32)> {
    let mut bars: Vec<(u32, u32)> = Vec::new();
    for (column, _) in failed.iter().enumerate().filter(|(_, count)| **count > 0) {
        let pixels = columns.marked_pixels(column as u32, width);
        match bars.last_mut().filter(|bar| pixels.start <= bar.1) {
            Some(bar) => bar.1 = bar.1.max(pixels.end),
            None => bars.push((pixels.start, pixels.end)),
        }
    }
    bars
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::time::Instant;

    proptest! {
        #[test]
        fn every_failure_is_in_a_bar(
            failures in prop::collection::vec(1i64..=1_000_000, 1..60),
            count in 1u32..2_000,
            width in 1u32..2_000,
        ) {
            let whole = |count| Columns::new(Instant::from_millis(0), Instant::from_millis(1_000_000), count);
            let columns = whole(count);
            let mut failed = vec![0; count as usize];
            for at in &failures {
                failed[columns.of(Instant::from_millis(*at)).expect("inside") as usize] += 1;
            }
            let bars = bars(columns, &failed, width);
            prop_assert!(bars.iter().all(|bar| bar.1 <= width));
            for at in failures {
                let pixel = whole(width).of(Instant::from_millis(at)).expect("inside");
                prop_assert!(bars.iter().any(|bar| (bar.0..bar.1).contains(&pixel)));
            }
        }
    }
}

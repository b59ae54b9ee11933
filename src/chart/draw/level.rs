use plotters::style::text_anchor::HPos;
use plotters_backend::DrawingBackend;

use super::frame::Scale;
use super::pen::{Drawing, Pen};
use crate::chart::Level;

/// Draws the levels as dashed lines, each from where it begins to the plot's right edge.
pub(super) fn lines<DB: DrawingBackend>(pen: &Pen<DB>, scale: &Scale, levels: &[Level]) -> Drawing<(), DB> {
    for level in levels {
        let colour = pen.theme.tone(level.tone);
        pen.dashes(scale.x(level.from), scale.plot.right, scale.y(level.value), pen.px(1.5), &colour)?;
    }
    Ok(())
}

/// Labels the levels just above their lines, or below where the plot ends or another label is in the way.
pub(super) fn labels<DB: DrawingBackend>(pen: &Pen<DB>, scale: &Scale, levels: &[Level], top: i32) -> Drawing<(), DB> {
    let mut taken: Vec<(i32, i32, i32)> = Vec::new();
    for level in levels {
        let style = pen.label(pen.theme.tone(level.tone));
        let half = pen.line_height(style) / 2 + pen.px(1.0);
        let width = pen.width(&level.label, style)?;
        let begin = scale.x(level.from) + pen.px(4.0);
        let left = begin.min(scale.plot.right - width - pen.px(4.0)).max(scale.plot.left);
        let y = scale.y(level.value);
        let fits = |middle: i32| {
            let inside = middle - half >= top && middle + half <= scale.plot.bottom + pen.px(2.0);
            let free = |(start, end, other): &(i32, i32, i32)| {
                (middle - other).abs() >= 2 * half || left > *end || left + width < *start
            };
            inside && taken.iter().all(free)
        };
        let places = [y - half, y + half, y - 3 * half, y + 3 * half];
        if let Some(middle) = places.into_iter().find(|middle| fits(*middle)) {
            pen.plate(&level.label, left, middle, HPos::Left, style)?;
            taken.push((left, left + width, middle));
        }
    }
    Ok(())
}

use plotters::style::text_anchor::HPos;
use plotters_backend::DrawingBackend;

use super::frame::Scale;
use super::obstacle::Obstacles;
use super::pen::{Box, Drawing, Pen};
use crate::chart::Level;

/// Draws the levels as dashed lines, each from where it begins to the plot's right edge.
pub(super) fn lines<DB: DrawingBackend>(pen: &Pen<DB>, scale: &Scale, levels: &[Level]) -> Drawing<(), DB> {
    for level in levels {
        let colour = pen.theme.tone(level.tone);
        pen.dashes(scale.x(level.from), scale.plot.right, scale.y(level.value), pen.px(1.5), &colour)?;
    }
    Ok(())
}

/// Labels the levels just above or below their lines, where there is nothing else.
pub(super) fn labels<DB: DrawingBackend>(
    pen: &Pen<DB>,
    scale: &Scale,
    levels: &[Level],
    obstacles: &mut Obstacles,
) -> Drawing<(), DB> {
    let plot = scale.plot;
    for level in levels {
        let style = pen.label(pen.theme.tone(level.tone));
        let height = pen.line_height(style);
        let width = pen.width(&level.label, style)?;
        let end = (plot.right - width - pen.px(6.0)).max(plot.left);
        let begin = (scale.x(level.from) + pen.px(4.0)).min(end);
        let y = scale.y(level.value);
        let gap = pen.px(1.0);
        // Beside the line first; a line's height further off, where two levels lie close together, still reads.
        let tops = [y - height - gap, y + gap, y - 2 * height - gap, y + height + gap];
        let places = tops.into_iter().flat_map(|top| [begin, end, (begin + end) / 2].map(|left| (left, top)));
        let places = places.filter(|(_, top)| *top >= plot.top && top + height <= plot.bottom + pen.px(4.0));
        let boxes = places.map(|(left, top)| Box { left, top, right: left + width, bottom: top + height });
        if let Some(place) = obstacles.place(boxes) {
            pen.plate(&level.label, place.left, place.top + height / 2, HPos::Left, style)?;
        }
    }
    Ok(())
}

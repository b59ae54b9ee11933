use plotters::style::text_anchor::HPos;
use plotters_backend::DrawingBackend;

use super::frame::Scale;
use super::pen::{Box, Drawing, Pen};
use crate::chart::TimeTick;
use crate::chart::tick::{ValueTick, time_ticks};

/// Draws the time axis under `foot`, with a guide line at each mark from the plot's top down to there.
pub(super) fn time<DB: DrawingBackend>(pen: &Pen<DB>, scale: &Scale, foot: i32) -> Drawing<(), DB> {
    let plot = scale.plot;
    let style = pen.small();
    // Measuring can fail only where drawing fails too, and then the first label says so.
    let measure = |label: &str| pen.width(label, style).unwrap_or(0).into();
    let gap = f64::from(pen.px(14.0));
    let ticks = time_ticks(scale.columns.from, scale.columns.to, f64::from(plot.width()), gap, measure);
    let sheet = pen.sheet();
    let mut free = sheet.left;
    for tick in ticks {
        let x = scale.x(tick.at).min(plot.right - pen.px(1.0));
        pen.fill(Box { left: x, top: plot.top, right: x + pen.px(1.0), bottom: foot + pen.px(4.0) }, &pen.theme.grid)?;
        let width = pen.width(&tick.label, style)?;
        let left = (x - width / 2).clamp(sheet.left, (sheet.right - width).max(sheet.left));
        // A label that the canvas's edge pushed into its neighbour is left out; its guide line stays.
        if left >= free {
            pen.text(&tick.label, left, foot + pen.px(6.0) + pen.line_height(style) / 2, HPos::Left, style)?;
            free = left + width + pen.px(4.0);
        }
    }
    Ok(())
}

/// Draws the days under `foot`: a guide line where each begins, and the names of as many as there is room for.
pub(super) fn days<DB: DrawingBackend>(pen: &Pen<DB>, scale: &Scale, days: &[TimeTick], foot: i32) -> Drawing<(), DB> {
    let plot = scale.plot;
    let style = pen.small();
    let widest = widest(pen, days.iter().map(|day| day.label.as_str()), style)? + pen.px(14.0);
    let each = f64::from(plot.width()) / days.len().max(1) as f64;
    // Counted from the last one, which is the day that is reviewed.
    let stride =
        [1, 2, 3, 4, 7, 14, 28, 91, 182, 364].into_iter().find(|stride| each * f64::from(*stride) >= widest.into());
    let stride = stride.unwrap_or(364) as usize;
    for (place, day) in days.iter().enumerate() {
        let x = scale.x(day.at);
        let end = days.get(place + 1).map_or(plot.right, |next| scale.x(next.at));
        let named = (days.len() - 1 - place).is_multiple_of(stride);
        if each >= 8.0 || named {
            pen.fill(Box { left: x, top: plot.top, right: x + pen.px(1.0), bottom: foot }, &pen.theme.grid)?;
        }
        if named {
            let sheet = pen.sheet();
            let width = pen.width(&day.label, style)?;
            let left = ((x + end - width) / 2).min(sheet.right - width);
            if left >= sheet.left {
                pen.text(&day.label, left, foot + pen.px(6.0) + pen.line_height(style) / 2, HPos::Left, style)?;
            }
        }
    }
    Ok(())
}

/// The room that the time axis takes under the plot.
pub(super) fn time_height<DB: DrawingBackend>(pen: &Pen<DB>) -> i32 {
    pen.px(7.0) + pen.line_height(pen.small())
}

/// Draws the value axis at the left: a guide line and a label at each mark.
pub(super) fn values<DB: DrawingBackend>(pen: &Pen<DB>, scale: &Scale, ticks: &[ValueTick]) -> Drawing<(), DB> {
    let style = pen.small();
    let plot = scale.plot;
    for tick in ticks {
        let y = scale.y(tick.value);
        pen.level(plot.left, plot.right, y, pen.px(1.0), &pen.theme.grid)?;
        pen.text(&tick.label, plot.left - pen.px(8.0), y, HPos::Right, style)?;
    }
    Ok(())
}

/// The widest of some labels, in device pixels.
pub(super) fn widest<'a, DB: DrawingBackend>(
    pen: &Pen<DB>,
    labels: impl IntoIterator<Item = &'a str>,
    style: super::pen::Type,
) -> Drawing<i32, DB> {
    labels.into_iter().try_fold(0, |widest, label| Ok(widest.max(pen.width(label, style)?)))
}

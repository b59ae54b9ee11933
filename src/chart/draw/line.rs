use plotters::style::text_anchor::HPos;
use plotters::style::{Color, RGBColor};
use plotters_backend::DrawingBackend;

use super::frame::Scale;
use super::obstacle::Obstacles;
use super::pen::{Box, Drawing, Pen};
use super::{axis, band, failure, level};
use crate::chart::tick::{count_ticks, value_ticks};
use crate::chart::{ChartKind, ChartModel, Theme};

/// Draws a chart of one line against levels: availability, what is left of the budget, a share that failed, or a number of
/// starts.
pub(super) fn draw<DB: DrawingBackend>(pen: &Pen<DB>, model: &ChartModel) -> Drawing<Option<Box>, DB> {
    let sheet = pen.sheet();
    let small = pen.small();
    let line = pen.line_height(small);
    let strip = pen.px(12.0);
    let foot = sheet.bottom - axis::time_height(pen);
    // The topmost mark's label stands half above the plot, and above that is the room for the bands' labels.
    let (top, bottom) = (sheet.top + line + pen.px(4.0), foot - strip - pen.px(4.0));
    if bottom - top < 2 * line {
        return Ok(None);
    }

    let most = ((bottom - top) / (2 * line)).clamp(2, 6) as usize;
    let ticks = match model.kind {
        ChartKind::Starts => count_ticks(model.highest, most),
        _ => value_ticks(lowest(model), model.highest, most),
    };
    let highest = ticks.last().map_or(1.0, |tick| tick.value).max(model.highest);
    let left = sheet.left + axis::widest(pen, ticks.iter().map(|tick| tick.label.as_str()), small)?;
    let closing = pen.strong(pen.theme.tone(model.tone));
    let aside = pen.width(&model.closing, closing)?.max(pen.width("left", small)?);
    let (left, right) = (left + pen.px(10.0), sheet.right - aside - pen.px(12.0));
    if right - left < pen.px(80.0) {
        return Ok(None);
    }
    let values = (ticks[0].value, highest);
    let scale = Scale { plot: Box { left, top, right, bottom }, columns: model.columns, values };

    band::shade(pen, &scale, &model.bands, foot)?;
    axis::values(pen, &scale, &ticks)?;
    axis::time(pen, &scale, foot)?;
    pen.level(left, right, foot, pen.px(1.0), &pen.theme.axis)?;
    match model.kind {
        ChartKind::Budget => {
            areas(pen, &scale, model, 0.0, true)?;
            pen.level(left, right, scale.y(0.0), pen.px(1.0), &pen.theme.axis)?;
            even_burn(pen, &scale)?;
            level::lines(pen, &scale, &model.levels)?;
            runs(pen, &scale, model, |_| pen.theme.ink)?;
        }
        ChartKind::Starts | ChartKind::FailedQuarter | ChartKind::FailedHour => {
            // What lies above the level is what must not be.
            let least = if model.kind == ChartKind::Starts { f64::INFINITY } else { 0.0 };
            let split = scale.y(model.levels.first().map_or(least, |level| level.value));
            level::lines(pen, &scale, &model.levels)?;
            runs(pen, &scale, model, |y| if y < split { pen.theme.bad } else { pen.theme.line })?;
        }
        _ => {
            let objective = model.levels.first().map_or(1.0, |level| level.value);
            areas(pen, &scale, model, objective, false)?;
            level::lines(pen, &scale, &model.levels)?;
            let split = scale.y(objective);
            runs(pen, &scale, model, |y| if y > split { pen.theme.bad } else { pen.theme.line })?;
        }
    }
    failure::row(pen, &scale, &model.ended.bad, (foot - strip, foot))?;
    let mut obstacles = Obstacles::new(&scale, &model.line);
    off_scale(pen, &scale, model, &mut obstacles)?;
    level::labels(pen, &scale, &model.levels, &mut obstacles)?;
    if model.kind == ChartKind::Budget {
        even_burn_label(pen, &scale, &mut obstacles)?;
    }
    band::label(pen, &scale, &model.bands, sheet.top + line / 2 + pen.px(1.0))?;
    end_value(pen, &scale, model, closing)?;
    Ok(Some(Box { left, top, right, bottom: foot }))
}

/// The lowest value that the axis must show. Availability leaves the objective as much room under it as over it, so
/// that it never lies at the very bottom.
fn lowest(model: &ChartModel) -> f64 {
    match model.kind {
        ChartKind::Budget => model.lowest.min(0.0),
        ChartKind::FailedQuarter | ChartKind::FailedHour => 0.0,
        _ => {
            let budget = f64::from(model.budget_ppb) / 1e9;
            model.lowest.min(1.0 - 2.0 * budget).max(0.0)
        }
    }
}

/// Calls `run` for every stretch of columns in which `key` stays the same: its first and last pixel and the key.
fn stretches<K: PartialEq + Copy, DB: DrawingBackend>(
    scale: &Scale,
    key: impl Fn(usize) -> Option<K>,
    mut run: impl FnMut(i32, i32, K) -> Drawing<(), DB>,
) -> Drawing<(), DB> {
    let mut open: Option<(i32, i32, K)> = None;
    for column in 0..scale.columns.count {
        let pixels = scale.columns.pixels(column, scale.width());
        let (left, right) = (scale.plot.left + pixels.start as i32, scale.plot.left + pixels.end as i32);
        let found = key(column as usize);
        open = match (open, found) {
            (Some((start, _, known)), Some(found)) if known == found => Some((start, right, known)),
            (before, found) => {
                if let Some((start, end, known)) = before {
                    run(start, end, known)?;
                }
                found.map(|found| (left, right, found))
            }
        };
    }
    open.map_or(Ok(()), |(start, end, known)| run(start, end, known))
}

/// Fills between the line and a base value: good above it where `above`, bad below it, split exactly at the base.
/// Below the base level stripes are laid over the colour.
fn areas<DB: DrawingBackend>(
    pen: &Pen<DB>,
    scale: &Scale,
    model: &ChartModel,
    base: f64,
    above: bool,
) -> Drawing<(), DB> {
    let zero = scale.y(base);
    // Where there are more columns than pixels, neighbours share one, and a tint laid on twice is another colour.
    let mut tinted = scale.plot.left;
    let value = |column: usize| model.line.last.get(column).copied().filter(|value| !value.is_nan());
    let stripes = pen.px(6.0);

    stretches::<_, DB>(
        scale,
        |column| value(column).map(|value| scale.y(value)),
        |left, right, y| {
            let left = left.max(std::mem::replace(&mut tinted, right));
            if y > zero {
                pen.fill(Box { left, top: zero, right, bottom: y }, &Theme::tint(pen.theme.bad))?;
                let mut stripe = zero + stripes;
                while stripe < y {
                    pen.level(left, right, stripe, pen.px(1.0), &pen.theme.bad.mix(0.3))?;
                    stripe += stripes;
                }
            } else if above {
                pen.fill(Box { left, top: y, right, bottom: zero }, &Theme::tint(pen.theme.good))?;
            }
            Ok(())
        },
    )
}

/// Draws the line: in each column a bar from its highest to its lowest value, in the colour of each pixel's height.
fn runs<DB: DrawingBackend>(
    pen: &Pen<DB>,
    scale: &Scale,
    model: &ChartModel,
    colour: impl Fn(i32) -> RGBColor,
) -> Drawing<(), DB> {
    let thickness = pen.px(2.0);
    let extent = |column: usize| {
        let (min, max) = (model.line.min.get(column)?, model.line.max.get(column)?);
        (!min.is_nan()).then(|| (scale.y(*max), scale.y(*min)))
    };
    stretches::<_, DB>(scale, extent, |left, right, (high, low)| {
        let (top, bottom) = (high - thickness / 2, low - thickness / 2 + thickness);
        let (above, below) = (colour(high), colour(low));
        if above == below {
            return pen.fill(Box { left, top, right: right.max(left + thickness), bottom }, &above);
        }
        // The one place where the colour changes is found by halving.
        let (mut inside, mut outside) = (high, low);
        while outside - inside > 1 {
            let middle = (inside + outside) / 2;
            if colour(middle) == above { inside = middle } else { outside = middle }
        }
        let right = right.max(left + thickness);
        pen.fill(Box { left, top, right, bottom: outside }, &above)?;
        pen.fill(Box { left, top: outside, right, bottom }, &below)
    })
}

/// The diagonal of a budget that is spent evenly, from all of it at the window's start to nothing at its end.
fn even_burn<DB: DrawingBackend>(pen: &Pen<DB>, scale: &Scale) -> Drawing<(), DB> {
    let plot = scale.plot;
    let (from, to) = ((plot.left, scale.y(1.0)), (plot.right, scale.y(0.0)));
    pen.dashed_slope(from, to, pen.theme.muted)
}

/// Says what the diagonal is, above or below it where there is room.
fn even_burn_label<DB: DrawingBackend>(pen: &Pen<DB>, scale: &Scale, obstacles: &mut Obstacles) -> Drawing<(), DB> {
    let style = pen.small();
    let (text, height, plot) = ("even burn", pen.line_height(style), scale.plot);
    let width = pen.width(text, style)?;
    let slope = f64::from(scale.y(0.0) - scale.y(1.0)) / f64::from(plot.width());
    let y = |x: i32| scale.y(1.0) + (f64::from(x - plot.left) * slope) as i32;
    let places = [0.3, 0.5, 0.15, 0.65, 0.8].into_iter().flat_map(|part| {
        let x = plot.left + (f64::from(plot.width()) * part) as i32;
        let above = Box { left: x, top: y(x) - height - pen.px(3.0), right: x + width, bottom: y(x) - pen.px(3.0) };
        let low = y(x + width) + pen.px(3.0);
        [above, Box { left: x, top: low, right: x + width, bottom: low + height }]
    });
    let inside = |place: &Box| place.top >= plot.top && place.bottom <= plot.bottom && place.right <= plot.right;
    match obstacles.place(places.filter(inside)) {
        Some(place) => pen.text(text, place.left, place.top + height / 2, HPos::Left, style),
        None => Ok(()),
    }
}

/// Says so where the line goes below the scale: the first windows hold so few events that one failure throws it there.
fn off_scale<DB: DrawingBackend>(
    pen: &Pen<DB>,
    scale: &Scale,
    model: &ChartModel,
    obstacles: &mut Obstacles,
) -> Drawing<(), DB> {
    let lowest = model.line.min.iter().copied().enumerate().filter(|(_, value)| *value < scale.values.0);
    let Some((column, value)) = lowest.min_by(|a, b| a.1.total_cmp(&b.1)) else { return Ok(()) };
    let style = pen.label(pen.theme.bad);
    let text = format!("\u{2193} down to {:.1}%", (value * 1_000.0).floor() / 10.0);
    let width = pen.width(&text, style)?;
    let x = scale.plot.left + scale.columns.pixels(column as u32, scale.width()).end as i32 + pen.px(6.0);
    let x = x.min(scale.plot.right - width - pen.px(4.0));
    let height = pen.line_height(style);
    let top = scale.plot.bottom - height - pen.px(2.0);
    match obstacles.place([Box { left: x, top, right: x + width, bottom: top + height }]) {
        Some(place) => pen.plate(&text, place.left, top + height / 2, HPos::Left, style),
        None => Ok(()),
    }
}

/// The value at the right end, in words beside it.
fn end_value<DB: DrawingBackend>(
    pen: &Pen<DB>,
    scale: &Scale,
    model: &ChartModel,
    style: super::pen::Type,
) -> Drawing<(), DB> {
    let last = model.line.last.last().copied().filter(|value| !value.is_nan());
    let plot = scale.plot;
    let y = last.map_or(plot.top + plot.height() / 2, |value| scale.y(value));
    if last.is_some() {
        let reach = pen.px(4.0);
        let dot =
            |reach: i32| Box { left: plot.right - reach, top: y - reach, right: plot.right + reach, bottom: y + reach };
        pen.fill(dot(reach), &pen.theme.surface)?;
        pen.fill(dot(reach - pen.px(1.0)), &style.colour)?;
    }
    let half = pen.line_height(style) / 2;
    let below = if model.kind == ChartKind::Budget { pen.line_height(pen.small()) } else { 0 };
    let middle = y.clamp(half, plot.bottom - below);
    let x = plot.right + pen.px(8.0);
    pen.text(&model.closing, x, middle, HPos::Left, style)?;
    if model.kind == ChartKind::Budget {
        pen.text("left", x, middle + half + pen.line_height(pen.small()) / 2, HPos::Left, pen.small())?;
    }
    Ok(())
}

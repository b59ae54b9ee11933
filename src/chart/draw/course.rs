use plotters::style::Color;
use plotters::style::text_anchor::HPos;
use plotters_backend::DrawingBackend;

use super::frame::Scale;
use super::obstacle::Obstacles;
use super::pen::{Box, Drawing, Pen};
use super::{axis, band, failure, firings, row, sign};
use crate::chart::course::{CANDIDATES, EVIDENCE, JOBS};
use crate::chart::firings::FIRINGS;
use crate::chart::{ChartKind, ChartModel, Mark, Sign};

/// Draws one incident: rows of evidence, jobs and recoveries, with its turns as upright lines through all of them; or an
/// alert's firings as bars over the row of what it counts.
pub(super) fn draw<DB: DrawingBackend>(pen: &Pen<DB>, model: &ChartModel) -> Drawing<Option<Box>, DB> {
    let sheet = pen.sheet();
    let small = pen.small();
    let line = pen.line_height(small);
    let foot = sheet.bottom - axis::time_height(pen);
    // Two lines for the turns, or one for the legend, and one for what the bands say.
    let firings = model.kind == ChartKind::Firings;
    let top = sheet.top + if firings { 2 } else { 3 } * line + pen.px(6.0);
    let rows = model.rows.len() as i32;
    if rows == 0 || foot - top < rows * line {
        return Ok(None);
    }
    let left = sheet.left + axis::widest(pen, model.rows.iter().map(|row| row.name.as_str()), small)? + pen.px(10.0);
    let right = sheet.right - pen.px(16.0);
    if right - left < pen.px(80.0) {
        return Ok(None);
    }
    let scale = Scale { plot: Box { left, top, right, bottom: foot }, columns: model.columns, values: (0.0, 1.0) };

    band::shade(pen, &scale, &model.bands, foot)?;
    axis::time(pen, &scale, foot)?;
    pen.level(left, right, foot, pen.px(1.0), &pen.theme.axis)?;
    let pitch = (foot - top) / rows;
    let width = model.columns.count as usize;
    let of = |row: usize, counts: &'_ [u32]| counts.get(row * width..(row + 1) * width).unwrap_or_default().to_vec();
    let middle = |row: usize| top + pitch * row as i32 + pitch / 2;
    let reach = (pitch / 2 - pen.px(2.0)).clamp(1, pen.px(12.0));
    for (place, row) in model.rows.iter().enumerate() {
        if place > 0 {
            pen.level(left, right, top + pitch * place as i32, pen.px(1.0), &pen.theme.grid)?;
        }
        pen.text(&row.name, left - pen.px(8.0), middle(place), HPos::Right, small)?;
    }
    for turn in &model.marks {
        upright(pen, &scale, turn)?;
    }
    let lane = |row: usize| (middle(row) - reach, middle(row) + reach);
    if firings {
        firings::bars(pen, &scale, model, lane(FIRINGS))?;
    }
    failure::row(pen, &scale, &of(EVIDENCE, &model.ended.bad), lane(EVIDENCE))?;
    let good = of(JOBS, &model.ended.good);
    let busiest = good.iter().copied().max().unwrap_or(0);
    row::successes(pen, &scale, &good, busiest, lane(JOBS))?;
    failure::row(pen, &scale, &of(JOBS, &model.ended.bad), lane(JOBS))?;
    for turn in model.marks.iter().filter(|turn| matches!(turn.sign, Sign::Circle | Sign::Ring)) {
        let at = (scale.x(turn.at), middle(CANDIDATES));
        sign::draw(pen, turn.sign, at, pen.px(6.0), colour(pen, turn), turn.sign == Sign::Ring)?;
    }
    void(pen, &scale, &of(CANDIDATES, &model.ended.excluded), middle(CANDIDATES))?;
    let y = sheet.top + line / 2 + pen.px(1.0);
    if firings {
        firings::legend(pen, model, left, y, busiest > 0)?;
    } else {
        labels(pen, &scale, model, y)?;
    }
    band::label(pen, &scale, &model.bands, top - line / 2 - pen.px(2.0))?;
    Ok(Some(scale.plot))
}

fn colour<DB: DrawingBackend>(pen: &Pen<DB>, turn: &Mark) -> plotters::style::RGBColor {
    pen.theme.tone(turn.tone)
}

fn upright<DB: DrawingBackend>(pen: &Pen<DB>, scale: &Scale, turn: &Mark) -> Drawing<(), DB> {
    let (x, plot) = (scale.x(turn.at), scale.plot);
    let top = plot.top - pen.px(3.0);
    match turn.sign {
        Sign::Dashes => pen.upright_dashes(x, top, plot.bottom, pen.px(1.5), &colour(pen, turn)),
        Sign::Ring => pen.upright(x, top, plot.bottom, pen.px(1.0), &colour(pen, turn).mix(0.6)),
        _ => pen.upright(x, top, plot.bottom, pen.px(1.5), &colour(pen, turn)),
    }
}

/// Successes that were none: crosses.
fn void<DB: DrawingBackend>(pen: &Pen<DB>, scale: &Scale, counts: &[u32], y: i32) -> Drawing<(), DB> {
    let (reach, half) = (pen.px(7.0), pen.px(1.0));
    let mut free = i32::MIN;
    for (column, _) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let x = scale.plot.left + scale.columns.pixels(column as u32, scale.width()).start as i32;
        if x < free {
            continue;
        }
        free = x + 2 * reach;
        for slant in [1, -1] {
            let (upper, lower) = (y - slant * reach, y + slant * reach);
            let corners = vec![
                (x - reach - half, upper),
                (x - reach + half, upper),
                (x + reach + half, lower),
                (x + reach - half, lower),
            ];
            pen.polygon(corners, &pen.theme.ink)?;
        }
    }
    Ok(())
}

/// Names the turns over their lines, in two lines of text; the recovery and the opening first.
fn labels<DB: DrawingBackend>(pen: &Pen<DB>, scale: &Scale, model: &ChartModel, y: i32) -> Drawing<(), DB> {
    let mut obstacles = Obstacles::new(scale, &model.line);
    let height = pen.line_height(pen.small());
    for wanted in [Sign::Circle, Sign::Line, Sign::Ring, Sign::Dashes] {
        for turn in model.marks.iter().filter(|turn| turn.sign == wanted) {
            let style = pen.label(colour(pen, turn));
            let width = pen.width(&turn.label, style)?;
            let x = scale.x(turn.at);
            let gap = pen.px(10.0);
            let places = [0, 1].into_iter().flat_map(|row| {
                let top = y - height / 2 + height * row;
                [x, x - width, x - width / 2].map(|left| Box {
                    left,
                    top,
                    right: left + width + gap,
                    bottom: top + height,
                })
            });
            let sheet = pen.sheet();
            let inside = |place: &Box| place.left >= sheet.left && place.right <= sheet.right;
            if let Some(place) = obstacles.place(places.filter(inside)) {
                pen.text(&turn.label, place.left, place.top + height / 2, HPos::Left, style)?;
            }
        }
    }
    Ok(())
}

use plotters::style::Color;
use plotters::style::text_anchor::HPos;
use plotters_backend::DrawingBackend;

use super::frame::Scale;
use super::legend::{self, Icon};
use super::pen::{Box, Drawing, Pen};
use super::{axis, band, failure, row};
use crate::chart::firings::{COUNTED, FIRINGS};
use crate::chart::{Band, BandKind, ChartModel};

/// Draws an alert's firings as bars, each with a tint down to the failures under it.
pub(super) fn draw<DB: DrawingBackend>(pen: &Pen<DB>, model: &ChartModel) -> Drawing<Option<Box>, DB> {
    let sheet = pen.sheet();
    let small = pen.small();
    let line = pen.line_height(small);
    let foot = sheet.bottom - axis::time_height(pen);
    let top = sheet.top + 2 * line + pen.px(6.0);
    if foot - top < 2 * line {
        return Ok(None);
    }
    let left = sheet.left + axis::widest(pen, model.rows.iter().map(|row| row.name.as_str()), small)? + pen.px(10.0);
    let right = sheet.right - pen.px(16.0);
    if right - left < pen.px(80.0) {
        return Ok(None);
    }
    let scale = Scale { plot: Box { left, top, right, bottom: foot }, columns: model.columns, values: (0.0, 1.0) };
    let middle = [FIRINGS, COUNTED].map(|row| top + (foot - top) * (1 + 2 * row as i32) / 4);
    let reach = ((foot - top) / 4 - pen.px(2.0)).clamp(1, pen.px(12.0));
    let lane = |row: usize| (middle[row] - reach, middle[row] + reach);

    band::shade(pen, &scale, &model.bands, foot)?;
    axis::time(pen, &scale, foot)?;
    pen.level(left, right, (top + foot) / 2, pen.px(1.0), &pen.theme.grid)?;
    pen.level(left, right, foot, pen.px(1.0), &pen.theme.axis)?;
    for (row, y) in model.rows.iter().zip(middle) {
        pen.text(&row.name, left - pen.px(8.0), y, HPos::Right, small)?;
    }
    let of = |kind: BandKind| model.bands.iter().filter(move |band| band.kind == kind);
    for firing in of(BandKind::Firing) {
        let place = placed(pen, &scale, firing, lane(FIRINGS));
        let colour = pen.theme.tone(firing.tone);
        pen.fill(Box { top: place.bottom, bottom: foot, ..place }, &colour.mix(0.16))?;
        pen.fill(place, &colour)?;
    }
    for part in of(BandKind::Silenced) {
        // It fires, and nobody hears it: an empty bar.
        let place = placed(pen, &scale, part, lane(FIRINGS));
        let edge = pen.px(1.5);
        let inner = Box { top: place.top + edge, bottom: place.bottom - edge, ..place };
        pen.fill(inner, &pen.theme.surface)?;
        pen.fill(inner, &pen.theme.excluded.mix(0.45))?;
    }
    let width = model.columns.count as usize;
    let counts = |all: &[u32]| all.get(COUNTED * width..).unwrap_or_default().to_vec();
    let good = counts(&model.ended.good);
    let busiest = good.iter().copied().max().unwrap_or(0);
    row::successes(pen, &scale, &good, busiest, lane(COUNTED))?;
    failure::row(pen, &scale, &counts(&model.ended.bad), lane(COUNTED))?;
    band::label(pen, &scale, &model.bands, top - line / 2 - pen.px(2.0))?;
    let any = |kind: BandKind| of(kind).next().is_some();
    let tone = of(BandKind::Firing).next().map_or(pen.theme.ink, |firing| pen.theme.tone(firing.tone));
    let entries = [
        ("fires", Icon::Bar(tone), any(BandKind::Firing)),
        ("silenced", Icon::Excluded, any(BandKind::Silenced)),
        ("failed", Icon::Failure, true),
        ("succeeded", Icon::Bar(pen.theme.good), busiest > 0),
        ("incident", Icon::Cap, any(BandKind::Incident)),
    ];
    legend::draw(pen, left, sheet.top + line / 2 + pen.px(1.0), &entries)?;
    Ok(Some(scale.plot))
}

/// Where a band stands in its lane; however short, it does not vanish.
fn placed<DB: DrawingBackend>(pen: &Pen<DB>, scale: &Scale, band: &Band, (top, bottom): (i32, i32)) -> Box {
    let least = pen.px(3.0);
    let left = scale.x(band.from).min(scale.plot.right - least);
    Box { left, top, right: scale.x(band.to).max(left + least), bottom }
}

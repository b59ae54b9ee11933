use plotters::style::Color;
use plotters::style::text_anchor::HPos;
use plotters_backend::DrawingBackend;

use super::frame::Scale;
use super::pen::{Box, Drawing, Pen};
use crate::chart::{Band, BandKind};

/// Shades the stretches of time that are unlike the others, under everything else.
pub(super) fn shade<DB: DrawingBackend>(pen: &Pen<DB>, scale: &Scale, bands: &[Band], foot: i32) -> Drawing<(), DB> {
    for band in bands {
        let place = place(pen, scale, band, foot);
        match band.kind {
            BandKind::Maintenance => {
                pen.fill(place, &pen.theme.excluded.mix(0.14))?;
                pen.hatch(place, &pen.theme.excluded.mix(0.55))?;
            }
            BandKind::Uncovered => pen.fill(place, &pen.theme.excluded.mix(0.12))?,
            BandKind::Settling => {}
        }
    }
    Ok(())
}

/// Labels them at the plot's top, over everything else, where there is room: in the band itself, cut to fit where it
/// is not wide enough for all of it, or beside a narrow band that has free space at its right.
pub(super) fn label<DB: DrawingBackend>(pen: &Pen<DB>, scale: &Scale, bands: &[Band], y: i32) -> Drawing<(), DB> {
    let style = pen.small();
    let mut bands: Vec<_> = bands.iter().collect();
    // Maintenance is what people look for, so it is named first.
    bands.sort_by_key(|band| (band.kind as u8, band.from));
    let mut taken: Vec<(i32, i32)> = Vec::new();
    for band in bands {
        let place = place(pen, scale, band, scale.plot.bottom);
        let left = place.left + pen.px(4.0);
        let room = match band.kind {
            BandKind::Maintenance => scale.plot.right - left - pen.px(4.0),
            BandKind::Uncovered | BandKind::Settling => place.width() - pen.px(8.0),
        };
        let reach = if band.kind == BandKind::Maintenance { room.min(place.width().max(pen.px(180.0))) } else { room };
        let text = match band.kind {
            BandKind::Maintenance => pen.fitted(&band.label, reach, style)?,
            BandKind::Uncovered | BandKind::Settling => band.label.clone(),
        };
        let width = pen.width(&text, style)?;
        let right = left + width;
        let free = taken.iter().all(|(start, end)| right + pen.px(6.0) < *start || left > *end + pen.px(6.0));
        if width <= room && free {
            pen.plate(&text, left, y, HPos::Left, style)?;
            taken.push((left, right));
        }
    }
    Ok(())
}

fn place<DB: DrawingBackend>(pen: &Pen<DB>, scale: &Scale, band: &Band, foot: i32) -> Box {
    // However short, a band does not vanish.
    let left = scale.x(band.from).min(scale.plot.right - pen.px(2.0));
    Box { left, top: scale.plot.top, right: scale.x(band.to).max(left + pen.px(2.0)), bottom: foot }
}

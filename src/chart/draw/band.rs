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

/// Labels them at the plot's top, where there is room. Maintenance is named even where its band is narrower than its
/// label; what else there is to say about a stretch is said only within it.
pub(super) fn label<DB: DrawingBackend>(pen: &Pen<DB>, scale: &Scale, bands: &[Band], y: i32) -> Drawing<(), DB> {
    let style = pen.small();
    let gap = pen.px(4.0);
    // Maintenance is what people look for, so it is named first. Of each kind the bands are in order.
    let of_kind = |kind: BandKind| bands.iter().filter(move |band| band.kind == kind);
    let bands = [BandKind::Maintenance, BandKind::Uncovered, BandKind::Settling].into_iter().flat_map(of_kind);
    let mut taken: Vec<(i32, i32)> = Vec::new();
    for band in bands {
        let place = place(pen, scale, band, scale.plot.bottom);
        let (begin, end) = match band.kind {
            BandKind::Maintenance => (place.left.min(scale.plot.right - pen.px(200.0)), scale.plot.right),
            BandKind::Uncovered | BandKind::Settling => (place.left, place.right),
        };
        let text = match band.kind {
            BandKind::Maintenance => pen.fitted(&band.label, pen.px(260.0).min(scale.plot.width() - 2 * gap), style)?,
            BandKind::Uncovered | BandKind::Settling => band.label.clone(),
        };
        let width = pen.width(&text, style)?;
        // As near to the band's beginning as possible, else behind a label that is there already.
        let starts =
            [place.left.min(end - width), begin].into_iter().chain(taken.iter().map(|(_, right)| right + 5 * gap));
        let fits = |left: &i32| {
            let free = |(start, end): &(i32, i32)| left + width + 2 * gap < *start || *left > end + 2 * gap;
            *left >= begin.max(scale.plot.left) && left + width <= end && taken.iter().all(free)
        };
        let found = starts.into_iter().find(fits);
        if let Some(left) = found {
            pen.plate(&text, left, y, HPos::Left, style)?;
            taken.push((left, left + width));
        }
    }
    Ok(())
}

fn place<DB: DrawingBackend>(pen: &Pen<DB>, scale: &Scale, band: &Band, foot: i32) -> Box {
    // However short, a band does not vanish.
    let left = scale.x(band.from).min(scale.plot.right - pen.px(2.0));
    Box { left, top: scale.plot.top, right: scale.x(band.to).max(left + pen.px(2.0)), bottom: foot }
}

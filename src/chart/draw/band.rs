use plotters::style::Color;
use plotters::style::text_anchor::HPos;
use plotters_backend::DrawingBackend;

use super::frame::Scale;
use super::pen::{Box, Drawing, Pen};
use crate::chart::{Band, BandKind, Tone};

/// Shades the stretches of time that are unlike the others, under everything else. Each kind has a pattern of its own:
/// maintenance and outages are hatched, incidents have a cap.
pub(super) fn shade<DB: DrawingBackend>(pen: &Pen<DB>, scale: &Scale, bands: &[Band], foot: i32) -> Drawing<(), DB> {
    for band in bands {
        let place = place(pen, scale, band, foot);
        match band.kind {
            BandKind::Maintenance | BandKind::Outage => {
                pen.fill(place, &pen.theme.excluded.mix(0.14))?;
                pen.hatch(place, &pen.theme.excluded.mix(0.55))?;
            }
            BandKind::Uncovered | BandKind::Later => pen.fill(place, &pen.theme.excluded.mix(0.12))?,
            BandKind::Settling | BandKind::Firing | BandKind::Silenced => {}
            BandKind::Incident => cap(pen, place, band.tone == Tone::None)?,
            BandKind::Unverified => {
                pen.fill(place, &pen.theme.incident.mix(0.1))?;
                pen.level(place.left, place.right, place.top, pen.px(1.0), &pen.theme.incident)?;
            }
            BandKind::Verification => pen.fill(place, &pen.theme.good.mix(0.16))?,
            BandKind::Window => {
                pen.fill(place, &pen.theme.line.mix(0.07))?;
                pen.fill(Box { right: place.left + pen.px(1.0), ..place }, &pen.theme.line.mix(0.6))?;
            }
        }
    }
    Ok(())
}

/// An incident: tinted, with a cap on top and an edge at its opening, so that a sliver of it still shows. The cap of one
/// that does not count is thin.
pub(super) fn cap<DB: DrawingBackend>(pen: &Pen<DB>, place: Box, excluded: bool) -> Drawing<(), DB> {
    let colour = pen.theme.incident;
    let (tint, edge, height) = if excluded { (0.1, 0.4, 1.5) } else { (0.2, 0.7, 4.0) };
    pen.fill(place, &colour.mix(tint))?;
    pen.fill(Box { right: place.left + pen.px(1.0), ..place }, &colour.mix(edge))?;
    pen.fill(Box { bottom: place.top + pen.px(height), ..place }, &colour)
}

/// Labels them at the plot's top, where there is room. Incidents and maintenance are named even where the band is
/// narrower than its label; what else there is to say about a stretch is said only within it.
pub(super) fn label<DB: DrawingBackend>(pen: &Pen<DB>, scale: &Scale, bands: &[Band], y: i32) -> Drawing<(), DB> {
    let style = pen.small();
    let gap = pen.px(4.0);
    // Incidents and maintenance are what people look for, so they are named first, and the newest incident before all.
    let of_kind = |kind: BandKind| bands.iter().filter(move |band| band.kind == kind);
    let others = [
        BandKind::Maintenance,
        BandKind::Outage,
        BandKind::Uncovered,
        BandKind::Later,
        BandKind::Verification,
        BandKind::Window,
        BandKind::Settling,
    ];
    let bands = of_kind(BandKind::Incident).rev().chain(others.into_iter().flat_map(of_kind));
    let mut taken: Vec<(i32, i32)> = Vec::new();
    for band in bands {
        let place = place(pen, scale, band, scale.plot.bottom);
        let incident = band.kind == BandKind::Incident;
        let named = matches!(band.kind, BandKind::Maintenance | BandKind::Outage);
        let (begin, end) = match (incident, named) {
            (true, _) => (scale.plot.left, scale.plot.right),
            (_, true) => (place.left.min(scale.plot.right - pen.px(200.0)), scale.plot.right),
            _ => (place.left, place.right),
        };
        let long = if named {
            pen.fitted(&band.label, pen.px(260.0).min(scale.plot.width() - 2 * gap), style)?
        } else {
            band.label.clone()
        };
        // What stood far from its incident would name another one; its id alone may still fit.
        let short = band.label.split(':').next().filter(|_| incident);
        let style = if incident { pen.label(pen.theme.incident) } else { style };
        for text in [long.as_str()].into_iter().chain(short) {
            let width = pen.width(text, style)?;
            // As near to the band's beginning as possible, else behind a label that is there already.
            let after = taken.iter().map(|(_, right)| right + 5 * gap).filter(|_| !incident);
            // An incident's label begins at its band, unless the plot ends before the label does.
            let first = [place.left.min(end - width), if incident { place.left } else { begin }];
            let fits = |left: &i32| {
                let free = |(start, end): &(i32, i32)| left + width + 2 * gap < *start || *left > end + 2 * gap;
                *left >= begin.max(scale.plot.left) && left + width <= end && taken.iter().all(free)
            };
            let found = first.into_iter().chain(after).find(fits);
            if let Some(left) = found {
                pen.plate(text, left, y, HPos::Left, style)?;
                taken.push((left, left + width));
                break;
            }
        }
    }
    Ok(())
}

fn place<DB: DrawingBackend>(pen: &Pen<DB>, scale: &Scale, band: &Band, foot: i32) -> Box {
    // However short, a band does not vanish.
    let least = if band.kind == BandKind::Incident { pen.px(4.0) } else { pen.px(2.0) };
    let left = scale.x(band.from).min(scale.plot.right - least);
    Box { left, top: scale.plot.top, right: scale.x(band.to).max(left + least), bottom: foot }
}

use plotters::style::Color;
use plotters_backend::DrawingBackend;

use super::frame::Scale;
use super::legend::Icon;
use super::pen::{Box, Drawing, Pen};
use crate::chart::{Band, BandKind, ChartModel};

/// Draws an alert's firings as bars in their lane, each with a tint down to the plot's foot.
pub(super) fn bars<DB: DrawingBackend>(
    pen: &Pen<DB>,
    scale: &Scale,
    model: &ChartModel,
    (top, bottom): (i32, i32),
) -> Drawing<(), DB> {
    // Silences come after the firings that they are parts of.
    for band in &model.bands {
        // However short, a bar does not vanish.
        let least = pen.px(3.0);
        let left = scale.x(band.from).min(scale.plot.right - least);
        let place = Box { left, top, right: scale.x(band.to).max(left + least), bottom };
        let colour = pen.theme.tone(band.tone);
        match band.kind {
            BandKind::Firing => {
                pen.fill(Box { top: bottom, bottom: scale.plot.bottom, ..place }, &colour.mix(0.16))?;
                pen.fill(place, &colour)?;
            }
            BandKind::Silenced => {
                // It fires, and nobody hears it: an empty bar.
                let edge = pen.px(1.5);
                let inner = Box { top: top + edge, bottom: bottom - edge, ..place };
                pen.fill(inner, &pen.theme.surface)?;
                pen.fill(inner, &pen.theme.excluded.mix(0.45))?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Says what the bars and signs mean that are there.
pub(super) fn legend<DB: DrawingBackend>(
    pen: &Pen<DB>,
    model: &ChartModel,
    left: i32,
    y: i32,
    succeeded: bool,
) -> Drawing<(), DB> {
    let of = |kind: BandKind| model.bands.iter().find(|band: &&Band| band.kind == kind);
    let firing = of(BandKind::Firing);
    let entries = [
        ("fires", Icon::Bar(firing.map_or(pen.theme.ink, |band| pen.theme.tone(band.tone))), firing.is_some()),
        ("silenced", Icon::Excluded, of(BandKind::Silenced).is_some()),
        ("failed", Icon::Failure, true),
        ("succeeded", Icon::Bar(pen.theme.good), succeeded),
        ("incident", Icon::Cap, of(BandKind::Incident).is_some()),
    ];
    super::legend::draw(pen, left, y, &entries)
}

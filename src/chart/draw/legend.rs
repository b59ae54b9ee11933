use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;
use plotters_backend::DrawingBackend;

use super::pen::{Box, Drawing, Pen};
use super::sign;
use crate::chart::Sign;

/// What stands before an entry's text.
#[derive(Clone, Copy)]
pub(super) enum Icon {
    /// An upright bar.
    Bar(RGBColor),
    /// The diamond of a failure.
    Failure,
    /// The square of what is excluded.
    Excluded,
    /// A sign, hollow or not.
    Sign(Sign, RGBColor, bool),
    /// A level stroke.
    Stroke(RGBColor),
    /// An upright line in dashes.
    Dashes(RGBColor),
    /// The cap over an incident.
    Cap,
    /// The head of what is still open.
    Arrow(RGBColor),
    /// What goes on beyond the end of the axis.
    Torn(RGBColor),
}

/// Says what the signs mean that are there, in a line around `y`; as many entries as there is room for.
pub(super) fn draw<DB: DrawingBackend>(
    pen: &Pen<DB>,
    left: i32,
    y: i32,
    entries: &[(&str, Icon, bool)],
) -> Drawing<(), DB> {
    let style = pen.small();
    let reach = pen.px(5.0);
    let mut x = left;
    for &(text, icon, _) in entries.iter().filter(|(_, _, there)| *there) {
        let width = pen.width(text, style)?;
        if x + 3 * reach + width > pen.sheet().right {
            continue;
        }
        let middle = x + reach;
        let half = pen.px(1.5);
        let bar = Box { left: middle - half, top: y - reach, right: middle + half, bottom: y + reach };
        match icon {
            Icon::Bar(colour) => pen.fill(bar, &colour)?,
            Icon::Failure => pen.polygon(
                vec![(middle - reach, y), (middle, y - reach), (middle + reach, y), (middle, y + reach)],
                &pen.theme.bad,
            )?,
            Icon::Excluded => hollow(pen, middle, y, pen.px(4.0))?,
            Icon::Sign(sign, colour, hollow) => sign::draw(pen, sign, (middle, y), pen.px(4.5), colour, hollow)?,
            Icon::Stroke(colour) => pen.level(middle - reach, middle + reach, y, pen.px(2.0), &colour)?,
            Icon::Dashes(colour) => pen.upright_dashes(middle, y - reach, y + reach, pen.px(1.5), &colour)?,
            Icon::Torn(colour) => {
                pen.fill(bar, &colour)?;
                sign::tear(pen, (middle, y), reach)?;
            }
            Icon::Arrow(colour) => {
                pen.fill(Box { top: y, ..bar }, &colour)?;
                sign::arrow(pen, (middle, y - reach), reach, colour)?;
            }
            Icon::Cap => {
                super::band::cap(pen, Box { left: x, top: y - reach, right: x + 2 * reach, bottom: y + reach }, false)?
            }
        }
        pen.text(text, x + 3 * reach, y, HPos::Left, style)?;
        x += 3 * reach + width + pen.px(18.0);
    }
    Ok(())
}

/// What is excluded is a hollow square: it is there, and does not count.
pub(super) fn hollow<DB: DrawingBackend>(pen: &Pen<DB>, x: i32, y: i32, reach: i32) -> Drawing<(), DB> {
    let outer = Box { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
    let edge = pen.px(1.5);
    let inner =
        Box { left: x - reach + edge, top: y - reach + edge, right: x + reach - edge, bottom: y + reach - edge };
    pen.fill(outer, &pen.theme.excluded)?;
    pen.fill(inner, &pen.theme.surface)
}

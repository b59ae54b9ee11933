use plotters::element::Circle;
use plotters::style::{Color, RGBColor, ShapeStyle};
use plotters_backend::DrawingBackend;

use super::pen::{Box, Drawing, Pen};
use crate::chart::Sign;

/// Paints a sign with its middle at `(x, y)`, on a rim of the surface's colour, so that neighbours stay apart.
///
/// A hollow one is a ring of the same shape: it says that this is not the figure that counts.
pub(super) fn draw<DB: DrawingBackend>(
    pen: &Pen<DB>,
    sign: Sign,
    (x, y): (i32, i32),
    reach: i32,
    colour: RGBColor,
    hollow: bool,
) -> Drawing<(), DB> {
    let rim = pen.px(1.25);
    shape(pen, sign, (x, y), reach + rim, pen.theme.surface)?;
    shape(pen, sign, (x, y), reach, colour)?;
    // The edges of a triangle come nearer to its middle than its corners.
    let edge = if sign == Sign::Triangle { pen.px(3.0) } else { pen.px(1.75) };
    if hollow && reach > edge { shape(pen, sign, (x, y), reach - edge, pen.theme.surface) } else { Ok(()) }
}

fn shape<DB: DrawingBackend>(
    pen: &Pen<DB>,
    sign: Sign,
    (x, y): (i32, i32),
    reach: i32,
    colour: RGBColor,
) -> Drawing<(), DB> {
    match sign {
        Sign::Circle | Sign::Ring => {
            pen.area.draw(&Circle::new((x, y), reach, ShapeStyle::from(&colour.to_rgba()).filled()))
        }
        Sign::Square => {
            // As large to the eye as the circle.
            let reach = reach * 9 / 10;
            pen.fill(Box { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach }, &colour)
        }
        Sign::Triangle | Sign::Line | Sign::Dashes | Sign::Column => {
            // It stands on its tip, since one that points up is the head of what still grows.
            let (wide, high) = (reach * 6 / 5, reach * 4 / 5);
            pen.polygon(vec![(x - wide, y - high), (x, y + reach * 6 / 5), (x + wide, y - high)], &colour)
        }
    }
}

/// The head of what still grows, its tip at `(x, y)`.
pub(super) fn arrow<DB: DrawingBackend>(
    pen: &Pen<DB>,
    (x, y): (i32, i32),
    wide: i32,
    colour: RGBColor,
) -> Drawing<(), DB> {
    pen.polygon(vec![(x - wide, y + wide), (x, y - pen.px(1.0)), (x + wide, y + wide)], &colour)
}

/// The sign of an axis that is cut: a slanting gap between two strokes in what goes on beyond its end.
pub(super) fn tear<DB: DrawingBackend>(pen: &Pen<DB>, (x, y): (i32, i32), wide: i32) -> Drawing<(), DB> {
    let (slant, gap, edge) = (pen.px(2.5), pen.px(2.5), pen.px(1.25));
    let stroke = |from: i32, to: i32| {
        vec![
            (x - wide, y + slant + from),
            (x + wide, y - slant + from),
            (x + wide, y - slant + to),
            (x - wide, y + slant + to),
        ]
    };
    pen.polygon(stroke(-gap, gap), &pen.theme.surface)?;
    pen.polygon(stroke(-gap - edge, -gap), &pen.theme.ink)?;
    pen.polygon(stroke(gap, gap + edge), &pen.theme.ink)
}

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{PathElement, Polygon, Rectangle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontFamily, FontStyle, IntoFont, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::DrawingBackend;

use crate::chart::Theme;
use crate::chart::paper::FONT;

/// What drawing gives, or why the backend refused.
pub type Drawing<T, DB> = Result<T, DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// A rectangle of device pixels; the right and bottom edges are outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Box {
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) right: i32,
    pub(super) bottom: i32,
}

impl Box {
    pub(super) fn width(&self) -> i32 {
        self.right - self.left
    }

    pub(super) fn height(&self) -> i32 {
        self.bottom - self.top
    }

    /// Whether the two share a pixel.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Type {
    /// In CSS pixels.
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) colour: RGBColor,
}

/// Draws on a plotters area in device pixels, with sizes given in CSS pixels.
///
/// Upright lines are filled rectangles with whole edges, so they are sharp at every device pixel ratio.
pub(super) struct Pen<'a, DB: DrawingBackend> {
    pub(super) area: &'a DrawingArea<DB, Shift>,
    pub(super) theme: &'a Theme,
    ratio: f64,
    size: f64,
}

impl<'a, DB: DrawingBackend> Pen<'a, DB> {
    pub(super) fn new(area: &'a DrawingArea<DB, Shift>, ratio: f64, theme: &'a Theme) -> Self {
        // Text grows with the chart, so that a chart on a projector can be read from the last row.
        let size = (f64::from(area.dim_in_pixel().0) / ratio / 80.0).clamp(12.0, 16.0);
        Self { area, theme, ratio, size }
    }

    /// A length in device pixels, at least one.
    pub(super) fn px(&self, css: f64) -> i32 {
        ((css * self.ratio).round() as i32).max(1)
    }

    /// The whole area.
    pub(super) fn sheet(&self) -> Box {
        let (width, height) = self.area.dim_in_pixel();
        Box { left: 0, top: 0, right: width as i32, bottom: height as i32 }
    }

    pub(super) fn small(&self) -> Type {
        Type { size: self.size, bold: false, colour: self.theme.muted }
    }

    pub(super) fn label(&self, colour: RGBColor) -> Type {
        Type { size: self.size, bold: false, colour }
    }

    pub(super) fn strong(&self, colour: RGBColor) -> Type {
        Type { size: self.size * 1.25, bold: true, colour }
    }

    /// The height of a line of text, in device pixels.
    pub(super) fn line_height(&self, style: Type) -> i32 {
        self.px(style.size * 1.3)
    }

    fn text_style(&self, style: Type, h: HPos, v: VPos) -> TextStyle<'static> {
        let font = (FontFamily::Name(FONT), style.size * self.ratio).into_font();
        let font = if style.bold { font.style(FontStyle::Bold) } else { font };
        TextStyle { font, color: style.colour.to_backend_color(), pos: Pos::new(h, v) }
    }

    /// The width of a text, in device pixels.
    pub(super) fn width(&self, text: &str, style: Type) -> Drawing<i32, DB> {
        let style = self.text_style(style, HPos::Left, VPos::Center);
        Ok(self.area.estimate_text_size(text, &style)?.0 as i32)
    }

    /// Sets a text whose vertical middle is at `y`.
    pub(super) fn text(&self, text: &str, x: i32, y: i32, h: HPos, style: Type) -> Drawing<(), DB> {
        self.area.draw_text(text, &self.text_style(style, h, VPos::Center), (x, y))
    }

    /// Sets a text on a plate of the surface's colour, so that lines under it do not cut through it.
    pub(super) fn plate(&self, text: &str, x: i32, y: i32, h: HPos, style: Type) -> Drawing<(), DB> {
        let width = self.width(text, style)?;
        let left = match h {
            HPos::Left => x,
            HPos::Center => x - width / 2,
            HPos::Right => x - width,
        };
        let (pad, half) = (self.px(3.0), self.line_height(style) / 2);
        let plate = Box { left: left - pad, top: y - half, right: left + width + pad, bottom: y + half };
        self.fill(plate, &self.theme.surface.mix(0.86))?;
        self.text(text, left, y, HPos::Left, style)
    }

    /// The text, with its middle taken out where it is wider than `room`; its two ends are what tells names apart.
    pub(super) fn fitted(&self, text: &str, room: i32, style: Type) -> Drawing<String, DB> {
        let letters: Vec<char> = text.chars().collect();
        let mut kept = letters.len();
        let mut fitted = text.to_owned();
        while kept > 1 && self.width(&fitted, style)? > room {
            kept -= 1;
            let head: String = letters[..kept / 2].iter().collect();
            let tail: String = letters[letters.len() - (kept - kept / 2)..].iter().collect();
            fitted = format!("{head}…{tail}");
        }
        Ok(fitted)
    }

    pub(super) fn fill(&self, place: Box, colour: &impl Color) -> Drawing<(), DB> {
        if place.width() <= 0 || place.height() <= 0 {
            return Ok(());
        }
        let corners = [(place.left, place.top), (place.right, place.bottom)];
        self.area.draw(&Rectangle::new(corners, ShapeStyle::from(colour).filled()))
    }

    pub(super) fn polygon(&self, corners: Vec<(i32, i32)>, colour: &impl Color) -> Drawing<(), DB> {
        self.area.draw(&Polygon::new(corners, ShapeStyle::from(colour).filled()))
    }

    /// A level line of the given thickness, its middle at `y`.
    pub(super) fn level(&self, left: i32, right: i32, y: i32, thickness: i32, colour: &impl Color) -> Drawing<(), DB> {
        let top = y - thickness / 2;
        self.fill(Box { left, top, right, bottom: top + thickness }, colour)
    }

    /// The same in dashes.
    pub(super) fn dashes(&self, left: i32, right: i32, y: i32, thickness: i32, colour: &impl Color) -> Drawing<(), DB> {
        let (on, off) = (self.px(6.0), self.px(4.0));
        let mut x = left;
        while x < right {
            self.level(x, (x + on).min(right), y, thickness, colour)?;
            x += on + off;
        }
        Ok(())
    }

    /// An upright line of the given thickness, its middle at `x`.
    pub(super) fn upright(
        &self,
        x: i32,
        top: i32,
        bottom: i32,
        thickness: i32,
        colour: &impl Color,
    ) -> Drawing<(), DB> {
        let left = x - thickness / 2;
        self.fill(Box { left, top, right: left + thickness, bottom }, colour)
    }

    /// The same in dashes, from the bottom up.
    pub(super) fn upright_dashes(
        &self,
        x: i32,
        top: i32,
        bottom: i32,
        thickness: i32,
        colour: &impl Color,
    ) -> Drawing<(), DB> {
        let (on, off) = (self.px(4.0), self.px(3.0));
        let mut y = bottom;
        while y > top {
            self.upright(x, (y - on).max(top), y, thickness, colour)?;
            y -= on + off;
        }
        Ok(())
    }

    /// A dashed straight line between two points.
    pub(super) fn dashed_slope(&self, from: (i32, i32), to: (i32, i32), colour: RGBColor) -> Drawing<(), DB> {
        let (dx, dy) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
        let length = dx.hypot(dy);
        let (on, off) = (f64::from(self.px(2.0)), f64::from(self.px(4.0)));
        let at = |done: f64| {
            let part = (done / length).min(1.0);
            (from.0 + (dx * part).round() as i32, from.1 + (dy * part).round() as i32)
        };
        let style = ShapeStyle::from(&colour).stroke_width(self.px(1.5) as u32);
        let mut done = 0.0;
        while done < length {
            self.area.draw(&PathElement::new([at(done), at(done + on)], style))?;
            done += on + off;
        }
        Ok(())
    }

    /// Slanting lines within a rectangle.
    pub(super) fn hatch(&self, place: Box, colour: &impl Color) -> Drawing<(), DB> {
        let style = ShapeStyle::from(colour).stroke_width(self.px(1.0) as u32);
        let (width, height, step) = (place.width(), place.height(), self.px(7.0));
        let mut foot = step / 2;
        // Each line rises to the right at 45 degrees from its foot on the left or bottom edge.
        while foot < width + height {
            let start = (place.left + (foot - height).max(0), place.top + foot.min(height));
            let end = (place.left + foot.min(width), place.top + (foot - width).max(0));
            self.area.draw(&PathElement::new([start, end], style))?;
            foot += step;
        }
        Ok(())
    }
}

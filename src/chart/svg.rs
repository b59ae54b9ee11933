use plotters::drawing::IntoDrawingArea;
use plotters_svg::SVGBackend;

use super::{ChartModel, Measure, Paper, Theme, draw};

/// Widths of a common sans serif, so that a chart is laid out alike on every machine.
struct Typical;

impl Measure for Typical {
    fn width(&self, text: &str, size: f64, bold: bool) -> f64 {
        let em = |letter: char| match letter {
            'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | 'I' => 0.28,
            ' ' | 'f' | 't' | 'r' | '-' | '(' | ')' => 0.36,
            'm' | 'w' | 'M' | 'W' | '%' => 0.9,
            'A'..='Z' => 0.7,
            _ => 0.58,
        };
        text.chars().map(em).sum::<f64>() * size * if bold { 1.07 } else { 1.0 }
    }
}

/// Draws a chart as an SVG document of `width` by `height` pixels, on the theme's surface.
pub fn svg(model: &ChartModel, width: u32, height: u32, theme: &Theme) -> String {
    let mut document = String::new();
    {
        // The SVG backend takes font sizes for something else than pixels.
        let paper = Paper::new(SVGBackend::with_string(&mut document, (width, height)), Typical, 1.24);
        let area = paper.into_drawing_area();
        let drawn =
            area.fill(&theme.surface).and_then(|()| draw(model, &area, 1.0, theme)).and_then(|_| area.present());
        drawn.expect("a text takes all that is written to it");
    }
    document
}

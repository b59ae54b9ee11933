use super::pen::Box;
use crate::chart::Columns;
use crate::time::Instant;

/// Where the plot lies on the canvas, in CSS pixels from its top left corner, so that a pointer can be read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The plot's left edge.
    pub left: f64,
    /// Its right edge.
    pub right: f64,
    /// Its top edge.
    pub top: f64,
    /// Its bottom edge.
    pub bottom: f64,
}

impl Frame {
    pub(super) fn new(plot: Box, ratio: f64) -> Self {
        let css = |pixels: i32| f64::from(pixels) / ratio;
        Self { left: css(plot.left), right: css(plot.right), top: css(plot.top), bottom: css(plot.bottom) }
    }

    /// A place across the plot as a fraction of its width.
    pub fn fraction(&self, x: f64) -> f64 {
        (x - self.left) / (self.right - self.left).max(1.0)
    }

    /// The middle of a column, in CSS pixels.
    pub fn middle(&self, columns: Columns, column: u32) -> f64 {
        let part = (f64::from(column) + 0.5) / f64::from(columns.count);
        self.left + (self.right - self.left) * part
    }
}

/// The plot's scales, in device pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    pub(super) plot: Box,
    pub(super) columns: Columns,
    /// The values at the plot's bottom and top.
    pub(super) values: (f64, f64),
}

impl Scale {
    /// The plot's width.
    pub(super) fn width(&self) -> u32 {
        self.plot.width().max(1) as u32
    }

    pub(super) fn x(&self, at: Instant) -> i32 {
        let part = self.columns.fraction(at).clamp(0.0, 1.0);
        self.plot.left + (part * f64::from(self.plot.width())).round() as i32
    }

    /// The height of a value, clamped to the plot.
    pub(super) fn y(&self, value: f64) -> i32 {
        let (bottom, top) = self.values;
        let part = ((value - bottom) / (top - bottom)).clamp(0.0, 1.0);
        self.plot.bottom - (part * f64::from(self.plot.height())).round() as i32
    }
}

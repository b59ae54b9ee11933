//! Painting a chart.

mod axis;
mod band;
mod course;
mod duration;
mod failure;
mod firings;
mod frame;
mod legend;
mod level;
mod line;
mod obstacle;
mod pen;
mod row;
mod sentence;
mod sign;

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters_backend::DrawingBackend;

pub use frame::Frame;
pub use pen::Drawing;
use pen::Pen;

use super::{ChartKind, ChartModel, Theme};

/// Paints a chart on the whole of an area of device pixels, `ratio` of which make a CSS pixel.
///
/// The area is not cleared first. A chart without data is a sentence that says so, without axes. An area too small for
/// axes is left as it is. The error is the backend's.
pub fn draw<DB: DrawingBackend>(
    model: &ChartModel,
    area: &DrawingArea<DB, Shift>,
    ratio: f64,
    theme: &Theme,
) -> Drawing<Option<Frame>, DB> {
    let pen = Pen::new(area, ratio, theme);
    if let Some(sentence) = &model.empty {
        sentence::draw(&pen, sentence)?;
        return Ok(None);
    }
    let plot = match model.kind {
        ChartKind::Availability
        | ChartKind::Budget
        | ChartKind::Starts
        | ChartKind::FailedQuarter
        | ChartKind::FailedHour => line::draw(&pen, model)?,
        ChartKind::Outcomes | ChartKind::Evidence => row::draw(&pen, model)?,
        ChartKind::Durations | ChartKind::Daily | ChartKind::BuildTimes => duration::draw(&pen, model)?,
        ChartKind::Incident | ChartKind::Firings => course::draw(&pen, model)?,
    };
    Ok(plot.map(|plot| Frame::new(plot, ratio)))
}

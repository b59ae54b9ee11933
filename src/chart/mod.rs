//! The charts of a review, from events to drawn pixels.
//!
//! A [`ChartModel`] is computed where the data is: it is reduced to pixel columns and in words what the chart says.
//! [`draw`] paints it with any plotters backend, and a [`Readout`] tells what is at one of its columns. Every column
//! in which a job failed is marked, whatever the number of jobs, columns and pixels.

mod availability;
mod band;
mod build_times;
mod burn_down;
mod civil;
mod columns;
mod course;
mod daily;
mod day;
mod draw;
mod durations;
mod evidence;
mod failed_share;
mod firings;
mod incident;
mod kind;
mod mark;
mod millis;
mod model;
mod moment;
mod outcomes;
mod paper;
mod readout;
mod source;
mod starts;
#[cfg(not(target_arch = "wasm32"))]
mod svg;
mod theme;
mod tick;
mod tone;
mod trailing;

pub use columns::Columns;
pub use draw::{Drawing, Frame, draw};
pub use kind::ChartKind;
pub use mark::{Mark, Sign};
pub use model::{Band, BandKind, ChartModel, Ended, Level, Line, Row, Table};
pub use paper::{FONT, Measure, Paper};
pub use readout::{Readout, ReadoutLine, nearest, pick, readout, step};
pub use source::{Source, View};
#[cfg(not(target_arch = "wasm32"))]
pub use svg::svg;
pub use theme::Theme;
pub use tick::TimeTick;
pub use tone::Tone;

use crate::review::Basis;

/// Computes a chart of the data as seen in a view, reduced to `columns` columns: as many as there are device
/// pixels across it are enough.
///
/// The time taken grows linearly with the number of events.
pub fn model(kind: ChartKind, basis: &Basis, view: View, columns: u32) -> ChartModel {
    let recovery = basis.recovery(view.as_of);
    let evidence: Vec<_> = recovery.evidence.iter().map(|piece| piece.at).collect();
    let alert = view
        .subject
        .filter(|_| kind == ChartKind::Firings)
        .and_then(|name| basis.alert_course(&recovery, name, view.firing));
    let work = kind.is_of_work().then(|| basis.work_course(&recovery));
    let source = Source::of(basis, &recovery, &evidence, view);
    model_of(kind, &Source { alert: alert.as_ref(), work: work.as_ref(), ..source }, columns)
}

/// The same from the parts that a chart shows.
pub fn model_of(kind: ChartKind, source: &Source, columns: u32) -> ChartModel {
    match kind {
        ChartKind::Availability => availability::model(source, columns),
        ChartKind::Budget => burn_down::model(source, columns),
        ChartKind::Outcomes => outcomes::model(source, columns),
        ChartKind::Durations => durations::model(source, columns),
        ChartKind::Daily => daily::model(source, columns),
        ChartKind::Incident => course::model(source, columns),
        ChartKind::Firings => firings::model(source, columns),
        ChartKind::BuildTimes => build_times::model(source, columns),
        ChartKind::Starts => starts::model(source, columns),
        ChartKind::FailedQuarter | ChartKind::FailedHour => failed_share::model(kind, source, columns),
        ChartKind::Evidence => evidence::model(source, columns),
    }
}

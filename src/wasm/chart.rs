use plotters::drawing::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::Session;
use super::boundary::{misuse, to_js};
use super::moment::{Moment, instant};
use crate::alerts::AlertState;
use crate::chart::{self, ChartKind, ChartModel, FONT, Frame, Measure, Paper, Theme, Tone, View};
use crate::recovery::IncidentState;
use crate::slo::{PolicyState, Severity};

#[wasm_bindgen]
impl Session {
    /// What a chart is drawn from, as bytes for a `Chart`: for `{asOf?, zone?}`, reduced to so many columns. The chart `incident`
    /// is about the incident of that id, and `firings` about the alert of that name, or one firing of it:
    /// `<name>@<its first instant>`.
    ///
    /// # Errors
    ///
    /// A `TypeError` where there is no such chart, `asOf` is no instant, or there is no data to choose one.
    pub fn chart(
        &mut self,
        kind: &str,
        options: JsValue,
        columns: u32,
        subject: Option<String>,
    ) -> Result<Vec<u8>, JsValue> {
        let kind = ChartKind::named(kind).ok_or_else(|| misuse("there is no such chart"))?;
        let options = Moment::options(options)?;
        let basis = self.basis();
        let as_of = options.as_of.or(basis.watermark());
        let as_of = as_of.ok_or_else(|| misuse("without data there is no instant to draw"))?;
        let firing = subject.as_deref().filter(|_| kind == ChartKind::Firings).and_then(|subject| {
            let (name, from) = subject.rsplit_once('@')?;
            Some((name, instant(Some(from)).ok()??))
        });
        let (subject, firing) = firing.map_or((subject.as_deref(), None), |(name, from)| (Some(name), Some(from)));
        let view = View { as_of, zone: &options.zone, subject, firing };
        Ok(chart::model(kind, &basis, view, columns).to_bytes())
    }
}

/// A chart on the page's thread: it holds what it is drawn from, draws it, and reads it out.
#[wasm_bindgen]
pub struct Chart {
    model: ChartModel,
    /// Where the plot was last drawn.
    frame: Option<Frame>,
}

/// What a chart says at one of its columns.
#[derive(Serialize)]
struct ReadoutView {
    column: u32,
    /// CSS pixels from the canvas's left edge.
    x: f64,
    /// CSS pixels from its top edge: where the plot begins and ends.
    top: f64,
    bottom: f64,
    at: String,
    /// What stands in place of the instant.
    heading: Option<String>,
    lines: Vec<LineView>,
}

#[derive(Serialize)]
struct LineView {
    label: String,
    value: String,
    tone: &'static str,
}

/// The canvas's own measure of a text, so that nothing is put into the page to measure it.
struct CanvasMeasure(CanvasRenderingContext2d);

impl Measure for CanvasMeasure {
    fn width(&self, text: &str, size: f64, bold: bool) -> f64 {
        self.0.set_font(&format!("{} {size}px {FONT}", if bold { "bold" } else { "normal" }));
        self.0.measure_text(text).map_or(0.0, |metrics| metrics.width())
    }
}

/// How far a failure draws the pointer to it, in CSS pixels.
const REACH: f64 = 4.0;

#[wasm_bindgen]
impl Chart {
    /// Takes what a `Session` gave for the chart.
    ///
    /// # Errors
    ///
    /// A `TypeError` where it is something else.
    #[wasm_bindgen(constructor)]
    pub fn new(model: &[u8]) -> Result<Chart, JsValue> {
        let model = ChartModel::from_bytes(model).ok_or_else(|| misuse("this is no chart's model"))?;
        Ok(Self { model, frame: None })
    }

    /// A question.
    #[wasm_bindgen(getter)]
    pub fn title(&self) -> String {
        self.model.title.clone()
    }

    /// Its answer, in a sentence with counts.
    #[wasm_bindgen(getter)]
    pub fn verdict(&self) -> String {
        self.model.verdict.clone()
    }

    /// How the answer is meant: the name of a tone.
    #[wasm_bindgen(getter)]
    pub fn tone(&self) -> String {
        self.model.tone.name().to_owned()
    }

    /// Draws the chart on a canvas that takes so many CSS pixels, `ratio` device pixels each.
    ///
    /// # Errors
    ///
    /// A `TypeError` for an unknown theme or a size that is none, an `Error` where the canvas gives no context.
    pub fn draw(
        &mut self,
        canvas: HtmlCanvasElement,
        css_width: f64,
        css_height: f64,
        ratio: f64,
        theme: &str,
    ) -> Result<(), JsValue> {
        let theme = Theme::named(theme).ok_or_else(|| misuse("the themes are light and dark"))?;
        let backing = |css: f64| (css * ratio).round();
        let (width, height) = (backing(css_width), backing(css_height));
        if !(ratio > 0.0 && (1.0..=32_767.0).contains(&width) && (1.0..=32_767.0).contains(&height)) {
            return Err(misuse("a canvas has between 1 and 32,767 device pixels each way"));
        }
        // Setting a size clears the canvas, also where it stays the same.
        canvas.set_width(width as u32);
        canvas.set_height(height as u32);
        let context = canvas.get_context("2d")?.and_then(|context| context.dyn_into().ok());
        let backend = CanvasBackend::with_canvas_object(canvas);
        let (Some(context), Some(backend)) = (context, backend) else {
            return Err(js_sys::Error::new("the canvas has no 2d context").into());
        };
        let area = Paper::new(backend, CanvasMeasure(context), 1.0).into_drawing_area();
        let drawn = chart::draw(&self.model, &area, ratio, theme);
        self.frame = drawn.map_err(|error| JsValue::from(js_sys::Error::new(&error.to_string())))?;
        Ok(())
    }

    /// What the chart says nearest to a place, in CSS pixels from the canvas's left edge: a `Readout`, or `undefined`
    /// where nothing is drawn.
    pub fn readout(&self, x: f64) -> JsValue {
        self.column(x).map_or(JsValue::UNDEFINED, |column| self.view(column))
    }

    /// The instant at a place, in CSS pixels from the canvas's left edge: RFC 3339 to the second, not later than what
    /// is reviewed, and exactly that of what happened there where the place is near enough; `undefined` where nothing
    /// is drawn.
    #[wasm_bindgen(js_name = instantAt)]
    pub fn instant_at(&self, x: f64) -> Option<String> {
        let readout = chart::readout(&self.model, self.column(x)?)?;
        Some(chart::pick(&self.model, readout.at).to_string())
    }

    /// What it says one step on, -1 or 1, from a column, or at the first or last one for an infinite step: a
    /// `Readout`, or `undefined` where there is nothing to say.
    pub fn step(&self, column: Option<u32>, by: f64) -> JsValue {
        chart::step(&self.model, column, by).map_or(JsValue::UNDEFINED, |column| self.view(column))
    }

    /// The chart in words: `{caption, head, rows}`.
    pub fn table(&self) -> JsValue {
        to_js(&self.model.table)
    }
}

impl Chart {
    /// The column that a place points at.
    fn column(&self, x: f64) -> Option<u32> {
        let frame = self.frame.as_ref()?;
        let columns = f64::from(self.model.columns.count);
        let reach = REACH / (frame.right - frame.left).max(1.0) * columns;
        Some(chart::nearest(&self.model, frame.fraction(x), reach as u32))
    }

    fn view(&self, column: u32) -> JsValue {
        let (Some(frame), Some(readout)) = (&self.frame, chart::readout(&self.model, column)) else {
            return JsValue::UNDEFINED;
        };
        let lines = readout.lines.into_iter().map(|line| LineView {
            label: line.label,
            value: line.value,
            tone: line.tone.name(),
        });
        to_js(&ReadoutView {
            column,
            x: frame.middle(self.model.columns, column),
            top: frame.top,
            bottom: frame.bottom,
            at: readout.at.to_string(),
            heading: readout.heading,
            lines: lines.collect(),
        })
    }
}

/// The tone of a policy's or an incident's state, or of an alert's, such as `page firing`, by both names: the functions from
/// which the charts have their colours.
///
/// # Errors
///
/// A `TypeError` where there is no such state.
#[wasm_bindgen(js_name = stateTone)]
pub fn state_tone(state: &str) -> Result<String, JsValue> {
    let policies = [PolicyState::NoData, PolicyState::Normal, PolicyState::Freeze, PolicyState::Stabilise];
    let policy = policies.into_iter().find(|known| known.name() == state).map(Tone::of_state);
    let incident = IncidentState::ALL.into_iter().find(|known| known.name() == state).map(Tone::of_incident);
    let alert = state.split_once(' ').and_then(|(severity, state)| {
        let severities = [Severity::Page, Severity::Ticket];
        let severity = severities.into_iter().find(|known| known.name() == severity)?;
        Some(Tone::of_alert(AlertState::ALL.into_iter().find(|known| known.name() == state)?, severity))
    });
    let tone = policy.or(incident).or(alert).ok_or_else(|| misuse("there is no such state"))?;
    Ok(tone.name().to_owned())
}

//! Prometheus, in and out: the rules of the SLO, what to ask for its data, and what series are.

use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::Session;
use super::boundary::{from_js, misuse, to_js};
use super::moment::instant;
use crate::query::{self, Chunks};
use crate::rules;
use crate::slo::{EventRole, EventSource, EventValues, Slo, mapping};
use crate::time::{Duration, Instant};

/// What the page wants to ask a Prometheus for.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ExportRequest {
    from: String,
    to: String,
    #[serde(default)]
    step_seconds: Option<u32>,
    #[serde(default)]
    points: Option<u32>,
    #[serde(default)]
    server: Option<String>,
}

/// Queries, and the parts in which each is to be run.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Exports<'a> {
    step_seconds: i64,
    chunks: Vec<ChunkView>,
    queries: Vec<QueryView<'a>>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct ChunkView {
    from: Instant,
    to: Instant,
}

#[derive(Serialize)]
struct QueryView<'a> {
    name: &'a str,
    about: &'a str,
    kind: &'static str,
    promql: &'a str,
    curl: String,
    promtool: String,
}

/// A series, and what its events are.
#[derive(Deserialize)]
struct SeriesRole {
    name: String,
    role: String,
    #[serde(default)]
    increase: bool,
}

/// Where a Prometheus listens if nothing is said.
const SERVER: &str = "http://localhost:9090";

#[wasm_bindgen]
impl Session {
    /// The SLO as Prometheus rules: a YAML file.
    pub fn rules(&self) -> String {
        rules::yaml(&self.slo)
    }

    /// What to ask a Prometheus for, for `{from, to, stepSeconds?, points?, server?}`: an `Exports` with the queries,
    /// the parts of at most so many points in which each is to be run, and commands for a shell that do it.
    ///
    /// # Errors
    ///
    /// A `TypeError` where the instants or the step are none, or make too many parts.
    pub fn exports(&self, request: JsValue) -> Result<JsValue, JsValue> {
        let request: ExportRequest = from_js(request)?;
        let (Some(from), Some(to)) = (instant(Some(&request.from))?, instant(Some(&request.to))?) else {
            return Err(misuse("a time that is not set cannot be asked for"));
        };
        let step = request.step_seconds.map(|seconds| Duration::from_seconds(seconds.into()));
        let chunks = Chunks::of(from, to, step, request.points).map_err(|error| misuse(&error.to_string()))?;
        let server = request.server.as_deref().unwrap_or(SERVER);
        let queries = query::of(&self.slo);
        Ok(to_js(&Exports {
            step_seconds: chunks.step.whole_seconds(),
            chunks: chunks.spans.iter().map(|span| ChunkView { from: span.from, to: span.to }).collect(),
            queries: queries
                .iter()
                .map(|query| QueryView {
                    name: &query.name,
                    about: &query.about,
                    kind: "range",
                    promql: &query.promql,
                    curl: query::curl(server, query, &chunks),
                    promtool: query::promtool(server, query, &chunks),
                })
                .collect(),
            notes: query::notes(&self.slo),
        }))
    }
}

/// The text of an SLO file, or of the embedded default, that also says what these series are:
/// `[{name, role: "good"|"bad"|"total", increase?}]`, a name being a series' or a file's. Everything else stays as it
/// is, comments included.
///
/// # Errors
///
/// A `TypeError` where these are no series.
#[wasm_bindgen(js_name = withEventSeries)]
pub fn with_event_series(slo_text: Option<String>, series: JsValue) -> Result<String, JsValue> {
    let series: Vec<SeriesRole> = from_js(series)?;
    let mut sources = Vec::with_capacity(series.len());
    for SeriesRole { name, role, increase } in series {
        let role = EventRole::ALL.into_iter().find(|known| known.name() == role);
        let role = role.ok_or_else(|| misuse("the roles are good, bad and total"))?;
        let values = if increase { EventValues::Increase } else { EventValues::Counter };
        sources.push(EventSource { role, values, name });
    }
    Ok(mapping::add(slo_text.as_deref().unwrap_or(Slo::EMBEDDED_TEXT), &sources))
}

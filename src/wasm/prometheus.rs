//! Prometheus, in and out: the rules of the SLO, what to ask for its data, and what series are.

use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::Session;
use super::boundary::{misuse, to_js};
use super::moment::instant;
use crate::query::{self, Chunks};
use crate::rules;
use crate::slo::{EventRole, EventSource, EventValues, Slo, mapping};
use crate::time::Instant;

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

/// Where a Prometheus listens if nothing is said.
const SERVER: &str = "http://localhost:9090";

#[wasm_bindgen]
impl Session {
    /// The SLO as Prometheus rules: a YAML file.
    pub fn rules(&self) -> String {
        rules::yaml(&self.slo)
    }

    /// What to ask a Prometheus for, from one instant to another: an `Exports` with the queries, the parts of at most so
    /// many points in which each is to be run, and commands for a shell that ask that server.
    ///
    /// # Errors
    ///
    /// A `TypeError` where the instants are none, or make too many parts.
    pub fn exports(
        &self,
        from: &str,
        to: &str,
        points: Option<u32>,
        server: Option<String>,
    ) -> Result<JsValue, JsValue> {
        let (Some(from), Some(to)) = (instant(Some(from))?, instant(Some(to))?) else {
            return Err(misuse("a time that is not set cannot be asked for"));
        };
        let chunks = Chunks::of(from, to, None, points).map_err(|error| misuse(&error.to_string()))?;
        let server = server.as_deref().unwrap_or(SERVER);
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

/// The text of an SLO file, or of the embedded default, that also says what these series are: for each its name, which is a
/// series' or a file's, then `good`, `bad` or `total`, then `counter` or `increase`. Everything else stays as it is, comments
/// included. A list of texts weighs far less in the page than one of objects.
///
/// # Errors
///
/// A `TypeError` where these are no series.
#[wasm_bindgen(js_name = withEventSeries)]
pub fn with_event_series(slo_text: Option<String>, series: Vec<String>) -> Result<String, JsValue> {
    let mut sources = Vec::with_capacity(series.len() / 3);
    for said in series.chunks(3) {
        let [name, role, values] = said else {
            return Err(misuse("a series has a name, a role and a way of counting"));
        };
        let role = EventRole::ALL.into_iter().find(|known| known.name() == role);
        let role = role.ok_or_else(|| misuse("the roles are good, bad and total"))?;
        let values = if values == "increase" { EventValues::Increase } else { EventValues::Counter };
        sources.push(EventSource { role, values, name: name.clone() });
    }
    Ok(mapping::add(slo_text.as_deref().unwrap_or(Slo::EMBEDDED_TEXT), &sources))
}

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::boundary::{from_js, misuse, to_js};
use super::moment::{Moment, instant};
use super::problem::{file_problem, no_annotations, slo_problem};
use super::slo_view::SloView;
use super::summary::FileSummary;
use super::zones;
use crate::ingest::{FileReader, Loaded};
use crate::record::{Dataset, Format, LoadedFile, Parcels, Unpacking};
use crate::report;
use crate::review::{Basis, JobList, JobQuery, JobSort, Remainder, Review};
use crate::slo::Slo;

/// A worker's half of the core: it reads files, or holds what was read and answers questions about it.
#[wasm_bindgen]
pub struct Session {
    pub(super) slo: Slo,
    /// The SLO file's text; none where it is the embedded default.
    slo_text: Option<String>,
    /// The files, and behind them the reviewer's annotations, if there are any.
    dataset: Dataset,
    annotated: bool,
    /// What the data and the SLO give at any instant; made when it is first asked for.
    basis: Option<Rc<Basis>>,
    /// What of it was tuned last.
    pub(super) remainder: Option<Remainder>,
    reading: Option<FileReader>,
    parcels: Option<Parcels>,
    unpacking: Unpacking,
}

/// What errors and the review document call the reviewer's annotations.
const ANNOTATIONS: &str = "annotations";

/// What a finished file turned out to be.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
enum Finished<'a> {
    Records { file: FileSummary<'a> },
    Slo { text: String },
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct JobRequest {
    list: String,
    as_of: Option<String>,
    search: String,
    sort: String,
    descending: bool,
    offset: usize,
    limit: usize,
}

#[wasm_bindgen]
impl Session {
    /// A session with the SLO file of that name and text, or with the embedded default.
    ///
    /// # Errors
    ///
    /// An `SloProblem` with all that is wrong in the file.
    #[wasm_bindgen(constructor)]
    pub fn new(slo_name: Option<String>, slo_text: Option<String>) -> Result<Session, JsValue> {
        let slo = match &slo_text {
            None => Slo::ai_slot_build(),
            Some(text) => Slo::parse(slo_name.as_deref().unwrap_or("SLO file"), text).map_err(slo_problem)?,
        };
        Ok(Self {
            slo,
            slo_text,
            dataset: Dataset::default(),
            annotated: false,
            basis: None,
            remainder: None,
            reading: None,
            parcels: None,
            unpacking: Unpacking::default(),
        })
    }

    /// The SLO, as the page shows it: an `SloView`.
    #[wasm_bindgen(js_name = slo)]
    pub fn slo_view(&self) -> JsValue {
        to_js(&SloView::from(&self.slo))
    }

    /// Begins a file. Whatever was begun before and not finished is dropped.
    pub fn begin(&mut self, name: &str) {
        self.reading = Some(FileReader::new(name, &self.slo).with_zones(zones::by_name));
    }

    /// Reads the next bytes of the file begun.
    ///
    /// # Errors
    ///
    /// A `FileProblem` as soon as it is clear that the file cannot be used.
    pub fn push(&mut self, chunk: &[u8]) -> Result<(), JsValue> {
        let reading = self.reading.as_mut().ok_or_else(|| misuse("no file was begun"))?;
        reading.push(chunk).map_err(file_problem)
    }

    /// Ends the file begun and adds it to the data, unless it is an SLO file.
    ///
    /// # Errors
    ///
    /// A `FileProblem` where the file cannot be used.
    pub fn finish(&mut self) -> Result<JsValue, JsValue> {
        let reading = self.reading.take().ok_or_else(|| misuse("no file was begun"))?;
        match reading.finish().map_err(file_problem)? {
            Loaded::Slo { text } => Ok(to_js(&Finished::Slo { text })),
            Loaded::Records(file) => {
                let finished = to_js(&Finished::Records { file: FileSummary::from(&*file) });
                self.add(*file);
                Ok(finished)
            }
        }
    }

    /// Drops the file under way.
    pub fn abort(&mut self) {
        self.reading = None;
        self.parcels = None;
    }

    /// Gives the file finished last away, a piece at each call, and `undefined` after the last piece. Each piece leaves
    /// this session's memory with its call.
    ///
    /// # Errors
    ///
    /// A `TypeError` where there is no file.
    pub fn take(&mut self) -> Result<Option<Vec<u8>>, JsValue> {
        if self.parcels.is_none() {
            self.outdate();
            let last = self.files().checked_sub(1).ok_or_else(|| misuse("there is no file to give"))?;
            let file = Rc::into_inner(self.dataset.remove(last)).ok_or_else(|| misuse("the file is in use"))?;
            self.parcels = Some(Parcels::of(file));
        }
        let parcel = self.parcels.as_mut().and_then(Iterator::next);
        if parcel.is_none() {
            self.parcels = None;
        }
        Ok(parcel)
    }

    /// Takes a piece of a file that another session gave, in their order. With the last one the file is added, and its
    /// index is given.
    ///
    /// # Errors
    ///
    /// A `TypeError` where the bytes are no piece of a file.
    pub fn put(&mut self, parcel: &[u8]) -> Result<Option<usize>, JsValue> {
        let file = self.unpacking.add(parcel).map_err(|error| misuse(&error.to_string()))?;
        Ok(file.map(|file| {
            self.add(file);
            self.files() - 1
        }))
    }

    /// Removes the file at that index; later ones move up.
    ///
    /// # Errors
    ///
    /// A `TypeError` where there is none.
    pub fn remove(&mut self, index: usize) -> Result<(), JsValue> {
        if index >= self.files() {
            return Err(misuse("there is no such file"));
        }
        self.dataset.remove(index);
        self.outdate();
        Ok(())
    }

    /// Takes the text of an annotations file as what the reviewer says, in place of what was said before; `undefined`
    /// says nothing. It stands behind all files, has no index among them, and survives their coming and going. Gives a
    /// `FileSummary`, whose warnings say what in it could not be used.
    ///
    /// # Errors
    ///
    /// A `FileProblem` where the text is no annotations file. What was said before then still holds.
    pub fn annotate(&mut self, text: Option<String>) -> Result<JsValue, JsValue> {
        let mut said = None;
        if let Some(text) = text {
            let mut reader = FileReader::new(ANNOTATIONS, &self.slo);
            reader.push(text.as_bytes()).map_err(file_problem)?;
            match reader.finish().map_err(file_problem)? {
                Loaded::Records(file) if file.format == Format::Annotations => said = Some(file),
                _ => return Err(no_annotations(ANNOTATIONS)),
            }
        }
        if self.annotated {
            self.dataset.remove(self.files());
        }
        self.outdate();
        self.annotated = said.is_some();
        let Some(file) = said else { return Ok(JsValue::UNDEFINED) };
        let summary = to_js(&FileSummary::from(&*file));
        self.dataset.add(*file);
        Ok(summary)
    }

    /// The review document for `{asOf?, zone?}`, as JSON text: it is written by the code that also writes it for people.
    ///
    /// # Errors
    ///
    /// A `TypeError` where `asOf` is no instant or `zone` no table.
    pub fn review(&mut self, options: JsValue) -> Result<String, JsValue> {
        Ok(report::json(&self.reviewed(options)?))
    }

    /// The review as `text`, `markdown` or `json`, for `{asOf?, zone?}`.
    ///
    /// # Errors
    ///
    /// A `TypeError` where `asOf` is no instant, `zone` no table, or the format is none of these.
    pub fn report(&mut self, format: &str, options: JsValue) -> Result<String, JsValue> {
        let review = self.reviewed(options)?;
        match format {
            "text" => Ok(report::text(&review)),
            "markdown" => Ok(report::markdown(&review)),
            "json" => Ok(report::json(&review)),
            _ => Err(misuse("the formats are text, markdown and json")),
        }
    }

    /// A page of a list of jobs: a `JobPage` for a `JobQuery`.
    ///
    /// # Errors
    ///
    /// A `TypeError` where the query is none.
    pub fn jobs(&mut self, query: JsValue) -> Result<JsValue, JsValue> {
        let request: JobRequest = from_js(query)?;
        let query = JobQuery {
            list: match request.list.as_str() {
                "failed" => JobList::Failed,
                "excluded" => JobList::Excluded,
                "stuck" => JobList::Stuck,
                _ => return Err(misuse("the lists are failed, excluded and stuck")),
            },
            as_of: instant(request.as_of.as_deref())?,
            search: request.search,
            sort: match request.sort.as_str() {
                "end" => JobSort::End,
                "start" => JobSort::Start,
                "namespace" => JobSort::Namespace,
                "name" => JobSort::Name,
                "kind" => JobSort::Kind,
                "reason" => JobSort::Reason,
                "duration" => JobSort::Duration,
                _ => return Err(misuse("jobs cannot be sorted by that")),
            },
            descending: request.descending,
            offset: request.offset,
            limit: request.limit,
        };
        Ok(to_js(&self.basis().jobs(&query)))
    }
}

impl Session {
    pub(super) fn slo(&self) -> &Slo {
        &self.slo
    }

    /// The text of the SLO file.
    pub(super) fn slo_text(&self) -> &str {
        self.slo_text.as_deref().unwrap_or(Slo::EMBEDDED_TEXT)
    }

    /// How many files there are beside the annotations.
    fn files(&self) -> usize {
        self.dataset.files().len() - usize::from(self.annotated)
    }

    fn add(&mut self, file: LoadedFile) {
        self.dataset.insert(self.files(), file);
        self.outdate();
    }

    /// The data is other data.
    fn outdate(&mut self) {
        self.basis = None;
        self.remainder = None;
    }

    pub(super) fn basis(&mut self) -> Rc<Basis> {
        let (dataset, slo) = (&self.dataset, &self.slo);
        Rc::clone(self.basis.get_or_insert_with(|| Rc::new(Basis::new(dataset, slo))))
    }

    fn reviewed(&mut self, options: JsValue) -> Result<Review, JsValue> {
        let options = Moment::options(options)?;
        Ok(self.basis().review(&options))
    }
}

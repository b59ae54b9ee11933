//! A loaded file in pieces, on its way from the instance that read it to the one that keeps it.
//!
//! Each piece leaves one memory before the next is made, so that handing a file over needs no room for a second copy.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::chunked::TextSpan;
use super::counts::{CountRun, CountSeries};
use super::file::{Cover, Format, Source, Warning};
use super::mention::MentionRow;
use super::series::{Instants, NameRow, RunRow, SeriesLabel, pack_all, unpack_all};
use super::symbol::{Symbol, SymbolTable};
use super::table::{JobTable, Row};
use super::{Annotations, CountTable, Exclusions, LoadedFile, MentionTable, SeriesTable, TimelineIncident};
use crate::time::Instant;

/// One piece.
#[derive(Serialize, Deserialize)]
enum Parcel {
    Rows(Vec<Row>),
    Names(String),
    Symbols(String),
    Spans(Vec<TextSpan>),
    Further(Vec<(u32, Symbol)>),
    Mentions(Vec<MentionRow>),
    MentionSymbols(String),
    MentionSpans(Vec<TextSpan>),
    SeriesNames(Vec<i64>),
    SeriesTexts(String),
    SeriesRuns(Vec<i64>),
    CountRuns(Vec<i64>),
    /// The last one: everything but the jobs.
    File(Box<Label>),
}

#[derive(Serialize, Deserialize)]
struct Label {
    name: String,
    format: Format,
    bytes: u64,
    records: u64,
    skipped: u64,
    sources: Vec<Source>,
    warnings: Vec<Warning>,
    covers: Vec<Cover>,
    newest: Option<Instant>,
    earliest: Option<Instant>,
    /// The instants and steps of its series, and the series that count events.
    instants: Vec<i64>,
    steps: Vec<i64>,
    counts: Vec<String>,
    timelines: Vec<TimelineIncident>,
    exclusions: Exclusions,
    annotations: Annotations,
}

/// The pieces of a file, one after the other; each is gone from the file once it is given.
pub struct Parcels {
    waiting: std::vec::IntoIter<Waiting>,
}

/// A piece that waits; what crosses as numbers is made into them only when its turn comes.
enum Waiting {
    Ready(Parcel),
    SeriesNames(Vec<NameRow>),
    SeriesRuns(Vec<RunRow>),
    CountRuns(Vec<CountRun>),
}

impl Parcels {
    /// Takes the file apart.
    pub fn of(file: LoadedFile) -> Self {
        let JobTable { rows, names, symbols, further, .. } = file.jobs;
        let label = Label {
            name: file.name,
            format: file.format,
            bytes: file.bytes,
            records: file.records,
            skipped: file.skipped,
            sources: file.sources,
            warnings: file.warnings,
            covers: file.covers,
            newest: file.newest,
            earliest: file.earliest,
            instants: pack_all(file.series.label.instants.parts()),
            steps: file.series.label.steps.to_vec(),
            counts: file.counts.series.iter().map(CountSeries::to_text).collect(),
            timelines: file.timelines,
            exclusions: file.exclusions,
            annotations: file.annotations,
        };
        let mut waiting = Vec::new();
        let ready = Waiting::Ready;
        rows.into_chunks().into_iter().for_each(|rows| waiting.push(ready(Parcel::Rows(rows))));
        names.into_chunks().into_iter().for_each(|names| waiting.push(ready(Parcel::Names(names))));
        add_symbols(symbols, Parcel::Symbols, Parcel::Spans, &mut waiting);
        let MentionTable { rows, symbols, .. } = file.mentions;
        rows.into_chunks().into_iter().for_each(|rows| waiting.push(ready(Parcel::Mentions(rows))));
        add_symbols(symbols, Parcel::MentionSymbols, Parcel::MentionSpans, &mut waiting);
        let SeriesTable { names, runs, texts, .. } = file.series;
        names.into_chunks().into_iter().for_each(|names| waiting.push(Waiting::SeriesNames(names)));
        texts.into_chunks().into_iter().for_each(|texts| waiting.push(ready(Parcel::SeriesTexts(texts))));
        runs.into_chunks().into_iter().for_each(|runs| waiting.push(Waiting::SeriesRuns(runs)));
        let runs = file.counts.runs.into_chunks();
        runs.into_iter().for_each(|runs| waiting.push(Waiting::CountRuns(runs)));
        let further = further.into_iter().flat_map(|(place, texts)| texts.into_iter().map(move |text| (place, text)));
        waiting.push(ready(Parcel::Further(further.collect())));
        waiting.push(ready(Parcel::File(Box::new(label))));
        Self { waiting: waiting.into_iter() }
    }
}

fn add_symbols(
    symbols: SymbolTable,
    texts: fn(String) -> Parcel,
    spans: fn(Vec<TextSpan>) -> Parcel,
    waiting: &mut Vec<Waiting>,
) {
    symbols.texts.into_chunks().into_iter().for_each(|chunk| waiting.push(Waiting::Ready(texts(chunk))));
    symbols.spans.into_chunks().into_iter().for_each(|chunk| waiting.push(Waiting::Ready(spans(chunk))));
}

impl Iterator for Parcels {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let parcel = match self.waiting.next()? {
            Waiting::Ready(parcel) => parcel,
            Waiting::SeriesNames(names) => Parcel::SeriesNames(pack_all(&names)),
            Waiting::SeriesRuns(runs) => Parcel::SeriesRuns(pack_all(&runs)),
            Waiting::CountRuns(runs) => Parcel::CountRuns(pack_all(&runs)),
        };
        Some(postcard::to_allocvec(&parcel).expect("a parcel has nothing that cannot be written"))
    }
}

impl fmt::Debug for Parcels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Parcels")
    }
}

/// Puts a file together again.
#[derive(Debug, Default)]
pub struct Unpacking {
    jobs: JobTable,
    mentions: MentionTable,
    series: SeriesTable,
    counts: CountTable,
}

/// A piece that was not made by [`Parcels`], or that was damaged on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParcelError(String);

impl fmt::Display for ParcelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a piece of a file is damaged: {}", self.0)
    }
}

impl std::error::Error for ParcelError {}

impl Unpacking {
    /// Takes the next piece; gives the file with the last one, and is empty then.
    ///
    /// # Errors
    ///
    /// Where the bytes are no piece of a file.
    pub fn add(&mut self, bytes: &[u8]) -> Result<Option<LoadedFile>, ParcelError> {
        match postcard::from_bytes(bytes).map_err(|error| ParcelError(error.to_string()))? {
            Parcel::Rows(rows) => self.jobs.rows.push_chunk(rows),
            Parcel::Names(names) => self.jobs.names.push_chunk(names),
            Parcel::Symbols(texts) => self.jobs.symbols.texts.push_chunk(texts),
            Parcel::Spans(spans) => self.jobs.symbols.spans.push_chunk(spans),
            Parcel::Further(further) => {
                for (place, text) in further {
                    self.jobs.further.entry(place).or_default().push(text);
                }
            }
            Parcel::Mentions(rows) => self.mentions.rows.push_chunk(rows),
            Parcel::MentionSymbols(texts) => self.mentions.symbols.texts.push_chunk(texts),
            Parcel::MentionSpans(spans) => self.mentions.symbols.spans.push_chunk(spans),
            Parcel::SeriesNames(names) => self.series.names.push_chunk(unpack_all(&names)),
            Parcel::SeriesTexts(texts) => self.series.texts.push_chunk(texts),
            Parcel::SeriesRuns(runs) => self.series.runs.push_chunk(unpack_all(&runs)),
            Parcel::CountRuns(runs) => self.counts.runs.push_chunk(unpack_all(&runs)),
            Parcel::File(label) => {
                let label = *label;
                let steps = std::array::from_fn(|metric| label.steps.get(metric).copied().unwrap_or(0));
                self.series.label = SeriesLabel { instants: Instants::of_merged(unpack_all(&label.instants)), steps };
                self.counts.series = label.counts.iter().map(|text| CountSeries::of_text(text)).collect();
                return Ok(Some(LoadedFile {
                    name: label.name,
                    format: label.format,
                    bytes: label.bytes,
                    records: label.records,
                    skipped: label.skipped,
                    sources: label.sources,
                    warnings: label.warnings,
                    covers: label.covers,
                    newest: label.newest,
                    earliest: label.earliest,
                    jobs: std::mem::take(&mut self.jobs),
                    mentions: std::mem::take(&mut self.mentions),
                    series: std::mem::take(&mut self.series),
                    counts: std::mem::take(&mut self.counts),
                    timelines: label.timelines,
                    exclusions: label.exclusions,
                    annotations: label.annotations,
                }));
            }
        }
        Ok(None)
    }
}

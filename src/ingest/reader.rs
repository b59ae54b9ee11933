use super::calendar::ZoneLookup;
use super::collector::Collector;
use super::document::DocumentReader;
use super::error::{ErrorCode, IngestError, WHAT_IS_READ};
use super::foreign::{Foreign, TextFormat, recognise_binary, recognise_text};
use super::gzip::{self, Gzip};
use super::json_beginning::{JsonFormat, recognise_json};
use super::log::{LogReader, is_log};
use super::prometheus::{ResponseReader, is_response};
use super::small::SmallReader;
use super::table::TableReader;
use crate::record::{Format, LoadedFile, WarningCode};
use crate::slo::Slo;

/// Bytes of a text that are looked at to recognise it.
const BEGINNING: usize = 64 * 1_024;

/// Largest SLO file, in bytes.
const LARGEST_SLO: usize = 1 << 20;

/// What a file turned out to be.
#[derive(Debug)]
pub enum Loaded {
    /// Data, read.
    Records(Box<LoadedFile>),
    /// An SLO file, still to be parsed.
    Slo {
        /// Its text.
        text: String,
    },
}

/// Reads one file in pieces of any size and recognises what it is by its structure, never by its name.
///
/// ```
/// use slo_review::ingest::{FileReader, Loaded};
/// use slo_review::slo::Slo;
///
/// let mut reader = FileReader::new("jobs.json", &Slo::ai_slot_build());
/// reader.push(br#"{"kind":"JobList","apiVersion":"batch/v1","items":null}"#)?;
/// let Loaded::Records(file) = reader.finish()? else { panic!("this is data") };
/// assert_eq!(file.records, 0);
/// # Ok::<(), slo_review::ingest::IngestError>(())
/// ```
#[derive(Debug)]
pub struct FileReader {
    name: String,
    bytes: u64,
    source: Packing,
}

#[derive(Debug)]
enum Packing {
    /// Too few bytes to say.
    Unknown(Vec<u8>, Content),
    Plain(Content),
    Gzip(Gzip, Content),
}

/// The unpacked content of a file.
#[derive(Debug)]
struct Content {
    state: State,
    zones: Option<ZoneLookup>,
    /// Unpacked bytes so far.
    length: u64,
}

#[derive(Debug)]
enum State {
    /// Too few bytes to say what it is; the collector waits.
    Beginning {
        held: Vec<u8>,
        collector: Box<Collector>,
    },
    Documents(Box<DocumentReader>),
    Responses(Box<ResponseReader>),
    Table(Box<TableReader>),
    /// A file that is read at its end.
    Small(Box<SmallReader>),
    Log(Box<LogReader>),
    Slo(Vec<u8>),
    /// It cannot be used; the rest is passed over.
    Refused(Refused),
    /// Only while the state changes.
    Moving,
}

#[derive(Debug)]
struct Refused {
    code: ErrorCode,
    what: String,
    remedy: String,
}

impl FileReader {
    /// A reader of the file that the user knows by that name, with jobs as the SLO sees them.
    pub fn new(name: &str, slo: &Slo) -> Self {
        let held = Vec::new();
        let state = State::Beginning { held, collector: Box::new(Collector::new(slo).named(name)) };
        let content = Content { state, zones: None, length: 0 };
        Self { name: name.to_owned(), bytes: 0, source: Packing::Unknown(Vec::new(), content) }
    }

    /// Says who answers for the time zones that a calendar names without describing them. To be called before the
    /// first bytes are pushed. Without it, times in such zones are read as UTC, with a warning.
    pub fn with_zones(mut self, zones: ZoneLookup) -> Self {
        if let Packing::Unknown(_, content) = &mut self.source {
            content.zones = Some(zones);
        }
        self
    }

    /// Reads the next bytes.
    ///
    /// # Errors
    ///
    /// As soon as it is clear that the file cannot be used; more bytes need not be pushed then.
    pub fn push(&mut self, chunk: &[u8]) -> Result<(), IngestError> {
        self.bytes += chunk.len() as u64;
        if let Packing::Unknown(held, _) = &mut self.source {
            held.extend_from_slice(chunk);
            if held.len() >= 2 {
                self.open();
            }
            return self.refusal();
        }
        self.feed(chunk);
        self.refusal()
    }

    /// Decides, by the first two bytes, whether the file is packed.
    fn open(&mut self) {
        let empty = Content { state: State::Moving, zones: None, length: 0 };
        let Packing::Unknown(held, content) = std::mem::replace(&mut self.source, Packing::Plain(empty)) else {
            return;
        };
        self.source =
            if held.starts_with(&gzip::MAGIC) { Packing::Gzip(Gzip::new(), content) } else { Packing::Plain(content) };
        self.feed(&held);
    }

    fn feed(&mut self, chunk: &[u8]) {
        match &mut self.source {
            Packing::Unknown(..) => {}
            Packing::Plain(content) => content.read(chunk),
            Packing::Gzip(gzip, content) => gzip.push(chunk, |unpacked| content.read(unpacked)),
        }
    }

    fn refusal(&self) -> Result<(), IngestError> {
        let content = match &self.source {
            Packing::Unknown(_, content) | Packing::Plain(content) | Packing::Gzip(_, content) => content,
        };
        match &content.state {
            State::Refused(refused) => Err(refused.error(&self.name)),
            _ => Ok(()),
        }
    }

    /// Reads what is left.
    ///
    /// # Errors
    ///
    /// Where the file cannot be used: nothing in it could be read, or it is of a format that is not read.
    pub fn finish(mut self) -> Result<Loaded, IngestError> {
        if matches!(self.source, Packing::Unknown(..)) {
            self.open();
        }
        let (mut content, is_damaged) = match self.source {
            Packing::Unknown(_, content) | Packing::Plain(content) => (content, false),
            Packing::Gzip(gzip, content) => (content, !gzip.is_complete()),
        };
        if is_damaged && content.length == 0 {
            let refused = Refused {
                code: ErrorCode::Damaged,
                what: "It is compressed with gzip, and damaged or cut before anything could be unpacked.".to_owned(),
                remedy: "Copy it again.".to_owned(),
            };
            return Err(refused.error(&self.name));
        }
        if content.length == 0 {
            let refused = Refused {
                code: ErrorCode::Empty,
                what: "The file is empty.".to_owned(),
                remedy: "Export it again; if a command wrote it, look at what the command printed.".to_owned(),
            };
            return Err(refused.error(&self.name));
        }
        if matches!(content.state, State::Beginning { .. }) {
            content.recognise();
        }
        let file = |mut collector: Collector, format| {
            if is_damaged {
                collector.diagnosis.count(WarningCode::CutGzip, 1);
            }
            Loaded::Records(Box::new(collector.into_file(self.name.clone(), format, self.bytes)))
        };
        match content.state {
            State::Documents(reader) => {
                let (collector, format) = reader.finish(&self.name)?;
                Ok(file(collector, format))
            }
            State::Responses(reader) => Ok(file(reader.finish(&self.name)?, Format::Prometheus)),
            State::Table(reader) => Ok(file(reader.finish(&self.name)?, Format::JobsTable)),
            State::Small(reader) => {
                let (collector, format) = reader.finish(&self.name)?;
                Ok(file(collector, format))
            }
            State::Log(reader) => Ok(file(reader.finish(), Format::Logs)),
            State::Slo(bytes) => match String::from_utf8(bytes) {
                Ok(text) => Ok(Loaded::Slo { text }),
                Err(_) => Err(Refused {
                    code: ErrorCode::Damaged,
                    what: "This looks like an SLO file, but it is not UTF-8.".to_owned(),
                    remedy: "Save it as UTF-8.".to_owned(),
                }
                .error(&self.name)),
            },
            State::Refused(refused) => Err(refused.error(&self.name)),
            State::Beginning { .. } | State::Moving => unreachable!("what it is was decided above"),
        }
    }
}

impl Refused {
    fn error(&self, file: &str) -> IngestError {
        IngestError {
            file: file.to_owned(),
            code: self.code,
            what: self.what.clone(),
            position: None,
            remedy: self.remedy.clone(),
            unmapped: None,
        }
    }
}

impl Content {
    fn read(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        match &mut self.state {
            State::Beginning { held, .. } => {
                held.extend_from_slice(bytes);
                if held.len() >= BEGINNING {
                    self.recognise();
                }
            }
            State::Documents(reader) => reader.push(bytes),
            State::Responses(reader) => reader.push(bytes),
            State::Table(reader) => reader.push(bytes),
            State::Small(reader) => {
                if let Err((what, remedy)) = reader.push(bytes) {
                    self.state = State::Refused(Refused { code: ErrorCode::TooLarge, what, remedy });
                }
            }
            State::Log(reader) => reader.push(bytes),
            State::Slo(text) => {
                text.extend_from_slice(bytes);
                if text.len() > LARGEST_SLO {
                    self.state = State::Refused(Refused {
                        code: ErrorCode::TooLarge,
                        what: "This looks like an SLO file, but it is larger than 1 MiB.".to_owned(),
                        remedy: "Keep only the documents of the SLO in it.".to_owned(),
                    });
                }
            }
            State::Refused(_) | State::Moving => {}
        }
    }

    /// Decides by the bytes held what the content is, and reads them.
    fn recognise(&mut self) {
        let State::Beginning { held, collector } = std::mem::replace(&mut self.state, State::Moving) else { return };
        let text = held.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&held);
        let first = text.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0x1e));
        let is_json = first.is_some_and(|first| matches!(text[first], b'{' | b'['));
        let refuse = |code, what: String, remedy: String| State::Refused(Refused { code, what, remedy });
        let read = format!("Read are {WHAT_IS_READ}.");
        let refuse_foreign =
            |Foreign { what, hint }| refuse(ErrorCode::Foreign, format!("This is {what}."), format!("{hint} {read}"));
        let beginning = text.get(..BEGINNING).unwrap_or(text);
        let format = recognise_text(beginning);
        // What is plainly of another format is no log, whatever its lines begin with: a table's may begin with a time.
        let is_other = !is_json && matches!(format, TextFormat::JobsTable { .. } | TextFormat::Small(_));
        let small = |format, collector| State::Small(Box::new(SmallReader::new(collector, format, self.zones)));
        self.state = match recognise_binary(&held) {
            Some((what, remedy)) => refuse(ErrorCode::Foreign, format!("This is {what}."), remedy.to_owned()),
            None if first.is_none() => refuse(
                ErrorCode::Empty,
                "There is nothing but white space in it.".to_owned(),
                "Export it again.".to_owned(),
            ),
            None if !is_other && is_log(beginning) => State::Log(Box::new(LogReader::new(*collector))),
            None => match format {
                TextFormat::Slo => State::Slo(Vec::new()),
                _ if is_json && is_response(text) => State::Responses(Box::new(ResponseReader::new(*collector))),
                _ if is_json => match recognise_json(beginning) {
                    JsonFormat::Small(format) => small(format, *collector),
                    JsonFormat::Foreign(foreign) => refuse_foreign(foreign),
                    JsonFormat::Streamed => State::Documents(Box::new(DocumentReader::new(*collector))),
                },
                TextFormat::LinesWithJson => State::Documents(Box::new(DocumentReader::new(*collector))),
                TextFormat::JobsTable { delimiter } => State::Table(Box::new(TableReader::new(*collector, delimiter))),
                TextFormat::Small(format) => small(format, *collector),
                TextFormat::Foreign(foreign) => refuse_foreign(foreign),
                TextFormat::Unknown => {
                    refuse(ErrorCode::Foreign, "This is of no format that is known here.".to_owned(), read)
                }
            },
        };
        self.length -= text.len() as u64;
        self.read(text);
    }
}

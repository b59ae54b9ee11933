use std::ffi::OsStr;
use std::fs::File;
use std::io::{Read, stdin};

use slo_review::ingest::{FileReader, Loaded};
use slo_review::record::{Dataset, LoadedFile};
use slo_review::slo::{EventRole, EventSource, Slo};

use super::failure::Failure;
use super::zone;

/// How a file of the arguments names standard input.
const STANDARD_INPUT: &str = "-";

/// Bytes read at once.
const CHUNK: usize = 256 * 1_024;

/// Files up to this size are read first: an SLO file among the data is small, and decides how the rest is read.
const SMALL: u64 = 1 << 20;

/// Reads the SLO file, if one is given, and all data files.
///
/// # Errors
///
/// Everything that cannot be used, each with its name, the place and the reason.
pub fn load(
    slo: Option<&OsStr>,
    events: &[EventSource],
    files: &[impl AsRef<OsStr>],
) -> Result<(Dataset, Slo), Failure> {
    if files.iter().filter(|file| file.as_ref() == STANDARD_INPUT).count() > 1 {
        return Err(Failure::one("standard input can be read only once"));
    }
    let mut given = slo.map(read_slo).transpose()?;
    let mut slo_place = None;
    loop {
        let mut slo = given.clone().unwrap_or_else(Slo::ai_slot_build);
        if !events.is_empty() {
            slo.event_series = events.to_vec();
        }
        match load_with(&slo, files, slo_place)? {
            Pass::Done(dataset) => {
                if let Some(role) = dataset.counts().alone {
                    return Err(alone(role));
                }
                return Ok((dataset, slo));
            }
            Pass::FoundSlo { name, .. } if given.is_some() => {
                let first = if slo_place.is_some() { "another one" } else { "--slo" };
                return Err(Failure::one(format!(
                    "{name}: this is an SLO file, but {first} is given already; keep one"
                )));
            }
            // What was read before was read with the default's kinds and scope, so it is read anew.
            Pass::FoundSlo { place, name, text } => {
                given = Some(Slo::parse(&name, &text).map_err(Failure::one)?);
                slo_place = Some(place);
            }
        }
    }
}

/// Counts of one kind give no ratio.
fn alone(role: EventRole) -> Failure {
    let others = if role == EventRole::Total { "`--as good=NAME` or `--as bad=NAME`" } else { "`--as total=NAME`" };
    Failure::one(format!(
        "only {} events are counted, which gives no ratio; say which series count the others, with {others}",
        role.name()
    ))
}

/// How one pass over the files ended.
enum Pass {
    /// All files were read.
    Done(Dataset),
    /// One of them is an SLO file.
    FoundSlo { place: usize, name: String, text: String },
}

/// Reads all files but the one at `skip`, with jobs as the SLO sees them.
fn load_with(slo: &Slo, files: &[impl AsRef<OsStr>], skip: Option<usize>) -> Result<Pass, Failure> {
    let mut order: Vec<usize> = (0..files.len()).filter(|place| Some(*place) != skip).collect();
    // Standard input comes last, for it cannot be read anew.
    order.sort_by_key(|&place| match files[place].as_ref() {
        file if file == STANDARD_INPUT => 2,
        file => u8::from(std::fs::metadata(file).is_ok_and(|metadata| metadata.len() > SMALL)),
    });
    let mut failure = Failure::default();
    let mut loaded: Vec<Option<LoadedFile>> = files.iter().map(|_| None).collect();
    for place in order {
        match read(files[place].as_ref(), slo) {
            Ok(Loaded::Records(file)) => loaded[place] = Some(*file),
            Ok(Loaded::Slo { text }) => {
                return Ok(Pass::FoundSlo { place, name: name_of(files[place].as_ref()), text });
            }
            Err(reason) => failure.add(reason),
        }
    }
    let mut dataset = Dataset::default();
    loaded.into_iter().flatten().for_each(|file| dataset.add(file));
    failure.or(Pass::Done(dataset))
}

fn read(file: &OsStr, slo: &Slo) -> Result<Loaded, String> {
    let name = name_of(file);
    let mut source: Box<dyn Read> = if file == STANDARD_INPUT {
        Box::new(stdin().lock())
    } else {
        Box::new(File::open(file).map_err(|error| format!("{name}: cannot be opened: {error}"))?)
    };
    let mut reader = FileReader::new(&name, slo).with_zones(zone::by_name);
    let mut chunk = vec![0; CHUNK];
    loop {
        let length = match source.read(&mut chunk) {
            Ok(0) => break,
            Ok(length) => length,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(format!("{name}: cannot be read: {error}")),
        };
        reader.push(&chunk[..length]).map_err(|error| error.to_string())?;
    }
    reader.finish().map_err(|error| error.to_string())
}

/// Reads an SLO file.
///
/// # Errors
///
/// Why it cannot be used: all its problems, each with its place.
pub fn read_slo(file: &OsStr) -> Result<Slo, Failure> {
    let name = name_of(file);
    let bytes = std::fs::read(file).map_err(|error| Failure::one(format!("{name}: cannot be read: {error}")))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        Failure::one(format!("{name}: byte {byte}: an SLO file is UTF-8 text, and this is not"))
    })?;
    Slo::parse(&name, &text).map_err(Failure::one)
}

fn name_of(file: &OsStr) -> String {
    if file == STANDARD_INPUT { "standard input".to_owned() } else { file.to_string_lossy().into_owned() }
}

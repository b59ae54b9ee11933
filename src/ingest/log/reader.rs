use json_scan::LineScanner;

use super::line::{Around, Line, LineReader};
use crate::ingest::collector::Collector;
use crate::ingest::kubernetes::TimeNotes;
use crate::record::{Position, WarningCode};
use crate::time::Instant;

/// Reads a log, line by line.
///
/// Most lines of a log say nothing of a failure. The scanner passes over them at the speed of reading and keeps only
/// their times; the others are read here.
#[derive(Debug)]
pub struct LogReader {
    scanner: LineScanner,
    intake: Intake,
}

#[derive(Debug)]
struct Intake {
    reader: LineReader,
    collector: Collector,
    notes: TimeNotes,
    /// Whether the file has ended, so that the line under way may not be whole.
    has_ended: bool,
}

impl LogReader {
    /// A reader of a file that begins as a log.
    pub fn new(collector: Collector) -> Self {
        let scanner = LineScanner::new(&collector.matcher.line_words());
        Self {
            scanner,
            intake: Intake { reader: LineReader::default(), collector, notes: TimeNotes::default(), has_ended: false },
        }
    }

    /// Reads the next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        let Self { scanner, intake } = self;
        scanner.push(bytes, &mut |line| intake.line(&line));
    }

    /// Reads what is left and gives back what was collected. A log in which nothing failed is a good file.
    pub fn finish(self) -> Collector {
        let Self { scanner, mut intake } = self;
        intake.has_ended = true;
        let quiet = scanner.finish(&mut |line| intake.line(&line));
        let Intake { mut collector, notes, .. } = intake;
        collector.records += quiet.lines;
        for millis in quiet.times.into_iter().flat_map(|(newest, earliest)| [newest, earliest]) {
            collector.note_instant(Instant::from_millis(millis));
        }
        collector.diagnosis.count(WarningCode::MissingOffset, notes.without_offset);
        collector
    }
}

impl Intake {
    fn line(&mut self, line: &json_scan::Line<'_>) {
        let Self { reader, collector, notes, has_ended } = self;
        let position = Position { record: None, line: line.number, byte: line.start };
        let quiet_at = line.quiet_at.map(Instant::from_millis);
        let read = Line { bytes: line.bytes, may_match: line.may_match, quiet_at, position };
        collector.records += 1;
        let is_broken = reader.read(&read, &Around::default(), collector, notes);
        collector.diagnosis.count(WarningCode::CutText, u64::from(line.is_cut));
        if is_broken && *has_ended && !line.is_cut {
            collector.diagnosis.at(WarningCode::CutDocument, position, "the last line is not whole".to_owned());
        }
    }
}

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// Longest row that is read, in bytes. A row holds one text of a failed job, which may be long.
const LONGEST_ROW: usize = 16 << 20;

/// Most fields of a row that are looked at.
const MOST_FIELDS: usize = 256;

/// Cuts a table into its rows, in pieces of any size.
#[derive(Debug)]
pub struct RowReader {
    reader: Reader,
    /// The row under way: its fields unquoted end to end, and where each ends.
    output: Vec<u8>,
    written: usize,
    ends: Vec<usize>,
    ended: usize,
    /// Where the row under way begins.
    line: u64,
    byte: u64,
    offset: u64,
    /// Whether the row under way has grown beyond all measure.
    is_too_long: bool,
    last_byte: u8,
}

/// One row, or the header.
#[derive(Debug)]
pub struct Row<'r> {
    /// Its fields, without quotes.
    pub fields: Vec<&'r [u8]>,
    /// The line on which it begins.
    pub line: u64,
    /// The byte at which it begins.
    pub byte: u64,
    /// Whether it was too long to be read.
    pub is_too_long: bool,
    /// Whether the table ends within it, or just after it without a line break.
    pub is_last: bool,
}

impl RowReader {
    /// A reader of a table whose fields that byte separates.
    pub fn new(delimiter: u8) -> Self {
        Self {
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            output: vec![0; 4_096],
            written: 0,
            ends: vec![0; 32],
            ended: 0,
            line: 1,
            byte: 0,
            offset: 0,
            is_too_long: false,
            last_byte: b'\n',
        }
    }

    /// Reads the next bytes.
    pub fn push(&mut self, mut bytes: &[u8], take: &mut dyn FnMut(&Row<'_>)) {
        let Some(last) = bytes.last() else { return };
        self.last_byte = *last;
        loop {
            let (result, read, written, ended) =
                self.reader.read_record(bytes, &mut self.output[self.written..], &mut self.ends[self.ended..]);
            bytes = &bytes[read..];
            self.offset += read as u64;
            self.written += written;
            self.ended += ended;
            match result {
                ReadRecordResult::InputEmpty => return,
                ReadRecordResult::OutputFull if self.output.len() >= LONGEST_ROW => {
                    // The row is read on, so that the next one is found, but what it says is let go.
                    self.is_too_long = true;
                    self.written = 0;
                    self.ended = 0;
                }
                ReadRecordResult::OutputFull => self.output.resize(self.output.len() * 2, 0),
                ReadRecordResult::OutputEndsFull if self.ends.len() >= MOST_FIELDS => self.ended = MOST_FIELDS / 2,
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => {
                    self.end_row(false, take);
                    if bytes.is_empty() {
                        return;
                    }
                }
                ReadRecordResult::End => return,
            }
        }
    }

    /// Reads what is left.
    pub fn finish(mut self, take: &mut dyn FnMut(&Row<'_>)) {
        let is_last = !matches!(self.last_byte, b'\n' | b'\r');
        for _ in 0..2 {
            // An empty input tells the parser that nothing follows; it may end a row, and then the table.
            let (result, _, written, ended) =
                self.reader.read_record(&[], &mut self.output[self.written..], &mut self.ends[self.ended..]);
            self.written += written;
            self.ended += ended;
            if matches!(result, ReadRecordResult::Record) {
                self.end_row(is_last, take);
            }
        }
    }

    fn end_row(&mut self, is_last: bool, take: &mut dyn FnMut(&Row<'_>)) {
        let mut start = 0;
        let fields = self.ends[..self.ended].iter().map(|&end| {
            let field = self.output.get(start..end).unwrap_or_default();
            start = end;
            field
        });
        let fields = fields.collect();
        take(&Row { fields, line: self.line, byte: self.byte, is_too_long: self.is_too_long, is_last });
        (self.written, self.ended, self.is_too_long) = (0, 0, false);
        (self.line, self.byte) = (self.reader.line(), self.offset);
    }
}

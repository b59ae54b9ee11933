use crate::failure::Failure;

/// Takes a wasm module apart into streams of like bytes, one behind the other: all instructions, all numbers of locals, all
/// constants, and so on. Each byte goes into just one of them. A packer finds far more that repeats itself in these than in the
/// module, where every instruction stands between operands that differ. `www/src/engine/streams.ts` puts the module together.
///
/// The result begins with the length of each stream, as LEB128.
///
/// # Errors
///
/// Where the module holds what is not known here.
pub fn streams(wasm: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut reader = Reader { wasm, at: 0 };
    let mut streams: [Vec<u8>; STREAMS] = Default::default();
    let code = code_section(&mut reader)?;
    streams[FRAME].extend_from_slice(&wasm[..code.0]);
    streams[TAIL].extend_from_slice(&wasm[code.1..]);
    reader.at = code.0;
    while reader.at < code.1 {
        let size = reader.number(&mut streams[SIZE])?;
        let end = reader.at + size;
        let groups = reader.number(&mut streams[LOCALS])?;
        for _ in 0..groups {
            reader.number(&mut streams[LOCALS])?;
            reader.bytes(1, &mut streams[LOCALS])?;
        }
        while reader.at < end {
            instruction(&mut reader, &mut streams)?;
        }
        if reader.at != end {
            return Err(reader.unknown("a function that does not end with its last instruction"));
        }
    }
    let mut all = Vec::with_capacity(wasm.len() + 64);
    streams.iter().for_each(|stream| put(stream.len(), &mut all));
    streams.iter().for_each(|stream| all.extend_from_slice(stream));
    Ok(all)
}

/// The streams in the order in which they stand: what is before the functions and behind them, then the parts of functions.
const FRAME: usize = 0;
const TAIL: usize = 1;
const SIZE: usize = 2;
const LOCALS: usize = 3;
const INSTRUCTION: usize = 4;
const BLOCK: usize = 5;
const BRANCH: usize = 6;
const ALIGN: usize = 7;
const CALL: usize = 8;
const LOCAL: usize = 9;
const INT: usize = 10;
const OFFSET: usize = 11;
const LONG: usize = 12;
const LANES: usize = 13;
const OTHER: usize = 14;
const STREAMS: usize = 15;

/// One instruction with its operands, as the WebAssembly specification numbers them.
fn instruction(reader: &mut Reader<'_>, streams: &mut [Vec<u8>; STREAMS]) -> Result<(), Failure> {
    let opcode = reader.bytes(1, &mut streams[INSTRUCTION])?[0];
    match opcode {
        0x02..=0x04 => reader.number(&mut streams[BLOCK])?,
        0x0c | 0x0d => reader.number(&mut streams[BRANCH])?,
        0x0e => {
            let targets = reader.number(&mut streams[OTHER])?;
            (0..=targets).try_for_each(|_| reader.number(&mut streams[OTHER]).map(drop))?;
            0
        }
        0x10 => reader.number(&mut streams[CALL])?,
        0x11 => {
            reader.number(&mut streams[OTHER])?;
            reader.number(&mut streams[OTHER])?
        }
        0x20..=0x22 => reader.number(&mut streams[LOCAL])?,
        0x23..=0x26 | 0x3f | 0x40 | 0xd0 | 0xd2 => reader.number(&mut streams[OTHER])?,
        0x28..=0x3e => {
            reader.number(&mut streams[ALIGN])?;
            reader.number(&mut streams[OFFSET])?
        }
        0x41 => reader.number(&mut streams[INT])?,
        0x42 => reader.number(&mut streams[LONG])?,
        0x43 => reader.bytes(4, &mut streams[OTHER])?.len(),
        0x44 => reader.bytes(8, &mut streams[OTHER])?.len(),
        0xfc => {
            let operands = match reader.number(&mut streams[OTHER])? {
                0..=7 => 0,
                8 | 10 | 12 | 14 => 2,
                9 | 11 | 13 | 15..=17 => 1,
                _ => return Err(reader.unknown("an instruction of 0xfc")),
            };
            (0..operands).try_for_each(|_| reader.number(&mut streams[OTHER]).map(drop))?;
            0
        }
        0xfd => simd(reader, streams)?,
        0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => 0,
        _ => return Err(reader.unknown(&format!("the instruction {opcode:#04x}"))),
    };
    Ok(())
}

fn simd(reader: &mut Reader<'_>, streams: &mut [Vec<u8>; STREAMS]) -> Result<usize, Failure> {
    let number = reader.number(&mut streams[OTHER])?;
    if matches!(number, 0..=11 | 84..=93) {
        reader.number(&mut streams[ALIGN])?;
        reader.number(&mut streams[OFFSET])?;
    }
    let lanes = match number {
        12 | 13 => 16,
        21..=34 | 84..=91 => 1,
        0..=275 => 0,
        _ => return Err(reader.unknown(&format!("the SIMD instruction {number}"))),
    };
    Ok(reader.bytes(lanes, &mut streams[LANES])?.len())
}

/// Where the functions are: from behind their number to the end of the section.
fn code_section(reader: &mut Reader<'_>) -> Result<(usize, usize), Failure> {
    const CODE: u8 = 10;
    reader.at = 8;
    loop {
        let id = reader.bytes(1, &mut Vec::new())?[0];
        let length = reader.number(&mut Vec::new())?;
        let end = reader.at + length;
        if id == CODE {
            reader.number(&mut Vec::new())?;
            return Ok((reader.at, end));
        }
        reader.at = end;
    }
}

struct Reader<'a> {
    wasm: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// Moves a LEB128 number into a stream. Of a negative one the value says nothing.
    fn number(&mut self, stream: &mut Vec<u8>) -> Result<usize, Failure> {
        let (mut value, mut shift) = (0_usize, 0);
        loop {
            let byte = self.bytes(1, stream)?[0];
            value |= usize::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            shift += 7;
            if byte < 0x80 {
                return Ok(value);
            }
        }
    }

    /// Moves so many bytes into a stream.
    fn bytes(&mut self, length: usize, stream: &mut Vec<u8>) -> Result<&'a [u8], Failure> {
        let bytes = self.wasm.get(self.at..self.at + length).ok_or_else(|| self.unknown("an early end"))?;
        self.at += length;
        stream.extend_from_slice(bytes);
        Ok(bytes)
    }

    fn unknown(&self, what: &str) -> Failure {
        Failure::new(format!(
            "the wasm module holds {what} at byte {}, which xtask/src/streams.rs does not know",
            self.at
        ))
    }
}

fn put(mut value: usize, all: &mut Vec<u8>) {
    while value >= 0x80 {
        all.push(value as u8 | 0x80);
        value >>= 7;
    }
    all.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with one function of instructions of every shape.
    fn module(body: &[u8]) -> Vec<u8> {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.extend([1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0]);
        wasm.extend([10, body.len() as u8 + 2, 1, body.len() as u8]);
        wasm.extend_from_slice(body);
        wasm.extend([11, 1, 0]);
        wasm
    }

    #[test]
    fn every_byte_goes_into_one_stream() {
        let body = [
            1, 2, 0x7f, // two locals
            0x02, 0x40, 0x20, 0x00, 0x41, 0x80, 0x7f, 0x42, 0x05, 0x28, 0x02, 0x08, 0x0d, 0x00, 0x0e, 0x01, 0x00, 0x01,
            0x10, 0x03, 0x44, 1, 2, 3, 4, 5, 6, 7, 8, 0xfc, 0x0a, 0x00, 0x00, 0xfd, 0x0c, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
            10, 11, 12, 13, 14, 15, 0x0b, 0x0b,
        ];
        let wasm = module(&body);
        let streams = streams(&wasm).unwrap();
        let lengths: Vec<usize> = streams[..STREAMS].iter().map(|&length| length.into()).collect();
        assert_eq!(lengths.iter().sum::<usize>(), wasm.len());
        assert_eq!(lengths[FRAME] + lengths[TAIL], wasm.len() - body.len() - 1);
        let at = STREAMS + lengths[..INSTRUCTION].iter().sum::<usize>();
        let instructions = &streams[at..at + lengths[INSTRUCTION]];
        assert_eq!(instructions, [0x02, 0x20, 0x41, 0x42, 0x28, 0x0d, 0x0e, 0x10, 0x44, 0xfc, 0xfd, 0x0b, 0x0b]);
    }

    #[test]
    fn what_is_not_known_is_named() {
        let error = streams(&module(&[0, 0x06, 0x0b])).unwrap_err().to_string();
        assert!(error.contains("the instruction 0x06 at byte"), "{error}");
        assert!(streams(&module(&[0, 0x44, 1])[..20]).is_err());
    }
}

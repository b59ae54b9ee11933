use std::fmt;

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_HAS_MORE_INPUT;
use miniz_oxide::inflate::core::{DecompressorOxide, TINFL_LZ_DICT_SIZE, decompress};

/// What a gzip member begins with.
pub const MAGIC: [u8; 2] = [0x1f, 0x8b];

/// The method number of deflate, the only one there is.
const DEFLATE: u8 = 8;

/// The header's flags (RFC 1952, section 2.3.1).
mod flag {
    pub const HEADER_CRC: u8 = 1 << 1;
    pub const EXTRA: u8 = 1 << 2;
    pub const NAME: u8 = 1 << 3;
    pub const COMMENT: u8 = 1 << 4;
    /// Must be zero.
    pub const RESERVED: u8 = 0b1110_0000;
}

/// Unpacks gzip in pieces of any size, one member after the other (RFC 1952).
///
/// The bytes of a member are handed on before its checksum, which stands at its end, could be compared: a file that turns
/// out to be damaged has given what it had.
pub struct Gzip {
    part: Part,
    inflater: Box<DecompressorOxide>,
    /// The last 32 KiB unpacked, to which what follows refers back; it is filled in rounds.
    window: Box<[u8]>,
    /// Where in the window the next byte goes.
    at: usize,
    crc: Crc32,
    /// Bytes of the member unpacked so far, modulo 2³².
    length: u32,
}

/// The part of a member that the next byte belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The ten bytes that every header has; so many are read, with these flags.
    Fixed {
        read: u8,
        flags: u8,
    },
    /// The length of the extra field.
    ExtraLength {
        read: u8,
        length: u16,
        flags: u8,
    },
    Extra {
        left: u16,
        flags: u8,
    },
    /// A text that ends with a zero: the name, and after it the comment.
    Text {
        flags: u8,
    },
    /// The checksum of the header: the low half of its CRC-32.
    HeaderCrc {
        read: u8,
        crc: u16,
    },
    Body,
    /// The member's CRC-32 and length.
    Trailer {
        read: u8,
        value: u64,
    },
    /// These are no members, or not the bytes that were packed; what follows means nothing.
    Lost,
}

impl Gzip {
    /// Before the first byte.
    pub fn new() -> Self {
        Self {
            part: Part::START,
            inflater: Box::default(),
            window: vec![0; TINFL_LZ_DICT_SIZE].into(),
            at: 0,
            crc: Crc32::new(),
            length: 0,
        }
    }

    /// Unpacks the next bytes and hands on what comes out. After damage nothing does.
    pub fn push(&mut self, mut bytes: &[u8], mut take: impl FnMut(&[u8])) {
        while let [byte, rest @ ..] = bytes {
            match self.part {
                Part::Lost => return,
                Part::Body => bytes = self.inflate(bytes, &mut take),
                _ => {
                    self.part = self.step(*byte);
                    bytes = rest;
                }
            }
        }
    }

    /// Whether the file may end here: after a whole member, or before any. If not, it is cut or damaged.
    pub fn is_complete(&self) -> bool {
        self.part == Part::START
    }

    /// Takes a byte of the header or of the trailer.
    fn step(&mut self, byte: u8) -> Part {
        let header_crc = u16::try_from(self.crc.value() & 0xffff).unwrap_or_default();
        if !matches!(self.part, Part::HeaderCrc { .. } | Part::Trailer { .. }) {
            self.crc.update(&[byte]);
        }
        match self.part {
            Part::Fixed { read, flags } => match (read, byte) {
                (0, 0x1f) | (1, 0x8b) | (2, DEFLATE) | (4..=8, _) => Part::Fixed { read: read + 1, flags },
                (3, flags) if flags & flag::RESERVED == 0 => Part::Fixed { read: 4, flags },
                (9, _) => self.after_fixed(flags),
                _ => Part::Lost,
            },
            Part::ExtraLength { read, length, flags } => {
                let length = length | u16::from(byte) << (8 * read);
                match (read, length) {
                    (0, _) => Part::ExtraLength { read: 1, length, flags },
                    (_, 0) => self.after_extra(flags),
                    (_, left) => Part::Extra { left, flags },
                }
            }
            Part::Extra { left: 1, flags } => self.after_extra(flags),
            Part::Extra { left, flags } => Part::Extra { left: left - 1, flags },
            Part::Text { flags } if byte != 0 => Part::Text { flags },
            // The name is the first of the two, so its flag goes first.
            Part::Text { flags } if flags & flag::NAME != 0 => self.after_extra(flags & !flag::NAME),
            Part::Text { flags } => self.after_texts(flags),
            Part::HeaderCrc { read: 0, .. } => Part::HeaderCrc { read: 1, crc: u16::from(byte) },
            Part::HeaderCrc { crc, .. } if crc | u16::from(byte) << 8 == header_crc => self.begin_body(),
            Part::Trailer { read, value } => {
                let value = value | u64::from(byte) << (8 * read);
                match read {
                    0..7 => Part::Trailer { read: read + 1, value },
                    _ if value == u64::from(self.length) << 32 | u64::from(self.crc.value()) => self.begin_member(),
                    _ => Part::Lost,
                }
            }
            Part::HeaderCrc { .. } | Part::Body | Part::Lost => Part::Lost,
        }
    }

    fn after_fixed(&mut self, flags: u8) -> Part {
        if flags & flag::EXTRA != 0 { Part::ExtraLength { read: 0, length: 0, flags } } else { self.after_extra(flags) }
    }

    fn after_extra(&mut self, flags: u8) -> Part {
        if flags & (flag::NAME | flag::COMMENT) != 0 { Part::Text { flags } } else { self.after_texts(flags) }
    }

    fn after_texts(&mut self, flags: u8) -> Part {
        if flags & flag::HEADER_CRC != 0 { Part::HeaderCrc { read: 0, crc: 0 } } else { self.begin_body() }
    }

    fn begin_body(&mut self) -> Part {
        self.inflater.init();
        self.at = 0;
        self.length = 0;
        self.crc.reset();
        Part::Body
    }

    fn begin_member(&mut self) -> Part {
        self.crc.reset();
        Part::START
    }

    /// Unpacks as much as the window takes; gives the bytes that are left.
    fn inflate<'a>(&mut self, bytes: &'a [u8], take: &mut impl FnMut(&[u8])) -> &'a [u8] {
        let (status, read, written) =
            decompress(&mut self.inflater, bytes, &mut self.window, self.at, TINFL_FLAG_HAS_MORE_INPUT);
        let unpacked = &self.window[self.at..self.at + written];
        self.crc.update(unpacked);
        self.length = self.length.wrapping_add(written as u32);
        if !unpacked.is_empty() {
            take(unpacked);
        }
        self.at = (self.at + written) % self.window.len();
        self.part = match status {
            TINFLStatus::Done => Part::Trailer { read: 0, value: 0 },
            TINFLStatus::HasMoreOutput | TINFLStatus::NeedsMoreInput => Part::Body,
            _ => Part::Lost,
        };
        &bytes[read..]
    }
}

impl Part {
    const START: Self = Self::Fixed { read: 0, flags: 0 };
}

impl fmt::Debug for Gzip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gzip").field("part", &self.part).finish_non_exhaustive()
    }
}

/// The checksum of gzip: CRC-32 with the polynomial 0xEDB88320 (RFC 1952, section 8), eight bytes at a time.
///
/// Its tables are made when they are needed: in the page's wasm they could not be compressed, and would weigh more than
/// the rest of this file.
struct Crc32 {
    /// `tables[k][b]`: what the byte `b` does to the sum when `k` more bytes follow it.
    tables: Box<[[u32; 256]; 8]>,
    /// The sum, with all bits turned.
    state: u32,
}

impl Crc32 {
    fn new() -> Self {
        let mut tables = Box::new([[0_u32; 256]; 8]);
        for byte in 0..256 {
            let mut sum = byte as u32;
            for _ in 0..8 {
                sum = sum >> 1 ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 };
            }
            tables[0][byte] = sum;
        }
        for further in 1..8 {
            for byte in 0..256 {
                let sum = tables[further - 1][byte];
                tables[further][byte] = sum >> 8 ^ tables[0][(sum & 0xff) as usize];
            }
        }
        Self { tables, state: !0 }
    }

    fn reset(&mut self) {
        self.state = !0;
    }

    fn value(&self) -> u32 {
        !self.state
    }

    fn update(&mut self, bytes: &[u8]) {
        let (blocks, rest) = bytes.as_chunks::<8>();
        let of = |further: usize, byte: u32| self.tables[further][(byte & 0xff) as usize];
        let mut state = self.state;
        for &[a, b, c, d, e, f, g, h] in blocks {
            let low = state ^ u32::from_le_bytes([a, b, c, d]);
            let high = u32::from_le_bytes([e, f, g, h]);
            state = of(7, low) ^ of(6, low >> 8) ^ of(5, low >> 16) ^ of(4, low >> 24);
            state ^= of(3, high) ^ of(2, high >> 8) ^ of(1, high >> 16) ^ of(0, high >> 24);
        }
        for byte in rest {
            state = state >> 8 ^ of(0, state ^ u32::from(*byte));
        }
        self.state = state;
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::write::GzEncoder;
    use flate2::{Compression, GzBuilder};
    use proptest::prelude::*;

    use super::*;

    /// What comes out of a file that arrives in pieces of that size, and whether it was whole.
    fn unpacked(packed: &[u8], size: usize) -> (Vec<u8>, bool) {
        let (mut gzip, mut bytes) = (Gzip::new(), Vec::new());
        for piece in packed.chunks(size) {
            gzip.push(piece, |piece| bytes.extend_from_slice(piece));
        }
        (bytes, gzip.is_complete())
    }

    fn packed(content: &[u8], level: u32) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::new(level));
        encoder.write_all(content).expect("memory takes everything");
        encoder.finish().expect("memory takes everything")
    }

    /// A member whose header has all there can be in one.
    fn adorned(content: &[u8]) -> Vec<u8> {
        let builder = GzBuilder::new().filename("jobs.json").comment("exported").extra(vec![0, 7, 0]).mtime(1);
        let mut encoder = builder.write(Vec::new(), Compression::fast());
        encoder.write_all(content).expect("memory takes everything");
        let plain = encoder.finish().expect("memory takes everything");
        let body = 10 + 2 + 3 + "jobs.json".len() + 1 + "exported".len() + 1;
        let mut header = plain[..body].to_vec();
        header[3] |= flag::HEADER_CRC;
        let mut crc = Crc32::new();
        crc.update(&header);
        header.extend_from_slice(&(crc.value() as u16).to_le_bytes());
        [&header, &plain[body..]].concat()
    }

    #[test]
    fn the_checksum_is_that_of_the_standard() {
        let mut crc = Crc32::new();
        crc.update(b"12345");
        crc.update(b"6789");
        assert_eq!(crc.value(), 0xcbf4_3926);
    }

    #[test]
    fn every_header_is_read_at_every_cut() {
        let file = [adorned(b"one "), packed(b"", 6), adorned(b"two")].concat();
        for size in 1..=file.len() {
            assert_eq!(unpacked(&file, size), (b"one two".to_vec(), true), "in pieces of {size}");
        }
        for length in 1..file.len() {
            let first = adorned(b"one ").len();
            let at_border = length == first || length == first + packed(b"", 6).len();
            assert_eq!(unpacked(&file[..length], 7).1, at_border, "cut after {length}");
        }
    }

    #[test]
    fn a_damaged_byte_is_noticed_wherever_it_matters() {
        let file = adorned(b"a text of a few words, and of a few more words");
        for place in 0..file.len() {
            let mut damaged = file.clone();
            damaged[place] ^= 0x10;
            assert!(!unpacked(&damaged, 5).1, "byte {place}");
        }
    }

    #[test]
    fn what_follows_a_member_must_be_one() {
        let file = [packed(b"whole", 6), b"stray".to_vec()].concat();
        assert_eq!(unpacked(&file, 64), (b"whole".to_vec(), false));
    }

    proptest! {
        #[test]
        fn what_was_packed_comes_out(
            words in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 1..40),
            order in prop::collection::vec(any::<prop::sample::Index>(), 0..6_000),
            level in 0_u32..=9,
            size in 1_usize..5_000,
        ) {
            let content: Vec<u8> = order.iter().flat_map(|word| word.get(&words).clone()).collect();
            prop_assert_eq!(unpacked(&packed(&content, level), size), (content, true));
        }
    }
}

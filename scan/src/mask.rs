//! Which bytes of a block are which: the one place where bytes are compared many at a time.
//!
//! There are three builds of the same function: wasm SIMD for the page, SSE2 for the command line, and a scalar one
//! that any machine has and that a property test holds the others against.

/// Bytes in a block.
pub const BLOCK: usize = 64;

/// For each byte of a block one bit, the first byte's lowest, in a mask for each class of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Masks {
    /// `"`
    pub quote: u64,
    /// `\`
    pub backslash: u64,
    /// `{` and `[`
    pub open: u64,
    /// `}` and `]`
    pub close: u64,
    /// `,` and `:`
    pub separator: u64,
    /// Line feeds.
    pub newline: u64,
    /// Spaces.
    pub space: u64,
    /// Spaces and everything below, line feeds included.
    pub white: u64,
}

impl Masks {
    /// The masks of a block, by the fastest means that the target has.
    #[inline]
    pub fn of(block: &[u8; BLOCK]) -> Self {
        #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
        return wasm::masks(block);
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
        // SAFETY: this is compiled only where the target has SSE2, which is all that the function asks for.
        return unsafe { sse2::masks(block) };
        #[allow(unreachable_code, reason = "targets without SIMD come here")]
        Self::scalar(block)
    }

    /// The masks of a block, byte by byte.
    pub fn scalar(block: &[u8; BLOCK]) -> Self {
        let mask = |test: fn(u8) -> bool| {
            block.iter().enumerate().fold(0, |mask, (place, &byte)| mask | u64::from(test(byte)) << place)
        };
        Self {
            quote: mask(|byte| byte == b'"'),
            backslash: mask(|byte| byte == b'\\'),
            open: mask(|byte| matches!(byte, b'{' | b'[')),
            close: mask(|byte| matches!(byte, b'}' | b']')),
            separator: mask(|byte| matches!(byte, b',' | b':')),
            newline: mask(|byte| byte == b'\n'),
            space: mask(|byte| byte == b' '),
            white: mask(|byte| byte <= b' '),
        }
    }
}

/// The `at`th 8 bytes of a block as a number, lowest byte first.
#[cfg(any(target_arch = "wasm32", target_arch = "x86_64"))]
#[inline]
fn word(block: &[u8; BLOCK], at: usize) -> u64 {
    let (words, _) = block.as_chunks::<8>();
    u64::from_le_bytes(words[at])
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wasm {
    use std::arch::wasm32::{i8x16_bitmask, u8x16_eq, u8x16_le, u8x16_splat, u64x2, v128, v128_or};

    use super::{BLOCK, Masks, word};

    #[inline]
    pub(super) fn masks(block: &[u8; BLOCK]) -> Masks {
        let lanes: [v128; 4] = std::array::from_fn(|at| u64x2(word(block, at * 2), word(block, at * 2 + 1)));
        // Brackets and braces differ in one bit only, which is set here, so that one comparison finds both.
        let braces = lanes.map(|lane| v128_or(lane, u8x16_splat(0x20)));
        let gather = |found: [v128; 4]| {
            found.iter().enumerate().fold(0, |mask, (at, &lane)| mask | u64::from(i8x16_bitmask(lane)) << (16 * at))
        };
        let equal = |byte: u8| gather(lanes.map(|lane| u8x16_eq(lane, u8x16_splat(byte))));
        let brace = |byte: u8| gather(braces.map(|lane| u8x16_eq(lane, u8x16_splat(byte))));
        let separators =
            lanes.map(|lane| v128_or(u8x16_eq(lane, u8x16_splat(b',')), u8x16_eq(lane, u8x16_splat(b':'))));
        Masks {
            quote: equal(b'"'),
            backslash: equal(b'\\'),
            open: brace(b'{'),
            close: brace(b'}'),
            separator: gather(separators),
            newline: equal(b'\n'),
            space: equal(b' '),
            white: gather(lanes.map(|lane| u8x16_le(lane, u8x16_splat(b' ')))),
        }
    }
}

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
mod sse2 {
    use std::arch::x86_64::{
        __m128i, _mm_cmpeq_epi8, _mm_max_epu8, _mm_movemask_epi8, _mm_or_si128, _mm_set_epi64x, _mm_set1_epi8,
    };

    use super::{BLOCK, Masks, word};

    #[inline]
    #[target_feature(enable = "sse2")]
    pub(super) fn masks(block: &[u8; BLOCK]) -> Masks {
        let lanes: [__m128i; 4] =
            std::array::from_fn(|at| _mm_set_epi64x(word(block, at * 2 + 1) as i64, word(block, at * 2) as i64));
        let splat = |byte: u8| _mm_set1_epi8(byte as i8);
        // Brackets and braces differ in one bit only, which is set here, so that one comparison finds both.
        let braces = lanes.map(|lane| _mm_or_si128(lane, splat(0x20)));
        let gather = |found: [__m128i; 4]| {
            found
                .iter()
                .enumerate()
                .fold(0, |mask, (at, &lane)| mask | u64::from(_mm_movemask_epi8(lane) as u16) << (16 * at))
        };
        let equal = |byte: u8| gather(lanes.map(|lane| _mm_cmpeq_epi8(lane, splat(byte))));
        let brace = |byte: u8| gather(braces.map(|lane| _mm_cmpeq_epi8(lane, splat(byte))));
        let separators =
            lanes.map(|lane| _mm_or_si128(_mm_cmpeq_epi8(lane, splat(b',')), _mm_cmpeq_epi8(lane, splat(b':'))));
        Masks {
            quote: equal(b'"'),
            backslash: equal(b'\\'),
            open: brace(b'{'),
            close: brace(b'}'),
            separator: gather(separators),
            newline: equal(b'\n'),
            space: equal(b' '),
            white: gather(lanes.map(|lane| _mm_cmpeq_epi8(_mm_max_epu8(lane, splat(b' ')), splat(b' ')))),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn simd_equals_scalar(bytes in proptest::collection::vec(any::<u8>(), BLOCK), json in "[\\[\\]{}\",:\\\\ \n\ra0]{64}") {
            for block in [bytes.as_slice(), json.as_bytes()] {
                let block: &[u8; BLOCK] = block.try_into().expect("64 bytes");
                prop_assert_eq!(Masks::of(block), Masks::scalar(block));
            }
        }
    }
}

use super::{NEWLINE, WINDOW};
use crate::mask::BLOCK;

/// For the low and the high half of each byte of a window the buckets that allow it.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    pub(super) low: [[u8; 16]; WINDOW],
    pub(super) high: [[u8; 16]; WINDOW],
}

/// What a block leaves for the next one: which buckets its last bytes can begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Carry {
    first: [u8; 16],
    second: [u8; 16],
}

/// What was found in a block. A window is found at its last byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// One bit a byte: a line feed.
    pub(super) newlines: u64,
    /// One bit a byte: a window of a word, or a sign that one may be hidden.
    pub(super) hits: u64,
    /// The buckets at each byte.
    pub(super) buckets: [u8; BLOCK],
}

impl Found {
    pub(super) const NOTHING: Self = Self { newlines: 0, hits: 0, buckets: [0; BLOCK] };

    /// Leaves out what is behind the first `length` bytes, fewer than a block.
    pub(super) fn cut(&mut self, length: usize) {
        let kept = (1 << length) - 1;
        self.newlines &= kept;
        self.hits &= kept;
    }
}

impl Tables {
    /// What is before the first block: as if a line had ended there, so that each line is judged as any other.
    pub(super) fn beginning(&self) -> Carry {
        Carry { first: [self.allowed(0, b'\n'); 16], second: [self.allowed(1, b'\n'); 16] }
    }

    fn allowed(&self, place: usize, byte: u8) -> u8 {
        self.low[place][usize::from(byte & 15)] & self.high[place][usize::from(byte >> 4)]
    }

    /// Judges a block by the fastest means that the target has.
    #[inline]
    pub(super) fn judge(&self, block: &[u8; BLOCK], carry: &mut Carry, found: &mut Found) {
        #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
        {
            wasm::judge(self, block, carry, found);
            return;
        }
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("ssse3") {
            // SAFETY: the machine was just asked for the one feature that the function needs.
            unsafe { ssse3::judge(self, block, carry, found) };
            return;
        }
        #[allow(unreachable_code, reason = "targets without SIMD come here")]
        self.scalar(block, carry, found);
    }

    /// Judges a block byte by byte.
    pub(super) fn scalar(&self, block: &[u8; BLOCK], carry: &mut Carry, found: &mut Found) {
        *found = Found::NOTHING;
        for (at, &byte) in block.iter().enumerate() {
            let first = if at >= 2 { self.allowed(0, block[at - 2]) } else { carry.first[14 + at] };
            let second = if at >= 1 { self.allowed(1, block[at - 1]) } else { carry.second[15] };
            let buckets = first & second & self.allowed(2, byte);
            found.buckets[at] = buckets;
            found.newlines |= u64::from(buckets & NEWLINE != 0) << at;
            found.hits |= u64::from(buckets & !NEWLINE != 0) << at;
        }
        for (at, byte) in block[BLOCK - 16..].iter().enumerate() {
            carry.first[at] = self.allowed(0, *byte);
            carry.second[at] = self.allowed(1, *byte);
        }
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wasm {
    use std::arch::wasm32::{
        i8x16_bitmask, i8x16_shuffle, i8x16_swizzle, u8x16_ne, u8x16_shr, u8x16_splat, v128, v128_and, v128_any_true,
        v128_load, v128_or, v128_store,
    };

    use super::{BLOCK, Carry, Found, NEWLINE, Tables};

    fn load(bytes: &[u8; 16]) -> v128 {
        // SAFETY: sixteen bytes are there to be read, and loads need no alignment.
        unsafe { v128_load(bytes.as_ptr().cast()) }
    }

    fn store(bytes: &mut [u8; 16], lane: v128) {
        // SAFETY: sixteen bytes are there to be written, and stores need no alignment.
        unsafe { v128_store(bytes.as_mut_ptr().cast(), lane) }
    }

    #[inline]
    pub(super) fn judge(tables: &Tables, block: &[u8; BLOCK], carry: &mut Carry, found: &mut Found) {
        let low = [load(&tables.low[0]), load(&tables.low[1]), load(&tables.low[2])];
        let high = [load(&tables.high[0]), load(&tables.high[1]), load(&tables.high[2])];
        let (mut before_first, mut before_second) = (load(&carry.first), load(&carry.second));
        let mut newlines = 0;
        let mut all = u8x16_splat(0);
        let (lanes, _) = block.as_chunks::<16>();
        let (out, _) = found.buckets.as_chunks_mut::<16>();
        for (at, (lane, out)) in lanes.iter().zip(out).enumerate() {
            let lane = load(lane);
            let (lows, highs) = (v128_and(lane, u8x16_splat(15)), u8x16_shr(lane, 4));
            let allowed = |place: usize| v128_and(i8x16_swizzle(low[place], lows), i8x16_swizzle(high[place], highs));
            let (first, second, third) = (allowed(0), allowed(1), allowed(2));
            let first_there =
                i8x16_shuffle::<14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29>(before_first, first);
            let second_there =
                i8x16_shuffle::<15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30>(before_second, second);
            (before_first, before_second) = (first, second);
            let buckets = v128_and(v128_and(first_there, second_there), third);
            store(out, buckets);
            all = v128_or(all, buckets);
            // The highest bit is that of line feeds.
            newlines |= u64::from(i8x16_bitmask(buckets)) << (16 * at);
        }
        store(&mut carry.first, before_first);
        store(&mut carry.second, before_second);
        found.newlines = newlines;
        // Most blocks have nothing else.
        let others = v128_any_true(v128_and(all, u8x16_splat(!NEWLINE)));
        found.hits = if others { hits(&found.buckets) } else { 0 };
    }

    fn hits(buckets: &[u8; BLOCK]) -> u64 {
        buckets.as_chunks::<16>().0.iter().enumerate().fold(0, |hits, (at, lane)| {
            let some = u8x16_ne(v128_and(load(lane), u8x16_splat(!NEWLINE)), u8x16_splat(0));
            hits | u64::from(i8x16_bitmask(some)) << (16 * at)
        })
    }
}

#[cfg(target_arch = "x86_64")]
mod ssse3 {
    use std::arch::x86_64::{
        __m128i, _mm_alignr_epi8, _mm_and_si128, _mm_cmpeq_epi8, _mm_loadu_si128, _mm_movemask_epi8, _mm_set1_epi8,
        _mm_setzero_si128, _mm_shuffle_epi8, _mm_srli_epi16, _mm_storeu_si128,
    };

    use super::{BLOCK, Carry, Found, NEWLINE, Tables};

    fn load(bytes: &[u8; 16]) -> __m128i {
        // SAFETY: sixteen bytes are there to be read, and this load needs no alignment.
        unsafe { _mm_loadu_si128(bytes.as_ptr().cast()) }
    }

    fn store(bytes: &mut [u8; 16], lane: __m128i) {
        // SAFETY: sixteen bytes are there to be written, and this store needs no alignment.
        unsafe { _mm_storeu_si128(bytes.as_mut_ptr().cast(), lane) }
    }

    #[inline]
    #[target_feature(enable = "ssse3")]
    pub(super) fn judge(tables: &Tables, block: &[u8; BLOCK], carry: &mut Carry, found: &mut Found) {
        let low = [load(&tables.low[0]), load(&tables.low[1]), load(&tables.low[2])];
        let high = [load(&tables.high[0]), load(&tables.high[1]), load(&tables.high[2])];
        let (mut before_first, mut before_second) = (load(&carry.first), load(&carry.second));
        let half = _mm_set1_epi8(15);
        let (mut newlines, mut hits) = (0, 0);
        let (lanes, _) = block.as_chunks::<16>();
        let (out, _) = found.buckets.as_chunks_mut::<16>();
        for (at, (lane, out)) in lanes.iter().zip(out).enumerate() {
            let lane = load(lane);
            let (lows, highs) = (_mm_and_si128(lane, half), _mm_and_si128(_mm_srli_epi16::<4>(lane), half));
            let allowed =
                |place: usize| _mm_and_si128(_mm_shuffle_epi8(low[place], lows), _mm_shuffle_epi8(high[place], highs));
            let (first, second, third) = (allowed(0), allowed(1), allowed(2));
            let first_there = _mm_alignr_epi8::<14>(first, before_first);
            let second_there = _mm_alignr_epi8::<15>(second, before_second);
            (before_first, before_second) = (first, second);
            let buckets = _mm_and_si128(_mm_and_si128(first_there, second_there), third);
            store(out, buckets);
            let some = |wanted: u8| {
                let none = _mm_cmpeq_epi8(_mm_and_si128(buckets, _mm_set1_epi8(wanted as i8)), _mm_setzero_si128());
                u64::from(!_mm_movemask_epi8(none) as u16)
            };
            // The highest bit is that of line feeds.
            newlines |= u64::from(_mm_movemask_epi8(buckets) as u16) << (16 * at);
            hits |= some(!NEWLINE) << (16 * at);
        }
        store(&mut carry.first, before_first);
        store(&mut carry.second, before_second);
        (found.newlines, found.hits) = (newlines, hits);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::WordFilter;

    proptest! {
        #[test]
        fn simd_equals_scalar(
            words in proptest::collection::vec("[a-c /'`-]{1,5}", 1..12),
            bytes in proptest::collection::vec(prop_oneof![any::<u8>(), Just(b'\\'), Just(b'u'), Just(b'\n'), b'a'..=b'c'], 192),
        ) {
            let tables = WordFilter::new(words.iter().map(String::as_str)).tables;
            let (mut carry, mut slow_carry) = (tables.beginning(), tables.beginning());
            let (mut found, mut slow) = (Found::NOTHING, Found::NOTHING);
            for block in bytes.as_chunks::<BLOCK>().0 {
                tables.judge(block, &mut carry, &mut found);
                tables.scalar(block, &mut slow_carry, &mut slow);
                prop_assert_eq!(&found, &slow);
                prop_assert_eq!(&carry, &slow_carry);
            }
        }
    }
}

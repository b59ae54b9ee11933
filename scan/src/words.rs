//! Words in bytes: which of many occur, and where, at the speed of a few instructions a byte.

mod kernel;
mod weight;

use kernel::{Carry, Found, Tables};
use weight::weight_of;

use super::mask::BLOCK;

/// Bits of a [`Found`] that stand for words; the three above them have a meaning of their own.
const WORD_BUCKETS: usize = 5;
/// `\u` and `\/`: an escape of JSON that can stand for a letter of a word.
const ESCAPE: u8 = 1 << 5;
/// The byte with which the escape sequences of terminals begin.
const TERMINAL: u8 = 1 << 6;
/// Line feeds.
const NEWLINE: u8 = 1 << 7;

/// How many bytes of each word are looked at before the whole word is.
const WINDOW: usize = 3;

/// Finds words, ignoring the case of ASCII letters.
///
/// Of each word a window of three bytes is chosen that is rare in logs. Six tables of sixteen bits masks say for the
/// halves of three bytes in a row which buckets of windows they can belong to, so that sixteen places are judged by six
/// table look-ups; only where a bucket is left is a word compared. The way is that of Hyperscan's "Teddy".
#[derive(Clone, Debug)]
pub struct WordFilter {
    words: Vec<Word>,
    buckets: [Vec<u16>; WORD_BUCKETS],
    tables: Tables,
}

#[derive(Clone, Debug)]
struct Word {
    /// In lower case.
    bytes: Vec<u8>,
    /// Where the last byte of its window is in it.
    end: usize,
}

/// Which low and high halves of a byte a bucket has at one place of its windows, as bit masks.
#[derive(Clone, Copy, Debug, Default)]
struct Halves {
    low: u16,
    high: u16,
}

impl WordFilter {
    /// A filter for the words, which are told apart by their place in the list. None may be empty or have a line feed.
    pub fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut words: Vec<Word> =
            words.into_iter().map(|word| Word { bytes: word.to_ascii_lowercase().into_bytes(), end: 0 }).collect();
        let mut halves = [[Halves::default(); WINDOW]; WORD_BUCKETS];
        let mut buckets = <[Vec<u16>; WORD_BUCKETS]>::default();
        for (number, word) in words.iter_mut().enumerate() {
            let (bucket, end, grown) = cheapest(&word.bytes, &halves);
            halves[bucket] = grown;
            buckets[bucket].push(number as u16);
            word.end = end;
        }
        Self { words, buckets, tables: tables(&halves) }
    }

    /// Gives each occurrence of a word, its number and its place, in the order of its window; until `go_on` says no.
    pub fn find(&self, bytes: &[u8], go_on: &mut dyn FnMut(usize, usize) -> bool) {
        let mut carry = self.tables.beginning();
        let mut found = Found::NOTHING;
        for (number, block) in bytes.chunks(BLOCK).enumerate() {
            self.judge(block, &mut carry, &mut found);
            let mut places = found.hits;
            while places != 0 {
                let place = places.trailing_zeros() as usize;
                places &= places - 1;
                let at = number * BLOCK + place;
                if !self.at(bytes, at, found.buckets[place], go_on) {
                    return;
                }
            }
        }
    }

    /// Gives each line, from where it begins to its line feed, and whether it may have a word; the last line feed ends it
    /// all. Escapes that could hide a letter count as words here, since nothing undoes them before.
    #[inline]
    pub(super) fn lines(&self, bytes: &[u8], mut each: impl FnMut(usize, usize, bool)) {
        let mut carry = self.tables.beginning();
        let mut found = Found::NOTHING;
        let (mut from, mut may_match) = (0, false);
        for (number, block) in bytes.chunks(BLOCK).enumerate() {
            self.judge(block, &mut carry, &mut found);
            let (mut newlines, mut hits) = (found.newlines, found.hits);
            loop {
                let end = newlines.trailing_zeros();
                let before = 1_u64.checked_shl(end).map_or(u64::MAX, |bit| bit - 1);
                let mut here = hits & before;
                while here != 0 && !may_match {
                    let place = here.trailing_zeros() as usize;
                    here &= here - 1;
                    let buckets = found.buckets[place];
                    may_match = buckets & (ESCAPE | TERMINAL) != 0
                        || !self.at(bytes, number * BLOCK + place, buckets, &mut |_, _| false);
                }
                if newlines == 0 {
                    break;
                }
                let end = number * BLOCK + end as usize;
                each(from, end, may_match);
                (from, may_match) = (end + 1, false);
                newlines &= newlines - 1;
                hits &= !before;
            }
        }
    }

    /// Judges the next block, which is shorter than others only where the bytes end.
    #[inline]
    fn judge(&self, block: &[u8], carry: &mut Carry, found: &mut Found) {
        if let Some((block, _)) = block.split_first_chunk::<BLOCK>() {
            self.tables.judge(block, carry, found);
            return;
        }
        let mut padded = [0; BLOCK];
        padded[..block.len()].copy_from_slice(block);
        self.tables.judge(&padded, carry, found);
        found.cut(block.len());
    }

    /// Gives the words of the buckets whose window ends at the place.
    fn at(&self, bytes: &[u8], at: usize, buckets: u8, go_on: &mut dyn FnMut(usize, usize) -> bool) -> bool {
        let chosen = self.buckets.iter().enumerate().filter(|(bucket, _)| buckets & (1 << bucket) != 0);
        chosen.flat_map(|(_, numbers)| numbers).all(|&number| {
            let word = &self.words[usize::from(number)];
            let start = at.wrapping_sub(word.end);
            let there = bytes.get(start..start.wrapping_add(word.bytes.len()));
            !there.is_some_and(|there| there.eq_ignore_ascii_case(&word.bytes)) || go_on(usize::from(number), start)
        })
    }
}

/// The bucket and the window, by the place of its last byte, that make the filter stop least often, and the bucket as it
/// is with the window.
fn cheapest(word: &[u8], halves: &[[Halves; WINDOW]; WORD_BUCKETS]) -> (usize, usize, [Halves; WINDOW]) {
    let mut best: Option<(u64, usize, usize, [Halves; WINDOW])> = None;
    let costs = halves.each_ref().map(cost);
    for end in word.len().min(WINDOW) - 1..word.len() {
        for (bucket, before) in halves.iter().enumerate() {
            let mut grown = *before;
            for (place, halves) in grown.iter_mut().enumerate() {
                match (end + 1 + place).checked_sub(WINDOW) {
                    Some(at) => halves.add(word[at]),
                    // A word that is shorter than the window allows anything before it.
                    None => *halves = Halves::ALL,
                }
            }
            let cost = cost(&grown) - costs[bucket];
            if best.is_none_or(|(least, ..)| cost < least) {
                best = Some((cost, bucket, end, grown));
            }
        }
    }
    let (_, bucket, end, grown) = best.unwrap_or_default();
    (bucket, end, grown)
}

/// How often a bucket stops the filter, in parts of the third power of what all bytes weigh together.
fn cost(bucket: &[Halves; WINDOW]) -> u64 {
    bucket.iter().map(Halves::weight).product()
}

impl Halves {
    const ALL: Self = Self { low: u16::MAX, high: u16::MAX };

    /// Allows the byte, which is in lower case, in either case.
    fn add(&mut self, byte: u8) {
        for byte in [byte, byte.to_ascii_uppercase()] {
            self.low |= 1 << (byte & 15);
            self.high |= 1 << (byte >> 4);
        }
    }

    fn weight(&self) -> u64 {
        weight_of(self.low, self.high)
    }
}

/// How many values half a byte has. What is made once for all texts is not worth the room of loops that are written out, so the
/// compiler is not told.
fn halves() -> std::ops::Range<u8> {
    0..std::hint::black_box(16)
}

fn tables(buckets: &[[Halves; WINDOW]; WORD_BUCKETS]) -> Tables {
    let mut tables = Tables::default();
    for place in 0..std::hint::black_box(WINDOW) {
        for half in halves() {
            for (bucket, halves) in buckets.iter().take(std::hint::black_box(WORD_BUCKETS)).enumerate() {
                tables.low[place][usize::from(half)] |= u8::from(halves[place].low >> half & 1 == 1) << bucket;
                tables.high[place][usize::from(half)] |= u8::from(halves[place].high >> half & 1 == 1) << bucket;
            }
        }
    }
    special(&mut tables, ESCAPE, [b"", b"\\", b"u/"]);
    special(&mut tables, TERMINAL, [b"", b"", b"\x1b"]);
    special(&mut tables, NEWLINE, [b"", b"", b"\n"]);
    tables
}

/// Fills a bucket for windows of these bytes, any where there are none.
#[inline(never)]
fn special(tables: &mut Tables, bucket: u8, bytes: [&[u8]; WINDOW]) {
    for (place, bytes) in bytes.into_iter().enumerate().take(std::hint::black_box(WINDOW)) {
        for half in halves() {
            let any = bytes.is_empty();
            let low = any || bytes.iter().any(|byte| byte & 15 == half);
            let high = any || bytes.iter().any(|byte| byte >> 4 == half);
            tables.low[place][usize::from(half)] |= if low { bucket } else { 0 };
            tables.high[place][usize::from(half)] |= if high { bucket } else { 0 };
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(words: &[String], text: &str) -> Vec<(usize, usize)> {
        let filter = WordFilter::new(words.iter().map(String::as_str));
        let mut found = Vec::new();
        filter.find(text.as_bytes(), &mut |word, at| {
            found.push((word, at));
            true
        });
        found.sort_unstable();
        found
    }

    fn slowly(words: &[String], text: &str) -> Vec<(usize, usize)> {
        let text = text.to_ascii_lowercase();
        let mut found = Vec::new();
        for (number, word) in words.iter().enumerate() {
            let word = word.to_ascii_lowercase();
            let places = (0..text.len()).filter(|&at| text.as_bytes()[at..].starts_with(word.as_bytes()));
            found.extend(places.map(|at| (number, at)));
        }
        found
    }

    proptest! {
        #[test]
        fn every_occurrence_is_found_once(
            words in proptest::collection::vec("[a-cA-C /'`é-]{1,6}", 1..40),
            text in r"[a-cA-C /'`é\\u\n-]{0,300}",
        ) {
            prop_assert_eq!(found(&words, &text), slowly(&words, &text));
        }

        #[test]
        fn lines_with_a_word_or_an_escape_may_match_and_no_others(
            words in proptest::collection::vec("[a-cA-C /'`-]{1,6}", 1..10),
            text in r"([a-cA-C /'`\\u\x1b-]{0,90}\n){0,9}",
        ) {
            let filter = WordFilter::new(words.iter().map(String::as_str));
            let mut lines = Vec::new();
            filter.lines(text.as_bytes(), |from, end, may_match| lines.push((text[from..end].to_owned(), may_match)));
            let escapes = ["\\u", "\\/", "\x1b"];
            let slow = text.lines().map(|line| {
                let may_match = escapes.iter().any(|escape| line.contains(escape)) || !slowly(&words, line).is_empty();
                (line.to_owned(), may_match)
            });
            prop_assert_eq!(lines, slow.collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_search_ends_when_it_is_told_to() {
        let filter = WordFilter::new(["ab"]);
        let mut places = Vec::new();
        filter.find(b"ab ab ab", &mut |_, at| {
            places.push(at);
            places.len() < 2
        });
        assert_eq!(places, [0, 3]);
    }
}

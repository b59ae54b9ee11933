/// How many bytes from the start on are plain text within a JSON string: no quote, backslash or control character.
#[inline(never)]
pub fn plain_length(bytes: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let (words, _) = bytes.as_chunks::<8>();
    let mut at = 0;
    for word in words {
        let word = u64::from_le_bytes(*word);
        // The high bit of a byte of `x - ONES & !x` is set where the byte of x is zero; below it nothing is false.
        let zero = |x: u64| x.wrapping_sub(ONES) & !x;
        let control = word.wrapping_sub(ONES * 0x20) & !word;
        let special = (zero(word ^ (ONES * u64::from(b'"'))) | zero(word ^ (ONES * u64::from(b'\\'))) | control) & HIGH;
        if special != 0 {
            return at + special.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    at + bytes[at..].iter().take_while(|&&byte| byte != b'"' && byte != b'\\' && byte >= b' ').count()
}

/// Whether two texts of the same length are the same. Eight bytes are compared at a time, and those that are left overlap; a call
/// for each of many short texts would cost more.
#[inline]
pub fn same(one: &[u8], other: &[u8]) -> bool {
    let word = |bytes: &[u8], at: usize| bytes[at..].first_chunk().map(|chunk| u64::from_le_bytes(*chunk));
    let length = one.len();
    if length != other.len() {
        return false;
    }
    if length < 8 {
        return one.iter().zip(other).all(|(one, other)| one == other);
    }
    let mut at = 0;
    while at + 8 < length {
        if word(one, at) != word(other, at) {
            return false;
        }
        at += 8;
    }
    word(one, length - 8) == word(other, length - 8)
}

/// How many bytes from the start on are white space, and where the last line begins in them, if one does.
pub fn white_length(bytes: &[u8]) -> (usize, Option<usize>) {
    let (mut at, mut line) = (0, None);
    loop {
        while bytes[at..].starts_with(b"        ") {
            at += 8;
        }
        match bytes.get(at) {
            Some(b'\n') => {
                at += 1;
                line = Some(at);
            }
            Some(b' ' | b'\t' | b'\r') => at += 1,
            _ => return (at, line),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn plain_length_equals_the_slow_way(bytes in proptest::collection::vec(prop_oneof![any::<u8>(), b' '..=b'~'], 0..200)) {
            let slow = bytes.iter().take_while(|&&byte| byte != b'"' && byte != b'\\' && byte >= b' ').count();
            prop_assert_eq!(plain_length(&bytes), slow);
        }

        #[test]
        fn texts_are_compared_to_their_last_byte(text in "[ab]{1,40}", at in 0_usize..40) {
            let mut other = text.clone().into_bytes();
            prop_assert!(same(text.as_bytes(), &other));
            let at = at % other.len();
            other[at] ^= 1;
            prop_assert!(!same(text.as_bytes(), &other));
            prop_assert!(!same(text.as_bytes(), &other[..at]));
        }
    }
}

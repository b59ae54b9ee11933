/// How many bytes from the start on are plain text within a JSON string: no quote, backslash or control character.
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
    }
}

/// The weights of all bytes, by their high and their low half.
static WEIGHTS: [[u16; 16]; 16] = {
    let mut weights = [[0; 16]; 16];
    let mut byte = 0;
    while byte < 256 {
        weights[byte >> 4][byte & 15] = weight(byte as u8);
        byte += 1;
    }
    weights
};

/// What the bytes weigh together whose halves are among those in the bit masks.
pub(super) fn weight_of(low: u16, high: u16) -> u64 {
    let bits = |mut mask: u16| {
        std::iter::from_fn(move || {
            let bit = mask.trailing_zeros() as usize;
            mask &= mask.checked_sub(1)?;
            Some(bit)
        })
    };
    bits(high).map(|high| bits(low).map(|low| u64::from(WEIGHTS[high][low])).sum::<u64>()).sum()
}

/// How common a byte is in logs: letters as in English, with the digits of times and identifiers and JSON's own signs.
/// Only the choice of windows rests on it, not what is found.
const fn weight(byte: u8) -> u16 {
    const LETTERS: [u16; 26] =
        [137, 38, 63, 92, 155, 45, 32, 61, 70, 3, 39, 42, 29, 75, 75, 20, 2, 60, 65, 90, 28, 10, 23, 3, 20, 2];
    match byte {
        b'a'..=b'z' => LETTERS[(byte - b'a') as usize],
        b'A'..=b'Z' => 2 + LETTERS[(byte - b'A') as usize] / 16,
        b'0'..=b'9' => 44,
        b'"' => 120,
        b' ' | b'-' => 80,
        b':' => 60,
        b',' => 50,
        b'_' | b'.' | b'/' => 20,
        b'!'..=b'~' => 5,
        b'\n' => 8,
        _ => 1,
    }
}

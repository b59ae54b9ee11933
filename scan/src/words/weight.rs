/// What all bytes weigh together.
pub(super) const ALL: u64 = {
    let mut sum = 0;
    let mut byte = 0;
    while byte < 256 {
        sum += weight(byte as u8) as u64;
        byte += 1;
    }
    sum
};

/// How common a byte is in logs: letters as in English, with the digits of times and identifiers and JSON's own signs.
/// Only the choice of windows rests on it, not what is found.
pub(super) const fn weight(byte: u8) -> u32 {
    const LETTERS: [u32; 26] =
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

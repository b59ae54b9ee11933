use json_scan::WordFilter;
use proptest::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

/// Each occurrence of each word, by looking at every place.
fn slowly(words: &[String], text: &[u8]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (number, word) in words.iter().enumerate() {
        let places =
            text.windows(word.len()).enumerate().filter(|(_, there)| there.eq_ignore_ascii_case(word.as_bytes()));
        found.extend(places.map(|(at, _)| (number, at)));
    }
    found
}

#[wasm_bindgen_test]
fn simd_finds_every_word() {
    // Failures are not written to a file: there are no files here.
    let config = ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let letters = || proptest::sample::select(b"abcABC-'`/ ".to_vec());
    let word = proptest::collection::vec(letters(), 1..6);
    let text = proptest::collection::vec(prop_oneof![letters(), any::<u8>()], 0..300);
    runner
        .run(&(proptest::collection::vec(word, 1..20), text), |(words, text)| {
            let words: Vec<String> = words.into_iter().flat_map(String::from_utf8).collect();
            let mut found = Vec::new();
            WordFilter::new(words.iter().map(String::as_str)).find(&text, &mut |word, at| {
                found.push((word, at));
                true
            });
            found.sort_unstable();
            prop_assert_eq!(found, slowly(&words, &text));
            Ok(())
        })
        .expect("both agree");
}

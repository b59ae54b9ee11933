use json_scan::{BLOCK, Masks};
use proptest::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn simd_equals_its_scalar_twin() {
    // Failures are not written to a file: there are no files here.
    let config = ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let blocks = prop_oneof![
        proptest::collection::vec(any::<u8>(), BLOCK),
        proptest::collection::vec(proptest::sample::select(br#"[]{}",:\ a"#.to_vec()), BLOCK),
        proptest::collection::vec(0x18_u8..0x30, BLOCK),
    ];
    runner
        .run(&blocks, |block| {
            let block: &[u8; BLOCK] = block.as_slice().try_into().expect("a block's bytes");
            prop_assert_eq!(Masks::of(block), Masks::scalar(block));
            Ok(())
        })
        .expect("both agree");
}

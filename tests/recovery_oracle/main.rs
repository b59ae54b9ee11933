//! Recovery against a slow oracle: small random histories of failures, successes, texts, mitigations, reported incidents
//! and outages, every incident found by walking through all of it as the method's sections 6 and 7 say.

mod files;
mod oracle;
#[path = "../support/mod.rs"]
mod support;
mod world;

use proptest::prelude::*;
use serde_json::Value;
use slo_review::time::{Duration, Instant};

use files::review;
use oracle::Oracle;
use world::{CLASSES, HALF_HOUR, world};

/// Every expected key; floats within 1e-9.
fn agrees(found: &Value, expected: &Value) -> bool {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            expected.iter().all(|(key, value)| agrees(&found[key], value))
        }
        (Value::Array(found), Value::Array(expected)) => {
            found.len() == expected.len() && found.iter().zip(expected).all(|(found, expected)| agrees(found, expected))
        }
        (Value::Number(found), Value::Number(expected)) => {
            (found.as_f64().unwrap() - expected.as_f64().unwrap()).abs() < 1e-9
        }
        _ => found == expected,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn incidents_are_what_walking_through_everything_gives(world in world()) {
        let found = review(&world, false);
        let (incidents, mttr, daily) = Oracle(&world).document();
        prop_assert!(agrees(&found["incidents"], &incidents), "found {:#}\nexpected {incidents:#}", found["incidents"]);
        prop_assert!(agrees(&found["mttr"], &mttr), "found {}\nexpected {mttr}", found["mttr"]);
        prop_assert!(agrees(&found["daily"], &daily), "found {}\nexpected {daily}", found["daily"]);
        let strays: Vec<(String, Option<String>)> = found["strayMitigations"].as_array().unwrap().iter()
            .filter(|stray| stray["file"] == "incidents.json")
            .map(|stray| (stray["at"].as_str().unwrap().to_owned(), stray["class"].as_str().map(str::to_owned)))
            .collect();
        let expected: Vec<(String, Option<String>)> = Oracle(&world).strays().into_iter()
            .map(|(at, class)| (Instant::from_millis(at).to_string(), class.map(|class| CLASSES[class].to_owned())))
            .collect();
        prop_assert_eq!(strays, expected);
        prop_assert_eq!(found, review(&world, true), "the order of the files matters");
    }
}

#[test]
fn the_half_hour_of_the_oracle_is_the_methods() {
    assert_eq!(slo_review::recovery::VERIFICATION, Duration::from_millis(HALF_HOUR));
}

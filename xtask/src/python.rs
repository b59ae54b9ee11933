use crate::failure::Failure;
use crate::process;

/// The oldest Python that tests/tools runs on.
const OLDEST: (u32, u32) = (3, 10);

/// Checks that `python3` is there and new enough: the tests make their histories with tests/tools/simulate.py.
pub fn check() -> Result<(), Failure> {
    let (major, minor) = OLDEST;
    let remedy = format!("install Python {major}.{minor} or newer, so that `python3` starts it");
    let Some(version) = process::version("python3") else {
        return Err(Failure::with_remedy("python3 is not on PATH, and the tests simulate histories with it", remedy));
    };
    match process::version_number(&version) {
        Some(number) if number >= OLDEST => Ok(()),
        _ => Err(Failure::with_remedy(format!("python3 is {version}, which is too old"), remedy)),
    }
}

/// How many tests did what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl Counts {
    /// The result of a check that either holds or does not.
    pub fn of_check(holds: bool) -> Self {
        Self { passed: u64::from(holds), failed: u64::from(!holds), skipped: 0 }
    }

    /// The sum of two.
    pub fn and(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }

    /// The counts in a line of a Rust test run, native or wasm: `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
    pub fn from_rust_line(line: &str) -> Option<Self> {
        let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
        let count = |what: &str| {
            counts.split(';').find_map(|part| part.trim().strip_suffix(what)?.trim_end().parse().ok()).unwrap_or(0)
        };
        Some(Self { passed: count("passed"), failed: count("failed"), skipped: count("ignored") })
    }

    /// The counts at the end of a report of Playwright's JSON reporter.
    ///
    /// A flaky test, which failed before it passed, counts as failed.
    pub fn from_playwright(report: &str) -> Option<Self> {
        let (_, stats) = report.rsplit_once("\"stats\"")?;
        let count = |key: &str| -> Option<u64> {
            let (_, rest) = stats.split_once(&format!("\"{key}\":"))?;
            let digits = rest.trim_start();
            digits[..digits.find(|c: char| !c.is_ascii_digit())?].parse().ok()
        };
        Some(Self {
            passed: count("expected")?,
            failed: count("unexpected")? + count("flaky")?,
            skipped: count("skipped")?,
        })
    }

    /// The counts of a run of tests, given whether it succeeded: a run that failed, or had no test, has a failure.
    pub fn of_run(self, succeeded: bool) -> Self {
        let empty = self.passed + self.failed == 0;
        Self { failed: self.failed.max(u64::from(!succeeded || empty)), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rust_results_are_read() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.00s";
        assert_eq!(Counts::from_rust_line(line), Some(Counts { passed: 12, failed: 3, skipped: 1 }));
        assert_eq!(Counts::from_rust_line("test result is near"), None);
        assert_eq!(Counts::from_rust_line("running 3 tests"), None);
    }

    #[test]
    fn playwright_results_are_read() {
        let report = r#"{"suites":[{"title":"\"stats\": not these"}],
            "stats": {"startTime": "…", "duration": 12.5, "expected": 40, "skipped": 1, "unexpected": 2, "flaky": 1}}"#;
        assert_eq!(Counts::from_playwright(report), Some(Counts { passed: 40, failed: 3, skipped: 1 }));
        assert_eq!(Counts::from_playwright("{}"), None);
    }

    #[test]
    fn a_run_without_a_test_or_without_success_has_a_failure() {
        let some = Counts { passed: 2, failed: 0, skipped: 0 };
        assert_eq!(some.of_run(true), some);
        assert_eq!(some.of_run(false).failed, 1);
        assert_eq!(Counts::default().of_run(true).failed, 1);
        assert_eq!(Counts { skipped: 4, ..Counts::default() }.of_run(true).failed, 1);
        assert_eq!(Counts { failed: 3, ..some }.of_run(false).failed, 3);
    }
}

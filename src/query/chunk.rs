use std::fmt;

use crate::time::{Duration, Instant};

/// The step that is recommended: jobs linger for five minutes at least, and a week of it is one answer.
const STEP: i64 = 60;

/// The longest step that loses no jobs (method, section 9).
const LONGEST_STEP: i64 = 300;

/// How many points a series may have in one answer. Prometheus refuses more than 11,000.
const MOST_POINTS: i64 = 10_800;

/// As many answers are asked for before the step gets longer.
const FEW_CHUNKS: i64 = 20;

/// No query is in more parts than this.
const MOST_CHUNKS: i64 = 1_000;

/// What is asked for in one query: the instants `from`, `from + step`, … up to `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first instant, a whole second.
    pub from: Instant,
    /// The last one.
    pub to: Instant,
}

/// A time, cut so that each part's answer is one that Prometheus gives. The parts have no instant in common, and
/// together all that lie a whole number of steps before the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunks {
    /// The distance between samples, in whole seconds.
    pub step: Duration,
    /// The parts, the earliest first.
    pub spans: Vec<Span>,
}

/// Why a time cannot be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanError {
    /// It ends before it begins, or lies where there is no time.
    Backwards,
    /// The step is no whole number of seconds of at least 1.
    Step,
    /// There would be more parts than anyone waits for.
    TooMany,
}

impl fmt::Display for SpanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Backwards => "the time to ask for must begin before it ends",
            Self::Step => "the step must be a whole number of seconds, 1 at least",
            Self::TooMany => "that is more than 1,000 queries: choose a shorter time or a longer step",
        })
    }
}

impl std::error::Error for SpanError {}

impl Chunks {
    /// The parts of `[from, to]`, at the step that is recommended where none is given, of at most so many points each.
    ///
    /// # Errors
    ///
    /// Where nothing can be asked for.
    pub fn of(from: Instant, to: Instant, step: Option<Duration>, points: Option<u32>) -> Result<Self, SpanError> {
        let seconds = |instant: Instant| instant.as_millis().div_euclid(1_000);
        let (from, to) = (seconds(from), seconds(to));
        // Before 1970 and after 9999 no Prometheus has samples.
        if from >= to || from < 0 || to > 253_402_300_799 {
            return Err(SpanError::Backwards);
        }
        let points = points.map_or(MOST_POINTS, |points| i64::from(points).clamp(2, MOST_POINTS));
        let step = match step {
            None => ((to - from) / (FEW_CHUNKS * MOST_POINTS) + 1).clamp(STEP, LONGEST_STEP),
            Some(step) if step.as_millis() >= 1_000 && step.as_millis() % 1_000 == 0 => step.whole_seconds(),
            Some(_) => return Err(SpanError::Step),
        };
        // Counted back from the end, which is the instant that is reviewed.
        let count = (to - from) / step + 1;
        if count > MOST_CHUNKS * points {
            return Err(SpanError::TooMany);
        }
        let mut spans = Vec::new();
        let mut at = to - (count - 1) * step;
        while at <= to {
            let last = to.min(at + (points - 1) * step);
            spans.push(Span { from: Instant::from_seconds(at), to: Instant::from_seconds(last) });
            at = last + step;
        }
        Ok(Self { step: Duration::from_seconds(step), spans })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Instant {
        Instant::from_seconds(seconds)
    }

    #[test]
    fn a_week_is_one_query() {
        let week = Chunks::of(at(1_000_000), at(1_000_000 + 604_800), None, None).unwrap();
        assert_eq!(week.step, Duration::from_seconds(60));
        assert_eq!(week.spans, [Span { from: at(1_000_000), to: at(1_604_800) }]);
    }

    #[test]
    fn the_parts_have_every_instant_once() {
        for (from, to, step, points) in [
            (0, 604_800, Some(15), None),
            (17, 604_899, None, Some(1_440)),
            (5, 6, Some(60), None),
            (0, 86_400 * 30, None, None),
            (0, 86_400 * 365, None, None),
            (0, 86_400 * 3_650, None, None),
            (100, 1_000, Some(7), Some(0)),
        ] {
            let case = format!("{from} {to} {step:?} {points:?}");
            let chunks = Chunks::of(at(from), at(to), step.map(Duration::from_seconds), points).expect(&case);
            let step = chunks.step.whole_seconds();
            let mut expected = to - (to - from) / step * step;
            for span in &chunks.spans {
                let [first, last] = [span.from, span.to].map(|t| t.as_millis() / 1_000);
                assert_eq!(first, expected, "{case}");
                assert!((last - first) % step == 0 && (last - first) / step < MOST_POINTS, "{case}");
                expected = last + step;
            }
            assert_eq!(expected, to + step, "{case}");
            assert!((STEP..=LONGEST_STEP).contains(&step) || step < STEP, "{case}");
        }
        // A gap so long that it costs jobs is never recommended.
        let years = Chunks::of(at(0), at(86_400 * 3_650), None, None).unwrap();
        assert_eq!(years.step.whole_seconds(), 300);
    }

    #[test]
    fn what_cannot_be_asked_is_refused() {
        let refused = |from, to, step: Option<i64>| {
            Chunks::of(at(from), at(to), step.map(Duration::from_millis), None).unwrap_err()
        };
        assert_eq!(refused(10, 10, None), SpanError::Backwards);
        assert_eq!(refused(-1, 10, None), SpanError::Backwards);
        assert_eq!(refused(0, i64::MAX / 2_000, None), SpanError::Backwards);
        assert_eq!(refused(0, 10, Some(0)), SpanError::Step);
        assert_eq!(refused(0, 10, Some(1_500)), SpanError::Step);
        assert_eq!(refused(0, 86_400 * 3_650, Some(1_000)), SpanError::TooMany);
    }
}

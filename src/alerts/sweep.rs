use super::{Count, Points};
use crate::time::{Duration, Instant};

/// The most windows that a rule looks at.
pub(super) const MOST_WINDOWS: usize = 2;

/// A stretch of time over which a condition holds, `[from, to)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first instant at which it holds.
    pub from: Instant,
    /// The first instant at which it does not any more; none while it goes on.
    pub to: Option<Instant>,
    /// The shortest window's count where the share of failures, or their number, was the largest.
    pub peak: Count,
}

/// What a rule asks of its windows' counts. No condition holds without a failure in every window: the sweep relies on it
/// to pass over quiet time.
pub trait Condition {
    /// The windows, the shortest first.
    fn windows(&self) -> &[Duration];

    /// Whether the rule fires at these counts, one a window.
    fn holds(&self, counts: &[Count]) -> bool;

    /// Whether a count of the shortest window is worse than another one.
    fn is_worse(&self, count: Count, than: Count) -> bool;
}

/// All stretches of time up to `as_of` over which the condition holds.
///
/// A count over `(t - w, t]` changes only where an event enters, at its own instant, and where it leaves, `w` later
/// (method, section 8). The sweep visits these instants in order, and of quiet time none: it takes a time that grows with
/// the failures and what is near them.
pub fn spans(points: &Points, condition: &dyn Condition, as_of: Instant) -> Vec<Span> {
    let windows = condition.windows();
    debug_assert!(windows.len() <= MOST_WINDOWS && windows.is_sorted());
    let all = points.as_slice();
    let end = points.until(as_of);
    // What has entered, and of each window what has left.
    let mut head = 0;
    let mut tails = [0; MOST_WINDOWS];
    let mut counts = [Count::default(); MOST_WINDOWS];
    let mut spans: Vec<Span> = Vec::new();
    let mut is_open = false;
    loop {
        if counts[0].bad == 0 {
            // Nothing can hold before the next failure enters.
            let Some(next) = points.next_bad(head).filter(|&next| next < end) else { break };
            let at = all[next].at();
            head = next - all[..next].iter().rev().take_while(|point| point.at() == at).count();
            for (tail, &window) in tails.iter_mut().zip(windows) {
                *tail = points.until(at - window).min(head);
            }
        }
        let entering = (head < end).then(|| all[head].at());
        let leaving = tails.iter().zip(windows).filter(|(tail, _)| **tail < head);
        let leaving = leaving.map(|(&tail, &window)| all[tail].at() + window).min();
        let Some(t) = entering.into_iter().chain(leaving).min().filter(|&t| t <= as_of) else { break };
        while head < end && all[head].at() == t {
            head += 1;
        }
        for ((tail, &window), count) in tails.iter_mut().zip(windows).zip(&mut counts) {
            while *tail < head && all[*tail].at() + window <= t {
                *tail += 1;
            }
            *count = points.count(*tail, head);
        }
        match (is_open, condition.holds(&counts[..windows.len()])) {
            (false, true) => spans.push(Span { from: t, to: None, peak: counts[0] }),
            (true, true) => {
                if let Some(span) = spans.last_mut().filter(|span| condition.is_worse(counts[0], span.peak)) {
                    span.peak = counts[0];
                }
            }
            (true, false) => {
                if let Some(span) = spans.last_mut() {
                    span.to = Some(t);
                }
            }
            (false, false) => {}
        }
        is_open = spans.last().is_some_and(|span| span.to.is_none());
    }
    spans
}

use super::{Count, Point, Points};
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

/// What a rule asks of its windows' counts.
pub trait Condition {
    /// The windows, the shortest first.
    fn windows(&self) -> &[Duration];

    /// Whether the rule fires at these counts, one a window.
    fn holds(&self, counts: &[Count]) -> bool;

    /// The most events, failed ones among them, that a window may have with so many failures for the rule to fire; none
    /// where only another failure can make it fire. The sweep relies on it to pass over quiet time.
    fn most(&self, bad: u32) -> u64;

    /// Whether a count of the shortest window is worse than another one.
    fn is_worse(&self, count: Count, than: Count) -> bool;
}

/// All stretches of time up to `as_of` over which the condition holds.
///
/// A count over `(t - w, t]` changes only where an event enters, at its own instant, and where it leaves, `w` later
/// (method, section 8). The sweep visits these instants in order, but while the condition does not hold it goes straight to
/// the first at which it may: where a failure enters, or where enough has left every window that has too much in it. So
/// it takes a time that grows with the failures and not with the events.
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
        if !is_open {
            let failure = points.next_bad(head).filter(|&next| next < end).map(|next| all[next].at());
            let wake = wake(all, condition, &tails, &counts);
            let Some(at) = failure.into_iter().chain(wake).min() else { break };
            if wake != Some(ANY_TIME) {
                head = points.before(at).clamp(head, end);
                for (tail, &window) in tails.iter_mut().zip(windows) {
                    *tail = points.before(at - window).clamp(*tail, head);
                }
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

/// Before anything: what may be now.
const ANY_TIME: Instant = Instant::from_millis(i64::MIN);

/// The first instant at which a condition that does not hold may hold, if no failure enters before: [`ANY_TIME`] where
/// nothing rules out that it is the next one, and none where nothing but a failure can make it hold.
fn wake(all: &[Point], condition: &dyn Condition, tails: &[usize], counts: &[Count]) -> Option<Instant> {
    let mut wake = ANY_TIME;
    for (place, &window) in condition.windows().iter().enumerate() {
        let Count { bad, total } = counts[place];
        let most = condition.most(bad);
        if most == 0 {
            return None;
        }
        // So many have to leave the window, whatever enters it meanwhile.
        let surplus = u64::from(total).saturating_sub(most) as usize;
        if surplus > 0 {
            wake = wake.max(all[tails[place] + surplus - 1].at() + window);
        }
    }
    Some(wake)
}

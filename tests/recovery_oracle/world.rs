use proptest::prelude::*;
use slo_review::record::Outcome;
use slo_review::time::Instant;

/// Instants lie on a coarse grid, so that ends, starts, mitigations and half hours coincide often.
pub const STEP: i64 = 10 * 60_000;

/// 2026-02-01T00:00:00Z.
pub const ORIGIN: i64 = 1_769_904_000_000;

pub const HALF_HOUR: i64 = 30 * 60_000;

pub const CLASSES: [&str; 2] = ["cache", "build-ref"];

/// What a text says, from the strongest to nothing.
pub const WORDS: [&str; 4] = ["MANIFEST_UNKNOWN", "checkout --detach: is not a commit", "no such host", "hm"];

pub fn tick(number: i64) -> Instant {
    Instant::from_millis(ORIGIN + STEP * number)
}

#[derive(Clone, Debug)]
pub struct Job {
    pub start: i64,
    pub end: i64,
    pub outcome: Outcome,
    /// One of the pipeline's kinds, or `other`.
    pub kind: u8,
    pub in_scope: bool,
    /// Names are few, so that they are used again and texts find several objects.
    pub name: usize,
    /// A place in `WORDS`.
    pub message: Option<usize>,
    /// Which file holds it.
    pub part: bool,
}

/// A text that names a job, in a namespace or not, or only a run.
#[derive(Clone, Debug)]
pub struct Text {
    pub at: i64,
    pub name: Option<usize>,
    pub namespace: Option<bool>,
    pub says: usize,
}

#[derive(Clone, Debug)]
pub struct Stated {
    pub class: Option<usize>,
    pub opened: Option<i64>,
    pub mitigated: Option<i64>,
    pub event: Option<i64>,
    pub recovered: Option<i64>,
}

#[derive(Clone, Debug)]
pub struct Correction {
    pub class: usize,
    pub opened: i64,
    pub mitigated: Option<i64>,
}

#[derive(Clone, Debug)]
pub struct World {
    pub jobs: Vec<Job>,
    pub texts: Vec<Text>,
    pub stated: Vec<Stated>,
    pub corrections: Vec<Correction>,
    /// From, to, confirmed.
    pub outages: Vec<(i64, Option<i64>, bool)>,
    pub as_of: i64,
}

/// Names of builds of three runs, and one that is no pipeline job's.
pub fn name(number: usize) -> String {
    match number {
        0..6 => format!("codex-k8s-kaniko-image{}-{}", number % 2, &run(number / 2)[..12]),
        _ => "codex-k8s-migrate".to_owned(),
    }
}

pub fn run(number: usize) -> String {
    format!("{number:08x}-aaaa-4bbb-8ccc-000000000000")
}

pub fn namespace(in_scope: bool) -> &'static str {
    if in_scope { "demo-dev-1" } else { "demo-prod" }
}

/// What tells apart jobs that the method does not.
pub fn tie(jobs: &[Job], place: usize) -> (String, &'static str, String) {
    (name(jobs[place].name), namespace(jobs[place].in_scope), format!("uid-{place}"))
}

pub fn when() -> impl Strategy<Value = i64> {
    // A millisecond beside the grid shows on which side an edge lies.
    (0_i64..40, prop::sample::select(vec![0, 0, 0, 0, -1_i64, 1]))
        .prop_map(|(at, beside)| tick(at).as_millis() + beside * 1_000)
}

pub fn job() -> impl Strategy<Value = Job> {
    let outcome = prop::sample::select(vec![
        Outcome::Failed,
        Outcome::Failed,
        Outcome::Succeeded,
        Outcome::Succeeded,
        Outcome::Running,
    ]);
    let message = prop::option::weighted(0.6, prop::sample::select(vec![0, 0, 0, 1, 1, 2, 3]));
    (when(), 0_i64..5, outcome, 0_u8..4, prop::bool::weighted(0.9), 0_usize..7, message, prop::bool::ANY).prop_map(
        |(end, length, outcome, kind, in_scope, name, message, part)| Job {
            start: end - length * STEP / 2,
            end,
            outcome,
            kind,
            in_scope,
            name,
            message: message.filter(|_| outcome == Outcome::Failed),
            part,
        },
    )
}

pub fn world() -> impl Strategy<Value = World> {
    let text = (
        when(),
        prop::option::weighted(0.7, 0_usize..7),
        prop::option::weighted(0.5, prop::bool::weighted(0.8)),
        0_usize..12,
    )
        .prop_map(|(at, name, namespace, says)| Text { at, name, namespace, says });
    let stated = (
        prop::option::weighted(0.8, 0_usize..2),
        prop::option::of(when()),
        prop::option::of(when()),
        prop::option::weighted(0.3, when()),
        prop::option::weighted(0.4, when()),
    )
        .prop_map(|(class, opened, mitigated, event, recovered)| Stated {
            class,
            opened,
            mitigated,
            event,
            recovered,
        });
    let correction = (0_usize..2, when(), prop::option::weighted(0.8, when()))
        .prop_map(|(class, opened, mitigated)| Correction { class, opened, mitigated });
    let outage = (when(), prop::option::weighted(0.9, -1_i64..4), prop::bool::ANY)
        .prop_map(|(from, length, confirmed)| (from, length.map(|length| from + length * STEP), confirmed));
    (
        prop::collection::vec(job(), 0..24),
        prop::collection::vec(text, 0..8),
        prop::collection::vec(stated, 0..4),
        prop::collection::vec(correction, 0..3),
        prop::collection::vec(outage, 0..2),
        (5_i64..60, prop::sample::select(vec![0, 0, -1_000_i64, 1_000])),
    )
        .prop_map(|(jobs, texts, stated, corrections, outages, (as_of, beside))| {
            let as_of = tick(as_of).as_millis() + beside;
            World { jobs, texts, stated, corrections, outages, as_of }
        })
}

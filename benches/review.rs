//! How long a review takes as the jobs grow in number: `cargo bench --bench review`.
//!
//! Each size is timed beside sorting the same number of instants, in the same run, so that the ratio can be compared
//! between machines. A cost that grows linearly keeps the microseconds a thousand jobs where they are.

use std::hint::black_box;
use std::time::{Duration, Instant as Clock};

use slo_review::record::{
    Annotations, CountTable, Cover, Dataset, Exclusions, Format, JobEntry, JobTable, LoadedFile, Maintenance, Mention,
    MentionTable, Outcome, SeriesTable, Source,
};
use slo_review::review::{Basis, LeftOut, ReviewOptions};
use slo_review::signature::{Finding, Rule};
use slo_review::slo::{Kind, Slo, Target};
use slo_review::time::{self, Instant, Interval};

const SIZES: [usize; 5] = [100_000, 200_000, 400_000, 800_000, 1_000_000];

/// The best of so many rounds counts: what is slower was disturbed.
const ROUNDS: usize = 5;

fn main() {
    let slo = Slo::ai_slot_build();
    println!(
        "{:>9}  {:>9}  {:>9}  {:>9}  {:>9}  {:>10}  {:>9}  {:>9}",
        "jobs", "prepare", "recovery", "review", "tune", "µs/1k jobs", "sort", "ratio"
    );
    for size in SIZES {
        let dataset = dataset(size);
        let prepare = best(|| Basis::new(&dataset, &slo));
        let basis = Basis::new(&dataset, &slo);
        let as_of = basis.watermark().expect("there are jobs");
        let recovery = best(|| basis.recovery(as_of));
        let review = best(|| basis.review(&ReviewOptions::default()));
        // A step of a slider: one figure of the SLO is another.
        let tuned = Slo { target: Target::from_ppb(995_000_000).expect("it is below 1"), ..slo.clone() };
        let remainder = basis.without(LeftOut::default(), as_of);
        let tune = best(|| basis.tuned(&tuned, &remainder));
        let instants: Vec<i64> = (0..size).map(|number| end(number).as_millis()).collect();
        let sort = best(|| {
            let mut sorted = instants.clone();
            sorted.sort_unstable();
            sorted
        });
        let whole = prepare + review;
        println!(
            "{size:>9}  {:>6.1} ms  {:>6.1} ms  {:>6.1} ms  {:>6.1} ms  {:>10.1}  {:>6.1} ms  {:>9.1}",
            prepare.as_secs_f64() * 1e3,
            recovery.as_secs_f64() * 1e3,
            review.as_secs_f64() * 1e3,
            tune.as_secs_f64() * 1e3,
            whole.as_secs_f64() * 1e9 / size as f64,
            sort.as_secs_f64() * 1e3,
            whole.as_secs_f64() / sort.as_secs_f64(),
        );
    }
}

fn best<T>(mut work: impl FnMut() -> T) -> Duration {
    let round = |_| {
        let begun = Clock::now();
        black_box(work());
        begun.elapsed()
    };
    (0..ROUNDS).map(round).min().unwrap_or_default()
}

/// A number that looks random, the same in every run.
fn scatter(number: usize) -> u64 {
    let mut bits = (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits ^= bits >> 29;
    bits = bits.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits ^ (bits >> 32)
}

/// Jobs end out of order over four weeks, as they do in a list sorted by name.
fn end(number: usize) -> Instant {
    Instant::from_seconds(1_771_459_200) + time::Duration::from_millis((scatter(number) % (28 * 86_400_000)) as i64)
}

fn dataset(size: usize) -> Dataset {
    let (mut jobs, mut mentions) = (JobTable::default(), MentionTable::default());
    for number in 0..size {
        let (end, chance) = (end(number), scatter(number.wrapping_add(size)));
        let start = end - time::Duration::from_seconds(20 + (chance % 400) as i64);
        let (uid, name) = (format!("4545c8ba-0462-45a6-96c3-{number:012x}"), format!("codex-k8s-kaniko-api-{number}"));
        let namespace = format!("demo-dev-{}", chance % 40);
        let outcome = if chance % 150 == 0 { Outcome::Failed } else { Outcome::Succeeded };
        if outcome == Outcome::Failed {
            tell(&mut mentions, &name, end, chance);
        }
        jobs.add(&JobEntry {
            uid: &uid,
            created: Some(start),
            started: Some(start),
            end: Some(end),
            newest: Some(end),
            outcome,
            ..JobEntry::named(&namespace, &name, Kind((number % 2) as u8))
        });
    }
    let (first, last) = (Instant::from_seconds(1_771_459_200), Instant::from_seconds(1_771_459_200 + 28 * 86_400));
    let maintenance = (0..8).map(|week| Maintenance {
        interval: Interval {
            from: first + time::Duration::from_days(3 * week),
            to: Some(first + time::Duration::from_days(3 * week) + time::Duration::from_hours(1)),
        },
        reason: "release".to_owned(),
    });
    let mut dataset = Dataset::default();
    dataset.add(LoadedFile {
        name: "jobs.ndjson".to_owned(),
        format: Format::KubernetesJobs,
        bytes: 0,
        records: size as u64,
        skipped: 0,
        sources: vec![Source::Stream],
        warnings: Vec::new(),
        covers: vec![Cover { from: first, to: last }],
        newest: Some(last),
        earliest: Some(first),
        jobs,
        mentions,
        counts: CountTable::default(),
        series: SeriesTable::default(),
        timelines: Vec::new(),
        exclusions: Exclusions { maintenance: maintenance.collect(), outages: Vec::new() },
        annotations: Annotations::default(),
    });
    dataset
}

/// What a log says of a failed job: eight lines, some of which say why.
fn tell(mentions: &mut MentionTable, job: &str, end: Instant, chance: u64) {
    let rules = [Finding::Rule(Rule(0)), Finding::Rule(Rule(4)), Finding::OwnOutput, Finding::Nothing];
    for line in 0..8 {
        mentions.add(&Mention {
            at: end + time::Duration::from_seconds(line),
            job,
            namespace: "",
            run: "",
            finding: rules[((chance >> line) % 4) as usize],
            text: "a line of a log",
            line: line as u64,
        });
    }
}

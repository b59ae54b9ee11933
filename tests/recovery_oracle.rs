//! Recovery against a slow oracle: small random histories of failures, successes, texts, mitigations, reported incidents
//! and outages, every incident found by walking through all of it as the method's sections 6 and 7 say.

mod support;

use std::cmp::Reverse;
use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{Value, json};
use slo_review::record::{
    LoadedFile, Mention, Outage, Outcome, StatedMitigation, TimelineEvent, TimelineEventKind, TimelineIncident,
};
use slo_review::review::{Basis, ReviewOptions};
use slo_review::signature::Matcher;
use slo_review::slo::Slo;
use slo_review::time::{Duration, Instant, Interval, Zone};
use support::{TestJob, dataset, file};

/// Instants lie on a coarse grid, so that ends, starts, mitigations and half hours coincide often.
const STEP: i64 = 10 * 60_000;

/// 2026-02-01T00:00:00Z.
const ORIGIN: i64 = 1_769_904_000_000;

const HALF_HOUR: i64 = 30 * 60_000;

const CLASSES: [&str; 2] = ["cache", "build-ref"];

/// What a text says, from the strongest to nothing.
const WORDS: [&str; 4] = ["MANIFEST_UNKNOWN", "checkout --detach: is not a commit", "no such host", "hm"];

fn tick(number: i64) -> Instant {
    Instant::from_millis(ORIGIN + STEP * number)
}

#[derive(Clone, Debug)]
struct Job {
    start: i64,
    end: i64,
    outcome: Outcome,
    /// One of the pipeline's kinds, or `other`.
    kind: u8,
    in_scope: bool,
    /// Names are few, so that they are used again and texts find several objects.
    name: usize,
    /// A place in `WORDS`.
    message: Option<usize>,
    /// Which file holds it.
    part: bool,
}

/// A text that names a job, in a namespace or not, or only a run.
#[derive(Clone, Debug)]
struct Text {
    at: i64,
    name: Option<usize>,
    namespace: Option<bool>,
    says: usize,
}

#[derive(Clone, Debug)]
struct Stated {
    class: Option<usize>,
    opened: Option<i64>,
    mitigated: Option<i64>,
    event: Option<i64>,
    recovered: Option<i64>,
}

#[derive(Clone, Debug)]
struct Correction {
    class: usize,
    opened: i64,
    mitigated: Option<i64>,
}

#[derive(Clone, Debug)]
struct World {
    jobs: Vec<Job>,
    texts: Vec<Text>,
    stated: Vec<Stated>,
    corrections: Vec<Correction>,
    /// From, to, confirmed.
    outages: Vec<(i64, Option<i64>, bool)>,
    as_of: i64,
}

/// Names of builds of three runs, and one that is no pipeline job's.
fn name(number: usize) -> String {
    match number {
        0..6 => format!("codex-k8s-kaniko-image{}-{}", number % 2, &run(number / 2)[..12]),
        _ => "codex-k8s-migrate".to_owned(),
    }
}

fn run(number: usize) -> String {
    format!("{number:08x}-aaaa-4bbb-8ccc-000000000000")
}

fn namespace(in_scope: bool) -> &'static str {
    if in_scope { "demo-dev-1" } else { "demo-prod" }
}

/// What tells apart jobs that the method does not.
fn tie(jobs: &[Job], place: usize) -> (String, &'static str, String) {
    (name(jobs[place].name), namespace(jobs[place].in_scope), format!("uid-{place}"))
}

/// Evidence found by the oracle.
#[derive(Clone, Debug)]
struct Piece {
    at: i64,
    class: usize,
}

/// An incident found by the oracle, as far as it is compared.
#[derive(Clone, Debug)]
struct Incident {
    class: String,
    opened: i64,
    mitigated: Option<i64>,
    recovered: Option<i64>,
    verified: Option<i64>,
    verification: &'static str,
    over: Option<i64>,
    /// Until when a mitigation belongs to it.
    until: Option<i64>,
    evidence: usize,
    source: &'static str,
}

/// Answers every question by looking at everything.
struct Oracle<'a>(&'a World);

impl Oracle<'_> {
    /// Of jobs whose name, and namespace where one is given, is that of the text the one that was created last at or before
    /// it; of several created at one instant the one that failed last, else the first by uid.
    fn named(&self, text: &Text) -> Option<usize> {
        let jobs = &self.0.jobs;
        let matching = |place: &usize| {
            let job = &jobs[*place];
            Some(job.name) == text.name
                && text.namespace.is_none_or(|in_scope| in_scope == job.in_scope)
                && job.start <= text.at
        };
        let failed = |job: &Job| if job.outcome == Outcome::Failed { job.end } else { i64::MIN };
        let order = |place: &usize| (jobs[*place].start, failed(&jobs[*place]), Reverse(tie(jobs, *place)));
        (0..jobs.len()).filter(matching).max_by_key(order)
    }

    fn evidence(&self) -> Vec<Piece> {
        let World { jobs, as_of, .. } = self.0;
        let texts: Vec<&Text> = self.0.texts.iter().filter(|text| text.at <= *as_of).collect();
        let failed = |job: &Job| job.outcome == Outcome::Failed && job.end <= *as_of;
        let mut words: Vec<Option<usize>> = jobs.iter().map(|job| job.message).collect();
        let mut alone: Vec<(usize, &Text)> = Vec::new();
        let mut runs: Vec<(usize, &Text)> = Vec::new();
        // Classes that pieces of a run have, from texts with a name.
        let mut of_runs: Vec<(usize, usize)> = Vec::new();
        for text in texts {
            let Some(name) = text.name else {
                runs.push((text.says / 4, text));
                continue;
            };
            match self.named(text) {
                Some(job) if failed(&jobs[job]) => {
                    let known = &mut words[job];
                    *known = Some(known.map_or(text.says % 4, |known| known.min(text.says % 4)));
                }
                Some(_) => {}
                None => {
                    alone.push((name, text));
                    of_runs.push((name / 2, text.says % 4));
                }
            }
        }
        let mut pieces = Vec::new();
        for (run, text) in runs {
            let of_run = |job: &&Job| job.name < 6 && job.name / 2 == run && job.start <= *as_of;
            let mine: Vec<usize> = (0..jobs.len()).filter(|&place| of_run(&&jobs[place])).collect();
            let last = mine
                .iter()
                .filter(|&&place| jobs[place].outcome == Outcome::Failed && jobs[place].end <= text.at)
                .max_by_key(|&&place| (jobs[place].end, Reverse(tie(jobs, place))));
            match last {
                Some(&place) => {
                    words[place] = Some(words[place].map_or(text.says % 4, |known| known.min(text.says % 4)))
                }
                None if !mine.is_empty() => {}
                None if of_runs.contains(&(run, text.says % 4)) => {}
                None => alone.push((100 + run, text)),
            }
        }
        for (job, words) in jobs.iter().zip(&words) {
            // A failed job is one piece, of the class that its strongest text gives.
            if failed(job) && job.in_scope && job.kind < 3 && job.name < 6 && words.is_some_and(|words| words < 2) {
                pieces.push(Piece { at: job.end, class: words.unwrap() });
            }
        }
        let mut keys: Vec<(usize, usize)> = alone.iter().map(|(key, text)| (*key, text.says % 4)).collect();
        keys.sort();
        keys.dedup();
        for (key, class) in keys.into_iter().filter(|(key, class)| *class < 2 && *key != 6) {
            let of_piece = || alone.iter().filter(|(other, text)| (*other, text.says % 4) == (key, class));
            let given = of_piece()
                .filter(|(_, text)| text.namespace.is_some())
                .min_by_key(|(_, text)| (text.at, text.namespace));
            if given.is_none_or(|(_, text)| text.namespace == Some(true)) {
                pieces.push(Piece { at: of_piece().map(|(_, text)| text.at).min().unwrap(), class });
            }
        }
        pieces.sort_by_key(|piece| piece.at);
        pieces
    }

    /// The earliest end of a success of a counted kind in scope whose run started at or after an instant.
    fn candidate(&self, since: i64) -> Option<i64> {
        let World { jobs, as_of, .. } = self.0;
        let counts = |job: &&Job| job.outcome == Outcome::Succeeded && job.in_scope && job.kind < 2 && job.name < 6;
        jobs.iter().filter(counts).filter(|job| job.start >= since && job.end <= *as_of).map(|job| job.end).min()
    }

    /// First candidate, verified, how far, over.
    fn course(&self, since: i64, evidence: &[i64]) -> (Option<i64>, Option<i64>, &'static str, Option<i64>) {
        let first = self.candidate(since);
        let mut since = since;
        while let Some(candidate) = self.candidate(since) {
            match evidence.iter().filter(|at| **at > candidate && **at <= candidate + HALF_HOUR).min() {
                Some(voiding) => since = *voiding,
                None if self.0.as_of < candidate + HALF_HOUR => return (first, Some(candidate), "pending", None),
                None => return (first, Some(candidate), "clean", Some(candidate + HALF_HOUR)),
            }
        }
        (first, None, "unverified", None)
    }

    fn opened(&self, class: usize) -> Vec<Incident> {
        let as_of = self.0.as_of;
        let mut left: Vec<i64> =
            self.evidence().iter().filter(|piece| piece.class == class).map(|piece| piece.at).collect();
        let mut mitigations: Vec<i64> = self
            .0
            .stated
            .iter()
            .filter(|stated| stated.class == Some(class))
            .flat_map(|stated| [stated.mitigated, stated.event])
            .flatten()
            .filter(|at| *at <= as_of)
            .collect();
        mitigations.sort();
        let mut incidents = Vec::new();
        while let Some(&opened) = left.first() {
            let (_, _, _, until) = self.course(opened, &left);
            let belongs = |at: i64| opened <= at && until.is_none_or(|until| at <= until);
            let mut mitigated = mitigations.iter().copied().find(|at| belongs(*at));
            let over = self.course(mitigated.unwrap_or(opened), &left).3;
            // What the reviewer says of the incident that runs at the instant that he names.
            let mine: Vec<&Correction> = self
                .0
                .corrections
                .iter()
                .filter(|correction| correction.class == class && correction.opened >= opened)
                .filter(|correction| over.is_none_or(|over| correction.opened <= over))
                .collect();
            let usable = mine
                .iter()
                .filter_map(|correction| correction.mitigated)
                .filter(|at| *at <= as_of && belongs(*at))
                .min();
            let unknown = mine.iter().any(|correction| correction.mitigated.is_none_or(|at| at > as_of));
            if usable.is_some() || unknown {
                mitigated = usable;
            }
            let (first, verified, verification, over) = self.course(mitigated.unwrap_or(opened), &left);
            let joined = left.iter().filter(|at| over.is_none_or(|over| **at <= over)).count();
            left.drain(..joined);
            incidents.push(Incident {
                class: CLASSES[class].to_owned(),
                opened,
                mitigated,
                recovered: if mitigated.is_some() { first } else { verified },
                verified,
                verification,
                over,
                until,
                evidence: joined,
                source: if mitigated.is_some() { "timeline" } else { "jobs" },
            });
        }
        incidents
    }

    fn incidents(&self) -> Vec<Incident> {
        let opened: Vec<Incident> = (0..2).flat_map(|class| self.opened(class)).collect();
        let mut all = opened.clone();
        for stated in &self.0.stated {
            let (Some(from), Some(to)) = (stated.opened, stated.recovered) else { continue };
            let class = stated.class.map_or("unknown", |class| CLASSES[class]);
            let overlaps = |incident: &Incident| {
                (stated.class.is_none() || incident.class == class)
                    && incident.opened <= to
                    && incident.over.is_none_or(|over| from <= over)
            };
            if from > to || to > self.0.as_of || opened.iter().any(overlaps) {
                continue;
            }
            let own =
                [stated.mitigated, stated.event].into_iter().flatten().filter(|at| from <= *at && *at <= to).min();
            let same = |incident: &&mut Incident| {
                incident.source == "reported"
                    && (incident.class.as_str(), incident.opened, incident.recovered) == (class, from, Some(to))
            };
            if let Some(known) = all.iter_mut().find(same) {
                known.mitigated = [known.mitigated, own].into_iter().flatten().min();
                continue;
            }
            all.push(Incident {
                class: class.to_owned(),
                opened: from,
                mitigated: own,
                recovered: Some(to),
                verified: None,
                verification: "clean",
                over: Some(to),
                until: Some(to),
                evidence: 0,
                source: "reported",
            });
        }
        for incident in all.iter_mut().filter(|incident| incident.source == "reported") {
            let mine: Vec<&Correction> = self
                .0
                .corrections
                .iter()
                .filter(|correction| CLASSES[correction.class] == incident.class)
                .filter(|correction| incident.opened <= correction.opened && Some(correction.opened) <= incident.over)
                .collect();
            let within = |at: &i64| *at <= self.0.as_of && incident.opened <= *at && Some(*at) <= incident.over;
            let usable = mine.iter().filter_map(|correction| correction.mitigated).filter(within).min();
            if usable.is_some() || mine.iter().any(|correction| correction.mitigated.is_none_or(|at| at > self.0.as_of))
            {
                incident.mitigated = usable;
            }
        }
        all.sort_by(|a, b| (a.opened, &a.class, a.recovered).cmp(&(b.opened, &b.class, b.recovered)));
        all
    }

    /// When timelines state mitigations that belong to no incident, with their classes, each once.
    fn strays(&self) -> Vec<(i64, Option<usize>)> {
        let incidents = self.incidents();
        let mut strays: Vec<(i64, Option<usize>)> = Vec::new();
        for stated in &self.0.stated {
            for at in [stated.mitigated, stated.event].into_iter().flatten().filter(|at| *at <= self.0.as_of) {
                let belongs = |incident: &Incident| {
                    let own = match stated.class {
                        Some(class) => incident.class == CLASSES[class],
                        None => {
                            incident.class == "unknown"
                                && (Some(incident.opened), incident.recovered) == (stated.opened, stated.recovered)
                        }
                    };
                    own && incident.opened <= at && incident.until.is_none_or(|until| at <= until)
                };
                if !incidents.iter().any(belongs) {
                    strays.push((at, stated.class));
                }
            }
        }
        strays.sort_by_key(|(at, class)| (*at, class.map_or("", |class| CLASSES[class])));
        strays.dedup();
        strays
    }

    fn is_excluded(&self, incident: &Incident) -> bool {
        let end = incident.recovered.unwrap_or(self.0.as_of);
        let touches = |(from, to, confirmed): &(i64, Option<i64>, bool)| {
            *confirmed && to.is_none_or(|to| to > *from) && *from <= end && to.is_none_or(|to| to > incident.opened)
        };
        self.0.outages.iter().any(touches)
    }

    /// What the document must say.
    fn document(&self) -> (Value, Value, Value) {
        let incidents = self.incidents();
        let at = |at: Option<i64>| at.map(|at| Instant::from_millis(at).to_string());
        let entries: Vec<Value> = incidents.iter().enumerate().map(|(place, incident)| {
            let number = incidents[..=place].iter().filter(|other| other.class == incident.class).count();
            let duration = incident.recovered.map(|recovered| recovered - incident.opened);
            let age = self.0.as_of - incident.opened;
            json!({
                "id": format!("{}-{number}", incident.class), "class": incident.class, "openedAt": at(Some(incident.opened)),
                "mitigatedAt": at(incident.mitigated), "recoveredAt": at(incident.recovered), "verifiedAt": at(incident.verified),
                "verification": incident.verification, "durationSeconds": duration.map(|millis| millis / 1_000),
                "verifiedSeconds": incident.verified.map(|verified| (verified - incident.opened) / 1_000),
                "withinTarget": match duration {
                    Some(duration) => Some(duration <= HALF_HOUR),
                    None => (age > HALF_HOUR).then_some(false),
                },
                "open": incident.recovered.is_none(), "evidence": incident.evidence,
                "excluded": self.is_excluded(incident).then_some("external registry outage"), "source": incident.source,
            })
        }).collect();
        let counted: Vec<&Incident> = incidents.iter().filter(|incident| !self.is_excluded(incident)).collect();
        let week = 7 * 86_400_000;
        let recovered = |incident: &&&Incident| incident.recovered.is_some_and(|at| at > self.0.as_of - week);
        let mttr = figures(
            counted.iter().filter(recovered).copied(),
            counted.iter().filter(|i| i.recovered.is_none()).count(),
        );
        let mut days: Vec<String> = counted.iter().filter_map(|incident| day(incident.recovered?).into()).collect();
        days.sort();
        days.dedup();
        let daily: Vec<Value> = days
            .iter()
            .map(|this| {
                let of_day = counted.iter().filter(|incident| incident.recovered.is_some_and(|at| day(at) == *this));
                let mut figures = figures(of_day.copied(), 0);
                figures.as_object_mut().unwrap().remove("open");
                figures["day"] = json!(this);
                figures
            })
            .collect();
        (Value::Array(entries), mttr, Value::Array(daily))
    }
}

/// The day at +02:30.
fn day(at: i64) -> String {
    Instant::from_millis(at + 9_000_000).to_string()[..10].to_owned()
}

fn figures<'i>(incidents: impl Iterator<Item = &'i Incident>, open: usize) -> Value {
    let mut millis: Vec<i64> = incidents.map(|incident| incident.recovered.unwrap() - incident.opened).collect();
    millis.sort();
    let count = millis.len();
    let seconds = |millis: f64| millis / 1_000.0;
    let mean = (count > 0).then(|| seconds(millis.iter().sum::<i64>() as f64 / count as f64));
    let median = (count > 0).then(|| seconds((millis[(count - 1) / 2] + millis[count / 2]) as f64 / 2.0));
    let within = millis.iter().filter(|millis| **millis <= HALF_HOUR).count();
    json!({"count": count, "open": open, "meanSeconds": mean, "medianSeconds": median, "maxSeconds": millis.last().map(|m| m / 1_000),
        "withinTarget": (count > 0).then(|| within as f64 / count as f64)})
}

fn files(world: &World, slo: &Slo) -> Vec<LoadedFile> {
    let kinds = ["build", "codegen-check", "mirror", "other"];
    let part = |wanted: bool| -> Vec<TestJob> {
        let own = world.jobs.iter().enumerate().filter(|(_, job)| job.part == wanted);
        own.map(|(number, job)| {
            let kind = if job.name == 6 { "other" } else { kinds[usize::from(job.kind)] };
            TestJob {
                name: name(job.name),
                namespace: namespace(job.in_scope).to_owned(),
                in_scope: job.in_scope,
                created: Some(Instant::from_millis(job.start)),
                started: Some(Instant::from_millis(job.start)),
                end: (job.outcome != Outcome::Running).then(|| Instant::from_millis(job.end)),
                message: job.message.map_or("", |words| WORDS[words]).to_owned(),
                ..TestJob::new(number, slo.kinds.named(kind).unwrap(), job.outcome)
            }
        })
        .collect()
    };
    let matcher = Matcher::new(&slo.signatures);
    let mut log = file("log", &[], Vec::new());
    for text in &world.texts {
        let (says, run_number) = (WORDS[text.says % 4], text.says / 4);
        log.mentions.add(&Mention {
            at: Instant::from_millis(text.at),
            job: &text.name.map_or(String::new(), name),
            namespace: text.namespace.map_or("", namespace),
            run: &if text.name.is_none() { run(run_number) } else { String::new() },
            finding: matcher.find(says),
            text: says,
            line: 1,
        });
    }
    let instant = |at: i64| Instant::from_millis(at);
    let mut timelines = file("incidents.json", &[], Vec::new());
    timelines.timelines = world
        .stated
        .iter()
        .map(|stated| TimelineIncident {
            id: String::new(),
            title: String::new(),
            class: stated.class.map(|class| CLASSES[class].to_owned()),
            opened: stated.opened.map(instant),
            mitigated: stated.mitigated.map(instant),
            recovered: stated.recovered.map(instant),
            events: stated
                .event
                .map(|at| TimelineEvent { at: instant(at), kind: TimelineEventKind::Mitigation, text: String::new() })
                .into_iter()
                .collect(),
            line: 1,
        })
        .collect();
    let mut annotations = file("annotations", &[], Vec::new());
    annotations.annotations.mitigations = world
        .corrections
        .iter()
        .map(|correction| StatedMitigation {
            class: CLASSES[correction.class].to_owned(),
            opened: instant(correction.opened),
            mitigated: correction.mitigated.map(instant),
        })
        .collect();
    annotations.exclusions.outages = world
        .outages
        .iter()
        .map(|(from, to, confirmed)| Outage {
            interval: Interval { from: instant(*from), to: to.map(instant) },
            confirmed: *confirmed,
            confirmed_by: None,
            reason: None,
        })
        .collect();
    vec![file("first", &part(false), Vec::new()), file("second", &part(true), Vec::new()), log, timelines, annotations]
}

fn review(world: &World, reversed: bool) -> Value {
    // Reading the SLO takes longer than all of the rest.
    static SLO: LazyLock<Slo> = LazyLock::new(Slo::ai_slot_build);
    let slo = &*SLO;
    let mut files = files(world, slo);
    if reversed {
        files.reverse();
    }
    let zone = Zone::new("Somewhere", 9_000, Vec::new());
    let options = ReviewOptions { as_of: Some(Instant::from_millis(world.as_of)), zone };
    serde_json::to_value(Basis::new(&dataset(files), slo).review(&options).recovery).expect("it serializes")
}

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

fn when() -> impl Strategy<Value = i64> {
    // A millisecond beside the grid shows on which side an edge lies.
    (0_i64..40, prop::sample::select(vec![0, 0, 0, 0, -1_i64, 1]))
        .prop_map(|(at, beside)| tick(at).as_millis() + beside * 1_000)
}

fn job() -> impl Strategy<Value = Job> {
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

fn world() -> impl Strategy<Value = World> {
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

use std::sync::LazyLock;

use serde_json::Value;
use slo_review::record::{
    LoadedFile, Mention, Outage, Outcome, StatedMitigation, TimelineEvent, TimelineEventKind, TimelineIncident,
};
use slo_review::review::{Basis, ReviewOptions};
use slo_review::signature::Matcher;
use slo_review::slo::Slo;
use slo_review::time::{Instant, Interval, Zone};

use super::support::{TestJob, dataset, file};
use super::world::{CLASSES, WORDS, World, name, namespace, run};

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

pub fn review(world: &World, reversed: bool) -> Value {
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

//! The reports of a few reviews as golden files in `tests/report`. `UPDATE_GOLDEN=1 cargo test --test report` writes
//! them anew.

mod support;

use std::path::Path;

use slo_review::chart::{self, ChartKind, Theme, View};
use slo_review::record::{Cover, IncidentNote, Outage, Outcome, Position, TimelineIncident, Warning, WarningCode};
use slo_review::report;
use slo_review::review::{Basis, Review, ReviewOptions, review};
use slo_review::slo::Slo;
use slo_review::time::{Duration, Instant, Interval, Zone};
use support::{TestJob, dataset, exclusions_file, file, instant, maintenance};

/// What somebody may put into a name to trick who reads the report.
const HOSTILE: &str = "<img src=x onerror=alert(1)>|`code`\n# @everyone \u{1b}[31m\u{202e}gpj.exe";

fn as_of() -> Instant {
    instant("2026-02-26T12:00:00Z", Instant::from_seconds(0))
}

fn jobs(slo: &Slo, rows: &[(usize, &str, Outcome, &str)]) -> Vec<TestJob> {
    let mut jobs = Vec::new();
    for (count, kind, outcome, end) in rows {
        for number in 0..*count {
            let mut job = TestJob::new(jobs.len(), slo.kinds.named(kind).unwrap(), *outcome);
            let end = instant(end, as_of()) - Duration::from_seconds(number as i64);
            job.created = Some(end - Duration::from_minutes(3));
            job.started = job.created;
            job.end = (*outcome != Outcome::Running).then_some(end);
            jobs.push(job);
        }
    }
    jobs
}

fn cover(days: i64) -> Vec<Cover> {
    vec![Cover { from: as_of() - Duration::from_days(days), to: as_of() }]
}

/// A calm week.
fn normal() -> Review {
    let slo = Slo::ai_slot_build();
    let rows = [(1_200, "build", Outcome::Succeeded, "asOf"), (2, "codegen-check", Outcome::Failed, "asOf-4d")];
    review(&dataset([file("jobs.ndjson", &jobs(&slo, &rows), cover(8))]), &slo, &ReviewOptions::default())
}

/// A bad half week, with maintenance.
fn freeze() -> Review {
    let slo = Slo::ai_slot_build();
    let rows = [
        (985, "build", Outcome::Succeeded, "asOf"),
        (6, "build", Outcome::Failed, "asOf-1d"),
        (9, "codegen-check", Outcome::Succeeded, "asOf-2d"),
        (3, "build", Outcome::Failed, "asOf-4d"),
        (2, "mirror", Outcome::Failed, "asOf-1h"),
        (1, "build", Outcome::Running, "asOf-1h"),
    ];
    let windows = vec![maintenance(
        as_of() - Duration::from_hours(97),
        Some(as_of() - Duration::from_hours(95)),
        "platform release 1",
    )];
    let files = [file("jobs.ndjson", &jobs(&slo, &rows), cover(8)), exclusions_file("exclusions.json", windows)];
    review(&dataset(files), &slo, &ReviewOptions::default())
}

/// Few jobs, little coverage, and names that mean harm.
fn hostile() -> Review {
    let slo = Slo::ai_slot_build();
    let rows = [(19, "build", Outcome::Succeeded, "asOf"), (1, "build", Outcome::Failed, "asOf-2h")];
    let mut jobs = jobs(&slo, &rows);
    jobs[0].namespace = HOSTILE.to_owned();
    let mut loaded = file(HOSTILE, &jobs, cover(1));
    loaded.warnings.push(Warning {
        code: WarningCode::BadRecord,
        count: 1,
        message: "1 record could not be read and is not counted.".to_owned(),
        examples: vec![(Position { record: Some(3), line: 7, byte: 99 }, HOSTILE.to_owned())],
    });
    let windows = vec![maintenance(as_of() - Duration::from_millis(1), None, HOSTILE)];
    review(&dataset([loaded, exclusions_file("exclusions.json", windows)]), &slo, &ReviewOptions::default())
}

/// Jobs of others only.
fn out_of_scope() -> Review {
    let slo = Slo::ai_slot_build();
    let mut jobs = jobs(&slo, &[(3, "build", Outcome::Succeeded, "asOf")]);
    for job in &mut jobs {
        job.namespace = "codex-k8s-prod".to_owned();
        job.in_scope = false;
    }
    review(&dataset([file("jobs.json", &jobs, Vec::new())]), &slo, &ReviewOptions::default())
}

/// Incidents of every sort: two open, one whose durations differ, one that an outage excludes, one from a timeline, with
/// names that mean harm, and a mitigation of none.
fn incidents() -> Review {
    incidents_basis().review(&ReviewOptions { as_of: Some(as_of()), zone: kathmandu() })
}

fn kathmandu() -> Zone {
    Zone::new("Asia/Kathmandu", 20_700, Vec::new())
}

fn incidents_basis() -> Basis {
    let slo = Slo::ai_slot_build();
    let failed = |end: &str, message: &str| {
        let mut job = TestJob::new(0, slo.kinds.named("build").unwrap(), Outcome::Failed);
        (job.end, job.message) = (Some(instant(end, as_of())), message.to_owned());
        job
    };
    let succeeded = |start: &str, end: &str| {
        let mut job = TestJob::new(0, slo.kinds.named("codegen-check").unwrap(), Outcome::Succeeded);
        (job.started, job.end) = (Some(instant(start, as_of())), Some(instant(end, as_of())));
        job
    };
    let (cache, reference) = ("MANIFEST_UNKNOWN", "git checkout --detach: unknown switch");
    let mut all = vec![
        failed("asOf-4d", cache),
        failed("asOf-4d+32m", cache),
        succeeded("asOf-4d+11m", "asOf-4d+20m"),
        succeeded("asOf-4d+33m", "asOf-4d+47m"),
        failed("asOf-3d", reference),
        succeeded("asOf-3d+1m", "asOf-3d+9m"),
        failed("asOf-2d", cache),
        succeeded("asOf-2d+1m", "asOf-2d+29m"),
        failed("asOf-40m-500ms", reference),
        failed("asOf-2m", cache),
    ];
    for (number, job) in all.iter_mut().enumerate() {
        (job.uid, job.name) = (format!("uid-{number}"), format!("job-{number}"));
    }
    let timeline = |class: Option<&str>, opened: Option<&str>, mitigated: Option<&str>, recovered: Option<&str>| {
        let at = |text: &str| instant(text, as_of());
        TimelineIncident {
            id: "INC-1".to_owned(),
            title: HOSTILE.to_owned(),
            class: class.map(str::to_owned),
            opened: opened.map(at),
            mitigated: mitigated.map(at),
            recovered: recovered.map(at),
            events: Vec::new(),
            line: 1,
        }
    };
    let mut timelines = file("incidents.json", &[], Vec::new());
    timelines.timelines = vec![
        timeline(Some("cache"), None, Some("asOf-4d+10m"), None),
        timeline(Some(HOSTILE), Some("asOf-5d"), Some("asOf-5d+5m"), Some("asOf-5d+31m")),
        timeline(Some("cache"), Some("asOf-9d"), None, Some("asOf-9d+31m")),
        timeline(None, None, Some("asOf-1d"), None),
    ];
    let mut annotations = file("annotations.json", &[], Vec::new());
    annotations.annotations.notes = vec![IncidentNote {
        class: "cache".to_owned(),
        opened: instant("asOf-4d", as_of()),
        text: format!("Switched the cache off. {HOSTILE}"),
    }];
    annotations.exclusions.outages = vec![Outage {
        interval: Interval { from: instant("asOf-3d", as_of()), to: Some(instant("asOf-3d+1m", as_of())) },
        confirmed: true,
        confirmed_by: None,
        reason: Some(HOSTILE.to_owned()),
    }];
    let files = [file("jobs.ndjson", &all, cover(8)), timelines, annotations];
    Basis::new(&dataset(files), &slo)
}

/// Nothing at all.
fn nothing() -> Review {
    review(&dataset([]), &Slo::ai_slot_build(), &ReviewOptions::default())
}

fn golden(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, found).expect("the golden file can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, expected, "{name} differs; look at it, then write it anew with UPDATE_GOLDEN=1");
}

#[test]
fn texts_read_as_they_should() {
    for (name, review) in [
        ("normal.txt", normal()),
        ("freeze.txt", freeze()),
        ("hostile.txt", hostile()),
        ("out-of-scope.txt", out_of_scope()),
        ("incidents.txt", incidents()),
        ("nothing.txt", nothing()),
    ] {
        golden(name, &report::text(&review));
    }
    golden("freeze-local.txt", &report::text_in(&freeze(), &kathmandu()));
}

#[test]
fn comments_read_as_they_should() {
    for (name, review) in [
        ("normal.md", normal()),
        ("freeze.md", freeze()),
        ("hostile.md", hostile()),
        ("out-of-scope.md", out_of_scope()),
        ("incidents.md", incidents()),
        ("nothing.md", nothing()),
    ] {
        golden(name, &report::markdown(&review));
    }
}

#[test]
fn pages_to_keep_read_as_they_should() {
    golden("incidents.html", &report::html(&incidents(), &kathmandu(), &[]));
    golden("freeze.html", &report::html(&freeze(), &Zone::utc(), &[]));
    golden("nothing.html", &report::html(&nothing(), &Zone::utc(), &[]));
}

/// Every chart of incidents with names that mean harm, and every text beside them, is text and nothing else.
#[test]
fn a_page_to_keep_holds_no_markup_but_its_own() {
    let (basis, zone) = (incidents_basis(), kathmandu());
    let review = basis.review(&ReviewOptions { as_of: Some(as_of()), zone: zone.clone() });
    let view = View { as_of: as_of(), zone: &zone, subject: None, firing: None };
    let figures: Vec<report::Figure> = [ChartKind::Availability, ChartKind::Outcomes, ChartKind::Durations]
        .into_iter()
        .map(|kind| {
            let model = chart::model(kind, &basis, view, 800);
            let svg = chart::svg(&model, 800, 300, &Theme::LIGHT);
            report::Figure { title: HOSTILE.to_owned(), verdict: model.verdict, svg, of: report::FigureOf::Recovery }
        })
        .collect();
    for page in [report::html(&review, &zone, &figures), report::html(&hostile(), &zone, &[])] {
        let ours = [
            "!doctype",
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "main",
            "header",
            "section",
            "figure",
            "figcaption",
            "h1",
            "h2",
            "h3",
            "p",
            "dl",
            "div",
            "dt",
            "dd",
            "ul",
            "li",
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "svg",
            "g",
            "rect",
            "line",
            "polyline",
            "polygon",
            "text",
            "path",
            "circle",
        ];
        for after in page.split('<').skip(1) {
            let name: String =
                after.trim_start_matches('/').chars().take_while(|c| c.is_alphanumeric() || *c == '!').collect();
            assert!(ours.contains(&name.as_str()), "<{name} is none of ours: {}", &after[..after.len().min(80)]);
        }
        assert!(!page.contains("<img") && !page.contains('\u{1b}') && !page.contains('\u{202e}'));
        assert!(page.contains("default-src 'none'") && page.contains("&lt;img src=x"));
    }
}

#[test]
fn the_document_has_its_keys_in_order() {
    golden("nothing.json", &report::json(&nothing()));
}

#[test]
fn no_report_carries_what_a_terminal_would_obey() {
    for review in [hostile(), incidents()] {
        obeys_nothing(&report::text(&review), &report::markdown(&review));
    }
}

fn obeys_nothing(text: &str, comment: &str) {
    for report in [text, comment] {
        let unruly = |character: char| character != '\n' && (character.is_control() || character == '\u{202e}');
        assert!(!report.chars().any(unruly), "{report}");
    }
    for line in comment.lines() {
        // Whatever is not in a code span is ours, and we write no image and mention nobody.
        let outside = outside_code(line);
        assert!(!outside.contains("<img") && !outside.contains("@everyone"), "{line}");
    }
}

/// A line of Markdown without its code spans: each reaches from a run of backticks to the next run of that length.
fn outside_code(line: &str) -> String {
    let mut outside = String::new();
    let mut rest = line;
    while let Some(open) = rest.find('`') {
        outside.push_str(&rest[..open]);
        let from_fence = &rest[open..];
        let length = from_fence.len() - from_fence.trim_start_matches('`').len();
        let (fence, mut inside) = from_fence.split_at(length);
        loop {
            let Some(next) = inside.find('`') else { return outside + fence + inside };
            let run = inside[next..].len() - inside[next..].trim_start_matches('`').len();
            inside = &inside[next + run..];
            if run == length {
                break;
            }
        }
        rest = inside;
    }
    outside + rest
}

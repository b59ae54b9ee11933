use std::process::ExitCode;

use slo_review::chart::{self, ChartKind, Theme, View};
use slo_review::report::{self, Figure, FigureOf};
use slo_review::review::{Basis, Review, ReviewOptions};
use slo_review::slo::{PolicyState, Slo};
use slo_review::time::Zone;

use super::arguments::{Format, ReviewArguments};
use super::failure::Failure;
use super::output::{self, note, print};
use super::{load, zone};

/// Exit status where `--fail-on` is met.
const STRICT: u8 = 1;

/// Reads, reviews and prints.
///
/// # Errors
///
/// Where a file cannot be used or nothing can be printed.
pub fn run(arguments: &ReviewArguments) -> Result<ExitCode, Failure> {
    let (dataset, slo) = load::load(arguments.slo.as_deref(), &arguments.event_series, &arguments.files)?;
    let as_of = arguments.as_of.map(|chosen| chosen.instant);
    if arguments.as_of.is_some_and(|chosen| chosen.is_assumed_utc) {
        note("--as-of has no offset and was read as UTC");
    }
    let zone = arguments.timezone.map_or_else(Zone::utc, |zone| {
        let instants = || dataset.files().iter().flat_map(|file| [file.earliest, file.newest]).chain([as_of]).flatten();
        let (earliest, newest) = (instants().min(), instants().max());
        earliest.zip(newest).map_or_else(Zone::utc, |(earliest, newest)| zone::table(zone, earliest, newest))
    });
    let basis = Basis::new(&dataset, &slo);
    let review = basis.review(&ReviewOptions { as_of, zone: zone.clone() });
    let printed = match arguments.format {
        Format::Json => report::json(&review),
        Format::Markdown => report::markdown(&review),
        Format::Html => report::html(&review, &zone, &charts(&basis, &review, &zone)),
        Format::Text => report::text_in(&review, &zone),
    };
    print(&printed)?;
    say(&review, &slo);
    Ok(exit_code(arguments, &review))
}

/// The size of a chart in a report, in CSS pixels.
const CHART: (u32, u32) = (1_072, 300);

/// The charts that a report shows, drawn; none where nothing is loaded.
fn charts(basis: &Basis, review: &Review, zone: &Zone) -> Vec<Figure> {
    let Some(as_of) = review.as_of else { return Vec::new() };
    let view = View { as_of, zone, subject: None, firing: None };
    let kinds = [
        (FigureOf::Objective, ChartKind::Availability),
        (FigureOf::Objective, ChartKind::Budget),
        (FigureOf::Objective, ChartKind::Outcomes),
        (FigureOf::Recovery, ChartKind::Durations),
        (FigureOf::Recovery, ChartKind::Daily),
        (FigureOf::Operations, ChartKind::BuildTimes),
        (FigureOf::Operations, ChartKind::Starts),
        (FigureOf::Operations, ChartKind::FailedHour),
    ];
    let figure = |(of, kind): (FigureOf, ChartKind)| {
        let model = chart::model(kind, basis, view, CHART.0);
        let svg = chart::svg(&model, CHART.0, CHART.1, &Theme::LIGHT);
        Figure { title: model.title, verdict: model.verdict, svg, of }
    };
    let without_incidents = review.recovery.incidents.is_empty();
    kinds.into_iter().filter(|(of, _)| !(without_incidents && *of == FigureOf::Recovery)).map(figure).collect()
}

/// Says what was met on the way.
fn say(review: &Review, slo: &Slo) {
    output::note_slo(slo);
    for warning in &review.data.warnings {
        let place = warning.examples.first().map_or(String::new(), |first| {
            let record = first.record.map_or(String::new(), |record| format!("record {record}, "));
            format!(" First at {record}line {}, byte {}: {}", first.line, first.byte, first.what)
        });
        note(&format!("{}: {}: {}{place}", warning.file, warning.code, warning.message));
    }
    if review.policy.state != PolicyState::NoData && review.policy.provisional {
        note(&format!(
            "the state {} is provisional: the data covers only {} of the window",
            review.policy.state.name(),
            review.data.coverage_shown
        ));
    }
}

fn exit_code(arguments: &ReviewArguments, review: &Review) -> ExitCode {
    match arguments.fail_on {
        Some(least) if least.is_met_by(review.policy.state) => {
            eprintln!("failed: the policy's state is {}", review.policy.state.name());
            ExitCode::from(STRICT)
        }
        _ => ExitCode::SUCCESS,
    }
}

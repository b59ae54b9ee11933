use super::file::Document;
use super::{indicator, objective};
use crate::slo::cursor::Cursor;
use crate::slo::problem::Findings;
use crate::slo::shape::{SERVICE_SPEC, SLO_SPEC, TIME_WINDOW};
use crate::slo::{Service, Target};
use crate::time::Duration;
use crate::tree::Place;

/// What an SLO's indicator measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Indicator {
    /// Good events among all.
    Ratio,
    /// A length, here of recoveries.
    Threshold,
}

/// An SLO document as far as it could be read.
pub(super) struct SloDoc<'a> {
    pub(super) place: Place,
    pub(super) name: Option<&'a str>,
    pub(super) display_name: String,
    pub(super) description: String,
    pub(super) service: Option<(&'a str, Cursor<'a>)>,
    pub(super) indicator: Option<Indicator>,
    pub(super) window: Option<Duration>,
    pub(super) window_field: Option<Cursor<'a>>,
    pub(super) target: Option<Target>,
    pub(super) recovery_target: Option<Duration>,
}

/// Reads a `Service` document.
pub(super) fn service(document: &Document<'_>, findings: &mut Findings) -> Service {
    let spec = document.spec.as_ref().and_then(|spec| spec.object(&SERVICE_SPEC, findings));
    Service {
        display_name: document.display_name.clone(),
        description: spec.map(|spec| spec.string_or_empty("description", findings)).unwrap_or_default(),
        ..Service::default()
    }
}

/// Reads an `SLO` document; `None` where it has no body.
pub(super) fn slo<'a>(document: &Document<'a>, findings: &mut Findings) -> Option<SloDoc<'a>> {
    let body = document.spec.as_ref()?;
    let spec = body.object(&SLO_SPEC, findings)?;
    let service = spec.get("service").and_then(|field| Some((field.name(findings)?, field)));
    if let Some(method) = spec.get("budgetingMethod") {
        budgeting_method(&method, findings);
    }
    let indicator = indicator::read(&spec, findings);
    let window_field = spec.get("timeWindow");
    let window = window_field.as_ref().and_then(|field| time_window(field, findings));
    if window_field.is_none() && indicator == Some(Indicator::Ratio) {
        spec.missing("timeWindow", findings);
    }
    let objective = spec.get("objectives").and_then(|field| objective::only(&field, findings));
    let (mut target, mut recovery_target) = (None, None);
    if let (Some(objective), Some(indicator)) = (objective, indicator) {
        match indicator {
            Indicator::Ratio => target = objective::target(&objective, findings),
            Indicator::Threshold => recovery_target = objective::recovery_target(&objective, findings),
        }
    }
    Some(SloDoc {
        place: body.place(),
        name: document.name,
        display_name: document.display_name.clone(),
        description: spec.string_or_empty("description", findings),
        service,
        indicator,
        window,
        window_field,
        target,
        recovery_target,
    })
}

fn budgeting_method(field: &Cursor<'_>, findings: &mut Findings) {
    match field.text(findings) {
        None | Some("Occurrences") => {}
        Some(method @ ("Timeslices" | "RatioTimeslices")) => {
            let message =
                format!("the budgeting method `{method}` is not supported: events are counted, not slices of time");
            field.problem(findings, message, "write `Occurrences`");
        }
        Some(other) => field.unknown(other, "budgeting method", ["Occurrences"].into_iter(), findings),
    }
}

/// The only window, which must be a rolling one.
fn time_window(field: &Cursor<'_>, findings: &mut Findings) -> Option<Duration> {
    let windows = field.some_items(16, findings)?;
    if windows.len() > 1 {
        let message = format!("there are {} windows", windows.len());
        windows[1].problem(findings, message, "keep exactly one, with `isRolling: true`");
    }
    let window = windows[0].object(&TIME_WINDOW, findings)?;
    let length = window.get("duration").and_then(|length| length.duration(findings));
    let rolling = window.get("isRolling");
    // A window that names a calendar was refused for that already; OpenSLO then wants `isRolling: false`.
    if let Some(rolling) = rolling.filter(|_| window.get("calendar").is_none())
        && rolling.flag(findings) == Some(false)
    {
        let message = "a window that does not roll is a calendar window, which is not supported";
        rolling.problem(findings, message, "write `isRolling: true`");
        return None;
    }
    length
}

//! The SLO as Prometheus rules: the same events, budget, policy and alerts, computed where the metrics are.
//!
//! Jobs are counted as events. Two recording rules a kind keep one series a finished job, told from the next job of its
//! name by a label with its creation (`job`). What a window counts is how many of these series it has seen, a success
//! by its completion time, a failure by its first sample (`count`). So a job that lingers for its ttl weighs as much
//! as one that does not, and an evaluation that was missed costs nothing. All figures follow from these counts
//! (`figure`), and the alerts from the figures (`alert`).
//!
//! The rules are templates, texts with names in angle brackets, which a `Writer` fills in. That keeps them readable as
//! the PromQL that they are, and takes a third of the room in wasm that code which composes them would.
//! `docs/prometheus-rules.md` describes the rules for their users.

mod alert;
mod count;
mod figure;
mod header;
mod job;
mod maintenance;
pub(crate) mod pattern;
pub(crate) mod selection;
mod template;
mod weight;
mod window;
mod writer;

use crate::slo::Slo;
use crate::time::Duration;

use selection::Selections;
use writer::Writer;

/// The longest window that is computed as often as jobs are looked at. Longer ones cost more and change less.
const SHORT: Duration = Duration::from_hours(1);

/// The rules as Prometheus reads them: a YAML file of rule groups, with comments. The same SLO gives the same text.
///
/// ```
/// use slo_review::{rules, slo::Slo};
/// let text = rules::yaml(&Slo::ai_slot_build());
/// assert!(text.contains("record: service_slo:events_bad:count7d"));
/// ```
pub fn yaml(slo: &Slo) -> String {
    let selections = Selections::of(slo);
    let mut writer = Writer::new(slo, &selections);
    header::write(&mut writer, slo, &selections);
    if !selections.tell_events(slo) {
        writer.put("groups: []\n");
        return writer.finish();
    }
    writer.put("groups:\n");
    let windows = window::all(slo);
    let is_short = |window: Duration| window <= SHORT;
    writer.group("jobs", "30s");
    job::write(&mut writer, slo, &selections);
    for short in [true, false] {
        if !short {
            writer.group("windows", "1m");
        }
        for &window in windows.iter().filter(|&&window| is_short(window) == short) {
            writer.set_window("", window);
            count::write(&mut writer, slo, &selections, window);
            figure::write_window(&mut writer, slo, &selections, window);
        }
        if is_short(slo.window) == short {
            figure::write_slo(&mut writer, slo);
        }
    }
    writer.group("alerts", "30s");
    alert::write(&mut writer, slo, &selections);
    writer.finish()
}

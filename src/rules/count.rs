//! The rules that count the jobs of each kind over a window, as events.

use super::selection::Selections;
use super::window::{Ending, is_counted};
use super::writer::{Record, Writer};
use crate::slo::{Kind, Slo};
use crate::time::Duration;

const SUCCEEDED: Record = Record {
    comment: "Method, sections 1 and 3: the <kind> jobs that succeeded within (t - <length>, t]; a job counts where its \
              completion time lies.",
    name: "service_slo_kind:jobs_succeeded:count<window>",
    expression: "\
count(
  last_over_time(namespace_job_name_created:slo_job_succeeded:completion_time{<id>,kind=\"<kind>\"}[<window>])
  > time() - <seconds>
)
or vector(0)",
};

/// A failure that was there just before the window is none of the window's. Five minutes before is as far as
/// Prometheus itself looks back for a sample, and the method's limit for an estimated end (section 9).
const FAILED: Record = Record {
    comment: "Method, sections 1 and 3: the <kind> jobs that failed within (t - <length>, t]; a job counts where it was \
              first seen failed.",
    name: "service_slo_kind:jobs_failed:count<window>",
    expression: "\
count(
  last_over_time(namespace_job_name_created:slo_job_failed:count{<id>,kind=\"<kind>\"}[<window>])
  unless
  last_over_time(namespace_job_name_created:slo_job_failed:count{<id>,kind=\"<kind>\"}[5m] offset <window>)
)
or vector(0)",
};

/// The rules of the window that the writer knows.
pub fn write(writer: &mut Writer, slo: &Slo, selections: &Selections, window: Duration) {
    for (index, name) in slo.kinds.names.iter().enumerate() {
        // Kinds' names are letters, digits and dashes, so nothing in them needs a quote.
        writer.set("kind", name.clone());
        for ending in Ending::ALL {
            if is_counted(slo, selections, Kind(index as u8), ending, Some(window)) {
                let record = if ending == Ending::Succeeded { &SUCCEEDED } else { &FAILED };
                let series = writer.fill(record.name);
                writer.begin(record.comment, "record", &series);
                writer.lines(0, record.expression);
                writer.labels("kind", name);
            }
        }
    }
}

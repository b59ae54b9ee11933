//! The rules that turn finished jobs into series, one a job.

use super::maintenance;
use super::selection::{Selection, Selections};
use super::window::{Ending, is_counted};
use super::writer::{Record, Writer};
use crate::slo::{Kind, Slo};

/// Where no staleness marker came with its end, an old job's condition outlives it by five minutes, beside the next
/// job of its name. So only a condition that is as new as the creation counts.
const SUCCEEDED: Record = Record {
    comment: "Method, sections 2 and 9: a job succeeded where kube_job_complete with condition \"true\" is 1, and it ended \
              at its completion time, which is the value. A job is told from the next of its name by its creation.",
    name: "namespace_job_name_created:slo_job_succeeded:completion_time",
    expression: "\
max by (namespace, job_name, created) (
  count_values without () (\"created\",
    kube_job_created{<jobs>}
    and ignoring (condition) (kube_job_complete{<jobs>,condition=\"true\"} == 1)
    and ignoring (condition) (
      timestamp(kube_job_complete{<jobs>,condition=\"true\"})
      >= ignoring (condition) timestamp(kube_job_created{<jobs>})
    )
  ) * 0
  + ignoring (created) group_left () kube_job_status_completion_time{<jobs>}
)",
};

const FAILED: Record = Record {
    comment: "Method, sections 2 and 9: a job failed where kube_job_failed with condition \"true\" is 1. Its end is not \
              exported, so it counts from the first evaluation that shows it.",
    name: "namespace_job_name_created:slo_job_failed:count",
    expression: "\
count_values by (namespace, job_name) (\"created\",
  kube_job_created{<jobs>}
  and ignoring (condition) (kube_job_failed{<jobs>,condition=\"true\"} == 1)
  and ignoring (condition) (
    timestamp(kube_job_failed{<jobs>,condition=\"true\"})
    >= ignoring (condition) timestamp(kube_job_created{<jobs>})
  )
)",
};

/// The rules of all kinds that anything counts.
pub fn write(writer: &mut Writer, slo: &Slo, selections: &Selections) {
    let excluding = maintenance::write(writer, slo);
    for (index, name) in slo.kinds.names.iter().enumerate() {
        let kind = Kind(index as u8);
        for ending in Ending::ALL {
            if is_counted(slo, selections, kind, ending, None) {
                let record = if ending == Ending::Succeeded { &SUCCEEDED } else { &FAILED };
                writer.begin(record.comment, "record", record.name);
                finished(writer, selections.of_kind(kind), record.expression, excluding);
                writer.labels("kind", name);
            }
        }
    }
}

/// The jobs of any of the selections, without those that maintenance excludes.
fn finished(writer: &mut Writer, selections: &[Selection], expression: &str, excluding: bool) {
    let several = selections.len() > 1;
    let margin = if several { 2 } else { 0 };
    for (index, selection) in selections.iter().enumerate() {
        if several {
            writer.lines(0, if index > 0 { "or (" } else { "(" });
        }
        let jobs = writer.fill("<scope>");
        writer.set("jobs", [jobs, selection.names()].concat());
        writer.lines(margin, expression);
        for (operator, labels) in [("and", &selection.labels), ("unless", &selection.other_labels)] {
            for label in labels {
                writer.set("label", label.matcher());
                writer.lines(margin, operator);
                writer.lines(margin + 2, "on (namespace, job_name) kube_job_labels{<scope>,<label>}");
            }
        }
        // Both operators bind more tightly than `or`.
        if excluding {
            writer.lines(margin, "unless on (namespace, job_name, created)");
            writer.lines(margin + 2, "namespace_job_name_created:slo_job_excluded:start_time{<id>}");
        }
        if several {
            writer.lines(0, ")");
        }
    }
}

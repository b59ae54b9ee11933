//! Maintenance windows of the SLO file.

use super::writer::{Record, Writer};
use crate::slo::Slo;
use crate::time::{Instant, Interval};

/// How many windows one expression holds. The last ones of the file are kept: old ones have left every window.
pub const MAX_WINDOWS: usize = 100;

const STARTED: Record = Record {
    comment: "Method, section 2: a job starts at its status.startTime, else at its creation.",
    name: "namespace_job_name_created:slo_job:start_time",
    expression: "\
max by (namespace, job_name, created) (
  count_values without () (\"created\", kube_job_created{<scope>}) * 0
  + ignoring (created) group_left () (kube_job_status_start_time{<scope>} or kube_job_created{<scope>})
)",
};

const EXCLUDED: &str = "Method, section 3: a job whose run touches a maintenance window, start < to and end >= from, is \
    excluded, good or bad alike. These are such jobs, with their start.";

/// A failure has no time of its own. When it is first seen is now, and as it was seen then it stays.
const TOUCHING: &str = "\
namespace_job_name_created:slo_job:start_time{<id>} < <to>
and on (namespace, job_name) (
  kube_job_status_completion_time{<scope>} >= <from>
  or kube_job_failed{<scope>,condition=\"true\"} == 1 and on () vector(time()) >= <from>
)";

/// The windows that the rules know.
fn windows(slo: &Slo) -> impl Iterator<Item = Interval> {
    let windows = &slo.exclusions.maintenance;
    windows[windows.len().saturating_sub(MAX_WINDOWS)..].iter().map(|window| window.interval)
}

/// The rules that keep the jobs whose run touches a window. False where there is none.
pub fn write(writer: &mut Writer, slo: &Slo) -> bool {
    if slo.exclusions.maintenance.is_empty() {
        return false;
    }
    writer.record(&STARTED);
    writer.begin(EXCLUDED, "record", "namespace_job_name_created:slo_job_excluded:start_time");
    write_each(writer, slo, TOUCHING);
    writer.labels("", "");
    true
}

/// The template for each window, any of which will do. It knows `from` and `to`, in seconds since 1970.
pub fn write_each(writer: &mut Writer, slo: &Slo, template: &str) {
    for (index, window) in windows(slo).enumerate() {
        writer.set("from", seconds(window.from));
        // What lasts until further notice ends later than any clock will show.
        writer.set("to", window.to.map_or("Inf".to_owned(), seconds));
        writer.lines(0, if index > 0 { "or (" } else { "(" });
        writer.lines(2, template);
        writer.lines(0, ")");
    }
}

/// Seconds since 1970, with the milliseconds that are not zero.
fn seconds(instant: Instant) -> String {
    let millis = instant.as_millis();
    let (whole, rest) = (millis.div_euclid(1_000), millis.rem_euclid(1_000));
    let mut text = whole.to_string();
    if rest != 0 {
        text.push('.');
        for unit in [100, 10, 1] {
            text.push(char::from(b'0' + (rest / unit % 10) as u8));
        }
    }
    text
}

use json_scan::Pruned;

use super::collector::Collector;
use super::document::position_of;
use super::fields::Fields;
use super::kubernetes::TimeNotes;
use super::text::{self, Level, Origin, Text};
use crate::record::Format;

/// The members of a runtime error that are read, beside those of a task.
pub const ERROR_KEYS: [&str; 4] = ["source", "level", "message", "job_name"];

/// Takes a record of an export of the control plane's runtime errors; none where it is something else.
pub fn take(
    record: Pruned<'_>,
    collector: &mut Collector,
    notes: &mut TimeNotes,
) -> Option<(Format, Result<(), String>)> {
    let fields = Fields::of(record.json);
    let is_error = fields.has("source") && fields.has("message") && fields.has("created_at");
    is_error.then(|| (Format::RuntimeErrors, error(record, &fields, collector, notes)))
}

fn error(
    record: Pruned<'_>,
    fields: &Fields<'_>,
    collector: &mut Collector,
    notes: &mut TimeNotes,
) -> Result<(), String> {
    let message = fields.text("message").ok_or("its message is no text")?;
    let at = notes.read(fields.text("created_at").as_deref(), "created_at")?;
    collector.records += 1;
    at.into_iter().for_each(|at| collector.note_instant(at));
    let text = Text {
        at,
        level: Level::named(&fields.text_or_empty("level")),
        text: &message,
        job: &fields.text_or_empty("job_name"),
        namespace: &fields.text_or_empty("namespace"),
        run: &fields.text_or_empty("run_id"),
        origin: Origin::default(),
        may_match: true,
        is_failure: true,
        position: position_of(&record),
    };
    text::take(&text, collector);
    Ok(())
}

use json_scan::Pruned;

use super::collector::Collector;
use super::document::position_of;
use super::fields::Fields;
use super::kubernetes::TimeNotes;
use super::text::{self, Level, Origin, Text};
use crate::record::{Format, Position};
use crate::signature::Finding;
use crate::time::Instant;

/// The members of a runtime deploy task that are read, beside its `status` and its `logs`.
pub const TASK_KEYS: [&str; 7] =
    ["run_id", "namespace", "build_ref", "target_env", "created_at", "started_at", "finished_at"];

/// The members of an entry of its logs that are read.
pub const LOG_KEYS: [&str; 3] = ["level", "message", "created_at"];

/// Bytes of texts that wait for the end of their task; a real one has less.
const MOST_WAITING: usize = 8 << 20;

/// The logs of the task under way: what they mean is known only when the task's run is.
#[derive(Debug, Default)]
pub struct TaskLogs {
    waiting: Vec<Entry>,
    bytes: usize,
    /// The latest and the earliest time in them.
    times: Option<(Instant, Instant)>,
}

/// An entry that may be evidence.
#[derive(Debug)]
struct Entry {
    at: Option<Instant>,
    level: Level,
    message: String,
    position: Position,
}

impl TaskLogs {
    /// Takes an entry of a task's logs.
    pub fn take(&mut self, record: Pruned<'_>, collector: &mut Collector, notes: &mut TimeNotes) -> Result<(), String> {
        let fields = Fields::of(record.json);
        let at = notes.read(fields.text("created_at").as_deref(), "created_at")?;
        if let Some(at) = at {
            let times = self.times.get_or_insert((at, at));
            *times = (times.0.max(at), times.1.min(at));
        }
        let level = Level::named(&fields.text_or_empty("level"));
        let message = fields.text_or_empty("message");
        if level == Level::Quiet && collector.matcher.find(&message) == Finding::Nothing {
            return Ok(());
        }
        if self.bytes + message.len() > MOST_WAITING {
            // The task says who it is before its logs, or it is none that the control plane wrote.
            self.end(&Fields::of(record.around), collector);
        }
        self.bytes += message.len();
        self.waiting.push(Entry { at, level, message, position: position_of(&record) });
        Ok(())
    }

    /// Takes what waited as the logs of the task that has those members.
    fn end(&mut self, task: &Fields<'_>, collector: &mut Collector) {
        let Self { waiting, times, .. } = std::mem::take(self);
        for at in times.into_iter().flat_map(|(newest, earliest)| [newest, earliest]) {
            collector.note_instant(at);
        }
        let (run, namespace) = (task.text_or_empty("run_id"), task.text_or_empty("namespace"));
        for entry in waiting {
            let text = Text {
                at: entry.at,
                level: entry.level,
                text: &entry.message,
                job: "",
                namespace: &namespace,
                run: &run,
                origin: Origin::default(),
                may_match: true,
                is_failure: false,
                position: entry.position,
            };
            text::take(&text, collector);
        }
    }
}

/// Takes a task of an export of the control plane's runtime deploy tasks, with the logs that came before its end; none
/// where the record is something else.
pub fn take(
    record: Pruned<'_>,
    logs: &mut TaskLogs,
    collector: &mut Collector,
    notes: &mut TimeNotes,
) -> Option<(Format, Result<(), String>)> {
    let fields = Fields::of(record.json);
    let is_one = fields.has("run_id") && fields.has("status");
    if !(is_one && ["build_ref", "target_env", "logs"].iter().any(|key| fields.has(key))) {
        *logs = TaskLogs::default();
        return None;
    }
    logs.end(&fields, collector);
    collector.records += 1;
    let mut result = Ok(());
    for key in ["created_at", "started_at", "finished_at"] {
        match notes.read(fields.text(key).as_deref(), key) {
            Ok(at) => at.into_iter().for_each(|at| collector.note_instant(at)),
            Err(why) => result = Err(why),
        }
    }
    Some((Format::RuntimeDeployTasks, result))
}

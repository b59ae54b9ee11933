use super::object::{Condition, Object};
use crate::record::{JobEntry, LONGEST_TEXT, Outcome};
use crate::slo::Kinds;
use crate::time::{Duration, Instant, Timestamp};

/// Longest name, namespace or uid that is taken, in bytes; Kubernetes allows 253.
const LONGEST_NAME: usize = 1_024;

/// What was odd about the timestamps of a record.
#[derive(Clone, Copy, Debug, Default)]
pub struct TimeNotes {
    /// Timestamps without an offset.
    pub without_offset: u64,
}

impl TimeNotes {
    /// Reads a timestamp; `what` names it in the error.
    pub fn read(&mut self, text: Option<&str>, what: &str) -> Result<Option<Instant>, String> {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
        match Timestamp::parse(text.as_bytes()) {
            Ok(timestamp) => {
                self.without_offset += u64::from(matches!(timestamp, Timestamp::WithoutOffset(_)));
                Ok(timestamp.instant())
            }
            Err(error) => {
                let shown: String = text.chars().take(40).collect();
                Err(format!("{what} is `{shown}`: {error}"))
            }
        }
    }
}

/// One version of a Job, understood.
#[derive(Debug)]
pub struct JobVersion<'a> {
    /// What the table takes.
    pub entry: JobEntry<'a>,
    /// `spec.ttlSecondsAfterFinished`.
    pub ttl: Option<Duration>,
    /// Whether its text is longer than what is kept.
    pub cut_text: bool,
}

impl<'a> JobVersion<'a> {
    /// Understands a Job by the method's table (section 2). An error says what cannot be understood.
    pub fn of(
        object: &'a Object<'a>,
        is_deleted: bool,
        kinds: &Kinds,
        scope: impl FnOnce(&str) -> bool,
        notes: &mut TimeNotes,
    ) -> Result<Self, String> {
        let metadata = object.metadata.as_ref().ok_or("it has no metadata")?;
        let name = metadata.name.as_deref().filter(|name| !name.is_empty()).ok_or("it has no metadata.name")?;
        let namespace = metadata.namespace.as_deref().unwrap_or("");
        let uid = metadata.uid.as_deref().unwrap_or("");
        for (what, text) in [("name", name), ("namespace", namespace), ("uid", uid)] {
            if text.len() > LONGEST_NAME {
                return Err(format!("its metadata.{what} is longer than {LONGEST_NAME} bytes"));
            }
        }
        let created = notes.read(metadata.creation_timestamp.as_deref(), "metadata.creationTimestamp")?;
        let deleted = notes.read(metadata.deletion_timestamp.as_deref(), "metadata.deletionTimestamp")?;
        let status = object.status.as_ref();
        let started = notes.read(status.and_then(|status| status.start_time.as_deref()), "status.startTime")?;
        let completion =
            notes.read(status.and_then(|status| status.completion_time.as_deref()), "status.completionTime")?;
        let conditions = status.and_then(|status| status.conditions.as_deref()).unwrap_or_default();
        let mut newest = created.max(started);
        let mut complete = None;
        let mut failed = None;
        let mut is_suspended = object.spec.as_ref().is_some_and(|spec| spec.suspend == Some(true));
        for condition in conditions {
            let at = notes.read(condition.last_transition_time.as_deref(), "a condition's lastTransitionTime")?;
            newest = newest.max(at);
            if condition.status.as_deref() == Some("True") {
                match condition.kind.as_deref() {
                    Some("Complete") => complete = Some(at),
                    Some("Failed") => failed = Some((at, condition)),
                    Some("Suspended") => is_suspended = true,
                    _ => {}
                }
            }
        }
        let (outcome, end) = match (complete, failed) {
            (Some(complete), Some((failed, _))) => {
                // The earliest end that it states; `None` sorts first, so it is filtered out.
                (Outcome::Malformed, [completion.or(complete), failed].into_iter().flatten().min())
            }
            (Some(complete), None) => match completion.or(complete) {
                Some(end) => (Outcome::Succeeded, Some(end)),
                None => (Outcome::Malformed, None),
            },
            (None, Some((Some(end), _))) => (Outcome::Failed, Some(end)),
            (None, Some((None, _))) => (Outcome::Malformed, None),
            (None, None) if is_deleted || deleted.is_some() => (Outcome::Aborted, None),
            (None, None) if is_suspended => (Outcome::Suspended, None),
            (None, None) if started.is_none() => (Outcome::Pending, None),
            (None, None) => (Outcome::Running, None),
        };
        let text = |field: fn(&'a Condition<'a>) -> Option<&'a str>| {
            failed.and_then(|(_, condition)| field(condition)).unwrap_or("")
        };
        let message = text(|condition| condition.message.as_deref());
        let kind = kinds.classify(
            name,
            |key| metadata.labels.iter().find(|(label, _)| &**label == key).map(|(_, value)| &**value),
            None,
        );
        let ttl = object.spec.as_ref().and_then(|spec| spec.ttl_seconds_after_finished).filter(|ttl| *ttl >= 0);
        let entry = JobEntry {
            uid,
            namespace,
            name,
            kind,
            in_scope: scope(namespace),
            created,
            started,
            end,
            deleted,
            newest,
            outcome,
            reason: text(|condition| condition.reason.as_deref()),
            message,
        };
        Ok(Self { entry, ttl: ttl.map(Duration::from_seconds), cut_text: message.len() > LONGEST_TEXT })
    }
}

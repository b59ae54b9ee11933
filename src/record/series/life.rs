use super::{JobMetric, LONGEST_GAP, Progression, Timeline};

/// One object of a name, as its samples tell it. Instants are milliseconds since the epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Life {
    /// When it was created, as far as known.
    pub created: i64,
    /// How that is known.
    pub creation: Creation,
    /// Its start time.
    pub started: Option<i64>,
    /// What became of it.
    pub fate: Fate,
    /// The last instant at which anything of it is seen.
    pub last: i64,
    /// Whether it is seen to have failed.
    pub seems_failed: bool,
    /// The file that shows what is said of it: how it ended, else that it was there last.
    pub file: u32,
}

/// How a creation is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Creation {
    /// By `kube_job_created`.
    Stated,
    /// It is the start time.
    Started,
    /// It is the first sample; the job is older than that.
    FirstSample,
}

/// What became of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It succeeded.
    Succeeded(End),
    /// It failed.
    Failed(End),
    /// It is seen complete and failed at once; the earlier of both.
    Malformed(i64),
    /// It ended, nobody knows when to within 300 s.
    EndUnknown,
    /// It vanished before it was seen to end.
    Lost,
    /// It is there to the last.
    Open,
}

/// When an object ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The instant; where it is estimated, the first sample that shows it.
    pub at: i64,
    /// How much earlier it may have been, where it is estimated.
    pub error: Option<i64>,
}

/// A run of samples of a name, with the file that it is in and how far apart samples are there.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    pub metric: JobMetric,
    pub instants: Progression,
    pub value: i64,
    /// The file, numbered so that the numbers do not depend on the files' order.
    pub file: u32,
    pub step: i64,
}

/// The objects that had a name one after the other (method, section 9).
pub fn lives(pieces: &[Piece], timeline: &Timeline) -> Vec<Life> {
    let mut objects: Vec<Object> = Vec::new();
    let created = || pieces.iter().filter(|piece| piece.metric == JobMetric::Created);
    let last_of_all = timeline.last().unwrap_or(i64::MAX);
    for piece in created() {
        let place = objects.partition_point(|object| object.created < Some(piece.value));
        if objects.get(place).is_none_or(|object| object.created != Some(piece.value)) {
            objects.insert(place, Object::new(Some(piece.value)));
        }
        objects[place].see(piece, piece.instants, last_of_all);
    }
    // A name of which no sample has a value was never there.
    if objects.is_empty() && !pieces.is_empty() {
        objects.push(Object::new(None));
    }
    let others = pieces.iter().filter(|piece| piece.metric != JobMetric::Created);
    if let [only] = objects.as_mut_slice() {
        others.for_each(|piece| only.see(piece, piece.instants, last_of_all));
    } else {
        let owners = owners(created());
        for piece in others {
            // Before the first sample of a creation there is only the next one to belong to.
            let begun = owners.partition_point(|(from, _)| *from <= piece.instants.first).max(1);
            for (index, (from, owner)) in owners.iter().enumerate().skip(begun - 1) {
                let from = if index == 0 { i64::MIN } else { *from };
                let to = owners.get(index + 1).map_or(i64::MAX, |(next, _)| *next);
                if from > piece.instants.last {
                    break;
                }
                if let Some(part) = piece.instants.within(from, to) {
                    let place = objects.partition_point(|object| object.created < Some(*owner));
                    objects[place].see(piece, part, last_of_all);
                }
            }
        }
    }
    objects.iter().map(|object| object.life(timeline)).collect()
}

/// From which instant on samples belong to which creation: a sample belongs to the latest sample of a creation at or
/// before it. Where two replicas disagree, the later creation is right.
fn owners<'a>(created: impl Iterator<Item = &'a Piece>) -> Vec<(i64, i64)> {
    let mut samples: Vec<(i64, i64)> =
        created.flat_map(|piece| piece.instants.instants().map(move |at| (at, piece.value))).collect();
    samples.sort_unstable();
    let mut owners: Vec<(i64, i64)> = Vec::new();
    for (index, (at, value)) in samples.iter().enumerate() {
        let overruled = samples.get(index + 1).is_some_and(|(next, _)| next == at);
        if !overruled && owners.last().is_none_or(|(_, owner)| owner != value) {
            owners.push((*at, *value));
        }
    }
    owners
}

/// An object under way of being put together.
struct Object {
    created: Option<i64>,
    complete: Option<Shown>,
    failed: Option<Shown>,
    /// Values with the last instant that shows them.
    started: Option<(i64, i64)>,
    completed: Option<(i64, i64)>,
    first: i64,
    /// The last instant that shows anything, with the file, counted down so that the first file of a name is the greatest.
    last: (i64, u32),
    is_there: bool,
}

/// From when to when an outcome is shown, and the file that shows it first.
#[derive(Clone, Copy)]
struct Shown {
    first: (i64, u32),
    last: i64,
}

impl Object {
    fn new(created: Option<i64>) -> Self {
        Self {
            created,
            complete: None,
            failed: None,
            started: None,
            completed: None,
            first: i64::MAX,
            last: (i64::MIN, 0),
            is_there: false,
        }
    }

    /// Takes a part of a run.
    fn see(&mut self, piece: &Piece, part: Progression, last_of_all: i64) {
        self.first = self.first.min(part.first);
        self.last = self.last.max((part.last, u32::MAX - piece.file));
        self.is_there |= last_of_all - part.last <= piece.step;
        let shown = match piece.metric {
            JobMetric::Complete => &mut self.complete,
            JobMetric::Failed => &mut self.failed,
            JobMetric::Started => return self.started = self.started.max(Some((part.last, piece.value))),
            JobMetric::CompletionTime => return self.completed = self.completed.max(Some((part.last, piece.value))),
            JobMetric::Created | JobMetric::Presence => return,
        };
        let first = (part.first, piece.file);
        *shown = Some(match *shown {
            None => Shown { first, last: part.last },
            Some(known) => Shown { first: known.first.min(first), last: known.last.max(part.last) },
        });
    }

    fn life(&self, timeline: &Timeline) -> Life {
        let started = self.started.map(|(_, value)| value);
        let (created, creation) = match (self.created, started) {
            (Some(created), _) => (created, Creation::Stated),
            (None, Some(started)) => (started, Creation::Started),
            (None, None) => (self.first, Creation::FirstSample),
        };
        let known = (creation != Creation::FirstSample).then_some(created);
        let succeeded = |shown: Shown| match self.completed {
            Some((_, at)) => Some(End { at, error: None }),
            None => estimate(shown, known, timeline),
        };
        let (fate, file) = match (self.complete, self.failed) {
            (Some(complete), Some(failed)) if complete.first.0 <= failed.last && failed.first.0 <= complete.last => {
                let end = self.completed.map_or(complete.first.0, |(_, at)| at).min(failed.first.0);
                (Fate::Malformed(end), complete.first.1)
            }
            // What is seen of another outcome later belongs to an object whose creation was not seen in time.
            (Some(complete), failed) if failed.is_none_or(|failed| complete.first < failed.first) => {
                (succeeded(complete).map_or(Fate::EndUnknown, Fate::Succeeded), complete.first.1)
            }
            (_, Some(failed)) => {
                (estimate(failed, known, timeline).map_or(Fate::EndUnknown, Fate::Failed), failed.first.1)
            }
            _ if self.is_there => (Fate::Open, u32::MAX - self.last.1),
            _ => (Fate::Lost, u32::MAX - self.last.1),
        };
        let seems_failed = self.failed.is_some() && self.complete.is_none();
        Life { created, creation, started, fate, last: self.last.0, seems_failed, file }
    }
}

/// An end of which only the samples after it are known: the first of these. It lies after the creation and after the
/// last instant at which the data does not show it yet.
fn estimate(shown: Shown, created: Option<i64>, timeline: &Timeline) -> Option<End> {
    let at = shown.first.0;
    let error = (at - created.max(timeline.before(at))?).max(0);
    (error <= LONGEST_GAP.as_millis()).then_some(End { at, error: Some(error) })
}

use std::hash::{BuildHasher, Hash, Hasher};

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};
use serde::{Deserialize, Serialize};

use super::chunked::{ChunkedList, TextArena, TextSpan};
use super::symbol::{Symbol, SymbolTable};
use super::text::{cut, is_standing_message};
use super::uid::PackedUid;
use super::{Job, Outcome};
use crate::slo::Kind;
use crate::time::{Duration, Instant};

/// One version of one Job object, as a reader hands it over. Empty texts stand for absent ones.
#[derive(Clone, Copy, Debug)]
pub struct JobEntry<'a> {
    /// `metadata.uid`.
    pub uid: &'a str,
    /// The namespace.
    pub namespace: &'a str,
    /// The object's name.
    pub name: &'a str,
    /// The kind by the SLO's rules.
    pub kind: Kind,
    /// Whether the SLO covers its namespace.
    pub in_scope: bool,
    /// When it was created.
    pub created: Option<Instant>,
    /// `status.startTime`.
    pub started: Option<Instant>,
    /// When it ended, where it did; of a malformed job the earliest end that it states.
    pub end: Option<Instant>,
    /// Its `deletionTimestamp`.
    pub deleted: Option<Instant>,
    /// The newest instant of its own: creation, start, any condition.
    pub newest: Option<Instant>,
    /// What the version says became of it.
    pub outcome: Outcome,
    /// The reason of its `Failed` condition.
    pub reason: &'a str,
    /// The failed job's text.
    pub message: &'a str,
}

impl JobEntry<'_> {
    /// An entry of nothing but a name: for callers that fill in the rest.
    pub const fn named<'a>(namespace: &'a str, name: &'a str, kind: Kind) -> JobEntry<'a> {
        JobEntry {
            uid: "",
            namespace,
            name,
            kind,
            in_scope: true,
            created: None,
            started: None,
            end: None,
            deleted: None,
            newest: None,
            outcome: Outcome::Pending,
            reason: "",
            message: "",
        }
    }
}

/// An instant, or none, in eight bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Slot(i64);

impl Slot {
    const NONE: Self = Self(i64::MIN);

    fn new(instant: Option<Instant>) -> Self {
        instant.map_or(Self::NONE, |instant| Self(instant.as_millis().max(i64::MIN + 1)))
    }

    fn get(self) -> Option<Instant> {
        (self != Self::NONE).then(|| Instant::from_millis(self.0))
    }
}

/// What a table keeps of one job.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Row {
    uid: Option<PackedUid>,
    name: TextSpan,
    created: Slot,
    started: Slot,
    end: Slot,
    deleted: Slot,
    newest: Slot,
    namespace: Symbol,
    reason: Symbol,
    text: Symbol,
    pub(super) outcome: Outcome,
    pub(super) kind: Kind,
    pub(super) in_scope: bool,
    /// The uid is no UUID; it lies before the name, in as many bytes.
    uid_length: u16,
}

impl Row {
    pub(super) fn created(&self) -> Option<Instant> {
        self.created.get()
    }

    pub(super) fn started(&self) -> Option<Instant> {
        self.started.get()
    }

    pub(super) fn end(&self) -> Option<Instant> {
        self.end.get()
    }

    pub(super) fn has_text(&self) -> bool {
        self.text != Symbol::EMPTY
    }

    pub(super) fn deleted(&self) -> Option<Instant> {
        self.deleted.get()
    }

    /// Whether `other`, from another file, is the version to keep (method, section 2). It is a total order, so that the
    /// order of the files does not matter.
    pub(super) fn yields_to(&self, other: &Row) -> bool {
        match (self.outcome.is_terminal(), other.outcome.is_terminal()) {
            (true, false) => false,
            (false, true) => true,
            (true, true) => self.terminal_order() > other.terminal_order(),
            (false, false) => self.open_order() < other.open_order(),
        }
    }

    /// Of two terminal versions the earlier end wins. Of equal ends a failure wins over a success and either over a
    /// malformed version; what is still equal is told apart by its times, only so that the choice is the same in any
    /// order.
    fn terminal_order(&self) -> (i64, u8, i64, i64, i64) {
        let end = self.end.get().map_or(i64::MAX, Instant::as_millis);
        let rank = match self.outcome {
            Outcome::Failed => 0,
            Outcome::Succeeded => 1,
            _ => 2,
        };
        (end, rank, self.created.0, self.started.0, self.deleted.0)
    }

    /// Of two versions that go on, the one with the newer instant of its own wins, then the one that says more.
    fn open_order(&self) -> (i64, u8, i64, i64, i64) {
        let rank = match self.outcome {
            Outcome::Aborted => 3,
            Outcome::Suspended => 2,
            Outcome::Running => 1,
            _ => 0,
        };
        (self.newest.0, rank, self.created.0, self.started.0, self.deleted.0)
    }
}

/// The jobs of one file: one row an object, versions merged as they come.
#[derive(Debug, Default)]
pub struct JobTable {
    pub(super) rows: ChunkedList<Row>,
    pub(super) names: TextArena,
    pub(super) symbols: SymbolTable,
    index: HashTable<u32>,
    hasher: DefaultHashBuilder,
    /// Further texts of jobs that have more than one, by the row's place, in the order met.
    pub(super) further: HashMap<u32, Vec<Symbol>>,
    /// By how much the ends of jobs may be too late where they are estimated, in milliseconds, by ascending row.
    estimates: Vec<(u32, i64)>,
}

impl JobTable {
    /// How many jobs there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The job in that row.
    pub fn job(&self, row: usize) -> Job<'_> {
        Job { table: self, row: self.rows.get(row), place: row as u32 }
    }

    /// All jobs, in the order in which they were first met.
    pub fn iter(&self) -> impl Iterator<Item = Job<'_>> {
        (0..self.len()).map(|row| self.job(row))
    }

    /// Adds a version of a job. Where the object is known, the versions merge: a terminal one wins over one that is
    /// not; otherwise the later one; of two terminal ones the earlier end. The texts of all are kept.
    pub fn add(&mut self, entry: &JobEntry<'_>) {
        self.complete_index();
        let packed = PackedUid::pack(entry.uid);
        let hash = self.hash_entry(packed, entry);
        let found = {
            let (rows, table) = (&self.rows, &*self);
            self.index.find(hash, |&row| table.is_row_of(rows.get(row as usize), packed, entry)).copied()
        };
        let message = cut(entry.message);
        match found {
            None => {
                let id = self.rows.len() as u32;
                let row = self.new_row(packed, entry, message);
                self.rows.push(row);
                let (rows, names, symbols, hasher) = (&self.rows, &self.names, &self.symbols, &self.hasher);
                self.index.insert_unique(hash, id, |&id| hash_row(hasher, names, symbols, rows.get(id as usize)));
            }
            Some(id) => self.merge_version(id, entry, message),
        }
    }

    /// Says that the end of the job added last is estimated, and by how much it may be too late.
    pub(super) fn estimate_last(&mut self, error: Duration) {
        let row = self.rows.len().saturating_sub(1) as u32;
        self.estimates.push((row, error.as_millis()));
    }

    /// By how much the end of the job in that row may be too late, where it is estimated.
    pub(super) fn end_error(&self, row: u32) -> Option<Duration> {
        let place = self.estimates.partition_point(|(known, _)| *known < row);
        let estimate = self.estimates.get(place).filter(|(known, _)| *known == row);
        estimate.map(|(_, error)| Duration::from_millis(*error))
    }

    /// How many ends are estimated.
    pub(super) fn estimated(&self) -> usize {
        self.estimates.len()
    }

    /// Lets go of what is needed only to add versions. It is made again if one is added all the same.
    pub fn close(&mut self) {
        self.index = HashTable::new();
        self.symbols.close();
    }

    fn complete_index(&mut self) {
        for id in self.index.len()..self.rows.len() {
            let (rows, names, symbols, hasher) = (&self.rows, &self.names, &self.symbols, &self.hasher);
            let hash_of = |id: &u32| hash_row(hasher, names, symbols, rows.get(*id as usize));
            self.index.insert_unique(hash_of(&(id as u32)), id as u32, hash_of);
        }
    }

    fn new_row(&mut self, packed: Option<PackedUid>, entry: &JobEntry<'_>, message: &str) -> Row {
        let (uid_length, name) = if packed.is_some() || entry.uid.is_empty() {
            (0, self.names.push(entry.name))
        } else {
            (entry.uid.len() as u16, self.names.push(&[entry.uid, entry.name].concat()))
        };
        Row {
            uid: packed,
            name,
            created: Slot::new(entry.created),
            started: Slot::new(entry.started),
            end: Slot::new(entry.end),
            deleted: Slot::new(entry.deleted),
            newest: Slot::new(entry.newest),
            namespace: self.symbols.intern(entry.namespace),
            reason: self.symbols.intern(entry.reason),
            text: self.symbols.intern(message),
            outcome: entry.outcome,
            kind: entry.kind,
            in_scope: entry.in_scope,
            uid_length,
        }
    }

    fn merge_version(&mut self, id: u32, entry: &JobEntry<'_>, message: &str) {
        let text = self.symbols.intern(message);
        let reason = self.symbols.intern(entry.reason);
        let row = self.rows.get_mut(id as usize);
        let mut version = row.clone();
        version.created = Slot::new(entry.created);
        version.started = Slot::new(entry.started);
        version.end = Slot::new(entry.end);
        version.deleted = Slot::new(entry.deleted);
        version.newest = Slot::new(entry.newest);
        version.outcome = entry.outcome;
        version.kind = entry.kind;
        version.reason = reason;
        // Within a file the later version wins, except over a job's end.
        let newer = if row.outcome.is_terminal() { row.yields_to(&version) } else { true };
        if newer {
            version.text = row.text;
            *row = version;
        } else if row.reason == Symbol::EMPTY {
            row.reason = reason;
        }
        if text == Symbol::EMPTY || row.text == text {
            return;
        }
        if row.text == Symbol::EMPTY {
            row.text = text;
        } else {
            let further = self.further.entry(id).or_default();
            if !further.contains(&text) {
                further.push(text);
            }
        }
    }

    fn hash_entry(&self, packed: Option<PackedUid>, entry: &JobEntry<'_>) -> u64 {
        let key = Key::new(packed, entry.uid, entry.namespace, entry.name, Slot::new(entry.created));
        self.hasher.hash_one(key)
    }

    fn is_row_of(&self, row: &Row, packed: Option<PackedUid>, entry: &JobEntry<'_>) -> bool {
        let key = Key::new(packed, entry.uid, entry.namespace, entry.name, Slot::new(entry.created));
        key_of(&self.names, &self.symbols, row) == key
    }

    pub(super) fn row(&self, row: usize) -> &Row {
        self.rows.get(row)
    }

    pub(super) fn key<'a>(&'a self, row: &'a Row) -> impl Hash + Eq + use<'a> {
        key_of(&self.names, &self.symbols, row)
    }

    pub(super) fn namespace(&self, row: &Row) -> &str {
        self.symbols.get(row.namespace)
    }

    pub(super) fn name(&self, row: &Row) -> &str {
        split_name(&self.names, row).1
    }

    pub(super) fn uid(&self, row: &Row) -> String {
        row.uid.map_or_else(|| split_name(&self.names, row).0.to_owned(), PackedUid::unpack)
    }

    pub(super) fn reason(&self, row: &Row) -> &str {
        self.symbols.get(row.reason)
    }

    /// The texts of the row at that place, each once, in the order met.
    pub(super) fn texts(&self, place: u32) -> impl Iterator<Item = &str> {
        let first = self.rows.get(place as usize).text;
        let further = self.further.get(&place).into_iter().flatten().copied();
        std::iter::once(first).chain(further).filter(|text| *text != Symbol::EMPTY).map(|text| self.symbols.get(text))
    }
}

/// The texts with Kubernetes' standing sentences last: they say that a job failed, and the others may say why.
pub(super) fn standing_last<'a>(texts: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    let (standing, own): (Vec<&str>, Vec<&str>) = texts.partition(|text| is_standing_message(text));
    own.into_iter().chain(standing)
}

/// What tells one Job object from another: its uid, else namespace, name and creation.
#[derive(PartialEq, Eq)]
enum Key<'a> {
    Packed(PackedUid),
    Text(&'a str),
    Names(&'a str, &'a str, i64),
}

impl<'a> Key<'a> {
    fn new(packed: Option<PackedUid>, uid: &'a str, namespace: &'a str, name: &'a str, created: Slot) -> Self {
        match packed {
            Some(packed) => Self::Packed(packed),
            None if uid.is_empty() => Self::Names(namespace, name, created.0),
            None => Self::Text(uid),
        }
    }
}

impl Hash for Key<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Packed(uid) => uid.hash(state),
            Self::Text(uid) => uid.hash(state),
            Self::Names(namespace, name, created) => (namespace, name, created).hash(state),
        }
    }
}

fn split_name<'a>(names: &'a TextArena, row: &Row) -> (&'a str, &'a str) {
    names.get(row.name).split_at(usize::from(row.uid_length))
}

fn key_of<'a>(names: &'a TextArena, symbols: &'a SymbolTable, row: &Row) -> Key<'a> {
    let (uid, name) = split_name(names, row);
    Key::new(row.uid, uid, symbols.get(row.namespace), name, row.created)
}

fn hash_row(hasher: &DefaultHashBuilder, names: &TextArena, symbols: &SymbolTable, row: &Row) -> u64 {
    hasher.hash_one(key_of(names, symbols, row))
}

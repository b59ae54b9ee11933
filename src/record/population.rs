use std::hash::BuildHasher;
use std::rc::Rc;

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

use super::observed::{Observed, Recorded};
use super::text::is_standing_message;
use super::{Job, JobTable, LoadedFile, Shortfall};

/// The jobs of several files, each object once. The order of the files does not matter to what is known of a job.
#[derive(Debug)]
pub struct Population {
    /// The files that hold any jobs or series of jobs.
    files: Vec<Rc<LoadedFile>>,
    rows: Rows,
    /// Rows that did not win but have texts of their own, by the place of the row that did.
    also: HashMap<u32, Vec<RowRef>>,
    /// The jobs that time series tell of; the table after those of the files.
    observed: JobTable,
    shortfalls: Vec<Shortfall>,
}

#[derive(Debug)]
enum Rows {
    /// One file: its rows as they are.
    Single,
    /// Several files: the row that won for each object.
    Merged(Vec<RowRef>),
}

#[derive(Clone, Copy, Debug)]
struct RowRef {
    table: u32,
    row: u32,
}

impl Population {
    /// Merges the jobs of the files.
    pub fn merge(files: impl IntoIterator<Item = Rc<LoadedFile>>) -> Self {
        let files: Vec<Rc<LoadedFile>> =
            files.into_iter().filter(|file| !file.jobs.is_empty() || !file.series.is_empty()).collect();
        let has_series = files.iter().any(|file| !file.series.is_empty());
        if files.len() <= 1 && !has_series {
            return Self {
                files,
                rows: Rows::Single,
                also: HashMap::new(),
                observed: JobTable::default(),
                shortfalls: Vec::new(),
            };
        }
        let tables: Vec<&JobTable> = files.iter().map(|file| &file.jobs).collect();
        let hasher = DefaultHashBuilder::default();
        let mut index: HashTable<u32> =
            HashTable::with_capacity(tables.iter().map(|table| table.len()).max().unwrap_or(0));
        let mut rows: Vec<RowRef> = Vec::new();
        let mut also: HashMap<u32, Vec<RowRef>> = HashMap::new();
        let row_at = |at: RowRef| (tables[at.table as usize], tables[at.table as usize].row(at.row as usize));
        for (number, table) in tables.iter().enumerate() {
            for row in 0..table.len() {
                let this = RowRef { table: number as u32, row: row as u32 };
                let key = table.key(table.row(row));
                let hash = hasher.hash_one(&key);
                let found = index.find(hash, |&id| {
                    let (other, row) = row_at(rows[id as usize]);
                    other.key(row) == key
                });
                if let Some(&id) = found {
                    let known = rows[id as usize];
                    let (winner, other) =
                        if row_at(known).1.yields_to(table.row(row)) { (this, known) } else { (known, this) };
                    rows[id as usize] = winner;
                    if row_at(other).1.has_text() {
                        also.entry(id).or_default().push(other);
                    }
                    continue;
                }
                rows.push(this);
                let rows = &rows;
                index.insert_unique(hash, rows.len() as u32 - 1, |&id| {
                    let (other, row) = row_at(rows[id as usize]);
                    hasher.hash_one(other.key(row))
                });
            }
        }
        let mut observed = Observed::default();
        if has_series {
            let job = |id: u32| {
                let RowRef { table, row } = rows[id as usize];
                tables[table as usize].job(row as usize)
            };
            observed = Observed::of(&files, &Recorded::new(rows.len() as u32, &job));
            for (row, replaced) in observed.replaces.iter().enumerate() {
                let this = RowRef { table: files.len() as u32, row: row as u32 };
                match *replaced {
                    None => rows.push(this),
                    Some(id) => {
                        let other = std::mem::replace(&mut rows[id as usize], this);
                        if tables[other.table as usize].row(other.row as usize).has_text() {
                            also.entry(id).or_default().push(other);
                        }
                    }
                }
            }
        }
        let Observed { jobs, shortfalls, .. } = observed;
        Self { files, rows: Rows::Merged(rows), also, observed: jobs, shortfalls }
    }

    fn table(&self, number: u32) -> &JobTable {
        self.files.get(number as usize).map_or(&self.observed, |file| &file.jobs)
    }

    /// How many jobs have an estimated end.
    pub fn estimated(&self) -> usize {
        self.observed.estimated()
    }

    /// What time series leave unsaid.
    pub fn shortfalls(&self) -> &[Shortfall] {
        &self.shortfalls
    }

    /// How many jobs there are.
    pub fn len(&self) -> usize {
        match &self.rows {
            Rows::Single => self.files.first().map_or(0, |file| file.jobs.len()),
            Rows::Merged(rows) => rows.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The job at that place; places count from 0 and stay while the same files are loaded.
    pub fn job(&self, place: usize) -> Job<'_> {
        match &self.rows {
            Rows::Single => self.files[0].jobs.job(place),
            Rows::Merged(rows) => {
                let RowRef { table, row } = rows[place];
                self.table(table).job(row as usize)
            }
        }
    }

    /// The texts that all files have of the failed job at that place, each once: its own output before Kubernetes'
    /// standing sentences.
    pub fn messages(&self, place: usize) -> impl Iterator<Item = &str> {
        self.sourced_messages(place).into_iter().map(|(text, _)| text)
    }

    /// The same texts, each with the name of a file that holds it.
    pub fn sourced_messages(&self, place: usize) -> Vec<(&str, &str)> {
        let first = match &self.rows {
            Rows::Single => RowRef { table: 0, row: place as u32 },
            Rows::Merged(rows) => rows[place],
        };
        // The files may come in any order; their few texts are told in one.
        let mut ordered: Vec<(&str, &str)> = Vec::new();
        for RowRef { table, row } in [first].iter().chain(self.also.get(&(place as u32)).into_iter().flatten()) {
            // What time series tell has no texts.
            let Some(file) = self.files.get(*table as usize) else { continue };
            for text in file.jobs.texts(*row) {
                let at = ordered.partition_point(|known| *known < (text, file.name.as_str()));
                ordered.insert(at, (text, &file.name));
            }
        }
        ordered.dedup_by_key(|(text, _)| *text);
        let (standing, own): (Vec<_>, Vec<_>) = ordered.into_iter().partition(|(text, _)| is_standing_message(text));
        own.into_iter().chain(standing).collect()
    }

    /// All jobs.
    pub fn iter(&self) -> impl Iterator<Item = Job<'_>> {
        (0..self.len()).map(|place| self.job(place))
    }
}

use super::life::{Life, Piece, lives};
use super::{SeriesTable, Timeline};
use crate::record::id_index::IdIndex;

/// What the series of several files tell together.
#[derive(Debug)]
pub struct Joined<'a> {
    tables: &'a [&'a SeriesTable],
    /// Each name, as the table and the place in it where it was met first, or where its jobs' labels were met.
    names: Vec<(u32, u32)>,
    /// The runs, as table and place, those of a name together; `ends[name]` is where a name's end.
    runs: Vec<(u32, u32)>,
    ends: Vec<usize>,
    timeline: Timeline,
}

impl<'a> Joined<'a> {
    /// Puts the tables together.
    pub fn of(tables: &'a [&'a SeriesTable]) -> Self {
        let mut index = IdIndex::default();
        let mut names: Vec<(u32, u32)> = Vec::new();
        let text = |(table, name): (u32, u32)| tables[table as usize].names_of(name);
        // For each table its names' numbers in `names`.
        let numbers: Vec<Vec<u32>> = tables
            .iter()
            .enumerate()
            .map(|(table, series)| {
                let number = |name: usize| {
                    let this = (table as u32, name as u32);
                    let hash = index.hash(text(this));
                    if let Some(known) = index.find(hash, &mut |id| text(names[id as usize]) == text(this)) {
                        let (other, place) = names[known as usize];
                        if series.tells_kind_before(this.1, (tables[other as usize], place)) {
                            names[known as usize] = this;
                        }
                        return known;
                    }
                    let id = names.len() as u32;
                    names.push(this);
                    index.insert(hash, id);
                    id
                };
                (0..series.len()).map(number).collect()
            })
            .collect();
        // Sorted by counting: where each name's runs begin, and then, one after the other, where they end.
        let mut ends = vec![0; names.len() + 1];
        let all_runs = || {
            tables
                .iter()
                .enumerate()
                .flat_map(|(table, series)| (0..series.runs.len()).map(move |run| (table as u32, run as u32)))
        };
        let number_of = |(table, run): (u32, u32)| {
            let name = tables[table as usize].runs.get(run as usize).name;
            numbers[table as usize][name as usize] as usize
        };
        for run in all_runs() {
            ends[number_of(run) + 1] += 1;
        }
        for name in 1..ends.len() {
            ends[name] += ends[name - 1];
        }
        let mut runs = vec![(0, 0); ends.last().copied().unwrap_or(0)];
        for run in all_runs() {
            let end = &mut ends[number_of(run)];
            runs[*end] = run;
            *end += 1;
        }
        let timeline = Timeline::of(tables.iter().map(|table| &table.label.instants));
        Self { tables, names, runs, ends, timeline }
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// The table that tells the kind of jobs of that name, and the name's place there.
    pub fn place(&self, name: usize) -> (&'a SeriesTable, u32) {
        let (table, place) = self.names[name];
        (self.tables[table as usize], place)
    }

    /// The objects of that name. `rank` says how a table's file is numbered, whatever the order of the files.
    pub fn lives(&self, name: usize, rank: &[u32]) -> Vec<Life> {
        let from = name.checked_sub(1).map_or(0, |before| self.ends[before]);
        let pieces: Vec<Piece> = self.runs[from..self.ends[name]]
            .iter()
            .map(|&(table, run)| {
                let series = self.tables[table as usize];
                let run = series.runs.get(run as usize);
                let steps = &series.label.steps;
                let step = match steps[run.metric as usize] {
                    // Where each series of the metric has a single sample, the file's others tell.
                    0 => steps.iter().copied().max().unwrap_or(0),
                    step => step,
                };
                Piece { metric: run.metric, instants: run.instants, value: run.value, file: rank[table as usize], step }
            })
            .collect();
        lives(&pieces, &self.timeline)
    }
}

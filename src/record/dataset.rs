use std::rc::Rc;

use super::series::Timeline;
use super::{Counts, Cover, LoadedFile, Population};

/// All loaded files, in the order in which they came. Files are shared with whatever was computed from them, and go
/// when the last holder goes.
#[derive(Debug, Default)]
pub struct Dataset {
    files: Vec<Rc<LoadedFile>>,
}

impl Dataset {
    /// Adds a file.
    pub fn add(&mut self, file: LoadedFile) {
        self.files.push(Rc::new(file));
    }

    /// Adds a file at that place, before those that stand there and behind it.
    pub fn insert(&mut self, index: usize, file: LoadedFile) {
        self.files.insert(index, Rc::new(file));
    }

    /// Takes the file at that place out again and gives it back.
    pub fn remove(&mut self, index: usize) -> Rc<LoadedFile> {
        self.files.remove(index)
    }

    /// The files.
    pub fn files(&self) -> &[Rc<LoadedFile>] {
        &self.files
    }

    /// What the time series of all files cover together: a query cut into several files leaves no gap between them.
    pub fn covers_of_series(&self) -> Vec<Cover> {
        let with_series = self.files.iter().filter(|file| !file.series.is_empty() || !file.counts.is_empty());
        Timeline::of(with_series.map(|file| &file.series.label.instants)).covers
    }

    /// The events that series count where there is no job for each.
    pub fn counts(&self) -> Counts {
        Counts::of(self.files.iter().map(|file| &file.counts))
    }

    /// The jobs of all files, each once.
    pub fn population(&self) -> Population {
        Population::merge(self.files.iter().cloned())
    }
}

use super::{LoadedFile, Population};

/// All loaded files, in the order in which they came.
#[derive(Debug, Default)]
pub struct Dataset {
    files: Vec<LoadedFile>,
}

impl Dataset {
    /// Adds a file.
    pub fn add(&mut self, file: LoadedFile) {
        self.files.push(file);
    }

    /// Takes the file at that place out again and gives it back.
    pub fn remove(&mut self, index: usize) -> LoadedFile {
        self.files.remove(index)
    }

    /// The files.
    pub fn files(&self) -> &[LoadedFile] {
        &self.files
    }

    /// The jobs of all files, each once.
    pub fn population(&self) -> Population<'_> {
        Population::merge(self.files.iter().map(|file| &file.jobs))
    }
}

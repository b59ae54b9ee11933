use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::project::Project;

/// A fingerprint of what something was made from. It is only compared with one that the same program wrote.
#[derive(Debug, PartialEq, Eq)]
pub struct Stamp(String);

impl Stamp {
    /// The stamp of files and folders of the project, with all that is in them, and of a text.
    pub fn new(project: &Project, paths: &[impl AsRef<Path>], text: &str) -> Result<Self, Failure> {
        let mut files = Vec::new();
        for path in paths {
            let path = project.root.join(path);
            collect(&path, &mut files).map_err(|error| Failure::file(&path, error))?;
        }
        files.sort();
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        for file in &files {
            file.strip_prefix(&project.root).unwrap_or(file).hash(&mut hasher);
            fs::read(file).map_err(|error| Failure::file(file, error))?.hash(&mut hasher);
        }
        Ok(Self(format!("{:016x}\n", hasher.finish())))
    }

    /// The stamp of files and folders of the project.
    pub fn of_files(project: &Project, paths: &[&str]) -> Result<Self, Failure> {
        Self::new(project, paths, "")
    }

    /// Whether this stamp was kept in that file.
    pub fn is_kept_in(&self, file: &Path) -> bool {
        fs::read_to_string(file).is_ok_and(|kept| kept == self.0)
    }

    /// Keeps the stamp in a file.
    pub fn keep_in(&self, file: &Path) -> Result<(), Failure> {
        let folder = file.parent().expect("a stamp lies in a folder");
        fs::create_dir_all(folder).and_then(|()| fs::write(file, &self.0)).map_err(|error| Failure::file(file, error))
    }
}

/// Adds the file, or all files below the folder. What is not there adds nothing.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    } else if path.exists() {
        files.push(path.to_owned());
    }
    Ok(())
}

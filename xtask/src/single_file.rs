use std::fs;
use std::path::PathBuf;

use crate::failure::Failure;
use crate::node;
use crate::process;
use crate::project::Project;
use crate::steps::Steps;

/// How many steps [`build`] has.
pub const STEPS: usize = 1;

/// Where the file is written to. It lies outside of `dist/`, since a host that publishes that folder would give it out
/// under a policy that its scripts do not pass.
pub fn path(project: &Project) -> PathBuf {
    project.at("slo-review.html")
}

/// Puts the page that was built into `dist/` into one file that opens from a disk, and can ask nobody for anything.
///
/// This is one step.
pub fn build(project: &Project, steps: &mut Steps) -> Result<(), Failure> {
    steps.next("putting the page into one file");
    let path = path(project);
    process::run(node::single_file(project).arg(project.dist()).arg(&path))?;
    let bytes = fs::metadata(&path).map_err(|error| Failure::file(&path, error))?.len();
    steps.note(format!("slo-review.html, {:.1} MB: open it by a double click", bytes as f64 / 1e6));
    Ok(())
}

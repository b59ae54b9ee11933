use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::chromium::is_root;
use crate::failure::Failure;
use crate::process;
use crate::project::Project;
use crate::steps::Steps;

/// What the tests need; Debian has both in one package.
const PROGRAMS: [&str; 2] = ["prometheus", "promtool"];

/// The folder with Prometheus and promtool: the one that `PROMETHEUS_BIN` names, or one on PATH, or Debian's package,
/// unpacked into `.tools/`. It is not installed: that would start it as a service of the machine.
pub fn find_or_unpack(project: &Project, steps: &Steps) -> Result<PathBuf, Failure> {
    if let Some(named) = env::var_os("PROMETHEUS_BIN").map(PathBuf::from) {
        return if has_programs(&named) {
            Ok(named)
        } else {
            Err(Failure::with_remedy(
                format!("PROMETHEUS_BIN is {}, where prometheus and promtool do not both lie", named.display()),
                "let PROMETHEUS_BIN be a folder with both, or unset it",
            ))
        };
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let unpacked = project.at(".tools/prometheus");
    let programs = unpacked.join("usr/bin");
    let known = env::split_paths(&path).chain([programs.clone()]).find(|folder| has_programs(folder));
    if let Some(known) = known {
        return Ok(known);
    }
    if process::version("apt-get").is_none() || process::version("dpkg-deb").is_none() {
        return Err(Failure::with_remedy(
            "the tests of the rules need Prometheus, and prometheus and promtool are not on PATH",
            "install it, or let PROMETHEUS_BIN be the folder of the two",
        ));
    }
    steps.note("fetching Debian's prometheus with apt-get, about 1 min");
    // Below a folder that anyone may enter, as apt fetches as a user of its own.
    fs::create_dir_all(&unpacked).map_err(|error| Failure::file(&unpacked, error))?;
    let apt = |arguments: &[&str]| process::run(Command::new("apt-get").args(arguments).current_dir(&unpacked));
    if is_root() {
        apt(&["update", "-qq"])?;
    }
    apt(&["download", "-qq", "prometheus"]).map_err(|failure| {
        let remedy = "run `apt-get update` as root, or let PROMETHEUS_BIN be a folder with prometheus and promtool";
        Failure::with_remedy(failure.to_string(), remedy)
    })?;
    let package = package(&unpacked)?;
    process::run(Command::new("dpkg-deb").arg("-x").arg(&package).arg(&unpacked))?;
    fs::remove_file(&package).map_err(|error| Failure::file(&package, error))?;
    if has_programs(&programs) {
        Ok(programs)
    } else {
        Err(Failure::new("Debian's package prometheus was unpacked, and yet prometheus and promtool are not in it"))
    }
}

/// The package that was fetched.
fn package(folder: &Path) -> Result<PathBuf, Failure> {
    let entries = fs::read_dir(folder).map_err(|error| Failure::file(folder, error))?;
    let packages = entries.flatten().map(|entry| entry.path());
    packages
        .filter(|path| path.extension().is_some_and(|extension| extension == "deb"))
        .max()
        .ok_or_else(|| Failure::new("apt-get fetched the package prometheus, and yet there is none"))
}

fn has_programs(folder: &Path) -> bool {
    PROGRAMS.iter().all(|program| folder.join(program).is_file())
}

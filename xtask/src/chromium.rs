use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::process;

/// The names that Chromium and its kin have.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The browser for the tests: what `CHROMIUM` names, or one on PATH, or Debian's, which is installed if we may.
pub fn find_or_install() -> Result<PathBuf, Failure> {
    if let Some(named) = env::var_os("CHROMIUM").map(PathBuf::from) {
        return if named.is_file() {
            Ok(named)
        } else {
            Err(Failure::with_remedy(
                format!("CHROMIUM is {}, where no program lies", named.display()),
                "let CHROMIUM be the path of a Chromium or Chrome, or unset it",
            ))
        };
    }
    if let Some(found) = find() {
        return Ok(found);
    }
    if !is_root() || process::version("apt-get").is_none() {
        return Err(Failure::with_remedy(
            "the browser tests need Chromium, and none is on PATH",
            "install it (on Debian: sudo apt-get install chromium), or let CHROMIUM be the path of a Chromium or Chrome",
        ));
    }
    eprintln!("      installing chromium with apt-get, about 2 min");
    let apt = |arguments: &[&str]| {
        process::run(Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt(&["update", "-qq"])?;
    apt(&["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core"])?;
    find().ok_or_else(|| Failure::new("apt-get installed chromium, and yet none is on PATH"))
}

fn find() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<_> = env::split_paths(&path).collect();
    NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|program| program.is_file())
}

/// Whether we may install what is missing.
pub fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

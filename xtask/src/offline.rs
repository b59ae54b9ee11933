//! What lets the page open without its host: the service worker is told which files to keep, and page and service worker
//! which version they are. The worker itself is www/src/offline/service-worker.ts.

use std::fmt::Write;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use crate::failure::Failure;

/// The service worker, which a browser looks at for newer versions.
const WORKER: &str = "sw.js";

/// What is in the folder and not kept: the worker and the icons, which browsers keep themselves, and what is for hosts and for
/// those who look into the folder.
const NOT_KEPT: [&str; 4] = [WORKER, "_headers", "icons/", ".md"];

/// What begins the worker's first line.
const TOLD: &str = "const PAGE=";

/// Where the page says which version it is.
const VERSION: &str = "data-version=\"";

/// Tells a built page and its service worker what belongs to it, in place of what they were told before.
///
/// This comes last: any file that changes later, or comes or goes, would be another version under the same name.
pub fn apply(dist: &Path) -> Result<(), Failure> {
    let page = dist.join("index.html");
    let html = read(&page)?;
    let nameless = with_version(&html, "")
        .ok_or_else(|| Failure::new(format!("{} has not one place for its version", page.display())))?;
    let worker = dist.join(WORKER);
    let script = read(&worker)?;
    let script = match script.strip_prefix(TOLD) {
        Some(told) => told.split_once('\n').map_or("", |(_, rest)| rest),
        None => &script,
    };

    let mut names = Vec::new();
    collect(dist, "", &mut names)?;
    names.sort();
    let mut hasher = DefaultHasher::new();
    (script, &nameless).hash(&mut hasher);
    for name in names.iter().filter(|name| *name != "index.html") {
        let path = dist.join(name);
        name.hash(&mut hasher);
        fs::read(&path).map_err(|error| Failure::file(&path, error))?.hash(&mut hasher);
    }
    let version = format!("{:016x}", hasher.finish());

    let mut list = String::new();
    for name in &names {
        // The page itself is at the folder's own address.
        let address = if name == "index.html" { "" } else { name };
        if address.contains(['"', '\\', '%', '?', '#', ' ']) || !address.is_ascii() {
            return Err(Failure::new(format!("{name} in dist/ is no name that stands in an address as it is")));
        }
        let comma = if list.is_empty() { "" } else { "," };
        let _ = write!(list, "{comma}\"{address}\"");
    }
    write(&worker, &format!("{TOLD}{{version:\"{version}\",files:[{list}]}};\n{script}"))?;
    write(&page, &with_version(&nameless, &version).unwrap_or_default())
}

/// The page with that version, in place of what it said before; `None` unless it says one in exactly one place.
fn with_version(html: &str, version: &str) -> Option<String> {
    let (before, rest) = html.split_once(VERSION)?;
    let (_, after) = rest.split_once('"')?;
    (!after.contains(VERSION)).then(|| format!("{before}{VERSION}{version}\"{after}"))
}

/// Adds the names of all files that are kept, relative to the page.
fn collect(folder: &Path, under: &str, names: &mut Vec<String>) -> Result<(), Failure> {
    for entry in fs::read_dir(folder).map_err(|error| Failure::file(folder, error))? {
        let entry = entry.map_err(|error| Failure::file(folder, error))?;
        let name = format!("{under}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            if !name.starts_with('.') {
                collect(&entry.path(), &format!("{name}/"), names)?;
            }
        } else if !NOT_KEPT.iter().any(|other| name.starts_with(other) || name.ends_with(other)) {
            names.push(name);
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::file(path, error))
}

/// Writes a file unless it says that already.
fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if fs::read_to_string(path).is_ok_and(|there| there == text) {
        return Ok(());
    }
    fs::write(path, text).map_err(|error| Failure::file(path, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_and_worker_are_told_the_version_of_all_files() {
        let dist = std::env::temp_dir().join(format!("slo-review-offline-{}", std::process::id()));
        let put = |name: &str, text: &str| {
            let path = dist.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        let said = || {
            let (html, worker) = (read(&dist.join("index.html")).unwrap(), read(&dist.join(WORKER)).unwrap());
            let version = html.split(VERSION).nth(1).unwrap().split('"').next().unwrap().to_owned();
            (version, worker)
        };
        put("index.html", "<script data-version=\"\"></script>");
        put(WORKER, "work();\n");
        put("_headers", "/*");
        put("app-ABCDEFGH.js", "1");
        put("sample/jobs.csv.gz", "2");
        apply(&dist).unwrap();
        let (version, worker) = said();
        assert_eq!(
            worker,
            format!(
                "const PAGE={{version:\"{version}\",files:[\"app-ABCDEFGH.js\",\"\",\"sample/jobs.csv.gz\"]}};\nwork();\n"
            )
        );
        // Told again, nothing changes; and any file that changes is another version.
        apply(&dist).unwrap();
        assert_eq!(said(), (version.clone(), worker));
        for (name, text) in [
            ("sample/jobs.csv.gz", "3"),
            ("method.html", "4"),
            ("index.html", "<title>5</title><script data-version=\"\"></script>"),
            (WORKER, "rest();\n"),
        ] {
            let (before, _) = said();
            put(name, text);
            apply(&dist).unwrap();
            assert_ne!(said().0, before, "{name}");
        }
        // What is not kept is none.
        let (before, _) = said();
        put("_headers", "/x");
        put("sample/README.md", "about");
        put("icons/192.png", "icon");
        apply(&dist).unwrap();
        assert_eq!(said().0, before);

        put("a name.js", "");
        assert!(apply(&dist).unwrap_err().to_string().contains("a name.js"));
        fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn a_page_says_its_version_once() {
        for html in ["", "data-version=\"", "data-version=\"\" data-version=\"\""] {
            assert_eq!(with_version(html, "1"), None, "{html}");
        }
    }
}

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::headers::Headers;
use crate::media::media_type;
use crate::origin::Origin;
use crate::policy;

/// A folder of static files as a host would publish it: with its `_headers`, below a path of its own.
pub struct Site {
    folder: PathBuf,
    /// The path below which the files lie: it begins and ends with a slash.
    base: String,
    headers: Headers,
    /// The server that the page may ask, where that is not left to what is in the folder.
    connect: Option<Origin>,
}

/// An answer to a request.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Site {
    /// The site of a folder, published below a path that has no slash at its ends; an empty one is the root.
    ///
    /// With `connect` the page is given out as if it had been built for that server; its files stay as they are.
    pub fn new(folder: &Path, under: &str, connect: Option<&Origin>) -> Result<Self, Failure> {
        let base = if under.is_empty() { "/".to_owned() } else { format!("/{under}/") };
        let mut site = Self { folder: folder.to_owned(), base, headers: Headers::default(), connect: connect.cloned() };
        let rules = folder.join("_headers");
        let text = site.read(&rules).map_err(|error| Failure::file(&rules, error))?;
        site.headers = Headers::parse(&String::from_utf8_lossy(&text));
        Ok(site)
    }

    /// The path of the site's front page.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Answers a request. `known` is the tag of the version that the client has (`If-None-Match`).
    pub fn answer(&self, method: &str, url: &str, known: Option<&str>) -> Answer {
        if method != "GET" && method != "HEAD" {
            return self.refuse(405, "Only GET and HEAD are answered here.", vec![pair("Allow", "GET, HEAD")]);
        }
        let path = url.split(['?', '#']).next().unwrap_or_default();
        if self.base.strip_suffix('/') == Some(path) && !path.is_empty() {
            return self.refuse(308, "The page is one slash further.", vec![pair("Location", &self.base)]);
        }
        let Some(file) = path.strip_prefix(&self.base).and_then(|inner| self.file(inner)) else {
            return self.refuse(404, "There is nothing at this address.", Vec::new());
        };
        let Ok(body) = self.read(&file) else {
            return self.refuse(404, "There is nothing at this address.", Vec::new());
        };
        let tag = tag(&body);
        let mut headers = self.headers_of(path);
        headers.push(pair("Content-Type", media_type(&file)));
        headers.push(pair("ETag", &tag));
        if known.is_some_and(|known| known.split(',').any(|known| known.trim() == tag)) {
            return Answer { status: 304, headers, body: Vec::new() };
        }
        Answer { status: 200, headers, body }
    }

    /// The file at a path inside the site. No path leads out of its folder, nor to the rules of its headers.
    fn file(&self, inner: &str) -> Option<PathBuf> {
        let decoded = percent_decoded(inner)?;
        let mut file = self.folder.clone();
        if decoded.is_empty() {
            return Some(file.join("index.html"));
        }
        for part in decoded.split('/') {
            let plain = !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0']);
            if !plain {
                return None;
            }
            file.push(part);
        }
        (decoded != "_headers" && file.is_file()).then_some(file)
    }

    /// A file's bytes, with the server in its policy.
    fn read(&self, file: &Path) -> std::io::Result<Vec<u8>> {
        let bytes = fs::read(file)?;
        let states_policy = policy::FILES.iter().any(|name| file == self.folder.join(name));
        let connected = self.connect.as_ref().filter(|_| states_policy).and_then(|origin| {
            let text = std::str::from_utf8(&bytes).ok()?;
            policy::with_connect(text, Some(origin))
        });
        Ok(connected.map_or(bytes, String::into_bytes))
    }

    fn headers_of(&self, path: &str) -> Vec<(String, String)> {
        let inner = path.strip_prefix(&self.base).unwrap_or_default();
        self.headers.of(&format!("/{inner}")).map(|(name, value)| pair(name, value)).collect()
    }

    fn refuse(&self, status: u16, text: &str, more: Vec<(String, String)>) -> Answer {
        let mut headers = self.headers_of("/");
        headers.push(pair("Content-Type", "text/plain; charset=utf-8"));
        headers.extend(more);
        Answer { status, headers, body: format!("{text}\n").into_bytes() }
    }
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// A tag of a version of a file, which changes with its content.
fn tag(body: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    format!("\"{:016x}\"", hasher.finish())
}

/// The path with its escapes resolved, or `None` if one is malformed or the result is not UTF-8.
fn percent_decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| (byte? as char).to_digit(16);
            bytes.push((digit(rest.next())? * 16 + digit(rest.next())?) as u8);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of this test's own, with a site in `dist/` and a file beside it that must stay out of reach.
    fn site(name: &str, under: &str) -> Site {
        let folder = std::env::temp_dir().join(format!("slo-review-site-{}-{name}", std::process::id()));
        let dist = folder.join("dist");
        fs::create_dir_all(dist.join("sample")).unwrap();
        fs::write(folder.join("secret.txt"), "secret").unwrap();
        fs::write(dist.join("_headers"), "/*\n  X-Everywhere: yes\n/sample/*\n  X-Sample: yes\n").unwrap();
        fs::write(dist.join("index.html"), "<!doctype html>").unwrap();
        fs::write(dist.join("a_bg.wasm"), "wasm").unwrap();
        fs::write(dist.join("sample/a week.csv"), "uid").unwrap();
        Site::new(&dist, under, None).unwrap()
    }

    fn header<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
        answer.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    #[test]
    fn files_come_with_their_type_and_the_sites_headers() {
        let site = site("types", "");
        for (path, media, sample) in [
            ("/", "text/html; charset=utf-8", None),
            ("/index.html?fresh", "text/html; charset=utf-8", None),
            ("/a_bg.wasm", "application/wasm", None),
            ("/sample/a%20week.csv", "text/csv; charset=utf-8", Some("yes")),
        ] {
            let answer = site.answer("GET", path, None);
            assert_eq!(answer.status, 200, "{path}");
            assert_eq!(header(&answer, "Content-Type"), Some(media), "{path}");
            assert_eq!(header(&answer, "X-Everywhere"), Some("yes"), "{path}");
            assert_eq!(header(&answer, "X-Sample"), sample, "{path}");
        }
    }

    #[test]
    fn the_page_may_be_given_out_for_another_server() {
        let default = site("connected", "");
        let policy = "default-src 'none'; connect-src 'self'; img-src 'self'";
        fs::write(default.folder.join("_headers"), format!("/*\n  Content-Security-Policy: {policy}\n")).unwrap();
        fs::write(default.folder.join("index.html"), format!("<meta content=\"{policy}\">")).unwrap();
        let allows = |site: &Site| {
            let answer = site.answer("GET", "/", None);
            let header = header(&answer, "Content-Security-Policy").unwrap().to_owned();
            [header, String::from_utf8(answer.body).unwrap()].map(|text| text.contains("'self' https://a.example;"))
        };
        let origin = Origin::parse("https://a.example").unwrap();
        assert_eq!(allows(&Site::new(&default.folder, "", Some(&origin)).unwrap()), [true, true]);
        assert_eq!(allows(&Site::new(&default.folder, "", None).unwrap()), [false, false]);
    }

    #[test]
    fn nothing_outside_the_folder_is_given_out() {
        let site = site("outside", "");
        for path in [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/sample/../../secret.txt",
            "/sample/..%2f..%2fsecret.txt",
            "/..%5csecret.txt",
            "//etc/passwd",
            "/%00",
            "/%zz",
            "/%ff",
            "/_headers",
            "/sample",
            "/nothing.html",
            "",
        ] {
            let answer = site.answer("GET", path, None);
            assert_eq!(answer.status, 404, "{path}");
            assert_eq!(header(&answer, "X-Everywhere"), Some("yes"), "{path}");
        }
    }

    #[test]
    fn below_a_path_only_that_path_is_answered() {
        let site = site("below", "some/path");
        assert_eq!(site.answer("GET", "/some/path/", None).status, 200);
        assert_eq!(site.answer("GET", "/some/path/a_bg.wasm", None).status, 200);
        let moved = site.answer("GET", "/some/path", None);
        assert_eq!((moved.status, header(&moved, "Location")), (308, Some("/some/path/")));
        assert_eq!(site.answer("GET", "/", None).status, 404);
    }

    #[test]
    fn a_known_version_is_not_sent_again() {
        let site = site("known", "");
        let first = site.answer("GET", "/a_bg.wasm", None);
        let tag = header(&first, "ETag").unwrap().to_owned();
        let again = site.answer("GET", "/a_bg.wasm", Some(&format!("\"0\", {tag}")));
        assert_eq!((again.status, again.body.len()), (304, 0));
        assert_eq!(site.answer("GET", "/a_bg.wasm", Some("\"0\"")).status, 200);
    }

    #[test]
    fn only_reading_is_allowed() {
        let site = site("methods", "");
        for method in ["POST", "PUT", "DELETE"] {
            assert_eq!(site.answer(method, "/", None).status, 405, "{method}");
        }
    }
}

use super::foreign_json::JOBS;
use super::small::SmallFormat;

/// A format that is known here and not read yet, by the keys of a JSON object or of an array's element.
///
/// The first row whose keys are all there names it.
pub fn known_object(keys: &[&str]) -> Option<&'static str> {
    const FORMATS: [(&[&str], &str); 1] = [(&["openslo"], "an OpenSLO document of a version before v1")];
    FORMATS.iter().find(|(wanted, _)| wanted.iter().all(|key| keys.contains(key))).map(|(_, name)| *name)
}

/// A format that is not read, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// What it is, as the end of "This is …".
    pub what: &'static str,
    /// What to do about it, as a sentence.
    pub hint: &'static str,
}

/// What a file that does not begin as JSON is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFormat {
    /// A table of jobs.
    JobsTable {
        /// What separates its fields.
        delimiter: u8,
    },
    /// A file that is small and read whole.
    Small(SmallFormat),
    /// An SLO file.
    Slo,
    /// Lines, at least one of which begins as JSON does.
    LinesWithJson,
    /// A foreign format with a name.
    Foreign(Foreign),
    /// Nothing that is known here.
    Unknown,
}

/// Recognises a text by its beginning; `beginning` is up to 64 KiB of it.
pub fn recognise_text(beginning: &[u8]) -> TextFormat {
    let text = String::from_utf8_lossy(beginning);
    let mut lines = text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty());
    let first = lines.next().unwrap_or("");
    for delimiter in *b",;\t" {
        let columns: Vec<&str> =
            first.split(char::from(delimiter)).map(|column| column.trim().trim_matches('"')).collect();
        let has = |name: &str| columns.iter().any(|column| column.eq_ignore_ascii_case(name));
        if has("name") && has("outcome") {
            return TextFormat::JobsTable { delimiter };
        }
        if has("incident") && has("at") && has("type") {
            return TextFormat::Small(SmallFormat::IncidentTable { delimiter });
        }
        let says_what = ["kind", "type", "reason", "confirmed"].into_iter().any(has);
        if has("from") && has("to") && (says_what || columns.len() == 2) {
            return TextFormat::Small(SmallFormat::ExclusionTable { delimiter });
        }
    }
    let at_start = |prefix: &str| text.lines().any(|line| line.starts_with(prefix));
    if at_start("apiVersion: openslo/") || at_start("apiVersion: slo-review/") || has_quoted_version(&text) {
        return TextFormat::Slo;
    }
    if at_start("apiVersion:") && at_start("kind:") {
        return foreign("Kubernetes objects as YAML", "Export them as JSON: `kubectl get jobs -A -o json`.");
    }
    let key = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with(['#', '-', '%']));
    if key.is_some_and(is_yaml_key) && (at_start("maintenance:") || at_start("outages:")) {
        return TextFormat::Small(SmallFormat::Exclusions);
    }
    if first.eq_ignore_ascii_case("BEGIN:VCALENDAR") {
        return TextFormat::Small(SmallFormat::Calendar);
    }
    if first == "---" && at_start("incident:") || at_start("## Timeline (UTC)") {
        return TextFormat::Small(SmallFormat::Postmortem);
    }
    if first.starts_with('<') {
        let remedy = "Export the data itself, not the page that shows it.";
        return match ["<testsuite", "<html", "<!doctype html"].into_iter().find(|tag| text_has(&text, tag)) {
            Some("<testsuite") => foreign("a report of tests (JUnit XML)", JOBS),
            Some(_) => foreign("a web page", remedy),
            None => foreign("XML", remedy),
        };
    }
    if first.split_whitespace().take(3).eq(["NAMESPACE", "NAME", "STATUS"]) || first.starts_with("NAME ") {
        return foreign("kubectl's table for people", "Export them as JSON: `kubectl get jobs -A -o json`.");
    }
    let is_header = |line: &str| {
        let name = line.split(':').next().unwrap_or_default();
        ["from", "to", "subject", "received", "return-path", "date", "message-id", "delivered-to", "mime-version"]
            .into_iter()
            .any(|header| name.eq_ignore_ascii_case(header))
    };
    if first.starts_with("From ") || text.lines().take(3).all(|line| is_header(line) && line.contains(':')) {
        return foreign("an e-mail", "Save the file that is attached to it, and drop that.");
    }
    if text.lines().any(|line| line.starts_with('{') || line.starts_with('[')) {
        return TextFormat::LinesWithJson;
    }
    if is_table(&text) {
        return foreign(
            "a table (CSV), but its columns are none that are read",
            "A table of jobs has at least the columns name and outcome; a timeline incident, at and type; maintenance and outages \
             kind, from and to.",
        );
    }
    TextFormat::Unknown
}

fn foreign(what: &'static str, hint: &'static str) -> TextFormat {
    TextFormat::Foreign(Foreign { what, hint })
}

/// Whether the line is a key of a YAML document's outermost group.
fn is_yaml_key(line: &str) -> bool {
    let name = line.split(':').next().unwrap_or_default();
    name.len() < line.len() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// Whether the text holds the tag, whatever its case.
fn text_has(text: &str, tag: &str) -> bool {
    text.as_bytes().windows(tag.len()).any(|part| part.eq_ignore_ascii_case(tag.as_bytes()))
}

/// Whether the first lines have the same number of fields, and several.
fn is_table(text: &str) -> bool {
    let lines = || text.lines().filter(|line| !line.trim().is_empty()).take(3);
    let count = |line: &str, delimiter: char| line.matches(delimiter).count();
    [',', ';', '\t'].into_iter().any(|delimiter| {
        let first = lines().next().map_or(0, |line| count(line, delimiter));
        first > 0 && lines().count() > 1 && lines().all(|line| count(line, delimiter) == first)
    })
}

fn has_quoted_version(text: &str) -> bool {
    ["\"openslo/v1\"", "'openslo/v1'", "\"slo-review/v1\"", "'slo-review/v1'"].iter().any(|version| {
        text.lines()
            .any(|line| line.trim_start_matches(['{', ' ', '"']).starts_with("apiVersion") && line.contains(version))
    })
}

/// Compressed and binary files by their first bytes.
pub fn recognise_binary(beginning: &[u8]) -> Option<(&'static str, &'static str)> {
    const MAGIC: [(&[u8], &str, &str); 7] = [
        (b"PK\x03\x04", "a zip archive", "Unpack it and drop the files inside."),
        (b"\x28\xb5\x2f\xfd", "compressed with zstd", "Unpack it first (`zstd -d`); gzip is read as it is."),
        (b"BZh", "compressed with bzip2", "Unpack it first (`bunzip2`); gzip is read as it is."),
        (b"\xfd7zXZ\x00", "compressed with xz", "Unpack it first (`unxz`); gzip is read as it is."),
        (
            b"\xff\xfe",
            "UTF-16 text, as PowerShell writes it",
            "Export again with `| Out-File -Encoding utf8`, or from cmd.",
        ),
        (b"\xfe\xff", "UTF-16 text", "Save it as UTF-8."),
        (b"%PDF", "a PDF", "Export the data itself."),
    ];
    MAGIC.iter().find(|(magic, _, _)| beginning.starts_with(magic)).map(|(_, what, remedy)| (*what, *remedy))
}

/// A format that is known here and not read yet, by the keys of a JSON object or of an array's element.
///
/// The first row whose keys are all there names it.
pub fn known_object(keys: &[&str]) -> Option<&'static str> {
    const FORMATS: [(&[&str], &str); 9] = [
        (&["run_id", "status", "build_ref"], "an export of the control plane's runtime deploy tasks"),
        (&["source", "message", "created_at"], "an export of the control plane's runtime errors"),
        (&["labels", "line", "timestamp"], "a log written by logcli"),
        (&["time", "level", "msg"], "a log of JSON lines"),
        (&["incidents"], "an incident timeline"),
        (&["alerts"], "alerts of Alertmanager"),
        (&["labels", "startsAt"], "alerts of Alertmanager"),
        (&["incident_number"], "incidents of PagerDuty"),
        (&["openslo"], "an OpenSLO document of a version before v1"),
    ];
    FORMATS.iter().find(|(wanted, _)| wanted.iter().all(|key| keys.contains(key))).map(|(_, name)| *name)
}

/// What a file that does not begin as JSON is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFormat {
    /// A table of jobs.
    JobsTable {
        /// What separates its fields.
        delimiter: u8,
    },
    /// An SLO file.
    Slo,
    /// Lines, at least one of which begins as JSON does.
    LinesWithJson,
    /// A format known here and not read yet.
    NotReadYet(&'static str),
    /// A foreign format with a name.
    Foreign(&'static str),
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
        let has = |column: &str| columns.contains(&column);
        if has("name") && has("outcome") {
            return TextFormat::JobsTable { delimiter };
        }
        if has("incident") && has("at") && has("type") {
            return TextFormat::NotReadYet("an incident timeline as CSV");
        }
        if has("from") && has("to") && columns.len() <= 8 {
            return TextFormat::NotReadYet("exclusions as CSV");
        }
    }
    let at_start = |prefix: &str| text.lines().any(|line| line.starts_with(prefix));
    if at_start("apiVersion: openslo/") || at_start("apiVersion: slo-review/") || has_quoted_version(&text) {
        return TextFormat::Slo;
    }
    if at_start("apiVersion:") && at_start("kind:") {
        return TextFormat::Foreign("Kubernetes objects as YAML");
    }
    if at_start("maintenance:") || at_start("outages:") {
        return TextFormat::NotReadYet("exclusions as YAML");
    }
    if first.starts_with("BEGIN:VCALENDAR") {
        return TextFormat::NotReadYet("a calendar");
    }
    if first == "---" && at_start("incident:") || text.contains("## Timeline (UTC)") {
        return TextFormat::NotReadYet("a postmortem");
    }
    if first.starts_with('<') {
        return TextFormat::Foreign("a web page or XML");
    }
    if first.split_whitespace().take(3).eq(["NAMESPACE", "NAME", "STATUS"]) || first.starts_with("NAME ") {
        return TextFormat::Foreign("kubectl's table for people");
    }
    if text.lines().any(|line| line.starts_with('{') || line.starts_with('[')) {
        return TextFormat::LinesWithJson;
    }
    if text.lines().any(|line| line.contains("{\"time\":") || line.contains("level=")) {
        return TextFormat::NotReadYet("a log");
    }
    TextFormat::Unknown
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

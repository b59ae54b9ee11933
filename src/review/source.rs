use crate::record::{Format, LoadedFile};

/// What a file's kind of export can and cannot show, in a sentence; `None` where it holds no jobs. Retried attempts
/// make the same week look different by source, so the page says which it saw (method, section 2).
pub fn sentence(file: &LoadedFile) -> Option<String> {
    if file.jobs.is_empty() {
        return None;
    }
    let name = &file.name;
    Some(match file.format {
        Format::JobsTable => {
            format!("{name} is a table: it has the attempts that whoever made it put into it.")
        }
        _ if file.records > file.jobs.len() as u64 => format!(
            "{name} shows jobs more than once, as a watch or several snapshots do: failed attempts that a retry deleted \
             are in it where it saw them."
        ),
        _ => format!(
            "{name} shows each job once, as a list does: failed attempts that a retry deleted are missing unless they \
             were written down one by one."
        ),
    })
}

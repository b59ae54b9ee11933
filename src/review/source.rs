use crate::record::{LoadedFile, Source};

/// What a file's kinds of export can and cannot show, a sentence for each. Retried attempts make the same week look
/// different by source, so the page says which it saw (method, section 2).
pub fn sentences(file: &LoadedFile) -> impl Iterator<Item = String> {
    let name = &file.name;
    file.sources.iter().map(move |source| match source {
        Source::List => format!(
            "{name} is a list: it shows the jobs that were there when it was made; failed attempts that a retry deleted \
             are missing."
        ),
        Source::Stream => format!(
            "{name} is a stream of single jobs, such as a watch: failed attempts that a retry deleted are in it where \
             it saw them."
        ),
        Source::Metrics => format!(
            "{name} has time series of jobs: it shows the jobs that were there when a sample was taken; when a failed \
             one ended is estimated from its samples."
        ),
        Source::Table => {
            format!("{name} is a table: it shows the attempts that whoever made it put into it.")
        }
    })
}

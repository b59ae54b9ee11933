use super::wording::{count, counted, length};
use super::{Basis, DataWarning};
use crate::record::{Shortfall, WarningCode};

/// What is wrong with the counts of events together, as a warning of the first file that has any.
pub fn odd_counts(basis: &Basis) -> Option<DataWarning> {
    let message = basis.odd_counts()?.to_owned();
    let file = basis.files().iter().find(|file| !file.counts.is_empty())?;
    let code = WarningCode::OddCounts.name();
    Some(DataWarning { file: file.name.clone(), code, count: 1, message, examples: Vec::new() })
}

/// What time series leave unsaid, as a warning of the file concerned.
pub fn warning(shortfall: &Shortfall) -> DataWarning {
    let (jobs, failed) = (counted(shortfall.count, "job"), count(shortfall.failed));
    let names = match shortfall.names.as_slice() {
        [] => String::new(),
        names if (names.len() as u64) < shortfall.count => format!(": {}, …", names.join(", ")),
        names => format!(": {}", names.join(", ")),
    };
    let message = match shortfall.code {
        WarningCode::EndUnknown => format!(
            "{jobs} ended ({failed} failed), and the samples do not show when to within 300 s; not counted{names}. Begin \
             the query earlier, take a step of at most 60 s, and add `kube_job_status_completion_time`."
        ),
        WarningCode::LostJob => format!(
            "{jobs} vanished before any sample showed an end; not counted{names}. A step of at most 60 s, and \
             `kube_job_complete` and `kube_job_failed` over the same time, lose the fewest."
        ),
        _ => {
            let likely = match (shortfall.count, shortfall.at_most) {
                (0, _) => "jobs may be missing or taken for one another".to_owned(),
                (_, true) => format!("up to {jobs} may be missing"),
                (_, false) => format!("about {jobs} are likely missing"),
            };
            let step = length(shortfall.step);
            format!(
                "Its samples are {step} apart, and jobs are gone 300 s after their end: {likely}. Query with a step of at \
                 most 60 s."
            )
        }
    };
    DataWarning {
        file: shortfall.file.clone(),
        code: shortfall.code.name(),
        count: shortfall.count,
        message,
        examples: Vec::new(),
    }
}

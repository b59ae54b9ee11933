//! Reading files: envelopes, dirt, damage, and pieces of any size.

mod annotations;
mod calendar;
mod control_plane;
mod cuts;
mod envelopes;
mod exclusions;
mod hostile;
mod hostile_logs;
mod logs;
mod loki;
mod mentions;
mod merging;
mod real_files;
mod recognition;
mod tables;
mod timelines;

use slo_review::ingest::{FileReader, IngestError, Loaded};
use slo_review::record::{LoadedFile, Outcome, WarningCode};
use slo_review::slo::Slo;

/// Reads bytes in pieces of the given size.
pub fn read_in_pieces(bytes: &[u8], size: usize) -> Result<LoadedFile, IngestError> {
    let mut reader = FileReader::new("test file", &Slo::ai_slot_build());
    for piece in bytes.chunks(size) {
        reader.push(piece)?;
    }
    match reader.finish()? {
        Loaded::Records(file) => Ok(*file),
        Loaded::Slo { .. } => panic!("this was to be data"),
    }
}

pub fn read(bytes: impl AsRef<[u8]>) -> Result<LoadedFile, IngestError> {
    read_in_pieces(bytes.as_ref(), 1 << 16)
}

/// What a file says of its jobs, in an order of its own, to be compared.
pub fn jobs(file: &LoadedFile) -> Vec<(String, Outcome, Option<String>)> {
    let mut jobs: Vec<_> = file
        .jobs
        .iter()
        .map(|job| {
            let name = format!("{} {}/{} {}", job.uid(), job.namespace(), job.name(), job.reason());
            (name, job.recorded(), job.end().map(|end| end.to_string()))
        })
        .collect();
    jobs.sort_by(|a, b| a.0.cmp(&b.0));
    jobs
}

pub fn count(file: &LoadedFile, code: WarningCode) -> u64 {
    file.warnings.iter().find(|warning| warning.code == code).map_or(0, |warning| warning.count)
}

/// A Job as the cluster has it, with the parts that nobody needs.
pub fn job(number: usize) -> serde_json::Value {
    let failed = number.is_multiple_of(3);
    let condition = if failed {
        serde_json::json!({"type": "Failed", "status": "True", "lastTransitionTime": "2026-02-26T10:05:00Z",
            "reason": "BackoffLimitExceeded", "message": "Job has reached the specified backoff limit"})
    } else {
        serde_json::json!({"type": "Complete", "status": "True", "lastTransitionTime": "2026-02-26T10:05:00Z"})
    };
    serde_json::json!({
        "apiVersion": "batch/v1",
        "kind": "Job",
        "metadata": {
            "creationTimestamp": "2026-02-26T10:00:00Z",
            "labels": {"app": "x", "quote": "a \"b\" {c} [d]"},
            "managedFields": [{"apiVersion": "batch/v1", "fieldsType": "FieldsV1", "fieldsV1": {"f:metadata": {"f:labels": {".": {}}}}}],
            "name": format!("codex-k8s-kaniko-worker-{number:012}"),
            "namespace": "codex-k8s-dev-1",
            "uid": format!("00000000-0000-4000-a000-{number:012}"),
        },
        "spec": {"backoffLimit": 0, "suspend": false, "template": {"spec": {"containers": [
            {"args": ["--a=\\", "{", "}\""], "name": "kaniko"}]}}, "ttlSecondsAfterFinished": 600},
        "status": {"startTime": "2026-02-26T10:00:01Z", "conditions": [condition]},
    })
}

use json_scan::WordFilter;

use super::collector::Collector;
use crate::record::{Mention, Position, WarningCode, is_standing_message};
use crate::signature::{Finding, without_colours};
use crate::time::Instant;

/// Longest name of a job or a namespace and longest id of a run that are taken; Kubernetes allows 253.
const LONGEST_NAME: usize = 253;

/// Bytes of a text that are shown with a warning.
const LONGEST_EXAMPLE: usize = 240;

/// How a text is meant by whoever wrote it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// Below WARN: it says nothing of a failure unless it matches a signature.
    Quiet,
    /// WARN, ERROR and above, or nothing is said.
    #[default]
    Loud,
}

impl Level {
    /// The level of that name, in whatever case; `INFO+2` and the like are below WARN too.
    pub fn named(name: &str) -> Self {
        let begins = |known: &str| {
            name.as_bytes().get(..known.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(known.as_bytes()))
        };
        let quiet = ["trace", "debug", "info", "notice"].into_iter().any(begins);
        if quiet { Self::Quiet } else { Self::Loud }
    }
}

/// The pod that wrote a text, where what stands around the text says so. It is a job's only where the name is that of
/// one of the pipeline's kinds: others report what happened to jobs that are not theirs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin<'a> {
    /// The name of its job.
    pub job: &'a str,
    /// Its own name.
    pub pod: &'a str,
    /// Its namespace.
    pub namespace: &'a str,
}

/// A text that may be evidence of a failure: a line of a log, an entry of a task's log, a runtime error.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// When.
    pub at: Option<Instant>,
    /// How it is meant.
    pub level: Level,
    /// The text.
    pub text: &'a str,
    /// The field `job_name`; empty where there is none.
    pub job: &'a str,
    /// The field `namespace`; empty where there is none.
    pub namespace: &'a str,
    /// The field `run_id`; empty where there is none.
    pub run: &'a str,
    /// Who wrote it.
    pub origin: Origin<'a>,
    /// Whether it may match a signature; if not, it is known that it matches none.
    pub may_match: bool,
    /// Whether it is a failure by its nature, so that it counts even where it says nothing.
    pub is_failure: bool,
    /// Where it is in the file.
    pub position: Position,
}

/// Takes a text: as a mention where it names a job or a run and has a time, and else in a warning (method, section 6).
///
/// A text that matches no signature counts only at WARN and above or without a level, and only if it names something
/// itself: a file holds many that are about no failure.
pub fn take(text: &Text<'_>, collector: &mut Collector) {
    if text.text.is_empty() || is_standing_message(text.text) {
        return;
    }
    let plain = &*without_colours(text.text);
    let finding = if text.may_match { collector.matcher.find_in_plain(plain) } else { Finding::Nothing };
    if finding == Finding::Nothing && text.level == Level::Quiet {
        return;
    }
    let run = valid(text.run);
    let (mut job, mut namespace) = (valid(text.job), valid(text.namespace));
    let made;
    if job.is_empty() {
        if let Some((named_in, name)) = collector.names.find(plain) {
            job = name;
            namespace = if namespace.is_empty() { named_in } else { namespace };
        } else if let Some(name) = collector.job_names.iter().find_map(|naming| naming.name(plain, run)) {
            made = name;
            job = &made;
        } else if let (Some((of_origin, name)), true) = (own_job(&text.origin, collector), finding != Finding::Nothing)
        {
            job = name;
            namespace = if namespace.is_empty() { of_origin } else { namespace };
        }
    }
    let is_named = !job.is_empty() || !run.is_empty();
    if finding == Finding::Nothing && !is_named && !text.is_failure {
        return;
    }
    let code = match text.at {
        Some(at) if is_named => {
            let line = text.position.line;
            collector.mentions.add(&Mention { at, job, namespace, run, finding, text: text.text, line });
            return;
        }
        None => WarningCode::TextWithoutTime,
        Some(_) => WarningCode::TextWithoutName,
    };
    collector.diagnosis.at(code, text.position, plain[..plain.floor_char_boundary(LONGEST_EXAMPLE)].to_owned());
}

/// The name, unless it is longer than any can be.
fn valid(name: &str) -> &str {
    if name.len() <= LONGEST_NAME { name } else { "" }
}

/// The job of the pod that wrote the text, with the namespace of both.
fn own_job<'a>(origin: &Origin<'a>, collector: &Collector) -> Option<(&'a str, &'a str)> {
    let job = if origin.job.is_empty() { job_of_pod(origin.pod)? } else { origin.job };
    let kind = collector.kinds.classify(valid(job), |_| None, None);
    collector.kinds.pipeline.contains(&kind).then_some((valid(origin.namespace), job))
}

/// Finds the job that a text names: in `job <namespace>/<name> failed`, or else in `pod=<name>-<5 characters>`.
#[derive(Debug)]
pub struct NameFinder(WordFilter);

impl NameFinder {
    const BEGINNINGS: [&str; 2] = ["job ", "pod="];

    /// The namespace, empty where none is given, and the job's name.
    fn find<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        let (mut failed, mut pod) = (None, None);
        self.0.find(text.as_bytes(), &mut |beginning, at| {
            let is_word =
                |text: &str| text.ends_with(|before: char| before.is_ascii_alphanumeric() || "_-".contains(before));
            let rest = text[at..].strip_prefix(Self::BEGINNINGS[beginning]).filter(|_| !is_word(&text[..at]));
            match (rest, beginning) {
                (Some(rest), 0) => failed = failed_job(rest),
                (Some(rest), _) if pod.is_none() => pod = name(rest).and_then(|(name, _)| job_of_pod(name)),
                _ => {}
            }
            failed.is_none()
        });
        failed.or(pod.map(|pod| ("", pod)))
    }
}

impl Default for NameFinder {
    fn default() -> Self {
        Self(WordFilter::new(Self::BEGINNINGS))
    }
}

/// The namespace and the name in `<namespace>/<name> failed`.
fn failed_job(text: &str) -> Option<(&str, &str)> {
    let (namespace, rest) = name(text)?;
    let (name, rest) = name(rest.strip_prefix('/')?)?;
    rest.starts_with(" failed").then_some((namespace, name))
}

/// The job whose pod has that name: Kubernetes adds five characters to it.
fn job_of_pod(pod: &str) -> Option<&str> {
    let (job, random) = pod.rsplit_once('-')?;
    let is_random = random.len() == 5 && random.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_random && !job.is_empty()).then_some(job)
}

/// The name of a Kubernetes object that the text begins with, and what follows.
fn name(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.')));
    let (name, rest) = text.split_at(end.unwrap_or(text.len()));
    (!name.is_empty() && name.len() <= LONGEST_NAME).then_some((name, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_name_jobs() {
        let names = NameFinder::default();
        for (text, found) in [
            ("wait job a-1: job ns-1/a-1 failed; logs:", ("ns-1", "a-1")),
            ("job x/y succeeded, job a/b failed", ("a", "b")),
            ("pod=c-1a2b3: job a/b failed", ("a", "b")),
            ("pod=build-x-1a2b3 container=kaniko", ("", "build-x")),
            ("é pod=cut- pod=build-x-1a2b3 pod=other-1a2b3", ("", "build-x")),
        ] {
            assert_eq!(names.find(text), Some(found), "{text}");
        }
        for text in [
            "",
            "job a failed",
            "job a/b",
            "job a/ failed",
            "job /b failed",
            "cronjob a/b failed",
            "Job a/b failed",
            "job a/b/c failed",
            "pod=",
            "pod=build-1a2b",
            "pod=build-1a2b3c",
            "pod=-1a2b3",
            "mypod=build-x-1a2b3",
            "pod=build_x-1a2b3",
        ] {
            assert_eq!(names.find(text), None, "{text}");
        }
    }

    #[test]
    fn levels_are_known_by_their_names() {
        for quiet in ["INFO", "info", "DEBUG", "INFO+2", "debug-4", "Trace", "informational"] {
            assert_eq!(Level::named(quiet), Level::Quiet, "{quiet}");
        }
        for loud in ["WARN", "warning", "ERROR", "fatal", "", "x", "é"] {
            assert_eq!(Level::named(loud), Level::Loud, "{loud}");
        }
    }
}

//! The rules over a history that is past: recorded pass by pass, as what one rule reads another must have written.

use std::path::{Path, PathBuf};
use std::time::Instant;

use slo_review::rules;

use crate::history::History;
use crate::programs::{Server, promtool_succeeds, scratch};
use crate::rule_text::{self, RuleText, read_series};

/// Few long blocks; as promtool's own two hours a rule they would be thousands. At 30 s they stay below the 11 000 points
/// that one query may give.
const LONG_BLOCKS: &str = "--max-block-duration=60h";

/// A server with the history and everything that the recording rules make of it.
pub struct Recorded {
    pub server: Server,
    pub rules: Vec<RuleText>,
}

impl Recorded {
    /// Loads the history and records it.
    pub fn of(history: &History, name: &str) -> Self {
        let folder = load(history, name);
        let data = folder.join("data");
        let rules = rule_text::rules(&rules::yaml(&history.slo));
        for (number, pass) in passes(&rules).into_iter().enumerate() {
            let began = Instant::now();
            let server = Server::start(&folder);
            // Prometheus shifts a group by its file and name. So all passes keep the instants that one group has.
            record(&server, history, &data, &write(&folder, "rules.yaml", &rule_text::file(pass.iter().copied())));
            println!("pass {number}: {} rules in {:?}", pass.len(), began.elapsed());
        }
        Self { server: Server::start(&folder), rules }
    }

    /// The alerting rules.
    pub fn alerts(&self) -> impl Iterator<Item = &RuleText> {
        self.rules.iter().filter(|rule| rule.is_alert)
    }
}

/// A folder of which a server serves the history.
pub fn load(history: &History, name: &str) -> PathBuf {
    let folder = scratch(name);
    let data = folder.join("data");
    std::fs::create_dir_all(&data).expect("the folder can be made");
    let samples = folder.join("history.om");
    std::fs::write(&samples, history.open_metrics()).expect("the samples can be written");
    promtool_succeeds(&[
        "tsdb".as_ref(),
        "create-blocks-from".as_ref(),
        "openmetrics".as_ref(),
        LONG_BLOCKS.as_ref(),
        samples.as_os_str(),
        data.as_os_str(),
    ]);
    folder
}

fn record(server: &Server, history: &History, data: &Path, rules: &Path) {
    promtool_succeeds(&[
        "tsdb".as_ref(),
        "create-blocks-from".as_ref(),
        "rules".as_ref(),
        LONG_BLOCKS.as_ref(),
        format!("--url={}", server.url()).as_ref(),
        format!("--start={}", history.from).as_ref(),
        format!("--end={}", history.to).as_ref(),
        format!("--output-dir={}", data.display()).as_ref(),
        rules.as_os_str(),
    ]);
}

/// The recording rules in passes, each of which reads only what earlier ones wrote.
fn passes(rules: &[RuleText]) -> Vec<Vec<&RuleText>> {
    let mut waiting: Vec<&RuleText> = rules.iter().filter(|rule| !rule.is_alert).collect();
    let mut passes = Vec::new();
    while !waiting.is_empty() {
        let names: Vec<&str> = waiting.iter().map(|rule| rule.name.as_str()).collect();
        let is_free =
            |rule: &&RuleText| !read_series(&rule.expression).iter().any(|name| names.contains(&name.as_str()));
        let (free, rest): (Vec<_>, Vec<_>) = waiting.iter().partition(|rule| is_free(rule));
        assert!(!free.is_empty(), "rules wait for each other: {names:?}");
        passes.push(free);
        waiting = rest;
    }
    passes
}

/// Writes a file into the folder.
pub fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("the file can be written");
    path
}

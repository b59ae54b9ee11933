//! The rules over a history that is past: recorded pass by pass, as what one rule reads another must have written.

use std::path::{Path, PathBuf};
use std::time::Instant;

use slo_review::rules::{Group, Rule, RuleFile, RuleName};

use crate::history::History;
use crate::programs::{Server, promtool_succeeds, scratch};

/// Few long blocks; as promtool's own two hours a rule they would be thousands. At 30 s they stay below the 11 000 points
/// that one query may give.
const LONG_BLOCKS: &str = "--max-block-duration=60h";

/// A server with the history and everything that the recording rules make of it.
pub struct Recorded {
    pub server: Server,
    pub rules: RuleFile,
}

impl Recorded {
    /// Loads the history and records it.
    pub fn of(history: &History, name: &str) -> Self {
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
        let rules = RuleFile::of(&history.slo);
        for (number, pass) in passes(&rules).into_iter().enumerate() {
            let began = Instant::now();
            let count: usize = pass.groups.iter().map(|group| group.rules.len()).sum();
            let server = Server::start(&folder);
            // Prometheus shifts a group by its file and name. So all passes keep the instants that one group has.
            record(&server, history, &data, &write(&folder, "rules.yaml", &pass.to_string()));
            println!("pass {number}: {count} rules in {:?}", began.elapsed());
        }
        Self { server: Server::start(&folder), rules }
    }

    /// The expression of an alert.
    pub fn alert(&self, name: &str) -> &str {
        let rules = self.rules.groups.iter().flat_map(|group| &group.rules);
        let alert = RuleName::Alert(name.to_owned());
        &rules.into_iter().find(|rule| rule.name == alert).unwrap_or_else(|| panic!("there is no {name}")).expression
    }

    /// The names of the alerts.
    pub fn alerts(&self) -> impl Iterator<Item = &str> {
        self.rules.groups.iter().flat_map(|group| &group.rules).filter_map(|rule| match &rule.name {
            RuleName::Alert(name) => Some(name.as_str()),
            RuleName::Record(_) => None,
        })
    }
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
fn passes(rules: &RuleFile) -> Vec<RuleFile> {
    let mut waiting: Vec<Group> = rules.groups.clone();
    for group in &mut waiting {
        group.rules.retain(|rule| matches!(rule.name, RuleName::Record(_)));
    }
    let mut passes = Vec::new();
    while waiting.iter().any(|group| !group.rules.is_empty()) {
        let names: Vec<String> = waiting
            .iter()
            .flat_map(|group| &group.rules)
            .filter_map(|rule| record_name(rule).map(str::to_owned))
            .collect();
        let is_free = |rule: &Rule| !names.iter().any(|name| rule.expression.contains(&[name, "{"].concat()));
        let mut groups = Vec::new();
        for group in &mut waiting {
            let (free, rest): (Vec<Rule>, Vec<Rule>) = group.rules.drain(..).partition(is_free);
            group.rules = rest;
            if !free.is_empty() {
                groups.push(Group { rules: free, ..group.clone() });
            }
        }
        assert!(!groups.is_empty(), "rules wait for each other: {names:?}");
        passes.push(RuleFile { header: Vec::new(), groups });
    }
    passes
}

fn record_name(rule: &Rule) -> Option<&str> {
    match &rule.name {
        RuleName::Record(name) => Some(name),
        RuleName::Alert(_) => None,
    }
}

/// Writes a file into the folder.
pub fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("the file can be written");
    path
}

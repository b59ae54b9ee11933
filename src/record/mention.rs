use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::chunked::ChunkedList;
use super::symbol::{Symbol, SymbolTable};
use crate::signature::Finding;
use crate::time::Instant;

/// Longest text of a mention that is kept, in bytes.
pub const LONGEST_MENTION: usize = 4 * 1_024;

/// How long a text may be that is kept where texts of so many bytes are kept already: a log of nothing but failures is
/// not held whole. What it says about the failure was found in all of it.
const ROOM: [(usize, usize); 3] = [(16 << 20, LONGEST_MENTION), (48 << 20, 256), (usize::MAX, 0)];

/// Jobs and runs of which it is remembered what was said. Of one that comes back after so many others a text is kept
/// once more.
const MOST_REMEMBERED: usize = 1 << 16;

/// A text with a time that names a job or a run: a log line, a task's log, a runtime error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention<'a> {
    /// When.
    pub at: Instant,
    /// The job's name; empty where only a run is named.
    pub job: &'a str,
    /// The namespace; empty where none is given.
    pub namespace: &'a str,
    /// The run's id; empty where none is given.
    pub run: &'a str,
    /// What the text says about the failure.
    pub finding: Finding,
    /// The text, cut to [`LONGEST_MENTION`], and shorter where a file has very many.
    pub text: &'a str,
    /// The line of the file on which it begins.
    pub line: u64,
}

/// What a table keeps of one mention.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct MentionRow {
    /// Milliseconds since the epoch: an [`Instant`] would be handed over as a text.
    at: i64,
    line: u64,
    job: Symbol,
    namespace: Symbol,
    run: Symbol,
    text: Symbol,
    finding: Finding,
}

/// The mentions of one file, in the order read.
///
/// Of texts that say the same of the same job or run the first one's words are kept for all of them, so that a log that
/// repeats itself for a gigabyte costs a row a line and no more.
#[derive(Debug, Default)]
pub struct MentionTable {
    pub(super) rows: ChunkedList<MentionRow>,
    pub(super) symbols: SymbolTable,
    words: HashMap<(Symbol, Symbol, Symbol, Finding), Symbol>,
    /// Bytes of texts that are kept.
    kept: usize,
}

impl MentionTable {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds a mention.
    pub fn add(&mut self, mention: &Mention<'_>) {
        let job = self.symbols.intern(mention.job);
        let namespace = self.symbols.intern(mention.namespace);
        let run = self.symbols.intern(mention.run);
        let key = (job, namespace, run, mention.finding);
        let text = match self.words.get(&key) {
            Some(&text) => text,
            None => {
                let room = ROOM.iter().find(|(kept, _)| self.kept < *kept).map_or(0, |(_, room)| *room);
                let cut = mention.text.floor_char_boundary(room);
                self.kept += cut;
                let text = self.symbols.push(&mention.text[..cut]);
                if self.words.len() >= MOST_REMEMBERED {
                    self.words.clear();
                }
                self.words.insert(key, text);
                text
            }
        };
        let (at, line, finding) = (mention.at.as_millis(), mention.line, mention.finding);
        self.rows.push(MentionRow { at, line, job, namespace, run, text, finding });
    }

    /// The mention at that place.
    pub fn get(&self, place: usize) -> Mention<'_> {
        let row = self.rows.get(place);
        Mention {
            at: Instant::from_millis(row.at),
            job: self.symbols.get(row.job),
            namespace: self.symbols.get(row.namespace),
            run: self.symbols.get(row.run),
            finding: row.finding,
            text: self.symbols.get(row.text),
            line: row.line,
        }
    }

    /// All mentions, in the order read.
    pub fn iter(&self) -> impl Iterator<Item = Mention<'_>> {
        (0..self.len()).map(|place| self.get(place))
    }

    /// Lets go of what is needed only to add.
    pub fn close(&mut self) {
        self.words = HashMap::new();
        self.symbols.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mention<'a>(job: &'a str, text: &'a str) -> Mention<'a> {
        let (at, finding) = (Instant::from_millis(0), Finding::Nothing);
        Mention { at, job, namespace: "", run: "", finding, text, line: 1 }
    }

    #[test]
    fn what_repeats_itself_is_kept_once_and_what_does_not_is_cut() {
        let mut table = MentionTable::default();
        let long = "é".repeat(LONGEST_MENTION);
        table.add(&mention("a", &long));
        table.add(&mention("a", "other words of the same"));
        assert_eq!(table.iter().map(|mention| mention.text.len()).collect::<Vec<_>>(), [LONGEST_MENTION; 2]);
        let jobs: Vec<String> = (0..150_000).map(|job| format!("job-{job}")).collect();
        for job in &jobs {
            table.add(&mention(job, &long));
        }
        let kept: usize = table.iter().skip(2).map(|mention| mention.text.len()).sum();
        assert!((40 << 20..64 << 20).contains(&kept), "{kept} bytes are kept");
        assert!(table.iter().skip(2).zip(&jobs).all(|(mention, job)| mention.job == job));
        assert_eq!(table.get(table.len() - 1).text, "");
    }
}

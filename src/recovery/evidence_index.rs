use super::belonging::{Belonging, Owner};
use super::evidence::Told;
use super::heard::Heard;
use super::records::{MentionPlace, Records};
use super::sayings::{Saying, Sayings};
use super::{Evidence, EvidenceClass};
use crate::record::is_standing_message;
use crate::signature::{Finding, Matcher};
use crate::slo::{Kind, ScopeMemory};
use crate::time::{Instant, chronology, in_turn};

/// All evidence over all time, with what is known of it when. It is made once; the evidence as it stood at an instant is
/// then read off.
#[derive(Debug)]
pub(super) struct EvidenceIndex {
    matcher: Matcher,
    /// In order of time.
    pieces: Vec<Piece>,
}

#[derive(Debug)]
struct Piece {
    at: Instant,
    kind: Option<Kind>,
    excluded: bool,
    of: Of,
}

#[derive(Debug)]
enum Of {
    /// A loaded job that failed.
    Job { place: u32, sayings: Sayings },
    /// A job or run that is not loaded.
    Text {
        finding: Finding,
        text: MentionPlace,
        namespace: Option<MentionPlace>,
        /// Whether the SLO covers that namespace.
        covered: bool,
        /// From when on it is none: a job of the run is loaded, or a text with a name tells of the same.
        until: Option<Instant>,
    },
}

impl EvidenceIndex {
    /// `failed` has the places of all failed jobs in scope, in order.
    pub(super) fn new(records: &Records<'_>, failed: impl Iterator<Item = u32>) -> Self {
        let matcher = Matcher::new(&records.slo.signatures);
        let mut jobs: Vec<Piece> = failed.filter_map(|place| job_piece(records, &matcher, place)).collect();
        let belonging = Belonging::new(records);
        let mut names: Vec<Vec<Heard>> = vec![Vec::new(); belonging.names()];
        let mut runs: Vec<Vec<Heard>> = vec![Vec::new(); belonging.tokens()];
        // Pieces of runs that texts with a name tell of.
        let mut told: Vec<Vec<Heard>> = vec![Vec::new(); belonging.tokens()];
        let texts = records.mentions().filter(|(_, mention)| !is_standing_message(mention.text));
        for (place, mention) in texts {
            let heard = Heard::new(EvidenceClass::of(mention.finding, &matcher), &mention, place);
            let is_evidence = match belonging.owner(records, &mention) {
                Some(Owner::Job(job)) => {
                    let known = jobs.binary_search_by_key(&job, Piece::job);
                    if let Ok(known) = known {
                        jobs[known].hear(
                            records,
                            Saying { at: mention.at, finding: mention.finding, told: Told::Mention(place) },
                        );
                    }
                    known.is_ok()
                }
                Some(Owner::Name(name)) => {
                    heard.add(records, &mut names[name as usize]);
                    true
                }
                Some(Owner::Run(token)) => {
                    heard.add(records, &mut runs[token as usize]);
                    false
                }
                None => false,
            };
            if is_evidence && !mention.job.is_empty() {
                for token in belonging.tokens_of(mention.job).chain(belonging.token(mention.run)) {
                    heard.add(records, &mut told[token as usize]);
                }
            }
        }
        let mut scope = ScopeMemory::new(records.slo.scope.clone());
        for heard in names.iter().flatten() {
            let kind = records.slo.kinds.classify(records.mention(heard.text).job, |_| None, None);
            if records.slo.kinds.is_pipeline(kind) {
                jobs.push(text_piece(records, heard, &mut scope, Some(kind), None));
            }
        }
        for (token, heard) in
            runs.iter().enumerate().flat_map(|(token, run)| run.iter().map(move |heard| (token, heard)))
        {
            let named = told[token].iter().find(|told| told.class == heard.class).map(|told| told.at);
            let until = [belonging.loaded_from(token as u32), named].into_iter().flatten().min();
            jobs.push(text_piece(records, heard, &mut scope, None, until));
        }
        Self { matcher, pieces: in_order(records, jobs) }
    }

    /// The SLO's signatures.
    pub(super) fn matcher(&self) -> &Matcher {
        &self.matcher
    }

    /// The evidence as it stood at `as_of`, by time.
    pub(super) fn at<'a>(&self, records: &Records<'a>, as_of: Instant) -> Vec<Evidence<'a>> {
        let until = self.pieces.partition_point(|piece| piece.at <= as_of);
        self.pieces[..until].iter().filter_map(|piece| self.read(records, piece, as_of)).collect()
    }

    fn read<'a>(&self, records: &Records<'a>, piece: &Piece, as_of: Instant) -> Option<Evidence<'a>> {
        let (finding, told, place, job, namespace) = match &piece.of {
            Of::Job { place, sayings } => {
                let saying = sayings.at(as_of)?;
                let job = records.population.job(*place as usize);
                (saying.finding, saying.told, Some(*place), job.name(), job.namespace())
            }
            Of::Text { finding, text, namespace, covered, until } => {
                let namespace = namespace.map(|place| records.mention(place)).filter(|mention| mention.at <= as_of);
                if until.is_some_and(|until| until <= as_of) || namespace.is_some() && !covered {
                    return None;
                }
                let namespace = namespace.map_or("", |mention| mention.namespace);
                (*finding, Told::Mention(*text), None, records.mention(*text).job, namespace)
            }
        };
        let run = match told {
            Told::Mention(text) => records.mention(text).run,
            _ => "",
        };
        let class = EvidenceClass::of(finding, &self.matcher);
        let Piece { at, kind, excluded, .. } = *piece;
        Some(Evidence { at, class, finding, namespace, job, run, kind, place, excluded, told })
    }
}

impl Piece {
    fn job(&self) -> u32 {
        match &self.of {
            Of::Job { place, .. } => *place,
            Of::Text { .. } => u32::MAX,
        }
    }

    fn hear(&mut self, records: &Records<'_>, saying: Saying) {
        if let Of::Job { sayings, .. } = &mut self.of {
            sayings.hear(records, saying);
        }
    }
}

fn job_piece(records: &Records<'_>, matcher: &Matcher, place: u32) -> Option<Piece> {
    let job = records.population.job(place as usize);
    let run = job.run().filter(|_| records.slo.kinds.is_pipeline(job.kind()))?;
    let messages = records.population.sourced_messages(place as usize);
    let own = messages.iter().enumerate().filter(|(_, (text, _))| !is_standing_message(text));
    let strongest = own.map(|(number, (text, _))| (matcher.find_in_own_output(text), number as u32)).min();
    let (finding, told) =
        strongest.map_or((Finding::Nothing, Told::Nowhere), |(finding, number)| (finding, Told::Message(number)));
    Some(Piece {
        at: run.end,
        kind: Some(job.kind()),
        excluded: records.maintenance.touching(run.start, run.end).is_some(),
        of: Of::Job { place, sayings: Sayings::of(finding, told) },
    })
}

fn text_piece(
    records: &Records<'_>,
    heard: &Heard,
    scope: &mut ScopeMemory,
    kind: Option<Kind>,
    until: Option<Instant>,
) -> Piece {
    let covered = heard.namespace.is_none_or(|place| scope.covers(records.mention(place).namespace));
    Piece {
        at: heard.at,
        kind,
        excluded: records.maintenance.touching(heard.at, heard.at).is_some(),
        of: Of::Text { finding: heard.finding, text: heard.text, namespace: heard.namespace, covered, until },
    }
}

/// The pieces by time; of one instant by what they are of, whatever the order of the files.
fn in_order(records: &Records<'_>, pieces: Vec<Piece>) -> Vec<Piece> {
    let order = chronology(pieces.iter().map(|piece| {
        let text = match &piece.of {
            Of::Job { place, .. } => {
                let job = records.population.job(*place as usize);
                in_turn(&[job.name(), job.namespace(), &job.uid()])
            }
            Of::Text { text, .. } => {
                let mention = records.mention(*text);
                in_turn(&[mention.job, mention.run])
            }
        };
        (piece.at, text)
    }));
    let mut pieces: Vec<Option<Piece>> = pieces.into_iter().map(Some).collect();
    order.into_iter().filter_map(|place| pieces[place].take()).collect()
}

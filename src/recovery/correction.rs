use super::Known;
use super::records::Records;
use super::statement::{StatedBy, Statement};
use crate::record::StatedMitigation;
use crate::time::Instant;

/// What the reviewer states of mitigations, in all annotations.
#[derive(Debug)]
pub(super) struct Corrections<'a> {
    list: Vec<Correction<'a>>,
    as_of: Instant,
}

/// A statement of the reviewer with the file that holds it.
#[derive(Clone, Copy, Debug)]
struct Correction<'a> {
    stated: &'a StatedMitigation,
    file: &'a str,
}

impl<'a> Corrections<'a> {
    pub(super) fn new(records: &Records<'a>, as_of: Instant) -> Self {
        let of_file = |file: &'a std::rc::Rc<crate::record::LoadedFile>| {
            file.annotations.mitigations.iter().map(|stated| Correction { stated, file: &file.name })
        };
        Self { list: records.files.iter().flat_map(of_file).collect(), as_of }
    }

    /// What is stated of the incident that ran from `opened` to `over`: a mitigation, or that none is known. None where
    /// nothing of use is; `belongs` says which instants may be its mitigation.
    pub(super) fn of(
        &self,
        class: &str,
        opened: Instant,
        over: Option<Instant>,
        belongs: impl Fn(Instant) -> bool,
    ) -> Option<Option<Statement<'a>>> {
        let mut answer = None;
        for correction in self.list.iter().filter(|correction| correction.means(class, opened, over)) {
            match correction.stated.mitigated.filter(|at| *at <= self.as_of) {
                None => answer = answer.or(Some(None)),
                // Of several statements the earliest counts, as of those of timelines.
                Some(at) if belongs(at) => {
                    let new = correction.statement(at);
                    let earlier =
                        answer.flatten().is_none_or(|known: Statement<'_>| (at, new.file) < (known.at, known.file));
                    answer = if earlier { Some(Some(new)) } else { answer };
                }
                Some(_) => {}
            }
        }
        answer
    }

    /// The statements that belong to none of the incidents.
    pub(super) fn strays(&self, incidents: &[Known<'a>]) -> impl Iterator<Item = Statement<'a>> {
        self.list.iter().filter_map(|correction| {
            let at = correction.stated.mitigated.filter(|at| *at <= self.as_of)?;
            // What was stated may have moved the incident's end since.
            let end =
                |known: &Known<'_>| known.incident.over.zip(known.mitigable_until).map(|(one, other)| one.max(other));
            let belongs = incidents.iter().any(|known| {
                correction.means(&known.incident.class, known.incident.opened, end(known)) && known.takes(at)
            });
            (!belongs).then(|| correction.statement(at))
        })
    }
}

impl<'a> Correction<'a> {
    /// Whether the incident that ran from `opened` to `over` is meant.
    fn means(&self, class: &str, opened: Instant, over: Option<Instant>) -> bool {
        let t = self.stated.opened;
        self.stated.class == class && opened <= t && over.is_none_or(|over| t <= over)
    }

    fn statement(&self, at: Instant) -> Statement<'a> {
        Statement { at, class: Some(&self.stated.class), by: StatedBy::Reviewer, file: self.file, timeline: None }
    }
}

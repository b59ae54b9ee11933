use super::mark::{Mark, Sign};
use super::model::{Band, BandKind, ChartModel, Level, Table, head};
use super::{ChartKind, Columns, Source, Tone, band, incident, moment};
use crate::recovery::{Durations, Incident, IncidentSource};
use crate::review::wording::{self, count, counted};
use crate::time::{Duration, Instant};

/// The most incidents that have a mark; of more, the newest.
const MOST_MARKS: usize = 500;

/// How long each incident took, literally and verified, at the instant of its opening.
///
/// It shows all incidents of the data up to `as_of`, and shades the review's window where they reach back to before it.
pub(super) fn model(source: &Source, columns: u32) -> ChartModel {
    let window = source.window();
    let shown = &source.incidents[source.incidents.len().saturating_sub(MOST_MARKS)..];
    let first = shown.first().map_or(window.from(), |incident| incident.opened);
    // A mark on the very edge would be cut in halves, and an instant on it is outside.
    let margin = Duration::from_millis((source.as_of - first).as_millis() / 40 + 60_000);
    let columns = Columns::new(window.from().min(first - margin), source.as_of, columns);

    let length = wording::length(source.slo.window);
    let mut bands = band::uncovered(source, columns);
    bands.extend(band::outages(source, columns));
    if columns.from < window.from() {
        let label = format!("the {length} under review");
        let kind = BandKind::Window;
        bands.push(Band { kind, from: window.from(), to: columns.to, label, tone: Tone::Plain });
    }
    let reviewed = Reviewed::of(source);
    let title = "How long did recovery take?".to_owned();
    let mut model = ChartModel::new(ChartKind::Durations, source, columns, title, reviewed.verdict(source, &length));
    model.tone = reviewed.tone;
    model.empty = shown
        .is_empty()
        .then(|| format!("No incident was opened in the loaded data up to {}.", moment::moment(source.as_of)));
    model.levels = target(source, columns).into_iter().collect();
    model.bands = bands;
    model.marks = shown.iter().map(|incident| mark(source, incident)).collect();
    model.table = table(source, shown);
    model
}

/// The target as a level, where there is one.
pub(super) fn target(source: &Source, columns: Columns) -> Option<Level> {
    source.slo.recovery_target.map(|target| Level {
        label: format!("target {}", moment::in_brief(target)),
        value: seconds(target),
        from: columns.from,
        tone: Tone::Bad,
    })
}

pub(super) fn seconds(length: Duration) -> f64 {
    length.as_millis() as f64 / 1_000.0
}

fn mark(source: &Source, known: &Incident) -> Mark {
    Mark {
        sign: Sign::of_class(&known.class),
        label: format!("{}: {}", known.id, incident::in_short(source, known)),
        at: known.opened,
        to: known.recovered.unwrap_or(source.as_of),
        value: seconds(incident::length(source, known)),
        other: incident::verified_length(known).map_or(f64::NAN, seconds),
        tone: incident::tone(source, known),
        open: known.recovered.is_none(),
        excluded: known.excluded.is_some(),
        reported: known.source == IncidentSource::Reported,
        facts: incident::facts(source, known),
    }
}

/// The incidents of the review's window: those recovered in it, and the open ones.
struct Reviewed<'a> {
    /// Of those that are recovered and count.
    durations: Durations,
    longest: Option<&'a Incident>,
    open: Vec<&'a Incident>,
    excluded: u64,
    tone: Tone,
}

impl<'a> Reviewed<'a> {
    fn of(source: &Source<'a>) -> Self {
        let window = source.window();
        let mut reviewed =
            Self { durations: Durations::default(), longest: None, open: Vec::new(), excluded: 0, tone: Tone::None };
        for known in source.incidents {
            if !known.recovered.is_none_or(|recovered| window.contains(recovered)) {
                continue;
            }
            if known.excluded.is_some() {
                reviewed.excluded += 1;
                continue;
            }
            reviewed.tone = worse(reviewed.tone, incident::tone(source, known));
            match known.duration() {
                None => reviewed.open.push(known),
                Some(duration) => {
                    if reviewed.longest.and_then(Incident::duration).is_none_or(|longest| duration > longest) {
                        reviewed.longest = Some(known);
                    }
                    reviewed.durations.add(duration);
                }
            }
        }
        reviewed
    }

    fn verdict(&self, source: &Source, length: &str) -> String {
        let until = format!("in the {length} to {}", moment::moment(source.as_of));
        let recovered = self.durations.count();
        let mut text = match (self.longest, self.durations.mean_millis()) {
            (Some(longest), Some(mean)) => {
                let most = wording::elapsed(incident::length(source, longest));
                let took = match recovered {
                    1 => format!("{} after {most}", longest.id),
                    _ => {
                        let mean = wording::elapsed(Duration::from_millis(mean.ceil() as i64));
                        format!("on average after {mean}, the longest, {}, after {most}", longest.id)
                    }
                };
                let within = source.slo.recovery_target.map_or(String::new(), |target| {
                    let within = count(self.durations.within(target) as u64);
                    format!("{within} of them within {}; ", wording::elapsed(target))
                });
                let incidents = counted(recovered as u64, "incident");
                format!("{incidents} recovered {until}: {}{took}.", if recovered > 1 { within.as_str() } else { "" })
            }
            _ if source.incidents.is_empty() => format!("No data: no incident recovered {until}."),
            _ => format!("No incident that counts recovered {until}."),
        };
        match self.open[..] {
            [] => {}
            [one] => text.push_str(&format!(" {} is {} now.", one.id, incident::in_short(source, one))),
            [oldest, ..] => text.push_str(&format!(
                " {} are open, {} the longest, for {}.",
                count(self.open.len() as u64),
                oldest.id,
                wording::elapsed(incident::length(source, oldest))
            )),
        }
        if self.excluded > 0 {
            let are = if self.excluded == 1 { "is" } else { "are" };
            text.push_str(&format!(" {} more {are} excluded by outages.", count(self.excluded)));
        }
        text
    }
}

/// The tone that a reader must see first.
pub(super) fn worse(a: Tone, b: Tone) -> Tone {
    let weight = |tone: Tone| match tone {
        Tone::None => 0,
        Tone::Plain => 1,
        Tone::Good => 2,
        Tone::Warn => 3,
        Tone::Bad => 4,
    };
    if weight(b) > weight(a) { b } else { a }
}

fn table(source: &Source, shown: &[Incident]) -> Table {
    let known = |at: Option<Instant>, none: &str| at.map_or_else(|| none.to_owned(), moment::moment);
    let row = |incident: &Incident| {
        let verified = match incident.verified {
            Some(verified) => wording::elapsed(verified - incident.opened),
            None => "no".to_owned(),
        };
        let target = incident::against_target(source, incident).map_or_else(String::new, |fact| fact.value);
        let mut aside =
            incident::excused(source, incident).map_or_else(String::new, |reason| format!("excluded: {reason}"));
        if incident.source == IncidentSource::Reported {
            aside = if aside.is_empty() { "reported".to_owned() } else { format!("reported; {aside}") };
        }
        vec![
            incident.id.clone(),
            incident.class.clone(),
            moment::moment(incident.opened),
            known(incident.mitigated, "not known"),
            known(incident.recovered, "open"),
            wording::elapsed(incident::length(source, incident)),
            verified,
            target,
            aside,
        ]
    };
    let of = match source.incidents.len() {
        all if all > shown.len() => {
            format!("The newest {} of {} incidents", count(shown.len() as u64), count(all as u64))
        }
        _ => "All incidents".to_owned(),
    };
    Table {
        caption: format!("{of} up to {}, newest first", moment::moment(source.as_of)),
        head: head(&[
            "Incident",
            "Class",
            "Opened",
            "Mitigated",
            "Recovered",
            "Duration",
            "Verified after",
            "Target",
            "Note",
        ]),
        rows: shown.iter().rev().map(row).collect(),
    }
}

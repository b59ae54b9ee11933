use std::collections::BinaryHeap;

use super::component::Component;
use super::line::Line;
use super::moment::{Civil, DAY, Length, Moment};
use super::rule::Rule;
use super::zones::{Zones, instant_of};
use crate::ingest::exclusions::Refusal;
use crate::ingest::intake::{Flaw, Intake};
use crate::record::{Maintenance, Outage, WarningCode};
use crate::time::{Duration, Instant, Interval, Zone};
use crate::tree::{Place, shorten};

/// Most occurrences of one event: a daily window for eleven years.
const MOST_OCCURRENCES: usize = 4_000;

/// How far from its first occurrence a recurrence is followed.
const FARTHEST: Duration = Duration::from_days(30 * 366);

/// The events of a calendar.
pub struct Events<'c, 't> {
    components: &'c [Component<'t>],
    zones: Zones,
    /// Days and times that may still be looked at.
    steps: u64,
    /// Occurrences that an event of their own takes the place of: the event's UID and the instant, sorted.
    replaced: Vec<(&'c str, Instant)>,
}

/// When an event happens, before its recurrence.
struct Span {
    start: Moment,
    zone: Zone,
    length: Length,
    /// Whether the length is of dates, so that the end is a midnight.
    is_date: bool,
}

impl Span {
    fn interval(&self, civil: Civil) -> Interval {
        let end = instant_of(civil + self.length.days * DAY, &self.zone) + Duration::from_seconds(self.length.seconds);
        Interval { from: instant_of(civil, &self.zone), to: Some(end) }
    }
}

impl<'c, 't> Events<'c, 't> {
    /// The events among the components of a calendar.
    pub fn new(components: &'c [Component<'t>], zones: Zones, steps: u64) -> Self {
        Self { components, zones, steps, replaced: Vec::new() }
    }

    /// Reads them all.
    pub fn read(mut self, intake: &mut Intake<'_>) {
        let events = || self.components.iter().filter(|component| component.is("VEVENT"));
        let all: Vec<&Component<'t>> = events().collect();
        let mut replaced = BinaryHeap::new();
        for event in &all {
            if let (Some(line), Some(uid)) = (event.property("RECURRENCE-ID"), event.value("UID"))
                && let Some((moment, zone)) = self.moment(line, line.value(), intake)
            {
                replaced.push((uid, instant_of(moment.civil, &zone)));
            }
        }
        self.replaced = replaced.into_sorted_vec();
        for event in all {
            let place = Place { line: event.line, column: 1 };
            if !event.is_whole {
                let why = "the event before this place is not whole".to_owned();
                intake.odd(WarningCode::CutDocument, Flaw { place, why });
            } else if !event.value("STATUS").is_some_and(|status| status.eq_ignore_ascii_case("CANCELLED")) {
                let occurrences = self.occurrences(event, intake);
                take(event, place, occurrences, intake);
            }
        }
    }

    /// The moment in a property, with the zone it is in. A time that names no zone is read as UTC, and counted, unless the
    /// calendar says where it is at home.
    fn moment(&mut self, line: &Line<'_>, text: &str, intake: &mut Intake<'_>) -> Option<(Moment, Zone)> {
        let moment = Moment::parse(text.trim())?;
        if moment.is_utc {
            return Some((moment, Zone::utc()));
        }
        let zone = match line.parameter("TZID") {
            Some(name) => self.zones.find(name).cloned().or_else(|| {
                let place = Place { line: line.number, column: 1 };
                let why = format!("the time zone `{}` is not known", shorten(name));
                intake.odd(WarningCode::UnknownZone, Flaw { place, why });
                None
            }),
            None => self.zones.floating().cloned().or_else(|| {
                intake.notes.without_offset += 1;
                None
            }),
        };
        Some((moment, zone.unwrap_or_default()))
    }

    fn span(&mut self, event: &Component<'_>, intake: &mut Intake<'_>) -> Result<Span, Flaw> {
        let flaw = |line: u32, why: String| Flaw { place: Place { line, column: 1 }, why };
        let bad = |line: &Line<'_>, what: &str| flaw(line.number, format!("{what} is `{}`", shorten(line.value())));
        let line = event.property("DTSTART").ok_or_else(|| flaw(event.line, "the event has no DTSTART".to_owned()))?;
        let (start, zone) = self.moment(line, line.value(), intake).ok_or_else(|| bad(line, "DTSTART"))?;
        let length = if let Some(line) = event.property("DTEND") {
            let (end, end_zone) = self.moment(line, line.value(), intake).ok_or_else(|| bad(line, "DTEND"))?;
            if start.is_date && end.is_date {
                Length { days: (end.civil - start.civil) / DAY, seconds: 0 }
            } else {
                let exact = instant_of(end.civil, &end_zone) - instant_of(start.civil, &zone);
                Length { days: 0, seconds: exact.whole_seconds() }
            }
        } else if let Some(line) = event.property("DURATION") {
            Length::parse(line.value()).ok_or_else(|| bad(line, "DURATION"))?
        } else {
            // A date alone is that day.
            Length { days: i64::from(start.is_date), seconds: 0 }
        };
        Ok(Span { start, zone, length, is_date: start.is_date })
    }

    /// All intervals of an event.
    fn occurrences(&mut self, event: &'c Component<'t>, intake: &mut Intake<'_>) -> Result<Vec<Interval>, Flaw> {
        let span = self.span(event, intake)?;
        let mut intervals = Vec::new();
        let flaw = |line: u32, why: String| Flaw { place: Place { line, column: 1 }, why };
        if let Some(line) = event.property("EXRULE") {
            return Err(flaw(line.number, "it has an EXRULE, which is not read any more".to_owned()));
        }
        let mut rules = event.properties("RRULE").peekable();
        if rules.peek().is_none() {
            intervals.push(span.interval(span.start.civil));
        }
        for line in rules {
            let rule = Rule::parse(line.value()).map_err(|why| flaw(line.number, why))?;
            let is_whole = self.recur(&rule, &span, &mut intervals);
            if !is_whole {
                let until = intervals.last().map_or(String::new(), |last| format!("; it is read up to {}", last.from));
                let why = format!("the recurrence goes on beyond {MOST_OCCURRENCES} times or 30 years{until}");
                intake.odd(WarningCode::BoundedRecurrence, flaw(line.number, why));
            }
        }
        for line in event.properties("RDATE") {
            for text in line.value().split(',') {
                let interval = self.extra(line, text, &span, intake);
                intervals.push(interval.ok_or_else(|| flaw(line.number, format!("RDATE has `{}`", shorten(text))))?);
            }
        }
        let is_override = event.property("RECURRENCE-ID").is_some();
        if let Some(uid) = event.value("UID").filter(|_| !is_override) {
            intervals.retain(|interval| self.replaced.binary_search(&(uid, interval.from)).is_err());
        }
        self.leave_out(event, &span, &mut intervals, intake)?;
        Ok(intervals)
    }

    /// Adds a rule's occurrences. Whether these are all.
    fn recur(&mut self, rule: &Rule, span: &Span, intervals: &mut Vec<Interval>) -> bool {
        let end = instant_of(span.start.civil, &span.zone) + FARTHEST;
        let most = intervals.len() + MOST_OCCURRENCES;
        let mut is_bounded = false;
        let is_finished = rule.occurrences(span.start.civil, span.is_date, &mut self.steps, &mut |civil| {
            let interval = span.interval(civil);
            let is_over = rule.until.is_some_and(|until| match until {
                Moment { is_utc: true, civil: until, .. } => interval.from > Instant::from_seconds(until),
                // A date is meant to its end.
                Moment { is_date: true, civil: until, .. } => civil >= until + DAY,
                Moment { civil: until, .. } => civil > until,
            });
            if is_over {
                return false;
            }
            if intervals.len() == most || interval.from > end {
                is_bounded = true;
                return false;
            }
            intervals.push(interval);
            true
        });
        is_finished && !is_bounded
    }

    /// A further occurrence: a moment, or a period with its own end.
    fn extra(&mut self, line: &Line<'_>, text: &str, span: &Span, intake: &mut Intake<'_>) -> Option<Interval> {
        let (from, to) = text.split_once('/').map_or((text, None), |(from, to)| (from, Some(to)));
        let (start, zone) = self.moment(line, from, intake)?;
        let own = Span { start, zone, length: span.length, is_date: start.is_date };
        let Some(to) = to else { return Some(own.interval(start.civil)) };
        if let Some(length) = Length::parse(to) {
            return Some(Span { length, ..own }.interval(start.civil));
        }
        let (end, end_zone) = self.moment(line, to, intake)?;
        Some(Interval { from: instant_of(start.civil, &own.zone), to: Some(instant_of(end.civil, &end_zone)) })
    }

    /// Takes the exceptions away: instants, or whole days where only dates are given.
    fn leave_out(
        &mut self,
        event: &Component<'_>,
        span: &Span,
        intervals: &mut Vec<Interval>,
        intake: &mut Intake<'_>,
    ) -> Result<(), Flaw> {
        // A heap sorts with a tenth of the code that a sort is in wasm.
        let (mut moments, mut days) = (BinaryHeap::new(), BinaryHeap::new());
        for line in event.properties("EXDATE") {
            for text in line.value().split(',') {
                let Some((moment, zone)) = self.moment(line, text, intake) else {
                    let place = Place { line: line.number, column: 1 };
                    return Err(Flaw { place, why: format!("EXDATE has `{}`", shorten(text)) });
                };
                let zone = if moment.is_date { &span.zone } else { &zone };
                let from = instant_of(moment.civil, zone);
                if moment.is_date {
                    days.push((from, instant_of(moment.civil + DAY, zone)));
                } else {
                    moments.push(from);
                }
            }
        }
        let (moments, days) = (moments.into_sorted_vec(), days.into_sorted_vec());
        intervals.retain(|interval| {
            let before = days.partition_point(|(from, _)| *from <= interval.from);
            let day = before.checked_sub(1).map(|last| days[last]);
            moments.binary_search(&interval.from).is_err() && !day.is_some_and(|(_, end)| interval.from < end)
        });
        Ok(())
    }
}

/// Takes an event's occurrences as exclusions. The category `outage` makes them outages, `confirmed` confirmed ones.
fn take(event: &Component<'_>, place: Place, occurrences: Result<Vec<Interval>, Flaw>, intake: &mut Intake<'_>) {
    let is_in = |category: &str| {
        let mut lists = event.properties("CATEGORIES");
        lists.any(|line| line.value().split(',').any(|word| word.trim().eq_ignore_ascii_case(category)))
    };
    let reason = event.property("SUMMARY").map(Line::text).unwrap_or_default();
    let is_outage = is_in("outage");
    let outage = Outage {
        interval: Interval { from: Instant::from_millis(0), to: None },
        confirmed: is_in("confirmed"),
        confirmed_by: event.property("X-CONFIRMED-BY").map(Line::text).filter(|by| !by.is_empty()),
        reason: Some(reason.clone()).filter(|reason| !reason.is_empty()),
    };
    let occurrences = match occurrences {
        Ok(occurrences) => occurrences,
        Err(flaw) => return intake.maintenance(place, Err(flaw.into())),
    };
    for interval in occurrences {
        let is_empty = interval.to.is_some_and(|to| to <= interval.from);
        let checked = if is_empty {
            let why = format!("it does not end after it begins ({})", interval.from);
            Err(Refusal::Empty(Flaw { place, why }))
        } else {
            Ok(interval)
        };
        if is_outage {
            intake.outage(place, checked.map(|interval| Outage { interval, ..outage.clone() }));
        } else {
            intake.maintenance(place, checked.map(|interval| Maintenance { interval, reason: reason.clone() }));
        }
    }
}

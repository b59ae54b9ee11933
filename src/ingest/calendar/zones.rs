use super::component::Component;
use super::moment::{Civil, DAY, Moment, date_of, offset};
use super::rule::Rule;
use crate::time::{Instant, Zone};

/// Answers for a time zone by its name, such as `Europe/Prague`. The core knows no zone database; the command line and the
/// page have one.
pub type ZoneLookup = fn(&str) -> Option<Zone>;

/// The last year for which changes of a zone are worked out.
const LAST_YEAR: i32 = 2_100;

/// Most changes of one zone.
const MOST_CHANGES: usize = 2_000;

/// Most zones that one file may define.
const MOST_ZONES: usize = 100;

/// The time zones that a calendar's times are in.
#[derive(Debug, Default)]
pub struct Zones {
    known: Vec<(String, Zone)>,
    lookup: Option<ZoneLookup>,
    /// The zone of times that name none, where the calendar says so.
    floating: Option<Zone>,
}

impl Zones {
    /// The zones that the calendar defines itself, before those that are known outside.
    pub fn of(components: &[Component<'_>], lookup: Option<ZoneLookup>, steps: &mut u64) -> Self {
        let mut zones = Self { known: Vec::new(), lookup, floating: None };
        for (index, component) in components.iter().enumerate() {
            if component.is("VTIMEZONE")
                && let Some(name) = component.value("TZID")
                && zones.known.len() < MOST_ZONES
            {
                let parts = components.iter().filter(|part| part.parent == Some(index));
                zones.known.push((name.to_owned(), zone(name, parts, steps)));
            }
        }
        let named = components.iter().find(|component| component.is("VCALENDAR"));
        let named = named.and_then(|calendar| calendar.value("X-WR-TIMEZONE"));
        zones.floating = named.and_then(|name| zones.find(name).cloned());
        zones
    }

    /// The zone of that name, where it is known.
    pub fn find(&mut self, name: &str) -> Option<&Zone> {
        let place = match self.known.iter().position(|(known, _)| known == name) {
            Some(place) => place,
            None => {
                let zone = self.lookup.and_then(|lookup| lookup(name))?;
                self.known.push((name.to_owned(), zone));
                self.known.len() - 1
            }
        };
        self.known.get(place).map(|(_, zone)| zone)
    }

    /// The zone of times that name none; none where the calendar does not say.
    pub fn floating(&self) -> Option<&Zone> {
        self.floating.as_ref()
    }
}

/// The instant at which clocks in the zone show that time. Of two such instants it is the earlier; a time that is left out
/// when clocks go forward is read with the offset from before (RFC 5545, section 3.3.5).
pub fn instant_of(civil: Civil, zone: &Zone) -> Instant {
    let offset_at = |seconds: i64| i64::from(zone.offset_at(Instant::from_seconds(seconds)));
    let before = offset_at(civil.saturating_sub(DAY));
    let first = civil.saturating_sub(before);
    if offset_at(first) == before {
        return Instant::from_seconds(first);
    }
    let after = offset_at(first);
    let second = civil.saturating_sub(after);
    Instant::from_seconds(if offset_at(second) == after { second } else { first })
}

/// Works out a zone from its parts, `STANDARD` and `DAYLIGHT`.
fn zone<'c>(name: &str, parts: impl Iterator<Item = &'c Component<'c>>, steps: &mut u64) -> Zone {
    let mut changes: Vec<(Instant, i32, i32)> = Vec::new();
    for part in parts {
        let offsets = (part.property("TZOFFSETFROM").and_then(offset), part.property("TZOFFSETTO").and_then(offset));
        let (Some(from), Some(to)) = offsets else { continue };
        let Some(start) = part.value("DTSTART").and_then(Moment::parse) else { continue };
        let mut add = |civil: Civil| {
            let at = Instant::from_seconds(civil - i64::from(from));
            let gap = changes.partition_point(|(known, ..)| *known <= at);
            changes.insert(gap, (at, from, to));
            changes.len() < MOST_CHANGES
                && date_of(civil.div_euclid(DAY)).is_some_and(|date| chrono::Datelike::year(&date) < LAST_YEAR)
        };
        match part.value("RRULE").map(Rule::parse) {
            Some(Ok(rule)) => {
                let until = rule.until.map(|until| until.civil + if until.is_utc { i64::from(from) } else { 0 });
                rule.occurrences(start.civil, false, steps, &mut |civil| {
                    until.is_none_or(|until| civil <= until) && add(civil)
                });
            }
            _ => {
                add(start.civil);
            }
        }
        for date in part.properties("RDATE").flat_map(|line| line.value().split(',')) {
            if let Some(moment) = Moment::parse(date) {
                add(moment.civil);
            }
        }
    }
    let first = changes.first().map_or(0, |(_, from, _)| *from);
    Zone::new(name, first, changes.into_iter().map(|(at, _, to)| (at, to)).collect())
}

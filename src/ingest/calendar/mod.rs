//! Calendars: maintenance windows that somebody planned in one, read from iCalendar files (RFC 5545).
//!
//! Recurrences are worked out here. Of the libraries that do so, none is both right and light enough for the page; tests hold
//! ours to the standard's examples and to one of the libraries. `docs/timelines.md` says what is read.

mod component;
mod event;
mod line;
mod moment;
mod recurrence;
mod rule;
mod zones;

pub use zones::ZoneLookup;

use super::intake::Intake;

/// Reads the events of a calendar: maintenance windows, and outages where a category says so.
pub fn calendar(intake: &mut Intake<'_>, lookup: Option<ZoneLookup>) {
    let components = component::components(intake.text);
    let mut steps = recurrence::MOST_STEPS;
    let zones = zones::Zones::of(&components, lookup, &mut steps);
    event::Events::new(&components, zones, steps).read(intake);
}

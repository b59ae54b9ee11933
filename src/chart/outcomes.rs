use std::cmp::{Ordering, Reverse};

use super::model::{ChartModel, Ended, Row, Table, head};
use super::{ChartKind, Columns, Source, Tone, band, moment};
use crate::review::wording::{self, count, counted};
use crate::sli::Outcomes;
use crate::time::Instant;

/// The most slots that have a row of their own; the others share one.
pub(super) const MOST_ROWS: usize = 24;

/// What became of the window's jobs, slot by slot, most failures first.
pub(super) fn model(source: &Source, columns: u32) -> ChartModel {
    let window = source.window();
    let columns = Columns::new(window.from(), source.as_of, columns);
    let events = source.events(columns.from, columns.to);
    let all = source.reviewed();
    let slots = slots(source, columns);

    // Every slot beyond those with a row of their own goes to the row after them.
    let own = slots.len().min(MOST_ROWS);
    let mut row_of = vec![own; source.namespaces.len()];
    for (row, slot) in slots.iter().take(own).enumerate() {
        row_of[slot.namespace] = row;
    }
    let mut ended = Ended::new(own + usize::from(slots.len() > own), columns);
    for event in events {
        if let Some(row) = row_of.get(event.namespace as usize) {
            ended.add(*row, columns, event);
        }
    }

    let length = wording::length(source.slo.window);
    let title = "Which slots saw failures, and when?".to_owned();
    let mut model = ChartModel::new(ChartKind::Outcomes, source, columns, title, verdict(source, &slots, all, &length));
    model.tone = if events.is_empty() {
        Tone::None
    } else if all.bad > 0 {
        Tone::Bad
    } else {
        Tone::Good
    };
    model.empty = events
        .is_empty()
        .then(|| format!("No job that counts ended in the {length} to {}.", moment::moment(source.as_of)));
    model.total = all.total() as f64;
    model.bands = band::all(source, columns);
    model.rows = rows(source, &slots);
    model.table = table(source, &slots, &length);
    model.ended = ended;
    model
}

/// A namespace with events in the window.
struct Slot {
    namespace: usize,
    outcomes: Outcomes,
    last_failure: Option<Instant>,
}

/// The slots with events, most failures first, then most jobs, then by name.
fn slots(source: &Source, columns: Columns) -> Vec<Slot> {
    let mut slots: Vec<_> = (0..source.namespaces.len())
        .map(|namespace| Slot { namespace, outcomes: Outcomes::default(), last_failure: None })
        .collect();
    for event in source.events(columns.from, columns.to) {
        let Some(slot) = slots.get_mut(event.namespace as usize) else { continue };
        slot.outcomes.add(event.good, event.excluded);
        if !event.good && !event.excluded {
            slot.last_failure = Some(event.end);
        }
    }
    slots.retain(|slot| slot.outcomes != Outcomes::default());
    slots.sort_by(|a, b| {
        let weight = |slot: &Slot| Reverse((slot.outcomes.bad, slot.outcomes.total(), slot.outcomes.excluded()));
        let names = || by_number(&source.namespaces[a.namespace].name, &source.namespaces[b.namespace].name);
        weight(a).cmp(&weight(b)).then_with(names)
    });
    slots
}

/// What the row of all other slots is called.
pub(super) fn more_slots(slots: usize) -> String {
    format!("{} more slot{}", count(slots as u64), if slots == 1 { "" } else { "s" })
}

/// The order that people expect of numbered names: `dev-2` before `dev-10`.
pub(super) fn by_number(a: &str, b: &str) -> Ordering {
    let stem = |name: &str| name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (a_stem, a_number) = a.split_at(stem(a));
    let (b_stem, b_number) = b.split_at(stem(b));
    // Compared by length first, digits order like the numbers that they write, however many there are.
    let number = |digits: &str| (digits.trim_start_matches('0').len(), digits.trim_start_matches('0').to_owned());
    a_stem.cmp(b_stem).then_with(|| number(a_number).cmp(&number(b_number))).then_with(|| a.cmp(b))
}

fn rows(source: &Source, slots: &[Slot]) -> Vec<Row> {
    let row = |name: &str, slots: &[Slot]| {
        let sum = |part: fn(&Outcomes) -> u64| slots.iter().map(|slot| part(&slot.outcomes)).sum::<u64>() as f64;
        Row {
            name: name.to_owned(),
            slots: slots.len() as u32,
            good: sum(|outcomes| outcomes.good),
            bad: sum(|outcomes| outcomes.bad),
            excluded: sum(|outcomes| outcomes.excluded()),
        }
    };
    let own = &slots[..slots.len().min(MOST_ROWS)];
    let others = &slots[own.len()..];
    let mut rows: Vec<_> =
        own.iter().map(|slot| row(&source.namespaces[slot.namespace].name, std::slice::from_ref(slot))).collect();
    if !others.is_empty() {
        rows.push(row("", others));
    }
    rows
}

fn verdict(source: &Source, slots: &[Slot], all: Outcomes, length: &str) -> String {
    let until = format!("in the {length} to {}", moment::moment(source.as_of));
    let out = match all.excluded() {
        0 => String::new(),
        1 => " 1 more job is excluded by maintenance.".to_owned(),
        excluded => format!(" {} more jobs are excluded by maintenance.", count(excluded)),
    };
    if all.total() == 0 {
        return format!("No data: no job that counts ended {until}.{out}");
    }
    let jobs = counted(all.total(), "job");
    let failing = slots.iter().filter(|slot| slot.outcomes.bad > 0).count() as u64;
    if failing == 0 {
        return format!("None: all of {jobs} in {} succeeded {until}.{out}", counted(slots.len() as u64, "slot"));
    }
    let worst = &slots[0];
    let name = &source.namespaces[worst.namespace].name;
    let most = match failing {
        1 => format!("in {name}"),
        _ => format!("the most in {name} ({})", count(worst.outcomes.bad)),
    };
    format!(
        "{} of {}: {} of {jobs} failed {until}, {most}.{out}",
        count(failing),
        counted(slots.len() as u64, "slot"),
        count(all.bad)
    )
}

fn table(source: &Source, slots: &[Slot], length: &str) -> Table {
    let last = |at: Option<Instant>| at.map_or("none".to_owned(), moment::moment);
    let row = |name: String, outcomes: Outcomes, failure: Option<Instant>| {
        vec![name, count(outcomes.good), count(outcomes.bad), count(outcomes.excluded()), last(failure)]
    };
    let own = &slots[..slots.len().min(MOST_ROWS)];
    let others = &slots[own.len()..];
    let mut rows: Vec<_> = own
        .iter()
        .map(|slot| row(source.namespaces[slot.namespace].name.clone(), slot.outcomes, slot.last_failure))
        .collect();
    if !others.is_empty() {
        let mut all = Outcomes::default();
        for Slot { outcomes, .. } in others {
            all.good += outcomes.good;
            all.bad += outcomes.bad;
            all.excluded_good += outcomes.excluded_good;
            all.excluded_bad += outcomes.excluded_bad;
        }
        let failure = others.iter().filter_map(|slot| slot.last_failure).max();
        rows.push(row(more_slots(others.len()), all, failure));
    }
    Table {
        caption: format!("Jobs a slot in the {length}, most failures first"),
        head: head(&["Slot (namespace)", "Succeeded", "Failed", "Excluded", "Last failure"]),
        rows,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbered_names_are_in_the_order_of_their_numbers() {
        let mut names = ["dev-10", "dev-2", "dev", "dev-02", "app-9", "dev-100000000000000000000000"];
        names.sort_by(|a, b| by_number(a, b));
        assert_eq!(names, ["app-9", "dev", "dev-02", "dev-2", "dev-10", "dev-100000000000000000000000"]);
    }
}

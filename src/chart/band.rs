use super::model::{Band, BandKind};
use super::{Columns, Source, Tone, incident, moment};
use crate::time::Instant;

/// The maintenance windows within the columns, joined where they touch, oldest first.
pub(super) fn maintenance(source: &Source, columns: Columns) -> Vec<Band> {
    let windows: Vec<_> = source
        .maintenance
        .windows()
        .iter()
        .map(|window| {
            let to = window.interval.to.unwrap_or(columns.to).min(columns.to);
            (window.interval.from.max(columns.from), to, window.reason.trim())
        })
        .filter(|(from, to, _)| from < to)
        .collect();
    let mut bands: Vec<Band> = Vec::new();
    for (from, to, reason) in windows {
        match bands.last_mut().filter(|band| from <= band.to) {
            Some(band) => {
                band.to = band.to.max(to);
                if !reason.is_empty() && !band.label.contains(reason) {
                    band.label.push_str(if band.label.contains(": ") { "; " } else { ": " });
                    band.label.push_str(reason);
                }
            }
            None => {
                let label = if reason.is_empty() { "maintenance".to_owned() } else { format!("maintenance: {reason}") };
                bands.push(Band { kind: BandKind::Maintenance, from, to, label, tone: Tone::Plain });
            }
        }
    }
    bands
}

/// The stretches within the columns of which the data knows nothing.
pub(super) fn uncovered(source: &Source, columns: Columns) -> Vec<Band> {
    let mut bands = Vec::new();
    let mut known = columns.from;
    let mut gap = |from: Instant, to: Instant| {
        if from < to {
            let label = "not in the data".to_owned();
            bands.push(Band { kind: BandKind::Uncovered, from, to, label, tone: Tone::None });
        }
    };
    for cover in source.covers.stretches() {
        gap(known, cover.from.min(columns.to));
        known = known.max(cover.to);
    }
    gap(known, columns.to);
    bands
}

/// The incidents within the columns, oldest first: up to their recovery, and from there to the success that stayed
/// clean; an open one up to the reviewed instant.
pub(super) fn incidents(source: &Source, columns: Columns) -> Vec<Band> {
    let mut bands = Vec::new();
    for known in source.incidents {
        let recovered = known.recovered.unwrap_or(source.as_of);
        let tone = incident::tone(source, known);
        let mut push = |kind, from: Instant, to: Instant, what: String| {
            if to > columns.from && from <= columns.to {
                let label = format!("{}: {what}", known.id);
                bands.push(Band { kind, from: from.max(columns.from), to: to.min(columns.to), label, tone });
            }
        };
        push(BandKind::Incident, known.opened, recovered, incident::in_short(source, known));
        if let Some(verified) = known.verified.filter(|verified| *verified > recovered) {
            let what = format!("verified after {}", moment::in_brief(verified - known.opened));
            push(BandKind::Unverified, recovered, verified, what);
        }
    }
    bands
}

/// The confirmed outages within the columns.
pub(super) fn outages(source: &Source, columns: Columns) -> Vec<Band> {
    let confirmed = source.outages.iter().filter(|outage| outage.confirmed);
    let bands = confirmed.map(|outage| Band {
        kind: BandKind::Outage,
        from: outage.interval.from.max(columns.from),
        to: outage.interval.to.unwrap_or(columns.to).min(columns.to),
        label: outage.reason.as_ref().map_or("outage".to_owned(), |reason| format!("outage: {reason}")),
        tone: Tone::Plain,
    });
    bands.filter(|band| band.from < band.to).collect()
}

/// All bands of a chart of jobs.
pub(super) fn all(source: &Source, columns: Columns) -> Vec<Band> {
    let mut bands = maintenance(source, columns);
    bands.extend(uncovered(source, columns));
    bands.extend(incidents(source, columns));
    bands
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Cover, Maintenance};
    use crate::sli::{Covers, History, MaintenanceWindows};
    use crate::slo::{PolicyState, Slo};
    use crate::time::{Interval, Zone};

    fn at(seconds: i64) -> Instant {
        Instant::from_seconds(seconds)
    }

    fn bands(maintenance: Vec<Maintenance>, covers: Vec<Cover>, of: fn(&Source, Columns) -> Vec<Band>) -> Vec<Band> {
        let source = Source {
            slo: &Slo::ai_slot_build(),
            history: &History::default(),
            namespaces: &[],
            maintenance: &MaintenanceWindows::new(maintenance),
            covers: &Covers::union(covers),
            incidents: &[],
            evidence: &[],
            outages: &[],
            zone: &Zone::utc(),
            subject: None,
            alert: None,
            work: None,
            state: PolicyState::NoData,
            as_of: at(200),
        };
        of(&source, Columns::new(at(100), at(200), 10))
    }

    #[test]
    fn overlapping_windows_become_one_with_all_reasons() {
        let window = |from, to: Option<i64>, reason: &str| Maintenance {
            interval: Interval { from: at(from), to: to.map(at) },
            reason: reason.to_owned(),
        };
        let windows = vec![
            window(150, Some(160), "upgrade"),
            window(155, Some(170), ""),
            window(165, Some(168), "disk"),
            window(190, None, ""),
            window(10, Some(90), "before"),
        ];
        let bands = bands(windows, Vec::new(), maintenance);
        let found: Vec<_> = bands.iter().map(|band| (band.from, band.to, band.label.as_str())).collect();
        assert_eq!(found, [(at(150), at(170), "maintenance: upgrade; disk"), (at(190), at(200), "maintenance")]);
    }

    #[test]
    fn what_is_not_covered_is_the_rest() {
        let cover = |from, to| Cover { from: at(from), to: at(to) };
        let bands = bands(Vec::new(), vec![cover(50, 120), cover(130, 140), cover(300, 400)], uncovered);
        let found: Vec<_> = bands.iter().map(|band| (band.from, band.to)).collect();
        assert_eq!(found, [(at(120), at(130)), (at(140), at(200))]);
    }
}

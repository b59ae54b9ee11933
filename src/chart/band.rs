use super::model::{Band, BandKind};
use super::{Columns, Source};
use crate::time::Instant;

/// The maintenance windows within the columns, joined where they touch, oldest first.
pub(super) fn maintenance(source: &Source, columns: Columns) -> Vec<Band> {
    let mut windows: Vec<_> = source
        .maintenance
        .iter()
        .map(|window| {
            let to = window.interval.to.unwrap_or(columns.to).min(columns.to);
            (window.interval.from.max(columns.from), to, window.reason.trim())
        })
        .filter(|(from, to, _)| from < to)
        .collect();
    windows.sort_by_key(|(from, to, _)| (*from, *to));
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
                bands.push(Band { kind: BandKind::Maintenance, from, to, label });
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
            bands.push(Band { kind: BandKind::Uncovered, from, to, label: "not in the data".to_owned() });
        }
    };
    for (from, to) in source.covers {
        gap(known, (*from).min(columns.to));
        known = known.max(*to);
    }
    gap(known, columns.to);
    bands
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Maintenance;
    use crate::slo::Target;
    use crate::time::{Duration, Interval};

    fn at(seconds: i64) -> Instant {
        Instant::from_seconds(seconds)
    }

    fn source<'a>(maintenance: &'a [Maintenance], covers: &'a [(Instant, Instant)]) -> Source<'a> {
        Source {
            events: &[],
            namespaces: &[],
            maintenance,
            covers,
            target: Target::from_ppb(990_000_000).expect("a target"),
            window: Duration::from_seconds(100),
            steps: &[],
            as_of: at(200),
        }
    }

    #[test]
    fn overlapping_windows_become_one_with_all_reasons() {
        let window = |from, to: Option<i64>, reason: &str| Maintenance {
            interval: Interval { from: at(from), to: to.map(at) },
            reason: reason.to_owned(),
        };
        let windows = [
            window(150, Some(160), "upgrade"),
            window(155, Some(170), ""),
            window(165, Some(168), "disk"),
            window(190, None, ""),
            window(10, Some(90), "before"),
        ];
        let bands = maintenance(&source(&windows, &[]), Columns::new(at(100), at(200), 10));
        let found: Vec<_> = bands.iter().map(|band| (band.from, band.to, band.label.as_str())).collect();
        assert_eq!(found, [(at(150), at(170), "maintenance: upgrade; disk"), (at(190), at(200), "maintenance")]);
    }

    #[test]
    fn what_is_not_covered_is_the_rest() {
        let covers = [(at(50), at(120)), (at(130), at(140)), (at(300), at(400))];
        let bands = uncovered(&source(&[], &covers), Columns::new(at(100), at(200), 10));
        let found: Vec<_> = bands.iter().map(|band| (band.from, band.to)).collect();
        assert_eq!(found, [(at(120), at(130)), (at(140), at(200))]);
    }
}

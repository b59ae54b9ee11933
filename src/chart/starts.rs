use super::model::{ChartModel, Line, Table, head};
use super::readout::fact;
use super::{ChartKind, Columns, ReadoutLine, Source, Tone, band, day, moment};
use crate::review::wording::{self, count, counted};
use crate::time::{Duration, Instant};

/// Over which time starts are counted.
const OVER: Duration = Duration::from_minutes(15);

/// How many jobs started in the quarter of an hour before each instant, over the review's window (method, section 10).
pub(super) fn model(source: &Source, columns: u32) -> ChartModel {
    let columns = Columns::new(source.window().from(), source.as_of, columns);
    let starts = source.work.map_or(&[][..], |work| work.starts);
    let until = |t: Instant| starts.partition_point(|start| *start <= t);
    let inside = until(source.as_of) - until(columns.from);

    let mut line = Line::default();
    let mut moving = Moving { starts, entered: until(columns.from), left: until(columns.from - OVER) };
    let mut most = (moving.count(), columns.from);
    for column in 0..columns.count {
        line.open(moving.count() as f64);
        while let Some(at) = moving.next(columns.end(column)) {
            line.see(moving.count() as f64);
            if moving.count() > most.0 {
                most = (moving.count(), at);
            }
        }
        line.good.push(moving.count() as f64);
        line.bad.push(0.0);
    }
    let now = moving.count();
    let length = wording::length(source.slo.window);
    let until = moment::moment(source.as_of);
    let verdict = match inside {
        0 => format!("No data: no job started in the {length} to {until}."),
        _ => format!(
            "{} in the 15 minutes to {until}; the most, {}, in those to {}. {} in the {length}.",
            counted(now as u64, "job"),
            count(most.0 as i128),
            moment::moment(most.1),
            counted(inside as u64, "job"),
        ),
    };
    let title = "How many jobs start in 15 minutes?".to_owned();
    let mut model = ChartModel::new(ChartKind::Starts, source, columns, title, verdict);
    model.tone = if inside == 0 { Tone::None } else { Tone::Plain };
    model.empty = (inside == 0).then(|| format!("No job started in the {length} to {until}."));
    model.highest = most.0 as f64;
    model.closing = count(now as i128);
    model.bands = band::maintenance(source, columns);
    model.bands.extend(band::uncovered(source, columns));
    model.bands.extend(band::incidents(source, columns));
    model.line = line;
    let from = |t: Instant| starts.partition_point(|start| *start <= t);
    model.table = Table {
        caption: format!("Jobs that started a day in the {length}"),
        head: head(&["Day (UTC)", "Started"]),
        rows: day::rows(columns, &mut |day| vec![day.label, count((from(day.to) - from(day.from)) as i128)]),
    };
    model
}

/// What a readout says about one of its columns.
pub(super) fn readout(model: &ChartModel, column: usize) -> Vec<ReadoutLine> {
    let at = |values: &[f64]| values.get(column).map_or(0, |value| *value as u64);
    let (now, most) = (at(&model.line.last), at(&model.line.max));
    let mut lines = vec![fact("started in the 15 minutes before", counted(now, "job"), Tone::Plain)];
    if most > now {
        lines.push(fact("at most", counted(most, "job"), Tone::Plain));
    }
    lines
}

/// The trailing quarter of an hour as its right end moves on.
struct Moving<'a> {
    starts: &'a [Instant],
    entered: usize,
    left: usize,
}

impl Moving<'_> {
    fn count(&self) -> usize {
        self.entered - self.left
    }

    /// Goes on to the next instant up to `end` at which the count changes.
    fn next(&mut self, end: Instant) -> Option<Instant> {
        let enters = self.starts.get(self.entered).copied();
        let leaves = self.starts.get(self.left).filter(|_| self.left < self.entered).map(|start| *start + OVER);
        let at = enters.into_iter().chain(leaves).min().filter(|at| *at <= end)?;
        while self.starts.get(self.entered).is_some_and(|start| *start <= at) {
            self.entered += 1;
        }
        while self.left < self.entered && self.starts[self.left] + OVER <= at {
            self.left += 1;
        }
        Some(at)
    }
}

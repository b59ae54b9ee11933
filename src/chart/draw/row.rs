use plotters::style::text_anchor::HPos;
use plotters_backend::DrawingBackend;

use super::frame::Scale;
use super::legend::{self, Icon, hollow};
use super::pen::{Box, Drawing, Pen};
use super::{axis, band, failure};
use crate::chart::outcomes::{by_number, more_slots};
use crate::chart::{BandKind, ChartKind, ChartModel, Ended, Row};
use crate::review::wording::count as in_words;

/// One drawn row: a slot, or all those that have no row of their own.
struct Drawn {
    label: String,
    bad: u64,
    ended: Ended,
}

/// Draws what became of the jobs, one row a slot: of those with most failures as many as fit, in the order of their
/// names, and one row for the rest.
pub(super) fn draw<DB: DrawingBackend>(pen: &Pen<DB>, model: &ChartModel) -> Drawing<Option<Box>, DB> {
    let sheet = pen.sheet();
    let small = pen.small();
    let line = pen.line_height(small);
    let foot = sheet.bottom - axis::time_height(pen);
    let top = sheet.top + 2 * line + pen.px(6.0);
    let fitting = (foot - top) / line;
    if fitting < 1 {
        return Ok(None);
    }

    let rows = drawn(model, fitting as usize);
    let room = sheet.width() / 4;
    let labels = rows.iter().map(|row| pen.fitted(&row.label, room, small)).collect::<Result<Vec<_>, _>>()?;
    let evidence = model.kind == ChartKind::Evidence;
    let counts: Vec<_> = rows.iter().map(|row| failed(row.bad, evidence)).collect();
    let left = sheet.left + axis::widest(pen, labels.iter().map(String::as_str), small)? + pen.px(10.0);
    let aside = axis::widest(pen, counts.iter().map(String::as_str), small)?;
    let right = sheet.right - aside - pen.px(12.0);
    if right - left < pen.px(80.0) {
        return Ok(None);
    }
    let scale = Scale { plot: Box { left, top, right, bottom: foot }, columns: model.columns, values: (0.0, 1.0) };

    band::shade(pen, &scale, &model.bands, foot)?;
    axis::time(pen, &scale, foot)?;
    pen.level(left, right, foot, pen.px(1.0), &pen.theme.axis)?;
    let busiest = rows.iter().flat_map(|row| &row.ended.good).copied().max().unwrap_or(0);
    // Rows spread over the height there is, but few of them do not become beams.
    let pitch = ((foot - top) / rows.len() as i32).min(pen.px(56.0));
    for (place, row) in rows.iter().enumerate() {
        let (upper, lower) = (top + pitch * place as i32, top + pitch * (place as i32 + 1));
        let middle = upper + pitch / 2;
        if place > 0 {
            pen.level(left, right, upper, pen.px(1.0), &pen.theme.grid)?;
        }
        pen.text(&labels[place], left - pen.px(8.0), middle, HPos::Right, small)?;
        if row.bad > 0 {
            pen.text(&counts[place], right + pen.px(8.0), middle, HPos::Left, pen.label(pen.theme.bad))?;
        }
        let reach = ((lower - upper) / 2 - pen.px(1.0)).clamp(1, pen.px(12.0));
        let (upper, lower) = (middle - reach, middle + reach);
        successes(pen, &scale, &row.ended.good, busiest, (upper, lower))?;
        exclusions(pen, &scale, &row.ended.excluded, (upper, lower))?;
        failure::row(pen, &scale, &row.ended.bad, (upper, lower))?;
    }
    band::label(pen, &scale, &model.bands, top - line / 2 - pen.px(2.0))?;
    let any = |kind: BandKind| model.bands.iter().any(|band| band.kind == kind);
    let entries = [
        ("succeeded, higher for more at once", Icon::Bar(pen.theme.good), !evidence),
        (if evidence { "failed with such a text" } else { "failed" }, Icon::Failure, true),
        ("excluded", Icon::Excluded, model.rows.iter().any(|row| row.excluded > 0.0)),
        ("incident", Icon::Cap, any(BandKind::Incident)),
    ];
    legend::draw(pen, left, sheet.top + line / 2 + pen.px(1.0), &entries)?;
    Ok(Some(scale.plot))
}

/// How many failed, where any did: a column of zeros would hide the others.
fn failed(bad: u64, evidence: bool) -> String {
    match (bad, evidence) {
        (0, _) => String::new(),
        (1, true) => "1 piece".to_owned(),
        (_, true) => format!("{} pieces", in_words(bad)),
        (_, false) => format!("{} failed", in_words(bad)),
    }
}

/// The rows as drawn. The model has them in the order of their failures, so the last ones are merged.
fn drawn(model: &ChartModel, fitting: usize) -> Vec<Drawn> {
    let width = model.columns.count as usize;
    let of = |place: usize, counts: &[u32]| counts.get(place * width..(place + 1) * width).unwrap_or_default().to_vec();
    let single = |(place, row): (usize, &Row)| Drawn {
        label: if row.name.is_empty() { more_slots(row.slots as usize) } else { row.name.clone() },
        bad: row.bad as u64,
        ended: Ended {
            good: of(place, &model.ended.good),
            bad: of(place, &model.ended.bad),
            excluded: of(place, &model.ended.excluded),
        },
    };
    let own = if model.rows.len() <= fitting { model.rows.len() } else { fitting - 1 };
    let mut rows: Vec<_> = model.rows.iter().enumerate().map(single).collect();
    let merged = rows.split_off(own);
    let unnamed = model.rows.iter().take(own).filter(|row| row.name.is_empty()).count();
    // There are few rows, so each is put where it belongs: a sort would be a hundred times the code.
    let unnamed = rows.split_off(own - unnamed);
    let mut ordered = Vec::with_capacity(rows.len());
    for row in rows {
        let place = ordered.partition_point(|known: &Drawn| by_number(&known.label, &row.label).is_le());
        ordered.insert(place, row);
    }
    let mut rows = ordered;
    rows.extend(unnamed);
    rows.extend(merged.into_iter().reduce(|mut all, row| {
        all.bad += row.bad;
        let sum = |into: &mut [u32], from: &[u32]| {
            into.iter_mut().zip(from).for_each(|(into, from)| *into = into.saturating_add(*from));
        };
        sum(&mut all.ended.good, &row.ended.good);
        sum(&mut all.ended.bad, &row.ended.bad);
        sum(&mut all.ended.excluded, &row.ended.excluded);
        all
    }));
    if let Some(last) = rows.get_mut(own) {
        last.label = more_slots(model.rows[own..].iter().map(|row| row.slots as usize).sum());
    }
    rows
}

/// Successes are bars around the row's middle, the higher the more of them there are in a column.
pub(super) fn successes<DB: DrawingBackend>(
    pen: &Pen<DB>,
    scale: &Scale,
    counts: &[u32],
    busiest: u32,
    (top, bottom): (i32, i32),
) -> Drawing<(), DB> {
    let most = f64::from(busiest).ln_1p().max(f64::MIN_POSITIVE);
    let (middle, height) = (top + (bottom - top) / 2, f64::from(bottom - top));
    for (column, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let pixels = scale.columns.pixels(column as u32, scale.width());
        let left = scale.plot.left + pixels.start as i32;
        let right = (scale.plot.left + pixels.end as i32).max(left + pen.px(1.5)).min(scale.plot.right);
        let part = 0.35 + 0.45 * f64::from(*count).ln_1p() / most;
        let reach = ((height * part) as i32 / 2).max(1);
        pen.fill(Box { left, top: middle - reach, right, bottom: middle + reach }, &pen.theme.good)?;
    }
    Ok(())
}

/// Excluded jobs are hollow: they are there, and do not count.
fn exclusions<DB: DrawingBackend>(
    pen: &Pen<DB>,
    scale: &Scale,
    counts: &[u32],
    (top, bottom): (i32, i32),
) -> Drawing<(), DB> {
    let (middle, reach) = (top + (bottom - top) / 2, (bottom - top).min(pen.px(8.0)) / 2);
    let mut free = i32::MIN;
    for (column, _) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let x = scale.plot.left + scale.columns.pixels(column as u32, scale.width()).start as i32;
        if x >= free {
            hollow(pen, x, middle, reach)?;
            free = x + pen.px(3.0);
        }
    }
    Ok(())
}

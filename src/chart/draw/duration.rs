use plotters::style::text_anchor::HPos;
use plotters::style::{Color, RGBColor};
use plotters_backend::DrawingBackend;

use super::frame::Scale;
use super::legend::{self, Icon};
use super::obstacle::Obstacles;
use super::pen::{Box, Drawing, Pen};
use super::{axis, band, level, sign};
use crate::chart::moment::in_brief_seconds;
use crate::chart::tick::duration_ticks;
use crate::chart::{ChartKind, ChartModel, Level, Mark, Sign};

/// How many targets high the axis is at most. What took longer is cut, and says how long it took: on an axis that
/// reached up to days, nobody could tell a quarter of an hour from the target.
const MOST_TARGETS: f64 = 4.0;

/// The most marks that are all labelled; among more, only those that stand out.
const FEW: usize = 10;

/// Draws durations against the target: one mark an incident, or one column a day.
pub(super) fn draw<DB: DrawingBackend>(pen: &Pen<DB>, model: &ChartModel) -> Drawing<Option<Box>, DB> {
    let sheet = pen.sheet();
    let small = pen.small();
    let line = pen.line_height(small);
    let foot = sheet.bottom - axis::time_height(pen);
    let top = sheet.top + 2 * line + pen.px(6.0);
    if foot - top < 2 * line {
        return Ok(None);
    }
    let target = model.levels.first().map(|level| level.value);
    let longest = model.marks.iter().map(|mark| mark.value.max(mark.other)).fold(0.0, f64::max);
    // Without a target, what is usual is what the axis is made for.
    let usual = || model.marks.iter().map(|mark| mark.value).sum::<f64>() / model.marks.len().max(1) as f64;
    let most = target.unwrap_or_else(usual).max(10.0) * MOST_TARGETS;
    let highest = longest.max(target.map_or(0.0, |target| target * 1.2)).min(most);
    let ticks = duration_ticks(highest, ((foot - top) / (2 * line)).clamp(2, 6) as usize);
    let end = ticks.last().map_or(highest, |tick| tick.value);
    let cut = longest > end;
    let left = sheet.left + axis::widest(pen, ticks.iter().map(|tick| tick.label.as_str()), small)? + pen.px(10.0);
    let aside = match model.levels.first() {
        Some(level) => axis::widest(pen, level.label.splitn(2, ' '), small)?,
        None => pen.px(4.0),
    };
    let right = sheet.right - aside - pen.px(12.0);
    if right - left < pen.px(80.0) {
        return Ok(None);
    }
    let values = (0.0, if cut { end * 1.2 } else { end });
    let scale = Scale { plot: Box { left, top, right, bottom: foot }, columns: model.columns, values };

    band::shade(pen, &scale, &model.bands, foot)?;
    axis::values(pen, &scale, &ticks)?;
    if model.kind.is_daily() {
        axis::days(pen, &scale, &model.days, foot)?;
    } else {
        axis::time(pen, &scale, foot)?;
    }
    let mut obstacles = Obstacles::new(&scale, &model.line);
    // Columns are wide enough to hide the target behind them, and stems are thin enough to be cut by it.
    let columns = model.kind.is_daily();
    if !columns {
        level::lines(pen, &scale, &model.levels)?;
    }
    for mark in &model.marks {
        let taken = match mark.sign {
            Sign::Column => column(pen, &scale, mark, end)?,
            _ => incident(pen, &scale, mark, end)?,
        };
        obstacles.keep_clear(taken);
    }
    if columns {
        level::lines(pen, &scale, &model.levels)?;
    }
    pen.level(left, right, foot, pen.px(1.0), &pen.theme.axis)?;
    if let Some(level) = model.levels.first() {
        let (y, half) = (scale.y(level.value), pen.px(1.0));
        let words = Box { left: right, top: y - line, right: sheet.right, bottom: y + 2 * line };
        obstacles.keep_clear([words, Box { left, top: y - half, right, bottom: y + half }]);
        aside_of(pen, &scale, level, line)?;
    }
    labels(pen, &scale, model, end, &mut obstacles)?;
    band::label(pen, &scale, &model.bands, top - line / 2 - pen.px(2.0))?;
    let longer = format!("longer than {}, cut", in_brief_seconds(end));
    let ink = pen.theme.muted;
    let sign = |sign| (Icon::Sign(sign, ink, false), model.marks.iter().any(|mark| mark.sign == sign));
    let [circle, square, triangle] = [Sign::Circle, Sign::Square, Sign::Triangle].map(sign);
    let any = |wanted: fn(&Mark) -> bool| model.marks.iter().any(wanted);
    let other = any(|mark| !mark.other.is_nan());
    let entries = [
        ("cache", circle.0, circle.1),
        ("build-ref", square.0, square.1),
        ("another class", triangle.0, triangle.1),
        (if model.kind == ChartKind::BuildTimes { "95th percentile" } else { "mean" }, Icon::Bar(ink), columns),
        ("longest", Icon::Stroke(pen.theme.ink), columns && other),
        ("open", Icon::Arrow(ink), any(|mark| mark.open)),
        ("verified", Icon::Sign(Sign::Ring, ink, true), !columns && other),
        ("excluded", Icon::Sign(Sign::Ring, pen.theme.excluded, true), any(|mark| mark.excluded)),
        ("reported by a timeline", Icon::Dashes(ink), any(|mark| mark.reported)),
        (&longer, Icon::Torn(ink), cut),
    ];
    legend::draw(pen, left, sheet.top + line / 2 + pen.px(1.0), &entries)?;
    Ok(Some(scale.plot))
}

/// Names the target at the right end of its line, where nothing else ever is.
fn aside_of<DB: DrawingBackend>(pen: &Pen<DB>, scale: &Scale, level: &Level, line: i32) -> Drawing<(), DB> {
    let words = level.label.splitn(2, ' ');
    let top = scale.y(level.value) - line / 2;
    for (place, word) in words.enumerate() {
        let y = top + line * place as i32;
        pen.text(word, scale.plot.right + pen.px(8.0), y, HPos::Left, pen.label(pen.theme.tone(level.tone)))?;
    }
    Ok(())
}

/// Where a duration stands: what is longer than the axis, at the plot's very top.
fn height<DB: DrawingBackend>(pen: &Pen<DB>, scale: &Scale, value: f64, end: f64) -> i32 {
    if value > end { scale.plot.top + pen.px(6.0) } else { scale.y(value) }
}

/// An incident is a sign on a stem, at its opening. Gives the boxes that labels have to keep clear of.
fn incident<DB: DrawingBackend>(pen: &Pen<DB>, scale: &Scale, mark: &Mark, end: f64) -> Drawing<[Box; 2], DB> {
    let colour = colour(pen, mark);
    let (x, foot) = (scale.x(mark.at), scale.plot.bottom);
    let y = height(pen, scale, mark.value, end);
    let reach = pen.px(5.0);
    let mut top = y;
    if mark.open {
        // It grows: a bar with an arrow's head.
        let half = pen.px(3.0);
        pen.fill(Box { left: x - half, top: y, right: x + half, bottom: foot }, &colour.mix(0.45))?;
    } else if mark.reported {
        pen.upright_dashes(x, y, foot, pen.px(2.0), &colour)?;
    } else {
        pen.upright(x, y, foot, pen.px(if mark.excluded { 1.0 } else { 2.0 }), &colour.mix(0.7))?;
    }
    if !mark.other.is_nan() {
        top = height(pen, scale, mark.other, end);
        pen.upright(x, top, y, pen.px(1.0), &colour)?;
        torn(pen, scale, x, mark.other, end, false)?;
        sign::draw(pen, mark.sign, (x, top), reach, colour, true)?;
    }
    torn(pen, scale, x, mark.value, end, false)?;
    if mark.open {
        sign::arrow(pen, (x, y), pen.px(7.0), colour)?;
    } else if mark.other.is_nan() || y - top > reach {
        sign::draw(pen, mark.sign, (x, y), reach, colour, mark.excluded)?;
    } else {
        // The two are the same height to the eye, and the one that counts is the filled one.
        sign::draw(pen, mark.sign, (x, y), reach, colour, false)?;
    }
    let stem = Box { left: x - pen.px(2.0), top, right: x + pen.px(2.0), bottom: foot };
    Ok([stem, Box { left: x - reach, top: top.min(y) - reach, right: x + reach, bottom: y + reach }])
}

/// A day is a column up to its mean, and a tick at its longest.
fn column<DB: DrawingBackend>(pen: &Pen<DB>, scale: &Scale, mark: &Mark, end: f64) -> Drawing<[Box; 2], DB> {
    let colour = colour(pen, mark);
    let (x, foot) = (scale.x(mark.at), scale.plot.bottom);
    let half = ((scale.x(mark.to) - x) * 7 / 10).clamp(pen.px(1.0), pen.px(16.0));
    let y = height(pen, scale, mark.value, end);
    let body = Box { left: x - half, top: y, right: x + half, bottom: foot };
    pen.fill(body, &colour.mix(0.35))?;
    pen.fill(Box { bottom: y + pen.px(3.0), ..body }, &colour)?;
    let mut top = y;
    if !mark.other.is_nan() {
        top = height(pen, scale, mark.other, end);
        pen.upright(x, top, y, pen.px(1.0), &pen.theme.ink)?;
        pen.level(x - half, x + half, top, pen.px(2.0), &pen.theme.ink)?;
        torn(pen, scale, x, mark.other, end, true)?;
    }
    torn(pen, scale, x, mark.value, end, true)?;
    Ok([body, Box { top, bottom: y + 1, ..body }])
}

/// What goes on beyond the end of the axis is torn there.
fn torn<DB: DrawingBackend>(
    pen: &Pen<DB>,
    scale: &Scale,
    x: i32,
    value: f64,
    end: f64,
    column: bool,
) -> Drawing<(), DB> {
    if value <= end || value.is_nan() {
        return Ok(());
    }
    let wide = if column { pen.px(16.0) } else { pen.px(6.0) };
    sign::tear(pen, (x, (scale.y(end) + scale.plot.top + pen.px(11.0)) / 2), wide)
}

fn colour<DB: DrawingBackend>(pen: &Pen<DB>, mark: &Mark) -> RGBColor {
    if mark.excluded { pen.theme.excluded } else { pen.theme.tone(mark.tone) }
}

/// Labels the marks beside their heads where there is room: open ones first, then cut and long ones, newest first.
fn labels<DB: DrawingBackend>(
    pen: &Pen<DB>,
    scale: &Scale,
    model: &ChartModel,
    end: f64,
    obstacles: &mut Obstacles,
) -> Drawing<(), DB> {
    let daily = model.kind.is_daily();
    let target = model.levels.first().map_or(f64::INFINITY, |level| level.value);
    let few = model.marks.len() <= FEW && !daily;
    let urgency = |mark: &Mark| match () {
        () if mark.open => 0,
        () if mark.value.max(mark.other) > end => 1,
        () if mark.excluded && !daily => 3,
        () if mark.value > target && !daily => 2,
        () if few => 4,
        () => 5,
    };
    for urgent in 0..5 {
        for mark in model.marks.iter().rev().filter(|mark| urgency(mark) == urgent) {
            let colour = if mark.excluded { pen.theme.muted } else { colour(pen, mark) };
            let style = pen.label(colour);
            let text = if daily { in_brief_seconds(mark.value.max(mark.other)) } else { mark.label.clone() };
            let (width, height) = (pen.width(&text, style)?, pen.line_height(style));
            let x = scale.x(mark.at);
            let beside = pen.px(if daily { 18.0 } else { 9.0 });
            let y = self::height(pen, scale, mark.value, end);
            let tops = [y - height / 2, y - height, y + height / 4, y + height];
            let places = tops.into_iter().flat_map(|top| [x + beside, x - beside - width].map(|left| (left, top)));
            let boxes = places.map(|(left, top)| {
                let top = top.max(scale.plot.top - pen.px(2.0));
                Box { left, top, right: left + width, bottom: top + height }
            });
            let plot = scale.plot;
            let inside = |place: &Box| {
                place.left >= plot.left && place.right <= pen.sheet().right && place.bottom <= plot.bottom
            };
            if let Some(place) = obstacles.place(boxes.filter(inside)) {
                pen.plate(&text, place.left, place.top + height / 2, HPos::Left, style)?;
            }
        }
    }
    Ok(())
}

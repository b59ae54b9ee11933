use super::frame::Scale;
use super::pen::Box;
use crate::chart::Line;

/// What a label must keep clear of: other labels always, the line where that is possible.
pub(super) struct Obstacles<'a> {
    scale: &'a Scale,
    line: &'a Line,
    taken: Vec<Box>,
}

impl<'a> Obstacles<'a> {
    pub(super) fn new(scale: &'a Scale, line: &'a Line) -> Self {
        Self { scale, line, taken: Vec::new() }
    }

    /// Takes places that no label may lie on.
    pub(super) fn keep_clear(&mut self, places: impl IntoIterator<Item = Box>) {
        self.taken.extend(places);
    }

    /// The first place that neither another label nor the line crosses; else the first that no label does. It is
    /// taken from then on.
    pub(super) fn place(&mut self, places: impl IntoIterator<Item = Box>) -> Option<Box> {
        let free: Vec<_> =
            places.into_iter().filter(|place| !self.taken.iter().any(|other| other.meets(place))).collect();
        let clear = free.iter().find(|place| !self.line_crosses(place));
        let place = clear.or(free.first()).copied()?;
        self.taken.push(place);
        Some(place)
    }

    fn line_crosses(&self, place: &Box) -> bool {
        let plot = self.scale.plot;
        let column = |x: i32| self.scale.columns.at_fraction(f64::from(x - plot.left) / f64::from(plot.width().max(1)));
        (column(place.left)..=column(place.right)).any(|column| {
            let extreme = |values: &[f64]| values.get(column as usize).copied().filter(|value| !value.is_nan());
            let (min, max) = (extreme(&self.line.min), extreme(&self.line.max));
            min.zip(max).is_some_and(|(min, max)| self.scale.y(max) <= place.bottom && self.scale.y(min) >= place.top)
        })
    }
}

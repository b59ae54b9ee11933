use super::model::{ChartModel, Ended, Row, Table, head};
use super::readout::fact;
use super::{ChartKind, Columns, ReadoutLine, Source, Tone, band, moment};
use crate::operations::WorkCourse;
use crate::review::wording::{self, count, counted};

/// The evidence of each class that opens incidents, over the review's window, one row a class.
pub(super) fn model(source: &Source, columns: u32) -> ChartModel {
    let columns = Columns::new(source.window().from(), source.as_of, columns);
    let nothing = WorkCourse::default();
    let work = source.work.unwrap_or(&nothing);
    let mut ended = Ended::new(work.classes.len(), columns);
    for &(at, class) in &work.evidence {
        ended.add_bad(class, columns, at);
    }
    let of = |class: usize| work.evidence.iter().filter(move |(_, of)| *of == class);
    let length = wording::length(source.slo.window);
    let until = format!("in the {length} to {}", moment::moment(source.as_of));
    let pieces =
        |number: usize| if number == 1 { "1 piece".to_owned() } else { format!("{} pieces", count(number as i128)) };
    let said: Vec<String> = (0..work.classes.len())
        .map(|class| match of(class).next_back() {
            None => format!("none of {}", work.classes[class]),
            Some((last, _)) => {
                let number = pieces(of(class).count());
                format!("{number} of {}, the last at {}", work.classes[class], moment::moment(*last))
            }
        })
        .collect();
    let verdict = match work.evidence.len() {
        0 => format!("No data: no failure shows the signature of such a class {until}."),
        all => format!("{} {until}: {}.", pieces(all), said.join("; ")),
    };
    let title = "Which failures open incidents, and when?".to_owned();
    let mut model = ChartModel::new(ChartKind::Evidence, source, columns, title, verdict);
    model.tone = if work.evidence.is_empty() { Tone::None } else { Tone::Bad };
    model.empty = work
        .evidence
        .is_empty()
        .then(|| format!("No failure shows the signature of a class that opens incidents {until}."));
    model.bands = band::all(source, columns);
    let row = |class: usize| Row {
        name: work.classes[class].to_owned(),
        slots: 1,
        good: 0.0,
        bad: of(class).count() as f64,
        excluded: 0.0,
    };
    model.rows = (0..work.classes.len()).map(row).collect();
    model.table = Table {
        caption: format!("Evidence of the classes that open incidents in the {length}"),
        head: head(&["Class", "Failed", "Last"]),
        rows: (0..work.classes.len())
            .map(|class| {
                let last = of(class).next_back().map_or("none".to_owned(), |(at, _)| moment::moment(*at));
                vec![work.classes[class].to_owned(), count(of(class).count() as i128), last]
            })
            .collect(),
    };
    model.ended = ended;
    model
}

/// What a readout says about one of its columns.
pub(super) fn readout(model: &ChartModel, column: usize) -> Vec<ReadoutLine> {
    let width = model.columns.count as usize;
    let mut lines = Vec::new();
    for (place, row) in model.rows.iter().enumerate() {
        let number = model.ended.bad.get(place * width + column).copied().unwrap_or(0);
        if number > 0 {
            lines.push(fact(row.name.clone(), counted(number.into(), "failure"), Tone::Bad));
        }
    }
    if lines.is_empty() {
        lines.push(fact(format!("in these {}", moment::span(model.columns.width())), "no such failure", Tone::Plain));
    }
    lines
}

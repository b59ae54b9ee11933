//! The review as one HTML file: for a mail, an archive, a printer. It holds its charts as SVG and its style, asks nothing of
//! anybody, and runs no script; its own content security policy says so.

mod page;
mod section;

use section::{alerts, data, figures, operations, policy, recovery, rollback, verdict};

use self::page::Page;
use crate::review::Review;
use crate::time::Zone;

/// A chart, drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it answers: a question.
    pub title: String,
    /// The answer, in words.
    pub verdict: String,
    /// The drawing: an `svg` element, in which texts are escaped.
    pub svg: String,
    /// Where it stands.
    pub of: FigureOf,
}

/// What a chart is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureOf {
    /// The objective and its budget.
    Objective,
    /// The incidents.
    Recovery,
    /// The pipeline's work.
    Operations,
}

/// The review as an HTML document, with instants in UTC and, where the zone is another, in local time beside it. Whatever comes
/// from the data is text in it and nothing else.
pub fn html(review: &Review, zone: &Zone, charts: &[Figure]) -> String {
    let mut page = Page::new(zone);
    let at = review.as_of.map_or("nothing loaded".to_owned(), |as_of| page.at(as_of));
    page.begin(&format!("SLO review: {}, {at}", review.slo.name));
    verdict(&mut page, review);
    figures(&mut page, review);
    drawn(&mut page, charts, FigureOf::Objective);
    recovery(&mut page, review);
    drawn(&mut page, charts, FigureOf::Recovery);
    alerts(&mut page, review);
    rollback(&mut page, review);
    operations(&mut page, review);
    drawn(&mut page, charts, FigureOf::Operations);
    policy(&mut page, review);
    data(&mut page, review);
    page.end()
}

fn drawn(page: &mut Page<'_>, charts: &[Figure], of: FigureOf) {
    for Figure { title, verdict, svg, .. } in charts.iter().filter(|chart| chart.of == of) {
        page.open("figure");
        page.element("h3", title);
        page.raw(svg);
        page.element("figcaption", verdict);
        page.close("figure");
    }
}

use plotters::style::text_anchor::HPos;
use plotters_backend::DrawingBackend;

use super::pen::{Drawing, Pen};

/// Sets a sentence in the middle of the area, broken into as many lines as it takes.
pub(super) fn draw<DB: DrawingBackend>(pen: &Pen<DB>, sentence: &str) -> Drawing<(), DB> {
    let sheet = pen.sheet();
    let style = pen.label(pen.theme.muted);
    let room = sheet.width() - 2 * pen.px(16.0);
    let mut lines = vec![String::new()];
    for word in sentence.split_whitespace() {
        let last = lines.len() - 1;
        let longer = if lines[last].is_empty() { word.to_owned() } else { format!("{} {word}", lines[last]) };
        if !lines[last].is_empty() && pen.width(&longer, style)? > room {
            lines.push(word.to_owned());
        } else {
            lines[last] = longer;
        }
    }
    let height = pen.line_height(style);
    let top = sheet.height() / 2 - height * (lines.len() as i32 - 1) / 2;
    for (place, line) in lines.iter().enumerate() {
        pen.text(line, sheet.width() / 2, top + height * place as i32, HPos::Center, style)?;
    }
    Ok(())
}

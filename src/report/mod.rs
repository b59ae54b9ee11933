//! Views of the review document: for a terminal, for an issue comment, as a page to keep, and the
//! document itself. They show what the
//! document says and compute no figure of their own.

mod alerts;
mod clock;
#[cfg(not(target_arch = "wasm32"))]
mod html;
mod json;
mod lines;
mod markdown;
mod plain;
mod recovery;
mod text;

#[cfg(not(target_arch = "wasm32"))]
pub use html::{Figure, FigureOf, html};
#[cfg(target_arch = "wasm32")]
pub(crate) use json::json as indented;
pub use markdown::markdown;
pub use plain::plain;
pub use text::{text, text_in};

use crate::review::Review;

/// The document as indented JSON, with a line end.
pub fn json(review: &Review) -> String {
    let mut text = json::json(review);
    text.push('\n');
    text
}

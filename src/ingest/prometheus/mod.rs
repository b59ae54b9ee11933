//! Responses of Prometheus' HTTP API, in whatever shape they were saved (method, section 9).

mod reader;
mod recognise;
mod refusal;
mod series;
mod text;

pub use reader::ResponseReader;
pub use recognise::is_response;

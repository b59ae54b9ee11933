use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};

/// A document as indented JSON, without a line end.
pub fn json(document: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut bytes, Layout(PrettyFormatter::new()));
    document.serialize(&mut serializer).expect("a document has only text keys and no failing serializers");
    String::from_utf8(bytes).expect("JSON is written as UTF-8")
}

/// The usual layout, with ratios written by the standard library, which the charts need anyway: serde_json brings an
/// algorithm of its own, whose tables weigh 4 KB in the page.
struct Layout(PrettyFormatter<'static>);

impl Formatter for Layout {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        let digits = value.to_string();
        writer.write_all(digits.as_bytes())?;
        // A ratio stays one where it happens to be whole.
        if digits.contains('.') { Ok(()) } else { writer.write_all(b".0") }
    }

    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    #[test]
    fn it_is_laid_out_as_usual() {
        let document = json!({"some": [1, -2, 0.995, 1.0], "none": [], "empty": {}, "text": "a\n\"b\"", "no": null});
        assert_eq!(super::json(&document), serde_json::to_string_pretty(&document).expect("it has only text keys"));
    }

    proptest! {
        #[test]
        fn ratios_are_read_back_as_they_were(value in any::<f64>()) {
            let text = super::json(&value);
            let finite = if value.is_finite() { json!(value) } else { Value::Null };
            prop_assert_eq!(text.parse::<f64>().ok(), finite.as_f64());
        }
    }
}

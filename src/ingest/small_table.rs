use super::intake::{Flaw, Intake};
use super::rows::RowReader;
use crate::record::WarningCode;
use crate::tree::{Entry, Node, Place, Value};

/// Longest field of such a table, in bytes.
const LONGEST_FIELD: usize = 64 << 10;

/// Reads a table that is whole as one group of fields a row, by the header's names in small letters. An empty field is
/// none. Rows that cannot be read are noted.
pub fn rows(intake: &mut Intake<'_>, delimiter: u8, take: &mut dyn FnMut(&Node, &mut Intake<'_>)) {
    let mut header: Option<Vec<String>> = None;
    let text = intake.text;
    let mut each = |row: &super::rows::Row<'_>| {
        let place = Place { line: u32::try_from(row.line).unwrap_or(u32::MAX), column: 1 };
        // The text is UTF-8, and so are its fields, which are cut at single bytes.
        let fields = || row.fields.iter().map(|field| str::from_utf8(field).unwrap_or_default());
        let Some(columns) = &header else {
            header = Some(fields().map(|name| name.trim().to_ascii_lowercase()).collect());
            return;
        };
        let why = if row.fields.len() != columns.len() {
            format!("it has {} fields, and the header has {}", row.fields.len(), columns.len())
        } else if fields().any(|field| field.len() > LONGEST_FIELD) {
            "a field is longer than 64 KiB".to_owned()
        } else {
            let field = |(key, text): (&String, &str)| Entry {
                key: key.clone(),
                place,
                node: Node { place, value: Value::Plain(text.trim().to_owned()) },
            };
            let fields = columns.iter().zip(fields()).map(field).collect();
            return take(&Node { place, value: Value::Map(fields) }, intake);
        };
        if row.is_last {
            intake.odd(WarningCode::CutDocument, Flaw { place, why: "the last row is not whole".to_owned() });
        } else {
            let entry = intake.begin_entry(place);
            intake.bad(entry.err().unwrap_or(Flaw { place, why }));
        }
    };
    let mut reader = RowReader::new(delimiter);
    reader.push(text.as_bytes(), &mut each);
    reader.finish(&mut each);
}

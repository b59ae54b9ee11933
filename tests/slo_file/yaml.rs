//! YAML as JSON values, by the library's events and apart from our own reader, so that a schema can look at it.

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value};

/// The documents of a text that is valid YAML without aliases.
pub fn documents(text: &str) -> Vec<Value> {
    let mut documents = Vec::new();
    let mut events = Parser::new_from_str(text).map(|event| event.expect("valid YAML").0);
    while let Some(event) = events.next() {
        match event {
            Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd | Event::StreamEnd => {}
            first => documents.push(value(first, &mut events)),
        }
    }
    documents
}

fn value<'a>(event: Event<'a>, events: &mut impl Iterator<Item = Event<'a>>) -> Value {
    match event {
        Event::Scalar(text, ScalarStyle::Plain, ..) => {
            if text.is_empty() {
                Value::Null
            } else {
                serde_json::from_str(&text).unwrap_or_else(|_| text.into())
            }
        }
        Event::Scalar(text, ..) => text.into(),
        Event::SequenceStart(..) => {
            let mut items = Vec::new();
            loop {
                match events.next().expect("the list ends") {
                    Event::SequenceEnd => return items.into(),
                    item => items.push(value(item, events)),
                }
            }
        }
        Event::MappingStart(..) => {
            let mut fields = Map::new();
            loop {
                match events.next().expect("the map ends") {
                    Event::MappingEnd => return fields.into(),
                    Event::Scalar(key, ..) => {
                        let item = events.next().expect("a key has a value");
                        fields.insert(key.into_owned(), value(item, events));
                    }
                    other => panic!("no plain key: {other:?}"),
                }
            }
        }
        other => panic!("unexpected: {other:?}"),
    }
}

use super::exclusions::{maintenance, outage};
use super::intake::{Flaw, Intake};
use super::small::MOST_VALUES;
use super::small_table::rows;
use crate::tree::{Complaints, Node, Place, Value, shorten, yaml};

/// Reads exclusions as YAML: the lists `maintenance` and `outages`.
pub fn exclusions_yaml(intake: &mut Intake<'_>) {
    let mut complaints = Listed::default();
    let documents = yaml::documents(intake.text, MOST_VALUES, &mut complaints);
    complaints.0.into_iter().for_each(|flaw| intake.bad(flaw));
    for document in &documents {
        for item in list(document, "maintenance", intake) {
            let read = maintenance(item, &mut intake.notes);
            intake.maintenance(item.place, read);
        }
        for item in list(document, "outages", intake) {
            let read = outage(item, &mut intake.notes);
            intake.outage(item.place, read);
        }
    }
}

fn list<'n>(document: &'n Node, key: &str, intake: &mut Intake<'_>) -> &'n [Node] {
    match document.get(key) {
        Some(node) if !matches!(node.value, Value::List(_)) => {
            intake.bad(Flaw { place: node.place, why: format!("`{key}` is {}, not a list", node.what()) });
            &[]
        }
        node => node.map(Node::items).unwrap_or_default(),
    }
}

/// Keeps the first complaints.
#[derive(Default)]
struct Listed(Vec<Flaw>);

impl Complaints for Listed {
    fn complain(&mut self, place: Place, path: String, message: String, remedy: String) {
        if self.0.len() < 100 {
            let path = if path.is_empty() { path } else { format!("{path}: ") };
            self.0.push(Flaw { place, why: format!("{path}{message}; {remedy}") });
        }
    }
}

/// Reads exclusions as a table, one a row: `from`, `to`, `reason`, `confirmed`, `confirmedBy`, and `kind` or `type`, which
/// is `maintenance` or `outage`. A row that does not say is a maintenance window.
pub fn exclusions_table(intake: &mut Intake<'_>, delimiter: u8) {
    rows(intake, delimiter, &mut |row, intake| {
        let kind = row.get("kind").or_else(|| row.get("type")).and_then(Node::text).unwrap_or("maintenance");
        match kind.to_ascii_lowercase().as_str() {
            "maintenance" => {
                let read = maintenance(row, &mut intake.notes);
                intake.maintenance(row.place, read);
            }
            "outage" => {
                let read = outage(row, &mut intake.notes);
                intake.outage(row.place, read);
            }
            _ => {
                let why = format!("its kind is `{}`; expected maintenance or outage", shorten(kind));
                intake.outage(row.place, Err(Flaw { place: row.place, why }.into()));
            }
        }
    });
}

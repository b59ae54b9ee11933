use crate::time::Duration;

/// A length of time in the document: seconds, exact to the millisecond, whole where they are whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seconds(pub Duration);

impl serde::Serialize for Seconds {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let millis = self.0.as_millis();
        if millis % 1_000 == 0 {
            serializer.serialize_i64(millis / 1_000)
        } else {
            serializer.serialize_f64(millis as f64 / 1_000.0)
        }
    }
}

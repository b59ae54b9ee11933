use std::borrow::Cow;

use super::text::text;

/// The labels of a series that tell whose it is. Those of the scrape are ignored, so that the series of two replicas are
/// one (method, section 9).
#[derive(Debug, Default)]
pub struct Labels<'a> {
    /// The metric's name; empty where the query lost it.
    pub name: Cow<'a, str>,
    pub condition: Cow<'a, str>,
    namespace: Cow<'a, str>,
    job: Cow<'a, str>,
    exported_namespace: Option<Cow<'a, str>>,
    exported_job: Option<Cow<'a, str>>,
}

impl<'a> Labels<'a> {
    /// Takes a label.
    pub fn add(&mut self, key: &[u8], value: &'a [u8]) {
        let value = text(value);
        match key {
            b"__name__" => self.name = value,
            b"condition" => self.condition = value,
            b"namespace" => self.namespace = value,
            b"job_name" => self.job = value,
            b"exported_namespace" => self.exported_namespace = Some(value),
            b"exported_job_name" => self.exported_job = Some(value),
            _ => {}
        }
    }

    /// The job's namespace and name; `None` where the series is of no job. A scrape that has labels of these names
    /// itself renames the exporter's.
    pub fn job(&self) -> Option<(&str, &str)> {
        let name = self.exported_job.as_ref().unwrap_or(&self.job);
        let namespace = self.exported_namespace.as_ref().unwrap_or(&self.namespace);
        (!name.is_empty()).then_some((&**namespace, &**name))
    }
}

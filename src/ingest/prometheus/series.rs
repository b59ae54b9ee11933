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
        let label = match key {
            b"__name__" => &mut self.name,
            b"condition" => &mut self.condition,
            b"namespace" => &mut self.namespace,
            b"job_name" => &mut self.job,
            b"exported_namespace" => self.exported_namespace.get_or_insert_default(),
            b"exported_job_name" => self.exported_job.get_or_insert_default(),
            // Most are of the scrape, and cost nothing more.
            _ => return,
        };
        *label = text(value);
    }

    /// The job's namespace and name; `None` where the series is of no job. A scrape that has labels of these names
    /// itself renames the exporter's.
    pub fn job(&self) -> Option<(&str, &str)> {
        let name = self.exported_job.as_ref().unwrap_or(&self.job);
        let namespace = self.exported_namespace.as_ref().unwrap_or(&self.namespace);
        (!name.is_empty()).then_some((&**namespace, &**name))
    }
}

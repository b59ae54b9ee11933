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

/// What a label tells.
#[derive(Clone, Copy, Debug)]
pub enum Role {
    Name,
    Condition,
    Namespace,
    Job,
    ExportedNamespace,
    ExportedJob,
}

impl Role {
    /// The role of a label of that name. Most are of the scrape and have none.
    pub fn of(key: &[u8]) -> Option<Self> {
        Some(match key {
            b"__name__" => Self::Name,
            b"condition" => Self::Condition,
            b"namespace" => Self::Namespace,
            b"job_name" => Self::Job,
            b"exported_namespace" => Self::ExportedNamespace,
            b"exported_job_name" => Self::ExportedJob,
            _ => return None,
        })
    }
}

impl<'a> Labels<'a> {
    /// Takes a label's value as written.
    pub fn add(&mut self, role: Role, value: &'a [u8]) {
        let label = match role {
            Role::Name => &mut self.name,
            Role::Condition => &mut self.condition,
            Role::Namespace => &mut self.namespace,
            Role::Job => &mut self.job,
            Role::ExportedNamespace => self.exported_namespace.get_or_insert_default(),
            Role::ExportedJob => self.exported_job.get_or_insert_default(),
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

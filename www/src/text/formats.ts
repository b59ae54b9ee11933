/** The names that people know the formats by. */
const NAMES: Readonly<Record<string, string>> = {
  "kubernetes-jobs": "Kubernetes Jobs (JSON)",
  "jobs-table": "Jobs table (CSV)",
  exclusions: "Exclusions",
  slo: "SLO file",
  prometheus: "Prometheus query result",
  "runtime-deploy-tasks": "Deploy tasks",
  "runtime-errors": "Runtime errors",
  logs: "Log lines",
  loki: "Loki query result",
  "incident-timeline": "Incident timeline",
  alertmanager: "Alertmanager alerts",
  pagerduty: "PagerDuty incidents",
  annotations: "Annotations",
};

/** The format's name in words; the code itself where it is a new one. */
export function formatName(format: string): string {
  return NAMES[format] ?? format;
}

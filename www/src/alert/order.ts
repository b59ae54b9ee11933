import type { Alert, AlertState } from "../engine/alerts.ts";

const ORDER: readonly AlertState[] = ["firing", "notEvaluable", "inactive"];

/** What fires on top, then what cannot be told, then the rest; each as in the SLO file. */
export function firingFirst(alerts: readonly Alert[]): readonly Alert[] {
  return ORDER.flatMap((state) => alerts.filter((alert) => alert.state === state));
}

/** What the figures of an SLO file are called where they are tuned. */

import type { Tunable } from "../engine/tuning.ts";

/** Figures that are tuned side by side: those of the objective, of the policy, or of one alert. */
export interface Group {
  readonly kind: "objective" | "policy" | "alert";
  /** The alert's name. */
  readonly alert: string;
  readonly tunables: readonly Tunable[];
}

const FIELDS: Readonly<Record<string, string>> = {
  target: "Objective",
  targetPercent: "Objective, %",
  duration: "Window",
  value: "Recovered within, seconds",
  window: "Window",
  atLeast: "At least",
  longerThan: "Longer than",
  shortWindow: "Short window",
  longWindow: "Long window",
  minimumFailures: "Failures, at least",
};

/** What a figure is called within its group. */
export function labelOf({ id, unit }: Tunable): string {
  const [, group = "", field = ""] = /^(.*)\.([^.]*)$/u.exec(id) ?? [];
  if (field === "above") return unit === "decimal" ? "Burn rate over" : "Failed share over";
  if (!group.startsWith("policy.")) return FIELDS[field] ?? field;
  const state = group.slice("policy.".length);
  const name = `${state.charAt(0).toUpperCase()}${state.slice(1)}`;
  return field === "threshold" ? `${name}, spent over` : `${name}, within`;
}

/** The figures by what they are of, in the file's order: the objective, the policy, each alert. */
export function groups(tunables: readonly Tunable[]): readonly Group[] {
  const alert = (id: string): string => (id.startsWith("alerts.") ? id.slice("alerts.".length, id.lastIndexOf(".")) : "");
  const names = [...new Set(tunables.map(({ id }) => alert(id)).filter((name) => name !== ""))];
  const of = (kind: Group["kind"], name: string, isOf: (id: string) => boolean): Group => ({ kind, alert: name, tunables: tunables.filter(({ id }) => isOf(id)) });
  return [
    of("objective", "", (id) => !/^(?:policy|alerts)\./u.test(id)),
    of("policy", "", (id) => id.startsWith("policy.")),
    ...names.map((name) => of("alert", name, (id) => alert(id) === name)),
  ].filter((group) => group.tunables.length > 0);
}

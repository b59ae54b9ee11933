/** What is tried out, as it is kept: figures by their ids, and incidents and jobs that are as if they had never been. */

import type { Review } from "../engine/documents.ts";
import type { NamedJob, Tunable, TunedChange } from "../engine/tuning.ts";
import { meant } from "../incident/order.ts";
import { utcDigits } from "../time/instant.ts";

/** An incident by what stays when others come before it: its class, and an instant at which it ran. */
export interface NamedIncident {
  readonly class: string;
  readonly openedAt: string;
}

/** Something that is left out. */
export type LeftOut = { readonly incident: NamedIncident } | { readonly job: NamedJob };

/** What is tried out. */
export interface Trial {
  readonly changes: Readonly<Record<string, string>>;
  readonly leftOut: readonly LeftOut[];
}

/** A trial under a name. */
export interface NamedTrial {
  readonly name: string;
  readonly trial: Trial;
}

/** Nothing is tried: everything as it is today. */
export const TODAY: Trial = { changes: {}, leftOut: [] };

/** Whether nothing is tried. */
export function isToday({ changes, leftOut }: Trial): boolean {
  return Object.keys(changes).length === 0 && leftOut.length === 0;
}

/** Whether both try the same. */
export function isSame(one: Trial, other: Trial): boolean {
  const written = ({ changes, leftOut }: Trial): string => [...Object.entries(changes), ...leftOut.map(keyOf)].sort().join("\n");
  return written(one) === written(other);
}

/** The trial with a figure changed, or as the file has it where `value` is that or `undefined`. */
export function withFigure(trial: Trial, { id, value: today }: Tunable, value: string | undefined): Trial {
  const { [id]: _, ...others } = trial.changes;
  return { ...trial, changes: value === undefined || value === today ? others : { ...others, [id]: value } };
}

/** What tells things that are left out apart. */
export function keyOf(left: LeftOut): string {
  return "incident" in left ? `${left.incident.class} ${left.incident.openedAt}` : `${left.job.namespace}/${left.job.name} ${left.job.end}`;
}

/** Whether it is left out. */
export function isLeftOut({ leftOut }: Trial, what: LeftOut): boolean {
  return leftOut.some((left) => keyOf(left) === keyOf(what));
}

/** The trial with something left out, or taken back where it was. */
export function toggled(trial: Trial, what: LeftOut): Trial {
  const others = trial.leftOut.filter((left) => keyOf(left) !== keyOf(what));
  return { ...trial, leftOut: others.length < trial.leftOut.length ? others : [...others, what] };
}

/** What is left out, in words. */
export function leftOutName(left: LeftOut): string {
  if ("job" in left) return `job ${left.job.namespace}/${left.job.name} of ${utcDigits(left.job.end, "minute")} UTC`;
  return `incident ${left.incident.class} of ${utcDigits(left.incident.openedAt, "minute")} UTC`;
}

/** The trial without figures that the SLO file does not have, or has just so. */
export function fitting(trial: Trial, tunables: readonly Tunable[]): Trial {
  const fits = ([id, value]: [string, string]): boolean => tunables.some((tunable) => tunable.id === id && tunable.value !== value);
  return { ...trial, changes: Object.fromEntries(Object.entries(trial.changes).filter(fits)) };
}

/** The changes as the core takes them. */
export function changesOf({ changes }: Trial): readonly TunedChange[] {
  return Object.entries(changes).map(([id, value]) => ({ id, value }));
}

/** The incident of the review that is meant, if there is one. */
export function incidentOf({ recovery }: Review, left: LeftOut): string | undefined {
  return "incident" in left ? meant(recovery.incidents, left.incident)?.id : undefined;
}

/** Reads what was kept. What is no such trial, say of a later version, is left out. */
export function readTrials(kept: unknown): readonly NamedTrial[] {
  const isOne = (found: Partial<NamedTrial> | null): boolean =>
    typeof found?.name === "string" && typeof found.trial?.changes === "object" && Array.isArray(found.trial.leftOut);
  return Array.isArray(kept) ? (kept as NamedTrial[]).filter(isOne) : [];
}

/** Where an annotation applies in the review that is shown, in words. */

import type { Review } from "../engine/documents.ts";
import { meant } from "../incident/order.ts";
import { counted } from "../text/figures.ts";
import { milliseconds, utcDigits } from "../time/instant.ts";
import type { ListName, Lists, Maintenance, Mitigation, Note, Outage } from "./document.ts";

/** Where it applies. */
export interface Application {
  readonly text: string;
  /** Whether it applies to nothing at all. */
  readonly none: boolean;
  /** The incident that it is about, if there is one. */
  readonly incident?: string;
}

const same = (one: string | null | undefined, other: string | null | undefined): boolean =>
  one && other ? milliseconds(one) === milliseconds(other) : !one && !other;

const nothing = (why: string): Application => ({ text: `Applies to nothing: ${why}`, none: true });

function ofIncident({ recovery }: Review, of: Mitigation | Note): Application {
  const incident = meant(recovery.incidents, of);
  if (incident === undefined) return nothing(`no incident of class ${of.class} runs at ${utcDigits(of.openedAt)} UTC`);
  const { id } = incident;
  if (!("mitigatedAt" in of) || same(of.mitigatedAt, incident.mitigatedAt)) return { text: id, none: false, incident: id };
  const stray = recovery.strayMitigations.find(({ at, file }) => file === "annotations" && same(at, of.mitigatedAt));
  return { ...nothing(stray?.why ?? `${id} has another mitigation`), incident: id };
}

function ofOutage({ recovery }: Review, { from, to, confirmed }: Outage): Application {
  const touched = recovery.incidents.filter(({ outages }) => outages.some((outage) => same(outage.from, from) && same(outage.to, to)));
  if (touched.length === 0) return nothing("it touches no incident");
  const ids = touched.map(({ id }) => id).join(", ");
  return { text: confirmed ? `Excludes ${ids}` : `Touches ${ids} and excludes nothing, for it is not confirmed`, none: false };
}

function ofMaintenance({ availability }: Review, { from, to }: Maintenance): Application {
  const effect = availability.exclusions.find((window) => same(window.from, from) && same(window.to, to));
  const jobs = effect === undefined ? 0 : effect.good + effect.bad;
  if (effect === undefined || jobs === 0) return nothing("it takes no counted job of the window out");
  return { text: `Takes out ${counted(jobs, "job")}: ${effect.good} good, ${effect.bad} bad`, none: false };
}

/** Where an entry of a list applies. */
export function application<List extends ListName>(list: List, entry: Lists[List], review: Review): Application {
  switch (list) {
    case "outages":
      return ofOutage(review, entry as Outage);
    case "maintenance":
      return ofMaintenance(review, entry as Maintenance);
    default:
      return ofIncident(review, entry as Mitigation | Note);
  }
}

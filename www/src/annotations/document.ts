/**
 * What the reviewer says: the document `slo-review/annotations/1`, which is kept, saved, loaded, and given to the core.
 *
 * It is never changed in place. Keys that this version does not know are kept and saved again.
 */

import type { Instant } from "../engine/documents.ts";
import { milliseconds, readTyped } from "../time/instant.ts";

const SCHEMA = "slo-review/annotations/1";

/** When an incident was mitigated: that of the class that was running at `openedAt`. */
export interface Mitigation {
  readonly class: string;
  readonly openedAt: Instant;
  /** `null` says that it is not known, whatever a timeline says. */
  readonly mitigatedAt: Instant | null;
}

/** A maintenance window; without `to` until further notice. */
export interface Maintenance {
  readonly from: Instant;
  readonly to?: Instant | null;
  readonly reason?: string;
}

/** An outage of something outside; it excludes incidents where it is confirmed. */
export interface Outage extends Maintenance {
  readonly confirmed: boolean;
  readonly confirmedBy?: string;
}

/** A note on an incident, which is named as for a mitigation. */
export interface Note {
  readonly class: string;
  readonly openedAt: Instant;
  readonly text: string;
}

/** The four lists with what stands in each. */
export interface Lists {
  readonly mitigations: Mitigation;
  readonly maintenance: Maintenance;
  readonly outages: Outage;
  readonly notes: Note;
}

/** The name of a list. */
export type ListName = keyof Lists;

/** Everything that the reviewer says. */
export type Annotations = { readonly schema: string } & { readonly [List in ListName]: readonly Lists[List][] };

/** Nothing said. */
export const NO_ANNOTATIONS: Annotations = { schema: SCHEMA, mitigations: [], maintenance: [], outages: [], notes: [] };

/** The lists' names, in the order in which they are shown. */
export const LISTS: readonly ListName[] = ["mitigations", "outages", "maintenance", "notes"];

/** How many annotations there are. */
export function size(annotations: Annotations): number {
  return LISTS.reduce((sum, list) => sum + annotations[list].length, 0);
}

/** The annotations with an entry of a list replaced, added where `at` is the list's length, or taken out where `entry` is `undefined`. */
export function edited<List extends ListName>(annotations: Annotations, list: List, at: number, entry: Lists[List] | undefined): Annotations {
  const entries: Lists[List][] = [...(annotations[list] as readonly Lists[List][])];
  const before = entries[at];
  // A key that this version does not know stays with the entry that it was found in.
  entries.splice(at, 1, ...(entry === undefined ? [] : [{ ...unknown(before, list), ...entry }]));
  return { ...annotations, [list]: entries };
}

const KNOWN: Readonly<Record<ListName, readonly string[]>> = {
  mitigations: ["class", "openedAt", "mitigatedAt"],
  maintenance: ["from", "to", "reason"],
  outages: ["from", "to", "reason", "confirmed", "confirmedBy"],
  notes: ["class", "openedAt", "text"],
};

function unknown(entry: object | undefined, list: ListName): object {
  return Object.fromEntries(Object.entries(entry ?? {}).filter(([key]) => !KNOWN[list].includes(key)));
}

/** The file's text. */
export function written(annotations: Annotations): string {
  return `${JSON.stringify(annotations, null, 2)}\n`;
}

/** What a text of annotations holds, and how many entries of it cannot be understood. */
export interface ReadAnnotations {
  readonly annotations: Annotations;
  readonly leftOut: number;
}

type Found = Record<string, unknown>;

const INSTANTS = ["openedAt", "mitigatedAt", "from", "to"];

/** The entry with its instants as the page writes them. One without an offset is UTC, which a browser's own reading would not know. */
function normal(entry: unknown): Found {
  const found = typeof entry === "object" && entry !== null ? (entry as Found) : {};
  const instants = INSTANTS.flatMap((key) => {
    const value = found[key];
    return typeof value === "string" ? [[key, readTyped(value)]] : [];
  });
  return { ...found, ...Object.fromEntries(instants) };
}

const isInstant = (value: unknown): boolean => typeof value === "string";
const isText = (value: unknown): boolean => typeof value === "string";
const isAbsent = (value: unknown): boolean => value === undefined || value === null;
const isWindow = ({ from, to, reason }: Found): boolean =>
  isInstant(from) && (isAbsent(to) || milliseconds(to as string) > milliseconds(from as string)) && (isAbsent(reason) || isText(reason));
const isNamed = (entry: Found): boolean => isText(entry["class"]) && isInstant(entry["openedAt"]);

/** Whether an entry says what its list is for. */
const UNDERSTOOD: Readonly<Record<ListName, (entry: Found) => boolean>> = {
  mitigations: (entry) => isNamed(entry) && (entry["mitigatedAt"] === null || isInstant(entry["mitigatedAt"])),
  maintenance: isWindow,
  outages: (entry) => isWindow(entry) && typeof entry["confirmed"] === "boolean" && (isAbsent(entry["confirmedBy"]) || isText(entry["confirmedBy"])),
  notes: (entry) => isNamed(entry) && isText(entry["text"]),
};

/** Reads the text of such a file. Throws an `Error` that says in plain words why it is none. */
export function readAnnotations(text: string): ReadAnnotations {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/u, ""));
  } catch (error) {
    throw new Error(`It is no JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  if (typeof value !== "object" || value === null || !("schema" in value)) throw new Error(`It has no key "schema".`);
  if (value.schema !== SCHEMA) throw new Error(`Its schema is ${JSON.stringify(value.schema)}, and this version knows "${SCHEMA}".`);
  const found = value as Found;
  let leftOut = 0;
  const lists = LISTS.map((list) => {
    const entries = Array.isArray(found[list]) ? (found[list] as unknown[]) : [];
    const good = entries.map(normal).filter(UNDERSTOOD[list]);
    leftOut += entries.length - good.length;
    return [list, good];
  });
  return { annotations: { ...found, ...Object.fromEntries(lists) } as Annotations, leftOut };
}

/** What two entries of a list must share so that only one of them can hold. */
function identity(list: ListName, entry: Lists[ListName]): string {
  const same = list === "mitigations" ? ["class", "openedAt"] : KNOWN[list];
  return JSON.stringify(same.map((key) => (entry as unknown as Record<string, unknown>)[key] ?? null));
}

/** Both together. Where both state one incident's mitigation, the one that is added holds. */
export function merged(annotations: Annotations, added: Annotations): Annotations {
  const lists = LISTS.map((list) => {
    const entries = new Map([...annotations[list], ...added[list]].map((entry) => [identity(list, entry), entry]));
    return [list, [...entries.values()]];
  });
  return { ...annotations, ...added, ...Object.fromEntries(lists) } as Annotations;
}

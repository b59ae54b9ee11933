/** Time zones as tables: the core knows no zones, and the browser does. */

/** A zone over a stretch of time: the offset from UTC that holds first, in seconds, and where it changes, in milliseconds since the epoch. */
export interface ZoneTable {
  readonly name: string;
  readonly first: number;
  readonly changes: readonly (readonly [at: number, offset: number])[];
}

const SECOND = 1_000;
/** No zone changes twice within this time, but for a few single days in history; such a pair does not matter after it. */
const STEP = 5 * 86_400 * SECOND;
/** The most years that a table reaches back from its end: a record that is dated by mistake must not cost minutes. */
const MOST_YEARS = 60;

/** The zone of this browser. */
export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** Zones by the names of today, which some browsers know and list by older ones only. */
const RENAMED = ["America/Argentina/Buenos_Aires", "Asia/Ho_Chi_Minh", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Yangon", "Europe/Kyiv"];

/** All zones that this browser knows, UTC first. */
export function allZones(): readonly string[] {
  const names = new Set([...Intl.supportedValuesOf("timeZone"), ...RENAMED.filter(isKnown)]);
  names.delete("UTC");
  return ["UTC", ...[...names].sort()];
}

function isKnown(timeZone: string): boolean {
  try {
    return Intl.DateTimeFormat("en", { timeZone }) !== undefined;
  } catch {
    return false;
  }
}

/** The years for which a calendar's zone is worked out. */
const CALENDAR_YEARS = [Date.UTC(1990, 6), Date.UTC(2048, 6)] as const;

/** The table of the zone that a calendar names, or `undefined` where this browser does not know it. */
export function calendarZone(name: string): ZoneTable | undefined {
  return isKnown(name) ? zoneTable(name, ...CALENDAR_YEARS) : undefined;
}

/** Gives the zone's offset from UTC at an instant, in seconds. Throws a `RangeError` for a zone that this browser does not know. */
function offsetsOf(timeZone: string): (at: number) => number {
  const numeric = "numeric";
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "iso8601",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Math.round((Date.UTC(year, month - 1, day, hour, minute, second) - at) / SECOND);
  };
}

const tables = new Map<string, ZoneTable>();

/** The table of a zone over a stretch of time, widened to whole years so that few are ever made. A zone that is not known is UTC. */
export function zoneTable(name: string, from: number, to: number): ZoneTable {
  const last = new Date(to).getUTCFullYear() + 1;
  const first = Math.max(new Date(from).getUTCFullYear(), last - MOST_YEARS);
  const key = `${name} ${first} ${last}`;
  const known = tables.get(key);
  if (known !== undefined) return known;
  const made = name === "UTC" || Number.isNaN(first + last) ? utc() : table(name, Date.UTC(first, 0, -1), Date.UTC(last, 0, 3));
  tables.set(key, made);
  return made;
}

function utc(): ZoneTable {
  return { name: "UTC", first: 0, changes: [] };
}

function table(name: string, from: number, to: number): ZoneTable {
  let offsetAt: (at: number) => number;
  try {
    offsetAt = offsetsOf(name);
  } catch {
    return utc();
  }
  const first = offsetAt(from);
  const changes: [number, number][] = [];
  for (let [low, offset] = [from, first]; low < to; ) {
    const high = Math.min(low + STEP, to);
    const next = offsetAt(high);
    if (next !== offset) changes.push([changedWithin(offsetAt, low, high, offset), next]);
    [low, offset] = [high, next];
  }
  return { name, first, changes };
}

/** The first whole second at which another offset holds. */
function changedWithin(offsetAt: (at: number) => number, from: number, to: number, offset: number): number {
  let [low, high] = [from / SECOND, to / SECOND];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * SECOND) === offset) low = middle;
    else high = middle;
  }
  return high * SECOND;
}

/** Instants as people read them: always in UTC, and beside it in the reader's own zone. */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How fine an instant is written. */
export type Precision = "second" | "minute" | "day";

const pad = (value: number, width = 2): string => String(value).padStart(width, "0");

/** Milliseconds since the epoch of an RFC 3339 instant; NaN where it is none. */
export function milliseconds(instant: string): number {
  return Date.parse(instant);
}

/** The instant as the engine writes it: whole seconds, or milliseconds where they are not whole. */
export function rfc3339(at: number): string {
  const text = new Date(at).toISOString();
  return at % SECOND === 0 ? text.replace(".000Z", "Z") : text;
}

/** `2026-02-26 23:59:56`, in UTC and without saying so. */
export function utcDigits(instant: string | number, precision: Precision = "second"): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return String(instant);
  const day = `${pad(at.getUTCFullYear(), 4)}-${pad(at.getUTCMonth() + 1)}-${pad(at.getUTCDate())}`;
  if (precision === "day") return day;
  const minute = `${day} ${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}`;
  if (precision === "minute") return minute;
  const thousandths = at.getUTCMilliseconds();
  return `${minute}:${pad(at.getUTCSeconds())}${thousandths === 0 ? "" : `.${pad(thousandths, 3)}`}`;
}

/** The reader's zone at the instant, such as `GMT+3`. */
function zoneName(at: Date): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZoneName: "short" }).formatToParts(at);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? "local";
}

/** Whether the reader's clock shows UTC at the instant. */
function localIsUtc(instant: string | number): boolean {
  return new Date(instant).getTimezoneOffset() === 0;
}

/**
 * The instant in the reader's zone, with the zone's name: `02:59:56 GMT+3`, and the date where it is another day than
 * in UTC. Nothing where the reader's clock shows UTC.
 */
export function localDigits(instant: string | number, precision: Precision = "second"): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime()) || localIsUtc(instant)) return "";
  const day = `${pad(at.getFullYear(), 4)}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
  const minute = `${pad(at.getHours())}:${pad(at.getMinutes())}`;
  const time = precision === "second" ? `${minute}:${pad(at.getSeconds())}` : minute;
  const sameDay = at.getDate() === at.getUTCDate();
  return `${sameDay ? "" : `${day} `}${time} ${zoneName(at)}`;
}

/** What is said in UTC, and behind it the reader's own time where that is another. */
export function bothClocks(utc: string, instant: string | number): string {
  const local = localDigits(instant);
  return local === "" ? utc : `${utc} · ${local}`;
}

const TYPED =
  /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*(?:(Z|UTC)|([+-])(\d{2}):?(\d{2}))?\s*$/iu;

/**
 * Reads what a person types: `2026-02-26`, `2026-02-26 14:30`, with seconds, with `Z`, `UTC` or an offset. Without an offset
 * it is UTC. Returns undefined for anything else, also for a day that the calendar does not have.
 */
export function readTyped(text: string): string | undefined {
  const match = TYPED.exec(text);
  if (match === null) return undefined;
  const number = (index: number): number => Number(match[index] ?? "0");
  const [year, month, day, hour, minute, second] = [number(1), number(2), number(3), number(4), number(5), number(6)];
  const thousandths = Number((match[7] ?? "").slice(0, 3).padEnd(3, "0"));
  const at = Date.UTC(year, month - 1, day, hour, minute, second, thousandths);
  const civil = new Date(at);
  const exists =
    civil.getUTCMonth() === month - 1 && civil.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  if (!exists) return undefined;
  const offset = (number(10) * 60 + number(11)) * MINUTE * (match[9] === "-" ? -1 : 1);
  return rfc3339(at - offset);
}

/** A length of time in its two largest units: `3 d 4 h`, `6 min 40 s`. */
export function duration(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  const units: readonly [number, string][] = [
    [Math.floor(whole / 86_400), "d"],
    [Math.floor((whole % 86_400) / 3_600), "h"],
    [Math.floor((whole % 3_600) / 60), "min"],
    [whole % 60, "s"],
  ];
  const first = units.findIndex(([count]) => count > 0);
  if (first < 0) return "0 s";
  const shown = units.slice(first, first + 2).filter(([count]) => count > 0);
  return shown.map(([count, unit]) => `${count} ${unit}`).join(" ");
}

/** A window's length as people name it: `7 days`, `1 hour`. */
export function windowLength(seconds: number): string {
  const named = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? "" : "s"}`;
  if (seconds % 86_400 === 0) return named(seconds / 86_400, "day");
  if (seconds % 3_600 === 0) return named(seconds / 3_600, "hour");
  return named(Math.round(seconds / 60), "minute");
}

/** Lengths in milliseconds, for steps of a slider. */
export const STEP = { minute: MINUTE, hour: HOUR, day: DAY } as const;

/** How long something took, exactly: `1 h 3 min 40 s`, rounded up to whole seconds, so that what missed a limit never reads as if it had kept it. */
export function took(seconds: number): string {
  const whole = Math.ceil(seconds - 1e-9);
  const units: readonly (readonly [number, string])[] = [
    [Math.floor(whole / 86_400), "d"],
    [Math.floor((whole % 86_400) / 3_600), "h"],
    [Math.floor((whole % 3_600) / 60), "min"],
    [whole % 60, "s"],
  ];
  return units.flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}`] : [])).join(" ") || "0 s";
}

/** The same as on a clock, `38:19` or `1:03:40`, and what its first number counts. */
export function clock(seconds: number): readonly [digits: string, unit: string] {
  const whole = Math.ceil(seconds - 1e-9);
  const [hours, minutes, rest] = [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60), pad(whole % 60)];
  return hours > 0 ? [`${hours}:${pad(minutes)}:${rest}`, "h"] : [`${minutes}:${rest}`, "min"];
}

/** Reads what a person types near a known instant: an instant as above, or a time of day alone, which is the first such time at or after it. */
export function readNear(text: string, near: string): string | undefined {
  const time = /^\s*(\d{1,2}:\d{2}(?::\d{2})?)\s*(?:Z|UTC)?\s*$/iu.exec(text)?.[1];
  if (time === undefined) return readTyped(text);
  const sameDay = readTyped(`${utcDigits(near, "day")} ${time}`);
  if (sameDay === undefined) return undefined;
  const from = Math.floor(milliseconds(near) / SECOND) * SECOND;
  const at = milliseconds(sameDay);
  // The whole second in which the known instant lies is not before it.
  return rfc3339(at < from ? at + DAY : Math.max(at, milliseconds(near)));
}

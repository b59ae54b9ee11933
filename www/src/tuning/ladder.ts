/** The values that a slider steps through: those that people choose, in the way that the file writes them. */

import type { Tunable } from "../engine/tuning.ts";

const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };

/** What a written value amounts to, so that values can be put in order; `undefined` where that is not known. */
export function amount(unit: Tunable["unit"], value: string): number | undefined {
  const [, digits, suffix = ""] = /^(\d+(?:\.\d+)?)(%|[a-z]+)?$/u.exec(value) ?? [];
  if (digits === undefined) return undefined;
  const number = Number(digits);
  if (unit === "length") {
    const seconds = SECONDS[suffix];
    return seconds === undefined ? undefined : number * seconds;
  }
  return suffix === "%" ? number / 100 : suffix === "" ? number : undefined;
}

const TARGETS = "80 85 90 92 94 95 96 97 97.5 98 98.5 99 99.2 99.5 99.7 99.8 99.9 99.95 99.99";
const RATES = "0.5 1 1.5 2 2.5 3 4 5 6 7 8 9 10 12 14 14.4 16 18 20";
const THRESHOLDS = "5 10 15 20 25 30 35 40 45 50 55 60 65 70 75 80 85 90 95 100 120 150 200 300";
const RATIOS = "0.5 1 1.5 2 3 4 5 6 7 8 10 12 15 20 25 30 40 50";
const MINUTES = "1m 2m 3m 5m 7m 10m 12m 15m 20m 25m 30m 40m 45m 1h 90m 2h 3h 4h 6h 8h 12h 18h 24h 36h 48h 72h";
const DAYS = "6h 12h 1d 2d 3d 4d 5d 6d 7d 8d 10d 12d 14d 21d 28d 30d";
const COUNTS = "1 2 3 4 5 6 7 8 9 10 12 15 20 30";
const RECOVERIES = "300 600 900 1200 1500 1800 2400 2700 3600 5400 7200 10800 14400";

/** A share of 1, out of one of 100, without the dirt of floats. */
const asDecimal = (percent: string): string => String(Number((Number(percent) / 100).toFixed(6)));

function candidates({ id, unit, value }: Tunable): readonly string[] {
  const isAlert = id.startsWith("alerts.");
  const list = {
    decimal: isAlert ? RATES : TARGETS,
    percent: TARGETS,
    share: isAlert ? RATIOS : THRESHOLDS,
    length: isAlert ? MINUTES : DAYS,
    count: COUNTS,
    seconds: RECOVERIES,
  }[unit].split(" ");
  if (unit === "share" && (value === null || value.endsWith("%"))) return list.map((share) => `${share}%`);
  return unit === "share" || (unit === "decimal" && !isAlert) ? list.map(asDecimal) : list;
}

/** The slider's values in order, today's and the present one among them. Empty where they cannot be put in order. */
export function ladder(tunable: Tunable, present: string | undefined): readonly string[] {
  const { unit, value } = tunable;
  const own = [value ?? undefined, present].filter((known) => known !== undefined);
  const steps = new Map<number, string>();
  for (const step of [...candidates(tunable), ...own]) {
    const at = amount(unit, step);
    if (at === undefined) {
      if (own.includes(step)) return [];
      continue;
    }
    steps.set(at, step);
  }
  return [...steps].sort(([one], [other]) => one - other).map(([, step]) => step);
}

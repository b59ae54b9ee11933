/** Numbers as people read them. Percentages are rounded toward the bad side, never toward a better one. */

/** A minus sign of the same width as a plus sign. */
const MINUS = "\u2212";
/** A narrow space that does not break, between a number and its unit and between its thousands. */
const THIN = "\u202f";

/** No figure: no data is neither 0 % nor 100 %. */
export const NO_FIGURE = "–";

/** The first digit that a float can still be trusted for, so that 0.65 × 1000 is not 650.0000000000001. */
const NOISE = 1e-9;

/** `12 345`. */
export function count(value: number): string {
  const digits = String(Math.abs(Math.trunc(value))).replace(/\B(?=(\d{3})+$)/gu, THIN);
  return value < 0 ? `${MINUS}${digits}` : digits;
}

/** `1 job`, `2 jobs`. */
export function counted(value: number, noun: string, plural = `${noun}s`): string {
  return `${count(value)} ${value === 1 ? noun : plural}`;
}

/** A fraction as a percentage, rounded to `digits` places in the direction given. */
function percent(fraction: number, digits: number, round: (value: number) => number): string {
  const scale = 100 * 10 ** digits;
  const value = round(fraction * scale) / 10 ** digits;
  const text = Math.abs(value).toFixed(digits);
  return `${value < 0 ? MINUS : ""}${text}%`;
}

/** A share where less is worse, such as what is left of the budget: rounded down. */
export function shareLeft(fraction: number | null, digits = 1): string {
  return fraction === null ? NO_FIGURE : percent(fraction, digits, (value) => Math.floor(value + NOISE));
}

/** A share where more is worse, such as what is spent of the budget: rounded up. */
export function shareSpent(fraction: number | null, digits = 1): string {
  return fraction === null ? NO_FIGURE : percent(fraction, digits, (value) => Math.ceil(value - NOISE));
}

/** A target or a threshold with as many places as it has. */
export function exactShare(fraction: number): string {
  return `${Number((fraction * 100).toFixed(7))}%`;
}

/** A number of failures with its sign, where below zero means over the allowance. */
export function signed(value: number): string {
  return value > 0 ? `+${count(value)}` : count(value);
}

/** `1.4 GB`. */
export function bytes(value: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let scaled = value;
  let unit = 0;
  while (scaled >= 1_000 && unit < units.length - 1) {
    scaled /= 1_000;
    unit += 1;
  }
  const digits = unit === 0 || scaled >= 100 ? 0 : 1;
  return `${scaled.toFixed(digits)}${THIN}${units[unit] ?? ""}`;
}

/** `120 MB/s`. */
export function speed(bytesPerSecond: number): string {
  return `${(bytesPerSecond / 1e6).toFixed(bytesPerSecond < 1e7 ? 1 : 0)}${THIN}MB/s`;
}

import type { Interval, Review } from "../engine/documents.ts";
import { milliseconds, readTyped, rfc3339 } from "../time/instant.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** The longest time that is asked for, in days: a year and a day. */
const MOST_DAYS = 366;

/** A span that is offered to be asked for: up to an instant, whole minutes, as long as so many of the SLO's windows. */
function upTo(at: number, windowSeconds: number, windows: number): Interval {
  const to = Math.floor(at / MINUTE) * MINUTE;
  return { from: rfc3339(to - windowSeconds * windows * 1_000), to: rfc3339(to) };
}

/** The week under review; the last one where only a made-up week is, or none. */
export function reviewed(review: Review | undefined, sample: boolean, windowSeconds: number, now: number): Interval {
  const at = sample || review === undefined || review.asOf === null ? now : milliseconds(review.asOf);
  // What ended within the last minute of the week is in it, too.
  return upTo(Math.min(at + MINUTE - 1, now), windowSeconds, 1);
}

/** The SLO's last two windows: the one that counts now, and one before it, for what the policy said in it. */
export function latest(windowSeconds: number, now: number): Interval {
  return upTo(now, windowSeconds, 2);
}

/** What is wrong with a span that was typed, and in which field. */
export interface WrongSpan {
  readonly field: "from" | "to";
  readonly why: string;
}

/** Reads a span as people type it. */
export function readSpan(typedFrom: string, typedTo: string): Interval | WrongSpan {
  const [from, to] = [readTyped(typedFrom), readTyped(typedTo)];
  const form = "Type it like 2026-02-21 15:00, or with an offset like 2026-02-21T16:00:00+01:00.";
  if (from === undefined) return { field: "from", why: `The beginning is no time. ${form}` };
  if (to === undefined) return { field: "to", why: `The end is no time. ${form}` };
  if (milliseconds(from) < 0) return { field: "from", why: "It begins before 1970, and no Prometheus has samples of that. Choose a later beginning." };
  const long = milliseconds(to) - milliseconds(from);
  if (long < MINUTE) return { field: "to", why: "It ends before it begins, or within a minute. Choose a later end." };
  if (long > MOST_DAYS * DAY) return { field: "from", why: `These are more than ${MOST_DAYS} days. Choose a later beginning.` };
  return { from, to };
}

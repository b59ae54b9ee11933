import type { Interval, Review } from "../engine/documents.ts";
import { milliseconds, rfc3339 } from "../time/instant.ts";

const MINUTE = 60_000;

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

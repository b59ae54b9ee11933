import type { Review, Week } from "../engine/documents.ts";
import { milliseconds } from "./instant.ts";

/** The weeks of the data whose end lies within it: those that can be reviewed at their end. */
export function endedWeeks(review: Review): readonly Week[] {
  const newest = review.data.range?.to;
  if (newest === undefined) return [];
  return (review.data.weeks).filter((week) => milliseconds(week.end) <= milliseconds(newest));
}

/** The newest week that the data holds whole, if there is one. */
export function lastFullWeek(review: Review): Week | undefined {
  return endedWeeks(review).findLast((week) => week.full);
}

/** The newest week that ends before the reviewed instant. */
export function previousWeek(review: Review): Week | undefined {
  const at = review.asOf === null ? Number.NaN : milliseconds(review.asOf);
  return endedWeeks(review).findLast((week) => milliseconds(week.end) < at);
}

/** The oldest week that ends after the reviewed instant. */
export function nextWeek(review: Review): Week | undefined {
  const at = review.asOf === null ? Number.NaN : milliseconds(review.asOf);
  return endedWeeks(review).find((week) => milliseconds(week.end) > at);
}

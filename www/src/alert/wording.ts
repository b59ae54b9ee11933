/** What an alert did, in words. */

import type { Alert, Firing } from "../engine/alerts.ts";
import { counted, shareLeft } from "../text/figures.ts";
import { took } from "../time/instant.ts";

/** `1 page`, `3 tickets`. */
export function sent({ severity }: Alert, number: number): string {
  return counted(number, severity);
}

/**
 * The worst of a firing with its unit, rounded as in the core's sentences. A burn rate stands for a share of the budget, and what counts failures one by one calls
 * about keys; of the other two a share is at most 1, and no incident is that short.
 */
export function peak({ budgetShare }: Alert, { peak: worst, notifications }: Firing): string {
  if (budgetShare !== null) return `${Math.floor(worst * 10) / 10} times`;
  if (notifications.length > 0) return counted(worst, "failure");
  return worst <= 1 ? shareLeft(worst).replace(".0%", "%") : took(worst);
}

/** A number of pages a week. */
export function perWeek(rate: number): string {
  return `${rate >= 10 ? Math.round(rate) : rate.toFixed(1).replace(/\.0$/u, "")} a week`;
}

/** How good an alert was, in one sentence with counts. */
export function judged(alert: Alert): string {
  const { incidents, caught, medianDelaySeconds, mostFailuresBefore, firings, falseAlarms, sentPerWeek, sent: number } = alert.judgement;
  const median = medianDelaySeconds === null ? "" : `, ${medianDelaySeconds === 0 ? "at once" : `${took(medianDelaySeconds)} after the opening`} in the median`;
  const before = mostFailuresBefore === null ? "" : ` and after at most ${counted(mostFailuresBefore, "failure")}`;
  const caughtOnes = incidents === 0 ? "The loaded data has no incident to catch" : `Caught ${caught} of ${counted(incidents, "incident")}${median}${before}`;
  const alarms = firings === 0 ? "never fired" : `${counted(falseAlarms, "false alarm")} in ${counted(firings, "firing")}`;
  const week = sentPerWeek === null || number === 0 ? "" : `, ${perWeek(sentPerWeek)}`;
  return `${caughtOnes}; ${alarms}; ${sent(alert, number)} sent${week}.`;
}

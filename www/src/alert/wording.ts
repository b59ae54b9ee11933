/** What an alert did, in words. */

import type { Alert, Firing } from "../engine/alerts.ts";
import { counted, shareLeft } from "../text/figures.ts";
import { took } from "../time/instant.ts";

/** `1 page`, `3 tickets`. */
export function sent({ severity }: Alert, number: number): string {
  return counted(number, severity);
}

/** The worst of a firing with its unit, rounded as in the core's sentences. */
export function peak({ unit }: Alert, { peak: worst }: Firing): string {
  switch (unit) {
    case "rate":
      return `${Math.floor(worst * 10) / 10} times`;
    case "ratio":
      return shareLeft(worst).replace(".0%", "%");
    case "seconds":
      return took(worst);
    default:
      return counted(worst, "failure");
  }
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
